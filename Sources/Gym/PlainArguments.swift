/// The arguments of a command in their plainest form: full names, each once, a value in the next word.
///
/// The parser takes longer (1 ms) than all that `status` and `log` do, and 1.7 MB of the daemon's memory. Where these are
/// asked in plain words, as scripts, status bars and systemd do, they go without it; anything else is for the parser,
/// mistakes too.
public struct PlainArguments {
  private var flags: [String] = []
  private var values: [(option: String, value: String)] = []

  /// Reads words.
  /// - Returns: `nil` where a word is none of these flags and options, or stands where it should not.
  public init?(_ words: ArraySlice<String>, flags: [String] = [], options: [String]) {
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
  public func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// The value of an option.
  public subscript(option: String) -> String? { values.first { $0.option == option }?.value }
}
