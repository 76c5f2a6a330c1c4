import Control
import Evdev
import Gym
import Settings
import Store
import Training

/// Why a command could not do what it was asked for: where errors become words.
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
  ///
  /// Names in it may come from anywhere, and none moves the cursor. A remedy may have several lines.
  var lines: [String] {
    messages.map { "holdfast: " + clean($0) }
      + (remedy.map { ("  " + $0).split(separator: "\n").map { clean(String($0)) } } ?? [])
  }
}

extension Failure {
  /// There is no database at a path: nothing was logged yet, or it is elsewhere.
  static func noLog(_ path: String) -> Failure {
    Failure(
      .noInput, "there is no log yet: \(path)",
      remedy: "holdfastd, holdfast add and holdfast import make one; --database names one elsewhere")
  }

  /// What went wrong in any of the rooms.
  init(_ error: any Error) {
    let status = ExitStatus(of: error) ?? .software
    switch error {
    case let failure as Failure: self = failure
    case let error as ControlError:
      self.init(ExitStatus(rawValue: error.code.rawValue) ?? .software, error.message, remedy: error.remedy)
    case let error as StoreError:
      self.init(
        status, (error.path.map { $0 + ": " } ?? "") + error.message,
        remedy: error.remedy.isEmpty ? nil : error.remedy)
    case let problem as SetProblem:
      self.init(problem.isUnknownName ? .noInput : .usage, problem.message, remedy: problem.remedy)
    case let error as SettingsErrors:
      self.init(status, "")
      messages = error.description.split(separator: "\n").map(String.init)
    case let error as RecordingError:
      let place = error.line.map { "\(error.file):\($0)" } ?? error.file
      self.init(status, "\(place): \(error.problem)", remedy: error.remedy)
    default: self.init(status, "\(error)")
    }
  }
}
