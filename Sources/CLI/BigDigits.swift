/// Digits made of blocks, as large as fits.
enum BigDigits {
  /// Five rows each: `#` is lit.
  private static let glyphs: [Character: [String]] = [
    "0": ["###", "# #", "# #", "# #", "###"],
    "1": ["  #", "  #", "  #", "  #", "  #"],
    "2": ["###", "  #", "###", "#  ", "###"],
    "3": ["###", "  #", "###", "  #", "###"],
    "4": ["# #", "# #", "###", "  #", "  #"],
    "5": ["###", "#  ", "###", "  #", "###"],
    "6": ["###", "#  ", "###", "# #", "###"],
    "7": ["###", "  #", "  #", "  #", "  #"],
    "8": ["###", "# #", "###", "# #", "###"],
    "9": ["###", "# #", "###", "  #", "###"],
    ":": [" ", "#", " ", "#", " "],
    ".": [" ", " ", " ", " ", "#"],
    "-": ["   ", "   ", "###", "   ", "   "],
  ]

  /// The rows of a text of digits, `:`, `.` and `-`, to fill at most so much room; just the text where that is too
  /// little.
  static func rows(_ text: String, columns: Int, rows: Int) -> [String] {
    let shapes = text.compactMap { glyphs[$0] }
    let units = shapes.reduce(0) { $0 + $1[0].utf8.count } + max(0, shapes.count - 1)
    guard units > 0 else { return [text] }
    // A cell is about twice as high as wide; digits up to twice as slim or as fat as that still read well.
    var x = columns / units
    var y = rows / 5
    x = min(x, 4 * y)
    y = min(y, x)
    guard x > 0, y > 0 else { return [text] }
    var lines: [String] = []
    for row in 0..<5 {
      var line = ""
      for (index, shape) in shapes.enumerated() {
        if index > 0 { line += String(repeating: " ", count: x) }
        for pixel in shape[row] { line += String(repeating: pixel == "#" ? "█" : " ", count: x) }
      }
      for _ in 0..<y { lines.append(line) }
    }
    return lines
  }
}
