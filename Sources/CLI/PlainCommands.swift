import Gym

/// Runs a command that is asked for in plain words.
/// - Returns: `false` where it is none, and nothing was done.
func runPlainly(_ arguments: [String], in context: Context) throws -> Bool {
  let words = arguments.dropFirst()
  switch arguments.first {
  case "status":
    let options = ["--station", "--config", "--socket"]
    guard let plain = PlainArguments(words, flags: ["--watch", "--json"], options: options) else {
      return false
    }
    let places = Places(context, config: plain["--config"], socket: plain["--socket"])
    try StatusView(
      isWatching: plain.has("--watch"), station: plain["--station"],
      format: plain.has("--json") ? .json : .text
    ).run(places, context)
    return true
  case "log":
    let options = [
      "--since", "--until", "--exercise", "--athlete", "--station", "--last", "--config", "--database",
    ]
    guard let plain = PlainArguments(words, flags: ["--json", "--no-pager"], options: options) else {
      return false
    }
    var query = LogQuery(format: plain.has("--json") ? .json : .text)
    if let text = plain["--last"] {
      guard let last = Int(text) else { return false }
      query.last = last
    }
    query.period = PeriodWords(since: plain["--since"], until: plain["--until"])
    query.exercise = plain["--exercise"]
    query.athlete = plain["--athlete"]
    query.station = plain["--station"]
    if query.format == .text, !plain.has("--no-pager") { context.pageLongText() }
    try query.run(Places(context, config: plain["--config"], database: plain["--database"]), context)
    return true
  default:
    return false
  }
}
