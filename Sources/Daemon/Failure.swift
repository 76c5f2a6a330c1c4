import Control
import Gym

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
    case let error as ControlError: self.init(error.code.rawValue, error.description)
    default: self.init((ExitStatus(of: error) ?? .software).rawValue, "\(error)")
    }
  }
}
