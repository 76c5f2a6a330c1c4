/// What a terminal shows: as much of one as `watch` and `status --watch` use. Whatever else comes is kept in `unknown`.
struct TerminalPicture {
  private var cells: [[Character]]
  private var row = 0
  private var column = 0
  /// What was not complete at the end of the last piece.
  private var rest = ""
  /// Sequences that it does not know.
  private(set) var unknown: [String] = []

  init(columns: Int, rows: Int) {
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  mutating func resize(columns: Int, rows: Int) { self = TerminalPicture(columns: columns, rows: rows) }

  /// The rows without the spaces at their ends.
  var lines: [String] { cells.map { String($0).withoutSpacesAtEnd } }

  mutating func feed(_ text: String) {
    var text = Substring(rest + text)
    rest = ""
    while let first = text.unicodeScalars.first {
      guard first == "\u{1B}" else {
        put(Character(first))
        text.unicodeScalars.removeFirst()
        continue
      }
      guard let end = text.dropFirst(2).firstIndex(where: \.isLetter) else {
        rest = String(text)
        return
      }
      obey(String(text[...end]))
      text = text[text.index(after: end)...]
    }
  }

  /// Nothing is wrapped; a combining character is not expected.
  private mutating func put(_ character: Character) {
    guard cells.indices.contains(row), cells[row].indices.contains(column) else { return }
    cells[row][column] = character
    column = min(column + 1, cells[row].count - 1)
  }

  private mutating func obey(_ sequence: String) {
    let body = sequence.dropFirst(2).dropLast()
    switch sequence.last {
    case "H":
      let place = body.split(separator: ";").compactMap { Int($0) }
      (row, column) = (place[0] - 1, place[1] - 1)
    case "K":
      guard cells.indices.contains(row), column < cells[row].count else { return }
      for index in column..<cells[row].count { cells[row][index] = " " }
    case "J":
      for index in cells.indices { cells[index] = Array(repeating: " ", count: cells[index].count) }
    case "m", "h", "l": break
    default: unknown.append(sequence)
    }
  }
}

extension String {
  var withoutSpacesAtEnd: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
