// A check of rules 1-35 with the quantities that it looks up.
//
// A check says them beforehand, and gets no others (RuleWeek.values), so that a test can hold what is looked up to the data.

/// A quantity of rules.toml that checks look up.
enum Quantity: String, CaseIterable, Sendable {
  case strengthSessions = "strength sessions a week"
  case runs = "runs a week"
  case coreSessions = "core sessions a week"
  case compoundSessions = "compound sessions a week"
  case plyometricSessions = "plyometric sessions a week"
  case prehabSessions = "prehab sessions a week"
  case mobilitySessions = "mobility sessions a week"
  case mobilityLength = "mobility length"
  case holdsInASession = "holds in a session"
  case exercisesInASession = "exercises in a session"
  case sessionLength = "session length"
  case minutes = "minutes a week"
  case weeksUntilAnEffect = "weeks until an effect"
  case daysBetween = "full days between strength sessions"
  case hoursToRun = "time between heavy lifting and a long run or race"
  case daysBeforeRun = "days without lifting before a fast or long run"
  case hoursBetween = "time between strength and a hard run"
  case hardDays = "hard days in a row"
  case easyDays = "easy days a week"
  case weeksReduced = "weeks of reduced strength"
  case daysBeforeRace = "days without heavy lifting before a race"
  case bodyweightWeeks = "weeks of bodyweight or band only before a race"
  case lastCircuit = "last circuit before a race"
  case sets, reps, load
  case lightDays = "last days before a race with light core or mobility at most"
  case taperLength = "taper length"
  case weeksAfterRace = "weeks of light work after a race"
}

/// A check, with what it looks up.
struct WeekCheck: Sendable {
  let lookedUp: [Quantity]
  private let find: @Sendable (RuleWeek) -> [RuleFinding]

  init(_ lookedUp: Quantity..., find: @escaping @Sendable (RuleWeek) -> [RuleFinding]) {
    self.lookedUp = lookedUp
    self.find = find
  }

  /// As the book of rules has it.
  var check: RuleBook.Check { { find(RuleWeek($0, $1, lookedUp: lookedUp)) } }
}
