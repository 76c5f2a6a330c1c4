import Testing
import Training

@testable import CLI

/// The rows of a text, or the first problem.
private func rows(_ text: String) throws(CSVProblem) -> [[String]] {
  var reader = CSVReader(Array(text.utf8))
  var rows: [[String]] = []
  while let row = try reader.next() { rows.append(row.map(\.text)) }
  return rows
}

@Suite struct CSVReaderTests {
  @Test func readsWhatTheRFCAllows() throws {
    let table: [(String, [[String]])] = [
      ("", []), ("\n\r\n\n", []), ("a,b\n", [["a", "b"]]), ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("a,,\n", [["a", "", ""]]), (",\n", [["", ""]]), ("\"\"\n", [[""]]), ("\"a\"\"b\"\n", [["a\"b"]]),
      ("\"\"\"\"\n", [["\""]]), ("\"a,b\",c\n", [["a,b", "c"]]), ("\"a\nb\r\nc\",d\n", [["a\nb\r\nc", "d"]]),
      ("a\rb,c\n", [["a\rb", "c"]]), ("é,体\n", [["é", "体"]]), (" a , b \n", [[" a ", " b "]]),
      ("a\n\n\nb\n", [["a"], ["b"]]), ("a,\"b\"\r\n", [["a", "b"]]),
    ]
    for (text, expected) in table { #expect(try rows(text) == expected, "\(text)") }
  }

  @Test func emptyTextIsNotNothing() throws {
    var reader = CSVReader(Array("\"\",\n".utf8))
    let row = try #require(try reader.next())
    #expect(row.map(\.isAbsent) == [false, true])
  }

  @Test func saysWhereAFieldBegins() throws {
    var reader = CSVReader(Array("a\n\"x\ny\",b\nc\n".utf8))
    _ = try reader.next()
    #expect(try #require(try reader.next()).map(\.line) == [2, 3])
    #expect(try #require(try reader.next()).map(\.line) == [4])
  }

  @Test func saysWhatIsWrong() throws {
    let table: [(String, CSVProblem)] = [
      (
        "a,b\n1,\"2\n3,4\n",
        CSVProblem(
          line: 2, field: 1, message: "the quote that begins here never ends",
          remedy: "the file may have been cut off; else end the field with a quote")
      ),
      (
        "a\nb\"c\n",
        CSVProblem(
          line: 2, field: 0, message: "a quote within a field that does not begin with one",
          remedy: "put the field in quotes, and write each quote in it twice")
      ),
      (
        "x,\"a\nb\"c\n",
        CSVProblem(
          line: 2, field: 1, message: "something follows the quote that ends the field",
          remedy: "write each quote within a field twice")
      ),
      (
        "a,b\n1,2",
        CSVProblem(
          line: 2, message: "the file ends within this line: it may have been cut off",
          remedy: "if it is whole, end the last line with a line feed")
      ),
      (
        "a,\"b\"",
        CSVProblem(
          line: 1, message: "the file ends within this line: it may have been cut off",
          remedy: "if it is whole, end the last line with a line feed")
      ),
    ]
    for (text, problem) in table { #expect(throws: problem) { try rows(text) } }
    let latin = CSVProblem(
      line: 2, field: 1, message: "not UTF-8",
      remedy: "save the file as UTF-8 (it may be in Latin-1 or another encoding)")
    var reader = CSVReader(Array("a,b\n1,".utf8) + [0xE9, 0x0A])
    _ = try reader.next()
    #expect(throws: latin) { try reader.next() }
  }

  @Test func goesOnAfterAProblem() throws {
    var reader = CSVReader(Array("a\nb\"\nc\n".utf8))
    _ = try reader.next()
    #expect(throws: CSVProblem.self) { try reader.next() }
    #expect(try reader.next()?.map(\.text) == ["c"])
    #expect(try reader.next() == nil)
  }
}

@Suite struct CSVWriterTests {
  @Test func quotesWhatHasToBe() {
    let table = [
      ("me", "me"), ("", "\"\""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
      ("a\r\nb", "\"a\r\nb\""), ("体", "体"), (" a ", " a "),
    ]
    for (text, field) in table { #expect(csvText(text) == field, "\(text)") }
  }

  @Test func nothingIsAFormula() throws {
    let table = [
      ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
      ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("'=1", "''=1"), ("''-", "'''-"), ("'tis easy", "'tis easy"),
      ("'", "'"), ("1-2", "1-2"), ("=a,b", "\"'=a,b\""),
    ]
    for (text, field) in table {
      #expect(csvText(text) == field, "\(text)")
      #expect(try rows(field + "\n").first?.map(unguarded) == [text])
    }
  }

  /// Random sets, with all that is awkward in their texts, come back as they were.
  @Test func whatIsWrittenIsRead() throws {
    var random = SplitMix(seed: 20_261_121)
    let sets = (0..<400).map { _ in LoggedSet.random(&random) }
    let text = csvHeader + "\n" + sets.map { csvRow($0) + "\n" }.joined()
    var findings = ImportFindings(file: "x")
    let now = WallTime(iso8601: "2100-01-01T00:00:00Z")!
    let read = importedCSV(Array(text.utf8), now: now, &findings)
    #expect(findings.lines == [])
    #expect(read.map(\.set) == sets)
    // The same with the columns in another order, and with the lines of other systems.
    let order = CSVColumn.names.indices.shuffled(using: &random)
    var reader = CSVReader(Array(text.utf8))
    var shuffled = ""
    while let row = try reader.next() {
      let fields = order.map { row[$0].isQuoted ? "\"" + row[$0].text.doublingQuotes + "\"" : row[$0].text }
      shuffled += fields.joined(separator: ",") + "\r\n"
    }
    #expect(importedCSV(Array(shuffled.utf8), now: now, &findings).map(\.set) == sets)
    #expect(findings.count == 0)
  }
}

extension String {
  fileprivate var doublingQuotes: String {
    unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
  }
}

/// A generator whose numbers are the same in every run.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

extension LoggedSet {
  /// A set that may be, with every part there or not.
  static func random(_ random: inout SplitMix) -> LoggedSet {
    func maybe<T>(_ value: T) -> T? { Bool.random(using: &random) ? value : nil }
    func text() -> String {
      let pieces = [
        "a", "=", "'", "\"", ",", "\n", "\r\n", "\r", ";", "é", "体", " ", "-", "\t", "+1", "@", "null",
        "\u{0}",
      ]
      return (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
    }
    func time() -> WallTime {
      WallTime(microseconds: .random(in: 946_684_800_000_000...1_900_000_000_000_000, using: &random))
    }
    func length() -> Interval { Interval(microseconds: .random(in: 1...86_400_000_000, using: &random)) }
    func figure(_ range: ClosedRange<Double>) -> Double {
      Bool.random(using: &random)
        ? .random(in: range, using: &random) : (range.lowerBound + range.upperBound) / 2
    }
    let kind = Kind.allCases.randomElement(using: &random)!
    var target: Target? = Target(
      seconds: maybe(.range(20, 30.5)), reps: maybe(.max), steps: maybe(.exactly(12)), loadKg: maybe(22.5),
      effortPercent: maybe(50))
    if target == Target() { target = nil }
    return LoggedSet(
      id: SetID(high: .random(in: 0 ... .max, using: &random), low: .random(in: 0 ... .max, using: &random)),
      athlete: "a" + text(), station: "s" + text(), exercise: "e" + text(), kind: kind,
      side: Side.allCases.randomElement(using: &random)!, startedAt: time(), duration: length(),
      reps: maybe(.random(in: 0...100_000, using: &random)), loadKg: maybe(figure(0...1_000)),
      rpe: maybe(figure(1...10)), target: target, targetMet: maybe(.random(using: &random)),
      endedBy: EndedBy.allCases.randomElement(using: &random)!,
      clock: ClockState.allCases.randomElement(using: &random)!, note: maybe(text()),
      motion: maybe(.random(&random)),
      measured: maybe(
        Measured(
          startedAt: time(), duration: length(), reps: maybe(3), loadKg: maybe(figure(0...1_000)),
          exercise: "m" + text(), side: .left)),
      isDoubtful: .random(using: &random))
  }
}

extension SetMotion {
  /// What a sensor may have seen, with every part there or not.
  static func random(_ random: inout SplitMix) -> SetMotion {
    func maybe<T>(_ value: T) -> T? { Bool.random(using: &random) ? value : nil }
    func time() -> Interval { Interval(microseconds: .random(in: 0...900_000_000, using: &random)) }
    func figure() -> Double { .random(in: 0...1_000, using: &random) }
    let each = (0..<Int.random(in: 0...20, using: &random)).map { _ in
      Rep(
        start: time(), duration: time(), phases: maybe(.init(up: time(), down: time())),
        range: figure() / 100)
    }
    return SetMotion(
      rate: figure(), coverage: figure() / 1_000,
      faults: MotionFault.allCases.filter { _ in Bool.random(using: &random) },
      reps: maybe(
        CountedReps(
          confidence: figure() / 1_000, regularity: figure() / 1_000, tempo: maybe(time()), each: each,
          unlisted: each.isEmpty ? 900 : 0)),
      hold: maybe(
        HoldForm(
          rms: figure(), sway: figure(), tremor: maybe(figure()), drift: figure(), driftAtEnd: figure(),
          brokeAt: maybe(time()))))
  }
}
