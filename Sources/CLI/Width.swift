/// How many columns a terminal gives to text: two for the wide characters of East Asia and for pictures, none for
/// what combines with its neighbor.
///
/// Characters are taken as terminals of today do: a picture made of several (a family, a flag, a skin color) has the two
/// columns of one. Older ones show its parts side by side; a table is then a little out of line there, and nothing worse.
func width(_ text: String) -> Int {
  if text.isEmpty { return 0 }
  if text.utf8.withContiguousStorageIfAvailable({ $0.allSatisfy { $0 < 0x80 } }) == true {
    return text.utf8.count
  }
  return text.reduce(0) { $0 + width($1) }
}

func width(_ character: Character) -> Int {
  if character.isASCII { return 1 }
  var columns = 0
  for scalar in character.unicodeScalars {
    // Whatever follows a picture belongs to it. VARIATION SELECTOR-16 makes one of the sign before it, and so does a
    // color of skin.
    if scalar.properties.isEmojiPresentation || scalar.value == 0xFE0F && columns > 0 { return 2 }
    columns += width(scalar)
  }
  return columns
}

private func width(_ scalar: Unicode.Scalar) -> Int {
  // A soft hyphen is shown, and so are the signs of format that stand around a number.
  if scalar.value == 0xAD || shownFormats.contains(where: { $0.contains(scalar.value) }) { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
  default: break
  }
  // The later letters of a Korean syllable that is spelt out.
  if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) { return 0 }
  return wide.contains { $0.contains(scalar.value) } ? 2 : 1
}

/// Prepended_Concatenation_Mark of Unicode 16 (PropList.txt).
private let shownFormats: [ClosedRange<UInt32>] = [
  0x600...0x605, 0x6DD...0x6DD, 0x70F...0x70F, 0x890...0x891, 0x8E2...0x8E2, 0x110BD...0x110BD,
  0x110CD...0x110CD,
]

/// East_Asian_Width W and F of Unicode 16 (EastAsianWidth.txt) but for pictures; what lies between two blocks and is not
/// assigned is counted in.
private let wide: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0x3247,
  0x3250...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B,
  0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x191D2, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376,
  0x1F200...0x1F265, 0x20000...0x3FFFD,
]
