/// Digits made of blocks, as large as fits.
///
/// A digit has five rows of three pixels. A pixel is some columns wide and some half rows high: with the upper and
/// the lower half block a row of the terminal shows two, so that digits of three rows can be read too.
enum BigDigits {
  /// `#` is lit.
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

  /// How lit pixels look.
  enum Ink {
    case solid
    /// Seen to be something else from afar, without color too.
    case shaded
  }

  /// What was drawn: rows of one width.
  struct Picture {
    var rows: [String]
    var width: Int
    /// Whether `tail` is part of it.
    var hasTail: Bool
  }

  /// The size of a pixel: columns and half rows.
  private struct Pixel: Equatable {
    var x: Int
    var y: Int

    /// Half of it, for the tail; there is none of a pixel that is small already.
    var half: Pixel { Pixel(x: max(1, x / 2), y: max(1, y / 2)) }
  }

  /// Draws a text of digits, `:`, `.` and `-`.
  /// - Parameters:
  ///   - text: what is to be as large as fits.
  ///   - tail: what follows at half the size (tenths), where that costs no height.
  ///   - columns: the room.
  ///   - rows: the room.
  ///   - ink: how it looks.
  /// - Returns: `nil` where the room is too small for blocks.
  static func draw(
    _ text: String, tail: String = "", columns: Int, rows: Int, ink: Ink = .solid
  ) -> Picture? {
    let main = text.compactMap { glyphs[$0] }
    let small = tail.compactMap { glyphs[$0] }
    guard !main.isEmpty, let alone = fit(main, [], columns, rows, ink) else { return nil }
    if !small.isEmpty, let both = fit(main, small, columns, rows, ink), both.y == alone.y,
      min(both.x, both.y) >= 2
    {
      return picture(main, small, both, ink)
    }
    return picture(main, [], alone, ink)
  }

  private static func units(_ shapes: [[String]]) -> Int {
    shapes.reduce(0) { $0 + $1[0].utf8.count } + max(0, shapes.count - 1)
  }

  private static func width(_ main: [[String]], _ small: [[String]], _ pixel: Pixel) -> Int {
    units(main) * pixel.x + (small.isEmpty ? 0 : pixel.x + units(small) * pixel.half.x)
  }

  private static func fit(
    _ main: [[String]], _ small: [[String]], _ columns: Int, _ rows: Int, _ ink: Ink
  ) -> Pixel? {
    var x = columns / units(main)
    while x > 0, width(main, small, Pixel(x: x, y: 1)) > columns { x -= 1 }
    // A half row is about as high as a column is wide; digits up to twice as slim or as fat still read well.
    var y = min(rows * 2 / 5, 2 * x)
    // There is no half of a shade.
    if ink == .shaded, y > 1 { y -= y % 2 }
    x = min(x, 2 * y)
    return x > 0 && y > 0 ? Pixel(x: x, y: y) : nil
  }

  private static func picture(
    _ main: [[String]], _ small: [[String]], _ pixel: Pixel, _ ink: Ink
  ) -> Picture {
    let height = 5 * pixel.y
    let tailTop = height - 5 * pixel.half.y
    let full = ink == .shaded && pixel.y > 1 ? "▒" : "█"
    /// What is lit in a half row: the pixel rows of the text and of the tail, -1 where there is none.
    func pixelRows(_ half: Int) -> (main: Int, small: Int) {
      guard half < height else { return (-1, -1) }
      return (half / pixel.y, half < tailTop ? -1 : (half - tailTop) / pixel.half.y)
    }
    func line(_ upper: (main: Int, small: Int), _ lower: (main: Int, small: Int)) -> String {
      var line = ""
      func add(_ shapes: [[String]], _ upper: Int, _ lower: Int, _ columns: Int) {
        for (index, shape) in shapes.enumerated() {
          if index > 0 { line += String(repeating: " ", count: columns) }
          let blank = [UInt8](repeating: UInt8(ascii: " "), count: shape[0].utf8.count)
          let above = upper < 0 ? blank : Array(shape[upper].utf8)
          let below = lower < 0 ? blank : Array(shape[lower].utf8)
          for column in blank.indices {
            let block =
              switch (above[column] == UInt8(ascii: "#"), below[column] == UInt8(ascii: "#")) {
              case (true, true): full
              case (true, false): "▀"
              case (false, true): "▄"
              case (false, false): " "
              }
            line += String(repeating: block, count: columns)
          }
        }
      }
      add(main, upper.main, lower.main, pixel.x)
      if !small.isEmpty {
        line += String(repeating: " ", count: pixel.x)
        add(small, upper.small, lower.small, pixel.half.x)
      }
      return line
    }
    var rows: [String] = []
    var former: (upper: (main: Int, small: Int), lower: (main: Int, small: Int))?
    for row in 0..<(height + 1) / 2 {
      let (upper, lower) = (pixelRows(2 * row), pixelRows(2 * row + 1))
      // Most rows are as the one above.
      if let former, former.upper == upper, former.lower == lower {
        rows.append(rows[row - 1])
      } else {
        rows.append(line(upper, lower))
      }
      former = (upper, lower)
    }
    return Picture(rows: rows, width: width(main, small, pixel), hasTail: !small.isEmpty)
  }
}
