import Control
import Evdev
import Settings
import Store
import Syscalls

/// Why the daemon cannot start, with its exit code of sysexits.h.
struct Failure: Error, CustomStringConvertible {
  var code: Int32
  var description: String

  init(_ code: Int32, _ text: String) {
    self.code = code
    description = text
  }

  /// What went wrong in any of the rooms.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as SettingsErrors: self.init(78, error.description)
    case let error as SettingsError: self.init(78, error.description)
    case let error as ControlError: self.init(error.code.rawValue, error.description)
    case let error as RecordingError: self.init(error.code == .unreadable ? 66 : 65, error.description)
    case let error as NodeError: self.init(66, error.description)
    case let error as StoreError:
      let code: Int32 =
        switch error.code {
        case .notADatabase, .fromTheFuture, .outdated, .corrupt: 65
        case .readOnly, .cannotOpen: 77
        case .locked: 69
        default: 74
        }
      self.init(code, error.description)
    case let error as SystemError: self.init(74, error.description)
    default: self.init(74, "\(error)")
    }
  }
}
