/// Writes HTML that is XML as well: every element is closed, and all text is escaped. Nothing else can be written with it.
struct HTMLWriter {
  /// What was written so far.
  private(set) var text = ""

  typealias Attributes = KeyValuePairs<String, String>

  /// These stand within lines.
  private static let inline: Set<String> = ["b", "span", "td", "th", "tspan", "title", "desc"]

  /// An element whose content the closure writes.
  mutating func element(
    _ name: String, _ attributes: Attributes = [:], _ content: (inout HTMLWriter) -> Void
  ) {
    open(name, attributes)
    text += ">"
    content(&self)
    text += "</\(name)>"
    if !Self.inline.contains(name) { text += "\n" }
  }

  /// An element with text in it.
  mutating func element(_ name: String, _ attributes: Attributes, _ words: String) {
    element(name, attributes) { $0.write(words) }
  }

  /// An element with text and no attributes.
  mutating func element(_ name: String, _ words: String) { element(name, [:], words) }

  /// An element without content: `<meta/>`.
  mutating func empty(_ name: String, _ attributes: Attributes = [:]) {
    open(name, attributes)
    text += "/>\n"
  }

  /// Text.
  mutating func write(_ words: String) { text += Self.escaped(words) }

  /// A style sheet of the program's own, which is not escaped: it has nothing of anybody else's in it.
  mutating func text(style: StaticString) { text += "<style>\n\(style)</style>\n" }

  /// The declaration at the file's beginning.
  mutating func doctype() { text += "<!DOCTYPE html>\n" }

  private mutating func open(_ name: String, _ attributes: Attributes) {
    text += "<" + name
    for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
  }

  /// Text without anything that a browser or a terminal would obey.
  static func escaped(_ words: String) -> String {
    var result = ""
    for scalar in clean(words).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // What XML does not know at all.
      case "\u{FFFE}", "\u{FFFF}": result += "?"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
