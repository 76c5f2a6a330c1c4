import Training

/// How text is to look.
struct Style {
  /// The width to keep to; `nil` where nobody minds.
  var columns: Int?
  /// Whether colors and bold are wanted.
  var hasColor: Bool

  /// What a piece of text is, which says how it looks.
  enum Role {
    case plain
    case heading
    case faint
    case good
    case warning
  }

  func paint(_ text: String, _ role: Role) -> String {
    guard hasColor, !text.isEmpty else { return text }
    let code =
      switch role {
      case .plain: ""
      case .heading: "1"
      case .faint: "2"
      case .good: "32"
      case .warning: "33"
      }
    return code.isEmpty ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// `1 set`, `12 sets`.
func setCount(_ count: Int) -> String { count == 1 ? "1 set" : "\(count) sets" }

/// Text that somebody else chose (a note, a device's name) without what a terminal would obey, on one line.
func clean(_ text: String) -> String {
  // Nearly all text is plain.
  if text.utf8.withContiguousStorageIfAvailable({ $0.allSatisfy { (0x20..<0x7F).contains($0) } }) == true {
    return text
  }
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    result.append(!isControl(scalar) ? scalar : isSpace(scalar) ? " " : "?")
  }
  return String(result)
}

/// What moves the cursor, or turns the direction of all that follows.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
    || (0x2066...0x2069).contains(scalar.value)
}

/// Tabs and ends of lines.
private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  (0x09...0x0D).contains(scalar.value) || scalar.value == 0x85 || (0x2028...0x2029).contains(scalar.value)
}

/// Text of at most so many columns, `…` in the place of what was cut off.
func truncated(_ text: String, to columns: Int) -> String {
  guard width(text) > columns else { return text }
  guard columns > 0 else { return "" }
  return split(text, at: columns - 1).head + "…"
}

/// The part of a text that fits into so many columns, and what is left of it.
private func split(_ text: String, at columns: Int) -> (head: String, tail: String) {
  var used = 0
  var end = text.startIndex
  while end < text.endIndex {
    used += width(text[end])
    if used > columns { break }
    end = text.index(after: end)
  }
  return (String(text[..<end]), String(text[end...]))
}

/// A long line broken at spaces into lines of at most so many columns, the later ones indented. A word that is longer
/// than a line is broken where the line ends.
func wrapped(_ text: String, to columns: Int?, indent: Int = 0) -> [String] {
  guard let limit = columns, width(text) > limit else { return [text] }
  // Some room is left beside the margin, and for one wide character, however narrow it is.
  let columns = max(2, limit)
  let margin = String(repeating: " ", count: min(indent, columns / 2, columns - 2))
  var lines: [String] = []
  var line = String(text.prefix { $0 == " " }.prefix(columns / 2))
  var isBlank = true
  for word in text.drop(while: { $0 == " " }).split(separator: " ", omittingEmptySubsequences: false) {
    let candidate = line + (isBlank ? "" : " ") + word
    if !isBlank, width(candidate) > columns {
      while line.last == " " { line.removeLast() }
      lines.append(line)
      line = margin + word
    } else {
      line = candidate
    }
    isBlank = false
    while width(line) > columns {
      let (head, tail) = split(line, at: columns)
      // A single character that is wider than the line stays what it is.
      if head.allSatisfy({ $0 == " " }) { break }
      lines.append(head)
      line = margin + tail
    }
  }
  return lines + [line]
}

/// The size of a file or a disk: `115 kB`, `1.2 MB`, `34.4 GB`; after SI, as disks are sold.
func sizeText(_ bytes: Int64) -> String {
  let kilobytes = (Double(bytes) / 1_000).rounded()
  if kilobytes < 1_000 { return decimalText(kilobytes) + " kB" }
  var size = Double(bytes) / 1_000_000
  var units = ["MB", "GB", "TB"][...]
  while size.rounded() >= 1_000, units.count > 1 {
    size /= 1_000
    units.removeFirst()
  }
  let tenths = (size * 10).rounded() / 10
  return decimalText(tenths < 100 ? tenths : size.rounded()) + " \(units.first ?? "")"
}
