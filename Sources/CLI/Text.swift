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

/// Text that somebody else chose (a note, a device's name) without what a terminal would obey.
func clean(_ text: String) -> String {
  // Nearly all text is plain.
  if text.utf8.withContiguousStorageIfAvailable({ $0.allSatisfy { (0x20..<0x7F).contains($0) } }) == true {
    return text
  }
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { result.append(isControl(scalar) ? "?" : scalar) }
  return String(result)
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
    || (0x2066...0x2069).contains(scalar.value)
}

/// How many columns a terminal gives to text: two for the wide characters of East Asia and pictures, none for what
/// combines.
func width(_ text: String) -> Int {
  if text.isEmpty { return 0 }
  if text.utf8.withContiguousStorageIfAvailable({ $0.allSatisfy { $0 < 0x80 } }) == true {
    return text.utf8.count
  }
  return text.reduce(0) { $0 + width($1) }
}

private func width(_ character: Character) -> Int {
  guard let value = character.unicodeScalars.first?.value else { return 0 }
  let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0x1F300...0x1FAFF, 0x20000...0x3FFFD,
  ]
  return wide.contains { $0.contains(value) } ? 2 : 1
}

/// Text of at most so many columns, `…` in the place of what was cut off.
func truncated(_ text: String, to columns: Int) -> String {
  guard width(text) > columns else { return text }
  guard columns > 0 else { return "" }
  var result = ""
  var used = 0
  for character in text {
    let next = width(character)
    if used + next > columns - 1 { break }
    result.append(character)
    used += next
  }
  return result + "…"
}

/// A long line broken at spaces into lines of at most so many columns, the later ones indented.
func wrapped(_ text: String, to columns: Int?, indent: Int = 0) -> [String] {
  guard let columns, width(text) > columns else { return [text] }
  let margin = String(repeating: " ", count: indent)
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    let candidate = line.isEmpty ? (lines.isEmpty ? "" : margin) + word : line + " " + word
    if width(candidate) > columns, !line.isEmpty {
      lines.append(line)
      line = margin + word
    } else {
      line = candidate
    }
  }
  return lines + [line]
}
