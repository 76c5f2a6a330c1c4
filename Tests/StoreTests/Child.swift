import Glibc

/// The program `StoreTorture`, running; what it prints is read line by line.
final class Child {
  let pid: pid_t
  private let output: Int32
  private let input: Int32
  private var buffer: [UInt8] = []

  init(_ arguments: String...) {
    var fromChild: [Int32] = [0, 0]
    var toChild: [Int32] = [0, 0]
    precondition(pipe(&fromChild) == 0 && pipe(&toChild) == 0)
    for descriptor in fromChild + toChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO)
    let path = Self.program
    var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    argv.append(nil)
    var pid: pid_t = 0
    let code = posix_spawn(&pid, path, &actions, nil, argv, environ)
    precondition(code == 0, "cannot run \(path): \(String(cString: strerror(code)))")
    posix_spawn_file_actions_destroy(&actions)
    for argument in argv { free(argument) }
    close(fromChild[1])
    close(toChild[0])
    self.pid = pid
    output = fromChild[0]
    input = toChild[1]
  }

  deinit {
    close(output)
    close(input)
  }

  /// It is built beside the test bundle.
  private static var program: String {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = buffer.withUnsafeMutableBytes {
      readlink("/proc/self/exe", $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    let own = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/StoreTorture"
  }

  /// The next line, without its end; `nil` where there will be none.
  func line() -> String? {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        defer { buffer.removeSubrange(...end) }
        return String(decoding: buffer[..<end], as: UTF8.self)
      }
      var bytes = [UInt8](repeating: 0, count: 4_096)
      let count = read(output, &bytes, bytes.count)
      guard count > 0 else { return nil }
      buffer += bytes[..<count]
    }
  }

  /// All lines that are left.
  func lines() -> [String] {
    var lines: [String] = []
    while let line = line() { lines.append(line) }
    return lines
  }

  /// How it ended.
  @discardableResult
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) == -1, errno == EINTR {}
    return status
  }
}
