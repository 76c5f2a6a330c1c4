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
    var role: Style.Role

    init(_ text: String, _ role: Style.Role = .plain) {
      self.text = text
      self.role = role
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
    var own: [Int] = []
    own.reserveCapacity(rows.count * columns.count)
    for row in rows {
      for column in columns.indices {
        own.append(width(row[column].text))
        widths[column] = max(widths[column], own[own.count - 1])
      }
    }
    if let limit = style.columns { fit(&widths, to: limit - indent) }
    var line: [UInt8] = []
    for (number, row) in rows.enumerated() {
      line.removeAll(keepingCapacity: true)
      var owed = indent
      var isFirst = true
      for column in columns.indices where widths[column] > 0 {
        let isCut = own[number * columns.count + column] > widths[column]
        let text = isCut ? truncated(row[column].text, to: widths[column]) : row[column].text
        let space = widths[column] - (isCut ? width(text) : own[number * columns.count + column])
        owed += (isFirst ? 0 : 2) + (columns[column].isRight ? space : 0)
        isFirst = false
        // Spaces at the end of a line are never written.
        if !text.isEmpty {
          for _ in 0..<owed { line.append(UInt8(ascii: " ")) }
          let painted = style.hasColor ? style.paint(text, row[column].role) : text
          if painted.utf8.withContiguousStorageIfAvailable({ line.append(contentsOf: $0) }) == nil {
            line.append(contentsOf: painted.utf8)
          }
          owed = 0
        }
        owed += columns[column].isRight ? 0 : space
      }
      line.append(UInt8(ascii: "\n"))
      out.write(line)
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
