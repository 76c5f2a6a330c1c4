/// A command line as bash has it up to the cursor, quotes and all.
///
/// bash splits it at `=` and `:` too (COMP_WORDBREAKS), and hands out quotes as they were typed: so the line is split here.
struct BashLine {
  /// The words after the program's name without their quotes; the last one is being typed.
  private(set) var words: [String] = []
  /// The last word as it was typed.
  private(set) var raw = ""
  /// The quote that is still open at its end.
  private(set) var quote: Character?

  init(_ line: String) {
    var word = ""
    var all: [String] = []
    var isEscaped = false
    for character in line {
      if quote == nil, !isEscaped, character == " " || character == "\t" {
        if !raw.isEmpty { all.append(word) }
        (word, raw) = ("", "")
        continue
      }
      raw.append(character)
      if isEscaped {
        // Between double quotes a backslash stands for itself before most characters.
        if quote == "\"", !"\"\\$`".contains(character) { word.append("\\") }
        word.append(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
      } else {
        word.append(character)
      }
    }
    all.append(word)
    words = Array(all.dropFirst())
  }

  /// The text that takes the place of what bash calls the word.
  /// - Parameters:
  ///   - prefix: `--option=` where the word begins so.
  ///   - value: the word, or its value.
  ///   - current: what bash will replace: the end of `raw`.
  func reply(_ prefix: String, _ value: String, replacing current: String) -> String {
    let text = prefix + (quote.map(String.init) ?? "") + quoted(value)
    // What stands before it stays in the line.
    guard raw.hasSuffix(current) else { return text }
    let kept = raw.dropLast(current.count)
    return text.hasPrefix(kept) ? String(text.dropFirst(kept.count)) : text
  }

  private func quoted(_ value: String) -> String {
    switch quote {
    case "'": return value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    case "\"": return escaped(value) { "\"\\$`".contains($0) }
    default: return escaped(value) { !$0.isLetter && !$0.isNumber && !"-_./~@%+=:,".contains($0) }
    }
  }

  private func escaped(_ value: String, _ isSpecial: (Character) -> Bool) -> String {
    value.map { isSpecial($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}
