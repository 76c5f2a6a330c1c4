/// The width from which on the parser's two columns are readable.
private let wideEnough = 60

/// The width that the parser is to write help for: it writes for 80 columns where nobody minds, and stops the program
/// below some 26.
func helpColumns(_ columns: Int?) -> Int? {
  guard let columns, columns < wideEnough else { return columns }
  // Each entry on a line of its own, to be broken below.
  return 100_000
}

/// Help as it is printed. On a narrow terminal what is said of an option or a command stands below it.
func helpLines(_ help: String, _ columns: Int?) -> [String] {
  let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  guard let columns, columns < wideEnough else { return lines }
  return lines.flatMap { line -> [String] in
    // `  --last <n>              Only the newest n.`
    guard line.hasPrefix("  "), let gap = line.dropFirst(2).firstRange(of: "  ") else {
      return wrapped(line, to: columns, indent: line.hasPrefix("USAGE:") ? 4 : line.hasPrefix(" ") ? 2 : 0)
    }
    let about = line[gap.upperBound...].drop { $0 == " " }
    return wrapped(String(line[..<gap.lowerBound]), to: columns, indent: 4)
      + wrapped("      " + about, to: columns, indent: 6)
  }
}
