import Training

/// Prints a table whose first column is a heading: where that is too wide for the terminal, each on a line of its own
/// above its rows. A row that begins with nothing belongs to the heading before.
func printUnderHeadings(_ table: Table, _ context: Context) {
  let style = context.style
  let natural = table.columns.indices.reduce(table.indent - 2) { sum, column in
    let widest = table.rows.reduce(0) { max($0, width($1[column].text)) }
    return sum + (widest == 0 ? 0 : widest + 2)
  }
  guard let limit = style.columns, natural > limit else {
    table.print(to: context.out, style)
    return
  }
  var rest = table
  rest.columns.removeFirst()
  rest.indent += 2
  for row in rest.rows.indices { rest.rows[row].removeFirst() }
  let kept = Output()
  rest.print(to: kept, style)
  let lines = kept.text.split(separator: "\n", omittingEmptySubsequences: false)
  let margin = String(repeating: " ", count: table.indent)
  for (row, line) in zip(table.rows, lines) {
    if !row[0].text.isEmpty {
      for heading in wrapped(row[0].text, to: limit - table.indent, indent: 2) {
        context.out.line(margin + style.paint(truncated(heading, to: limit - table.indent), row[0].role))
      }
    }
    context.out.line(String(line))
  }
}

/// Prints the athlete's name above what is theirs, where there are several.
struct AthleteHeadings {
  private let context: Context
  private let hasSeveral: Bool
  private var isFirst = true

  init(_ context: Context, hasSeveral: Bool) {
    self.context = context
    self.hasSeveral = hasSeveral
  }

  mutating func print(_ athlete: String) {
    if !isFirst { context.out.line() }
    isFirst = false
    guard hasSeveral else { return }
    let text = truncated(clean(athlete), to: context.style.columns ?? .max)
    context.out.line(context.style.paint(text, .heading))
  }

  /// How far what follows is indented.
  var indent: Int { hasSeveral ? 2 : 0 }
}
