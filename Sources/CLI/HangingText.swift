/// Text behind a start, broken into lines of at most so many columns; the later ones stand below the text.
func hanging(_ start: String, _ text: String, to columns: Int?) -> [String] {
  let space = String(repeating: " ", count: width(start))
  // Where next to nothing is left, a line that is too long can still be read.
  let lines = wrapped(text, to: columns.map { max(16, $0 - width(start)) })
  return lines.enumerated().map { ($0 == 0 ? start : space) + $1 }
}
