import CLinux
import Glibc

/// A terminal, or whatever a descriptor is instead.
public struct Terminal: Sendable {
  /// The descriptor: 0, 1 or 2.
  public let descriptor: Int32

  /// What is behind a descriptor.
  public init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Whether it is a terminal.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Its size in characters; `nil` where it is no terminal or does not know.
  public var size: (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return nil
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Whether it takes output now: it does not while it is full, or stopped with Ctrl-S. One that is gone does: the
  /// write then says so.
  public var canBeWritten: Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&entry, 1, 0) != 0
  }

  /// Whether it belongs to another job of the shell: this process is in the background.
  public var isAnothers: Bool {
    let owner = tcgetpgrp(descriptor)
    return owner > 0 && owner != getpgrp()
  }
}

/// Has this process, and whatever it starts from now on, take a narrow terminal for one of 80 columns.
///
/// swift-argument-parser 1.8.2 lays out its help by the terminal's width, whatever it is told, whenever it is asked what an
/// error means; below 27 columns it stops the program.
public func pretendWideTerminal() {
  let asked = environmentVariable("COLUMNS").flatMap { Int($0) }
  guard let columns = asked ?? Terminal(1).size?.columns, columns < 40 else { return }
  setenv("COLUMNS", "80", 1)
}

/// Keys one by one and unseen, until it is let go.
///
/// Signals by key (Ctrl-C) and output stay as they are.
public final class KeyMode {
  private let descriptor: Int32
  private var former: termios

  /// Takes the terminal behind a descriptor; `nil` where there is none, or where this process may not (a background
  /// job would be stopped).
  public init?(_ descriptor: Int32) {
    var mode = termios()
    guard tcgetattr(descriptor, &mode) == 0, tcgetpgrp(descriptor) == getpgrp() else { return nil }
    self.descriptor = descriptor
    former = mode
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
    withUnsafeMutableBytes(of: &mode.c_cc) {
      $0[Int(VMIN)] = 0
      $0[Int(VTIME)] = 0
    }
    guard tcsetattr(descriptor, TCSANOW, &mode) == 0 else { return nil }
  }

  deinit { tcsetattr(descriptor, TCSANOW, &former) }
}

/// Throws away what was typed at a terminal and not read yet; nothing where there is none.
public func discardTypedInput(_ descriptor: Int32) { _ = tcflush(descriptor, TCIFLUSH) }

/// The signals of a program that draws on the terminal.
public enum TerminalSignal {
  /// The terminal has another size.
  public static let resize = SIGWINCH
  /// Ctrl-Z.
  public static let stop = SIGTSTP
  /// `fg` or `bg`.
  public static let resume = SIGCONT
  /// All that such a program must know of: these, and those that end it.
  public static let drawing = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, resize, stop, resume]
  /// Those that end a program which has something to finish first.
  public static let ending = [SIGINT, SIGTERM, SIGHUP]

  /// Stops this process, as Ctrl-Z would have, until somebody wants it to go on.
  public static func stopThisProcess() { raise(SIGSTOP) }
}

/// Reads keys that were pressed, where a read never waits (see `KeyMode`).
///
/// - Returns: the bytes read, 0 at the end of input or where there is nothing after all; `nil` where it would wait.
public func readKeys(_ descriptor: Int32, into buffer: inout [UInt8]) throws(SystemError) -> Int? {
  try unlessBlocked("read keys") { read(descriptor, &buffer, buffer.count) }
}

/// Whether a descriptor is that of a pipe or a socket.
public func isPipe(_ descriptor: Int32) -> Bool {
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { return false }
  return [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
}
