/// The arguments of a command in their plainest form: full names, each once, a value in the next word.
///
/// The parser takes longer (1 ms) than all that `status` and `log` do. Where they are asked in plain words, as scripts
/// and status bars do by the thousand, they go without it; anything else is for the parser, mistakes too.
struct PlainArguments {
  private var flags: [String] = []
  private var values: [(option: String, value: String)] = []

  /// - Returns: `nil` where a word is none of these flags and options, or stands where it should not.
  init?(_ words: ArraySlice<String>, flags: [String], options: [String]) {
    var rest = words
    while let word = rest.popFirst() {
      if flags.contains(word), !self.flags.contains(word) {
        self.flags.append(word)
      } else {
        guard options.contains(word), self[word] == nil, let value = rest.popFirst(), !value.hasPrefix("-")
        else { return nil }
        values.append((word, value))
      }
    }
  }

  /// Whether a flag is there.
  func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// The value of an option.
  subscript(option: String) -> String? { values.first { $0.option == option }?.value }
}

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
