/// A field as it stands in a file.
struct CSVField: Equatable {
  /// Without its quotes.
  var text: String
  /// Whether it stood in quotes: only then may it be empty text.
  var isQuoted: Bool
  /// The line on which it begins, from 1.
  var line: Int

  /// Whether there is nothing at all.
  var isAbsent: Bool { text.isEmpty && !isQuoted }
}

/// What is wrong with a file, and on which line.
struct CSVProblem: Error, Equatable {
  var line: Int
  /// The number of the field in its row, from 0; `nil` where it is about the row.
  var field: Int?
  var message: String
  var remedy: String?
}

/// Reads rows of RFC 4180: fields apart by commas, lines ended by a line feed, with or without a carriage return before
/// it; a field in quotes may hold all of these, and quotes twice. Empty lines are passed over.
struct CSVReader {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  /// A reader of a file's bytes, without a mark of their order before them.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next row; `nil` at the end.
  /// - Throws: what is wrong with it. The row after it can be read then, if there is any.
  mutating func next() throws(CSVProblem) -> [CSVField]? {
    while index < bytes.count, takeLineEnd() {}
    guard index < bytes.count else { return nil }
    var fields: [CSVField] = []
    while true {
      do throws(CSVProblem) {
        fields.append(try field(fields.count))
      } catch {
        skipLine()
        throw error
      }
      if index == bytes.count {
        throw CSVProblem(
          line: line, message: "the file ends within this line: it may have been cut off",
          remedy: "if it is whole, end the last line with a line feed")
      }
      if takeLineEnd() { return fields }
      // After a field there is nothing else.
      index += 1
    }
  }

  /// Reads a field; what ends it is left.
  private mutating func field(_ number: Int) throws(CSVProblem) -> CSVField {
    let start = line
    guard index < bytes.count, bytes[index] == Self.quote else {
      let begin = index
      while index < bytes.count {
        switch bytes[index] {
        case Self.comma, Self.lineFeed:
          return CSVField(text: try text(bytes[begin..<index], start, number), isQuoted: false, line: start)
        case Self.carriageReturn where index + 1 < bytes.count && bytes[index + 1] == Self.lineFeed:
          return CSVField(text: try text(bytes[begin..<index], start, number), isQuoted: false, line: start)
        case Self.quote:
          throw CSVProblem(
            line: line, field: number, message: "a quote within a field that does not begin with one",
            remedy: "put the field in quotes, and write each quote in it twice")
        default: index += 1
        }
      }
      return CSVField(text: try text(bytes[begin...], start, number), isQuoted: false, line: start)
    }
    index += 1
    var content: [UInt8] = []
    var begin = index
    while index < bytes.count {
      if bytes[index] == Self.lineFeed { line += 1 }
      guard bytes[index] == Self.quote else {
        index += 1
        continue
      }
      content += bytes[begin..<index]
      index += 1
      begin = index
      if index < bytes.count, bytes[index] == Self.quote {
        // Twice means one; the next piece begins with the second.
        index += 1
        continue
      }
      guard index == bytes.count || bytes[index] == Self.comma || isLineEnd else {
        throw CSVProblem(
          line: line, field: number, message: "something follows the quote that ends the field",
          remedy: "write each quote within a field twice")
      }
      return CSVField(text: try text(content[...], start, number), isQuoted: true, line: start)
    }
    throw CSVProblem(
      line: start, field: number, message: "the quote that begins here never ends",
      remedy: "the file may have been cut off; else end the field with a quote")
  }

  private var isLineEnd: Bool {
    bytes[index] == Self.lineFeed
      || bytes[index] == Self.carriageReturn && index + 1 < bytes.count && bytes[index + 1] == Self.lineFeed
  }

  private mutating func takeLineEnd() -> Bool {
    guard isLineEnd else { return false }
    index += bytes[index] == Self.lineFeed ? 1 : 2
    line += 1
    return true
  }

  private mutating func skipLine() {
    while index < bytes.count, !takeLineEnd() { index += 1 }
  }

  private func text(_ slice: ArraySlice<UInt8>, _ line: Int, _ field: Int) throws(CSVProblem) -> String {
    if let text = String(validating: slice, as: UTF8.self) { return text }
    throw CSVProblem(
      line: line, field: field, message: "not UTF-8",
      remedy: "save the file as UTF-8 (it may be in Latin-1 or another encoding)")
  }
}
