import Training

/// A chart of daily bests, made of characters: panels above one another, on one scale and over the same days.
struct Chart {
  /// A field of the chart.
  struct Panel {
    /// What stands above it; nothing where it is empty.
    var title: String
    var days: Tally
  }

  /// A value that is drawn all across.
  struct Level {
    var value: Double
    var label: String
  }

  var panels: [Panel]
  var level: Level?
  var unit: ChartUnit
  var glyphs: ChartGlyphs

  /// Days further apart than this are not joined: a line across a pause would show training where there was none.
  static let longestJoin = 28
  /// Less than this for the values is no chart.
  static let leastColumns = 10
  private static let rowsOfPanel = 3...16

  /// The chart in at most so many columns and about so many rows (a panel has at least three).
  /// - Returns: nothing where there are no days, or too few columns.
  func lines(columns: Int, rows: Int) -> [String] {
    let numbers = panels.flatMap(\.days.buckets).map(\.number)
    guard let first = numbers.min(), let last = numbers.max() else { return [] }
    let titles = panels.filter { !$0.title.isEmpty }.count
    // Two rows for the days.
    let room = (rows - 2 - titles) / panels.count
    let panelRows = min(max(room, Self.rowsOfPanel.lowerBound), Self.rowsOfPanel.upperBound)
    let (scale, usedRows) = valueScale(rows: panelRows)
    let margin = scale.labels[0].utf8.count + 2
    guard columns - margin >= Self.leastColumns else { return [] }
    let field = Field(
      first: first, last: last, scale: scale,
      canvas: ChartCanvas(columns: columns - margin, rows: usedRows, glyphs: glyphs))
    var lines: [String] = []
    for panel in panels {
      if !panel.title.isEmpty {
        lines.append(String(repeating: " ", count: margin) + truncated(panel.title, to: columns - margin))
      }
      lines += panelLines(panel.days, field)
    }
    return lines + dayAxis(field, margin: margin, columns: columns)
  }

  /// The scale that leaves the fewest of so many rows unused, each of its ticks being a whole number of rows above the
  /// one before; of equal ones that with the most ticks.
  private func valueScale(rows: Int) -> (ValueScale, rows: Int) {
    var values = panels.flatMap(\.days.buckets).map(\.best)
    if let level { values.append(level.value) }
    var best: (ValueScale, rows: Int)?
    for most in stride(from: min(6, rows / 2 + 1), through: 2, by: -1) {
      let scale = ValueScale(from: values.min() ?? 0, to: values.max() ?? 0, unit: unit, most: most)
      let steps = scale.ticks.count - 1
      let used = (rows - 1) / steps * steps + 1
      // Two ticks alone say little.
      if let best, used <= best.rows || steps == 1 { continue }
      best = (scale, used)
    }
    return best!
  }

  /// Where days and values lie on an empty canvas.
  private struct Field {
    let first: Int
    let last: Int
    let scale: ValueScale
    let canvas: ChartCanvas

    func x(_ day: Int) -> Int {
      guard last > first else { return canvas.width / 2 }
      return Int((Double(day - first) / Double(last - first) * Double(canvas.width - 1)).rounded())
    }

    func y(_ value: Double) -> Int {
      let share = (value - scale.low) / (scale.high - scale.low)
      // From the middle of the lowest row to that of the topmost.
      let dots = canvas.height / canvas.rows
      let fromTop = (1 - min(max(share, 0), 1)) * Double(canvas.height - dots)
      return Int((fromTop + Double(dots - 1) / 2).rounded(.down))
    }
  }

  // MARK: - The values

  private func panelLines(_ days: Tally, _ field: Field) -> [String] {
    var canvas = field.canvas
    draw(days, field, on: &canvas)
    if let level {
      let y = field.y(level.value)
      writeLabel(" \(level.label) ", at: canvas.row(ofDot: y), on: &canvas)
      canvas.rule(atDot: y)
    }
    var labels: [Int: String] = [:]
    for (tick, label) in zip(field.scale.ticks, field.scale.labels) {
      labels[canvas.row(ofDot: field.y(tick))] = label
    }
    let blank = String(repeating: " ", count: field.scale.labels[0].utf8.count)
    let (plain, marked) = glyphs == .braille ? (" │", " ┤") : (" |", " +")
    return canvas.lines.enumerated().map { row, line in
      (labels[row] ?? blank) + (labels[row] == nil ? plain : marked) + line
    }
  }

  private func draw(_ days: Tally, _ field: Field, on canvas: inout ChartCanvas) {
    // The best of the days that share a column of dots.
    var points: [(x: Int, y: Int, first: Int, last: Int)] = []
    for day in days.buckets {
      let (x, y) = (field.x(day.number), field.y(day.best))
      if let point = points.last, point.x == x {
        points[points.count - 1].y = min(point.y, y)
        points[points.count - 1].last = day.number
      } else {
        points.append((x, y, day.number, day.number))
      }
    }
    for (a, b) in zip(points, points.dropFirst()) {
      let isNear = b.first - a.last <= Self.longestJoin || b.x - a.x == 1
      if isNear { canvas.line(from: (a.x, a.y), to: (b.x, b.y)) }
    }
    // Few points are drawn larger: one dot is hard to see.
    let isBold = glyphs == .braille && points.count * 4 <= canvas.width
    for point in points {
      canvas.set(point.x, point.y, isPoint: true)
      guard isBold else { continue }
      let x = point.x + (point.x + 1 < canvas.width ? 1 : -1)
      let y = point.y + (point.y + 1 < canvas.height ? 1 : -1)
      for (x, y) in [(x, point.y), (point.x, y), (x, y)] { canvas.set(x, y, isPoint: true) }
    }
  }

  /// Writes a label where nothing is drawn: in its row, else right above or below; as far to the right as may be.
  private func writeLabel(_ label: String, at row: Int, on canvas: inout ChartCanvas) {
    let count = label.count
    for row in [row, row - 1, row + 1] where (0..<canvas.rows).contains(row) {
      var start = canvas.columns - count
      while start >= 0 {
        if (start..<start + count).allSatisfy({ canvas.isFree(column: $0, row: row) }) {
          canvas.write(label, column: start, row: row)
          return
        }
        start -= 1
      }
    }
  }

  // MARK: - The days

  private func dayAxis(_ field: Field, margin: Int, columns: Int) -> [String] {
    let isBraille = glyphs == .braille
    var axis = Array(repeating: Character(isBraille ? "─" : "-"), count: columns - margin)
    var labels = Array(repeating: Character(" "), count: columns)
    var free = 0
    for tick in DayScale(from: field.first, to: field.last, columns: columns - margin).ticks {
      let column = field.canvas.column(ofDot: field.x(tick.day))
      let width = tick.label.utf8.count
      let start = min(max(0, margin + column - width / 2), columns - width)
      guard start >= free else { continue }
      axis[column] = isBraille ? "┬" : "+"
      for (index, character) in tick.label.enumerated() { labels[start + index] = character }
      free = start + width + 1
    }
    var dates = String(labels)
    while dates.hasSuffix(" ") { dates.removeLast() }
    let corner = String(repeating: " ", count: margin - 1) + (isBraille ? "└" : "+")
    return [corner + String(axis), dates]
  }
}
