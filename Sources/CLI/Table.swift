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
    var widths = columns.indices.map { column in rows.reduce(0) { max($0, width($1[column].text)) } }
    if let limit = style.columns { fit(&widths, to: limit - indent) }
    for row in rows {
      var line = String(repeating: " ", count: indent)
      var owed = 0
      var isFirst = true
      for column in columns.indices where widths[column] > 0 {
        let text = truncated(row[column].text, to: widths[column])
        let space = widths[column] - width(text)
        owed += (isFirst ? 0 : 2) + (columns[column].isRight ? space : 0)
        isFirst = false
        // Spaces at the end of a line are never written.
        if !text.isEmpty {
          line += String(repeating: " ", count: owed) + style.paint(text, row[column].role)
          owed = 0
        }
        owed += columns[column].isRight ? 0 : space
      }
      out.line(line)
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
