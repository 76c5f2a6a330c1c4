// What an athlete says of himself: what no pedal shows. The store keeps answers, `answer` brings them, the rules look at them.

/// What athletes are asked.
public enum Question: String, CaseIterable, Hashable, Sendable {
  /// What kind of runner: `beginner`, `recreational`, `marathon-ultra`, `advanced`. Holds until it is answered anew.
  case runner
  /// Which plan suits: `time` (little of it, or no gym), `gym` (a big race to come), `recovery` (burnt out, older, a small
  /// injury, a down week). Holds until it is answered anew.
  case situation
  /// How it feels today: `fresh`, `tired`, `sore`, `sick`.
  case feeling
  /// Whether an easy run works on the day after: `yes`, `no`.
  case easyRun = "easy-run"
  /// Whether the stride is as ever on the day after: `yes`, `no`.
  case stride
  /// Where it hurts: `none`, `muscle`, `joint`, `sharp`.
  case pain
  /// How the last hold was: `clean`, `ragged`, `breath-held`.
  case form
  /// How the runs go: `well`, `worse`, `missed`.
  case runs
  /// Whether the strength is enough: `yes`, `no`. Holds until it is answered anew.
  case enough
  /// Whether there is more muscle than wanted: `yes`, `no`. Holds until it is answered anew.
  case bulk

  /// What may be answered.
  public var choices: [String] {
    switch self {
    case .runner: ["beginner", "recreational", "marathon-ultra", "advanced"]
    case .situation: ["time", "gym", "recovery"]
    case .feeling: ["fresh", "tired", "sore", "sick"]
    case .easyRun, .stride, .enough, .bulk: ["yes", "no"]
    case .pain: ["none", "muscle", "joint", "sharp"]
    case .form: ["clean", "ragged", "breath-held"]
    case .runs: ["well", "worse", "missed"]
    }
  }

  /// Whether an answer holds until the next one; any other is of its day.
  public var isLasting: Bool {
    switch self {
    case .runner, .situation, .enough, .bulk: true
    case .feeling, .easyRun, .stride, .pain, .form, .runs: false
    }
  }
}

/// What an athlete answered.
public struct Answer: Hashable, Sendable {
  /// The athlete's id.
  public var athlete: String
  /// The day's number, from 1970-01-01, in local time.
  public var day: Int
  /// What was asked.
  public var question: Question
  /// One of the question's choices.
  public var choice: String
  /// The exercise that it is about (`pain`, `form`); `nil` where that was not said.
  public var exercise: String?

  /// An answer.
  public init(athlete: String, day: Int, question: Question, choice: String, exercise: String? = nil) {
    self.athlete = athlete
    self.day = day
    self.question = question
    self.choice = choice
    self.exercise = exercise
  }
}
