internal import Evdev
internal import Glibc
internal import Settings
internal import Store
public import Syscalls

/// The exit codes of both programs, after sysexits.h, and the one place where errors become them.
public enum ExitStatus: Int32, Sendable {
  /// All is well.
  case ok = 0
  /// The command line is wrong: `EX_USAGE`.
  case usage = 64
  /// A file is not what it should be: `EX_DATAERR`.
  case data = 65
  /// What was named is not there: `EX_NOINPUT`.
  case noInput = 66
  /// The daemon does not run, or something is in use: `EX_UNAVAILABLE`.
  case unavailable = 69
  /// A mistake of the program: `EX_SOFTWARE`.
  case software = 70
  /// Reading or writing failed: `EX_IOERR`.
  case inputOutput = 74
  /// Not allowed: `EX_NOPERM`.
  case permission = 77
  /// The configuration is wrong: `EX_CONFIG`.
  case configuration = 78

  /// The code for what went wrong in a room of the floor below; `nil` for an error of somebody else.
  public init?(of error: any Error) {
    switch error {
    case is SettingsErrors, is SettingsError: self = .configuration
    case let error as StoreError: self.init(error)
    case let error as RecordingError: self = error.underlying.map(ExitStatus.init(reading:)) ?? .data
    case let error as NodeError:
      switch error.code {
      case .missing: self = .noInput
      case .notEvdev: self = .data
      default: self = error.underlying.map(ExitStatus.init(reading:)) ?? .inputOutput
      }
    case let error as SystemError: self.init(error)
    default: return nil
    }
  }

  private init(_ error: StoreError) {
    switch error.code {
    case .notADatabase, .fromTheFuture, .corrupt: self = .data
    case .readOnly: self = .permission
    case .cannotOpen: self = error.underlying.map(ExitStatus.init(reading:)) ?? .permission
    case .locked: self = .unavailable
    case .noSuchSet, .noSuchRun: self = .noInput
    case .ambiguousSet, .ambiguousRun, .impossible, .exists: self = .usage
    case .full, .ioError: self = .inputOutput
    default: self = .software
    }
  }

  /// The code for a system call that failed.
  public init(_ error: SystemError) {
    switch error.errno {
    case EACCES, EPERM, EROFS: self = .permission
    default: self = .inputOutput
    }
  }

  /// The code for something that could not be read, which may not be there.
  public init(reading error: SystemError) {
    switch error.errno {
    case ENOENT, ENOTDIR, EISDIR, ENODEV, ENXIO, ELOOP: self = .noInput
    default: self.init(error)
    }
  }
}
