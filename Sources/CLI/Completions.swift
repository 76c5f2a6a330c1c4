import ArgumentParser

/// What a shell offers for a value that only the log, the settings or the machine knows.
enum Offer: String, CaseIterable {
  case athletes
  case devices
  case equipment
  case exercises
  case muscles
  case periods
  case programs
  case rules
  case runs
  case sets
  case stations
}

/// The kinds of values that arguments of ours are declared with: `@Option(completion: .exercise)`.
extension CompletionKind {
  /// An athlete's id.
  static let athlete = offer(.athletes)
  /// An input device: its name, or its node.
  static let device = offer(.devices)
  /// What an exercise takes.
  static let equipment = offer(.equipment)
  /// An exercise's id.
  static let exercise = offer(.exercises)
  /// A muscle that an exercise trains.
  static let muscle = offer(.muscles)
  /// A period or a date: `yesterday`, `7d`.
  static let period = offer(.periods)
  /// A program's id.
  static let program = offer(.programs)
  /// A rule's id.
  static let rule = offer(.rules)
  /// The short ids of the newest runs.
  static let runID = offer(.runs)
  /// `last`, `last~1`, … and the short ids of the newest sets.
  static let setID = offer(.sets)
  /// A station's name.
  static let station = offer(.stations)

  /// The parser keeps the word for us (see `CompletionArgument`). It never reaches a shell: the scripts are our own.
  private static func offer(_ offer: Offer) -> CompletionKind { .shellCommand(offer.rawValue) }
}
