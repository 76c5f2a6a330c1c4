import CLI
import Glibc
import Syscalls
import Testing

/// The program itself in a terminal of its own.
final class PseudoTerminal {
  private let master: Int32
  private let process: pid_t
  /// What has come since something was last looked for.
  private(set) var screen = ""
  /// What a person sees.
  private var picture = TerminalPicture(columns: 40, rows: 12)
  private var isClosed = false
  /// The beginning of a character that was read in two pieces.
  private var cut: [UInt8] = []
  private var hasEnded = false

  /// - Returns: `nil`, and says so, where the program was not built.
  init?(
    _ arguments: [String], environment: [String: String], user: UInt32? = nil, for test: String = #function
  ) throws {
    let program = directoryName(try executablePath()) + "/holdfast"
    guard fileExists(program) else {
      print("SKIPPED: \(test): there is no \(program)")
      return nil
    }
    // posix_openpt and its kin hide behind _XOPEN_SOURCE: these are the requests that they make (asm-generic/ioctls.h).
    let setLock: UInt = 0x4004_5431
    let getNumber: UInt = 0x8004_5430
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var isLocked: Int32 = 0
    var number: Int32 = 0
    guard master >= 0, ioctl(master, setLock, &isLocked) == 0, ioctl(master, getNumber, &number) == 0 else {
      print("SKIPPED: \(test): this machine gives no terminals (/dev/ptmx)")
      if master >= 0 { Glibc.close(master) }
      return nil
    }
    let name = "/dev/pts/\(number)"
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, which hides behind _GNU_SOURCE
    // The threads of the tests block signals, which is inherited.
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    // util-linux, which every Debian has.
    let becoming =
      user.map { ["/usr/bin/setpriv", "--reuid=\($0)", "--regid=\($0)", "--clear-groups"] } ?? []
    var words: [UnsafeMutablePointer<CChar>?] = (becoming + [program] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, becoming.first ?? program, &actions, &attributes, &words, &variables)
    guard code == 0 else { throw SystemError(code, doing: "run \(program)") }
    self.process = process
    resize(columns: 40, rows: 12)
  }

  deinit {
    if !hasEnded {
      signal(SIGKILL)
      waitpid(process, nil, 0)
    }
    if !isClosed { Glibc.close(master) }
  }

  /// The window is closed.
  func close() {
    isClosed = true
    Glibc.close(master)
  }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    #expect(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
    picture.resize(columns: Int(columns), rows: Int(rows))
  }

  func type(_ text: String) { _ = Glibc.write(master, text, text.utf8.count) }

  func signal(_ signal: Int32) { Glibc.kill(process, signal) }

  /// Reads until it has shown a text since the last call; whether that came within ten seconds.
  func shows(_ text: String) -> Bool {
    for _ in 0..<1_000 {
      if let range = screen.firstRange(of: text) {
        screen = String(screen[range.upperBound...])
        return true
      }
      guard take(milliseconds: 10) else { return screen.contains(text) }
    }
    return false
  }

  /// Reads what there is; `false` where the other side has been closed.
  private func take(milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, milliseconds) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &buffer, buffer.count)
    // EIO: the other side has been closed.
    guard count > 0 else { return false }
    let bytes = cut + buffer[..<count]
    // The first byte of a character whose other bytes are still to come.
    let last: Int = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }) ?? bytes.startIndex
    let length = bytes[last] < 0x80 ? 1 : bytes[last] < 0xE0 ? 2 : bytes[last] < 0xF0 ? 3 : 4
    let end = last + length <= bytes.count ? bytes.count : last
    cut = Array(bytes[end...])
    let text = String(decoding: bytes[..<end], as: UTF8.self)
    screen += text
    picture.feed(text)
    return true
  }

  /// Reads until a row of the screen has a text in it; whether that came within ten seconds.
  func displays(_ text: String) -> Bool {
    for _ in 0..<1_000 {
      if picture.lines.contains(where: { $0.contains(text) }) { return true }
      guard take(milliseconds: 10) else { return false }
    }
    return false
  }

  /// What a person sees after so long.
  func lines(after milliseconds: Int32) -> [String] {
    let end = SystemClock.boottime + Int64(milliseconds) * 1_000
    while SystemClock.boottime < end { guard take(milliseconds: 10) else { break } }
    return picture.lines
  }

  /// How many bytes come within some time.
  func bytes(milliseconds: Int32) -> Int {
    screen = ""
    _ = lines(after: milliseconds)
    return screen.utf8.count
  }

  /// The `R`, `S` or `T` of `/proc/PID/stat`; `nil` where the process is gone.
  var state: Character? {
    let text = (try? readFile("/proc/\(process)/stat")).map { String(decoding: $0, as: UTF8.self) }
    return text?.split(separator: ")").last?.dropFirst().first
  }

  /// Waits for the end, but no longer than a second: the exit code, or the signal as a negative number.
  func endsWithinASecond() -> Int32? {
    var status: Int32 = 0
    for _ in 0..<100 {
      if waitpid(process, &status, WNOHANG) == process {
        hasEnded = true
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
      }
      pause(milliseconds: 10)
    }
    return nil
  }

  /// Waits for the end: the exit code, or the signal as a negative number.
  func end() -> Int32 {
    _ = shows("there is no such text")
    var status: Int32 = 0
    waitpid(process, &status, 0)
    hasEnded = true
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }

  /// Whether the terminal gathers lines and echoes again.
  var isAsItWas: Bool {
    var mode = termios()
    return tcgetattr(master, &mode) == 0 && mode.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO)
  }
}
