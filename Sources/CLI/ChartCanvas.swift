/// What a chart is drawn with.
enum ChartGlyphs {
  /// Eight dots in each character (Unicode's braille patterns), and lines.
  case braille
  /// One mark in each character, of those that every terminal has.
  case ascii
}

/// A field of dots that is read as lines of text. The dot 0, 0 is at the top left.
struct ChartCanvas {
  let columns: Int
  let rows: Int
  let glyphs: ChartGlyphs
  /// For each character, the dots that are set in braille's numbering, or a mark's code.
  private var cells: [UInt8]
  /// What stands where nothing is drawn.
  private var behind: [Character?]

  init(columns: Int, rows: Int, glyphs: ChartGlyphs) {
    self.columns = columns
    self.rows = rows
    self.glyphs = glyphs
    cells = Array(repeating: 0, count: columns * rows)
    behind = Array(repeating: nil, count: columns * rows)
  }

  /// How many dots there are from left to right.
  var width: Int { columns * (glyphs == .braille ? 2 : 1) }
  /// How many dots there are from top to bottom.
  var height: Int { rows * (glyphs == .braille ? 4 : 1) }

  /// The row of characters that a dot is in.
  func row(ofDot y: Int) -> Int { glyphs == .braille ? y / 4 : y }
  /// The column of characters that a dot is in.
  func column(ofDot x: Int) -> Int { glyphs == .braille ? x / 2 : x }

  /// Whether nothing is drawn in a character.
  func isFree(column: Int, row: Int) -> Bool {
    cells[row * columns + column] == 0 && behind[row * columns + column] == nil
  }

  /// Sets a dot; one outside is left out.
  /// - Parameter isPoint: whether it is a value, and not what joins two.
  mutating func set(_ x: Int, _ y: Int, isPoint: Bool) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    let cell = row(ofDot: y) * columns + column(ofDot: x)
    switch glyphs {
    case .braille:
      // Dots 1 to 3 and 7 are the left column, 4 to 6 and 8 the right one.
      let left: [UInt8] = [0x01, 0x02, 0x04, 0x40]
      let right: [UInt8] = [0x08, 0x10, 0x20, 0x80]
      cells[cell] |= x % 2 == 0 ? left[y % 4] : right[y % 4]
    case .ascii:
      cells[cell] = isPoint || cells[cell] == 1 ? 1 : 2
    }
  }

  /// A line between two dots (Bresenham's).
  mutating func line(from a: (x: Int, y: Int), to b: (x: Int, y: Int)) {
    let dx = abs(b.x - a.x)
    let dy = -abs(b.y - a.y)
    var error = dx + dy
    var (x, y) = a
    while true {
      set(x, y, isPoint: false)
      if x == b.x, y == b.y { return }
      let twice = 2 * error
      if twice >= dy {
        error += dy
        x += a.x < b.x ? 1 : -1
      }
      if twice <= dx {
        error += dx
        y += a.y < b.y ? 1 : -1
      }
    }
  }

  /// A broken line all across behind what is drawn and written, at the height of a dot.
  mutating func rule(atDot y: Int) {
    guard (0..<height).contains(y) else { return }
    let dash: Character =
      glyphs == .braille ? Character(Unicode.Scalar(0x2800 + [0x09, 0x12, 0x24, 0xC0][y % 4])!) : "-"
    let start = row(ofDot: y) * columns
    for column in stride(from: 0, to: columns, by: 2) where behind[start + column] == nil {
      behind[start + column] = dash
    }
  }

  /// Writes text behind what is drawn. The caller has seen to it that there is room.
  mutating func write(_ text: String, column: Int, row: Int) {
    for (index, character) in text.enumerated() { behind[row * columns + column + index] = character }
  }

  /// The rows, without spaces at their ends.
  var lines: [String] {
    (0..<rows).map { row in
      var line = ""
      for column in 0..<columns {
        let cell = cells[row * columns + column]
        switch (cell, glyphs) {
        case (0, _): line.append(behind[row * columns + column] ?? " ")
        case (_, .braille): line.unicodeScalars.append(Unicode.Scalar(0x2800 + UInt32(cell))!)
        case (1, .ascii): line.append("o")
        case (_, .ascii): line.append(".")
        }
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
