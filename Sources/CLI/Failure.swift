import ArgumentParser
import Control
import Evdev
import Glibc
import Settings
import Store
import Syscalls

/// The exit codes, after sysexits.h.
enum ExitStatus: Int32 {
  case ok = 0
  case usage = 64
  case data = 65
  case noInput = 66
  case unavailable = 69
  case software = 70
  case inputOutput = 74
  case permission = 77
  case configuration = 78
}

/// Why a command could not do what it was asked for: the one place where errors become exit codes and words.
struct Failure: Error, Equatable {
  var status: ExitStatus
  /// What is wrong and where, each in one line.
  var messages: [String]
  /// What to do.
  var remedy: String?

  init(_ status: ExitStatus, _ message: String, remedy: String? = nil) {
    self.status = status
    messages = [message]
    self.remedy = remedy
  }

  /// As it is printed.
  var lines: [String] {
    messages.map { "holdfast: " + $0 } + (remedy.map { ["  " + $0] } ?? [])
  }
}

extension Failure {
  /// What went wrong in any of the rooms.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as ControlError:
      self.init(ExitStatus(rawValue: error.code.rawValue) ?? .software, error.message, remedy: error.remedy)
    case let error as StoreError: self.init(error)
    case let error as SettingsErrors:
      self.init(.configuration, "")
      messages = error.description.split(separator: "\n").map(String.init)
    case let error as SettingsError: self.init(.configuration, error.description)
    case let error as RecordingError:
      let place = error.line.map { "\(error.file):\($0)" } ?? error.file
      let status = error.underlying.map(ExitStatus.init(reading:)) ?? .data
      self.init(status, "\(place): \(error.problem)", remedy: error.remedy)
    case let error as NodeError:
      let status: ExitStatus =
        switch error.code {
        case .missing: .noInput
        case .notEvdev: .data
        default: error.underlying.map(ExitStatus.init(reading:)) ?? .inputOutput
        }
      self.init(status, error.description)
    case let error as SystemError: self.init(ExitStatus(error), error.description)
    default: self.init(.software, "\(error)")
    }
  }

  private init(_ error: StoreError) {
    let status: ExitStatus =
      switch error.code {
      case .notADatabase, .fromTheFuture, .outdated, .corrupt: .data
      case .readOnly: .permission
      case .cannotOpen: error.underlying.map(ExitStatus.init(reading:)) ?? .permission
      case .locked: .unavailable
      case .noSuchSet: .noInput
      case .ambiguousSet: .usage
      case .full, .ioError: .inputOutput
      default: .software
      }
    self.init(
      status, (error.path.map { $0 + ": " } ?? "") + error.message,
      remedy: error.remedy.isEmpty ? nil : error.remedy)
  }
}

extension ExitStatus {
  /// The code for a system call that failed.
  init(_ error: SystemError) {
    switch error.errno {
    case EACCES, EPERM, EROFS: self = .permission
    default: self = .inputOutput
    }
  }

  /// The code for something that could not be read, which may not be there.
  init(reading error: SystemError) {
    switch error.errno {
    case ENOENT, ENOTDIR, EISDIR, ENODEV, ENXIO, ELOOP: self = .noInput
    default: self.init(error)
    }
  }
}
