/// Rows in columns. Columns that are empty in all rows are left out; where it is too narrow, some give way.
struct Table {
  /// A column.
  struct Column {
    /// Whether its text stands at the right.
    var isRight = false
    /// To how many columns it may be cut; `nil` where it is kept whole.
    var minimum: Int?
    /// Which column goes first where there is no room: the one with the least. `nil` never goes.
    var worth: Int?
  }

  /// A cell.
  struct Cell {
    var text: String
    /// How many characters of its end, none of them wide, are never cut off.
    var keeps = 0
    var role: Style.Role

    init(_ text: String, _ role: Style.Role = .plain) {
      self.text = text
      self.role = role
    }

    /// Text with an end that stays where the rest is cut.
    init(_ text: String, tail: String) {
      self.text = tail.isEmpty ? text : text + tail
      keeps = tail.count
      role = .plain
    }

    func cut(to columns: Int) -> String {
      guard keeps > 0, columns > keeps + 1 else { return truncated(text, to: columns) }
      return truncated(String(text.dropLast(keeps)), to: columns - keeps) + text.suffix(keeps)
    }
  }

  var columns: [Column]
  var rows: [[Cell]] = []
  /// How many spaces stand before each row.
  var indent = 0

  /// Prints the rows.
  func print(to out: Output, _ style: Style) {
    var widths = [Int](repeating: 0, count: columns.count)
    // Of each cell, row by row: a log may have a million rows, and to measure them twice would take a while.
    var own = [Int](repeating: 0, count: rows.count * columns.count)
    var place = 0
    for row in rows {
      for column in columns.indices {
        let count = width(row[column].text)
        own[place] = count
        place += 1
        if count > widths[column] { widths[column] = count }
      }
    }
    if let limit = style.columns { fit(&widths, to: limit - indent) }
    let shown = columns.indices.filter { widths[$0] > 0 }
    var line: [UInt8] = []
    var first = 0
    for row in rows {
      line.removeAll(keepingCapacity: true)
      var owed = indent
      for column in shown {
        var space = widths[column] - own[first + column]
        // Spaces at the end of a line are never written.
        if space == widths[column] {
          owed += space + 2
          continue
        }
        var text = row[column].text
        if space < 0 {
          text = row[column].cut(to: widths[column])
          space = widths[column] - width(text)
        }
        if columns[column].isRight { owed += space }
        line.append(contentsOf: repeatElement(UInt8(ascii: " "), count: owed))
        if style.hasColor { text = style.paint(text, row[column].role) }
        text.withUTF8 { line.append(contentsOf: $0) }
        owed = columns[column].isRight ? 2 : space + 2
      }
      line.append(UInt8(ascii: "\n"))
      out.write(line)
      first += columns.count
    }
  }

  private func fit(_ widths: inout [Int], to limit: Int) {
    func excess() -> Int {
      let shown = widths.filter { $0 > 0 }
      return shown.reduce(0, +) + 2 * max(0, shown.count - 1) - limit
    }
    func shrink() {
      for column in columns.indices.reversed() {
        guard let minimum = columns[column].minimum, excess() > 0, widths[column] > minimum else { continue }
        widths[column] = max(minimum, widths[column] - excess())
      }
    }
    let full = widths
    shrink()
    let expendable = columns.indices.filter { columns[$0].worth != nil }
      .sorted { columns[$0].worth! < columns[$1].worth! }
    for column in expendable where excess() > 0 && widths[column] > 0 {
      // With one column less, the others may have more room again.
      for other in widths.indices where widths[other] > 0 { widths[other] = full[other] }
      widths[column] = 0
      shrink()
    }
    // What can be cut at all is cut to a letter, rather than a line that is broken by the terminal. Figures are not.
    for column in columns.indices.reversed() where columns[column].minimum != nil && widths[column] > 1 {
      widths[column] = max(1, widths[column] - max(0, excess()))
    }
  }
}
