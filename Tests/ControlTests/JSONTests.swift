import Control
import Testing
import Training

@Suite struct JSONWriterTests {
  @Test(arguments: [
    ("", #""""#),
    ("wall-sit", #""wall-sit""#),
    (#"say "hi" \ bye"#, #""say \"hi\" \\ bye""#),
    ("a\nb\rc\td", #""a\nb\rc\td""#),
    ("\u{0}\u{1}\u{8}\u{c}\u{1f}\u{7f}", "\"\\u0000\\u0001\\u0008\\u000c\\u001f\u{7f}\""),
    ("Dürüm 🏋️ \u{2028}", "\"Dürüm 🏋️ \u{2028}\""),
    ("</script>", #""</script>""#),
  ]) func text(_ value: String, _ expected: String) {
    #expect(JSONWriter.text(value) == expected)
  }

  @Test(arguments: [
    (2.5, "2.5"), (20, "20"), (0, "0"), (-0.0, "0"), (0.1 + 0.2, "0.30000000000000004"),
    (1e15, "1000000000000000.0"), (1e16, "1e+16"),
    (1e300, "1e+300"), (-7.25, "-7.25"), (.infinity, "null"), (-.infinity, "null"), (.nan, "null"),
    (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
  ]) func doubles(_ value: Double, _ expected: String) {
    #expect(JSONWriter.text(value) == expected)
  }

  @Test func wholeNumbers() {
    #expect(JSONWriter.text([Int.min, -1, 0, Int.max]) == "[-9223372036854775808,-1,0,9223372036854775807]")
  }

  @Test func timesHaveSixDecimals() {
    #expect(JSONWriter.text(Interval(microseconds: 45_000_000)) == "45.000000")
    #expect(JSONWriter.text(Interval(microseconds: -1)) == "-0.000001")
    #expect(JSONWriter.text(Instant(microseconds: 12_345_678)) == "12.345678")
    #expect(JSONWriter.text(WallTime(microseconds: 0)) == #""1970-01-01T00:00:00.000000+00:00""#)
  }

  @Test func nesting() {
    var writer = JSONWriter()
    writer.object {
      $0.member("z", 1)
      $0.key("list")
      $0.array {
        $0.object { _ in }
        $0.array { _ in }
        $0.null()
        $0.value(true)
        $0.object { $0.member("a", Int?.none) }
      }
      $0.member("a", "last")
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"z":1,"list":[{},[],null,true,{"a":null}],"a":"last"}"#)
  }

  @Test func aLineEndsWithALineFeedAndHasNoOther() {
    let line = JSONWriter.line(["a\nb", "c"])
    #expect(line.last == 10)
    #expect(line.filter { $0 == 10 }.count == 1)
  }
}

@Suite struct JSONParserTests {
  @Test(arguments: [
    ("null", JSONValue.null), (" true ", .bool(true)), ("false", .bool(false)), ("0", .integer(0)),
    ("-0", .integer(0)), ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)),
    ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.5", .number(1.5)),
    ("1e2", .integer(100)),
    ("1E+2", .integer(100)), ("45.000000", .integer(45)), ("25e-1", .number(2.5)), ("1e-999", .integer(0)),
    (#""""#, .string("")),
    (#""a\"\\\/\b\f\n\r\tz""#, .string("a\"\\/\u{8}\u{c}\n\r\tz")), (#""\u00e9\u0000""#, .string("é\u{0}")),
    (#""\ud83c\udfCB""#, .string("🏋")), (#""Dürüm""#, .string("Dürüm")), ("[]", .array([])),
    ("[1 , [2]]", .array([.integer(1), .array([.integer(2)])])), ("{}", .object([])),
    (
      "{\"b\" : 1,\r\n\t\"a\":[]}", .object([JSONMember("b", .integer(1)), JSONMember("a", .array([]))])
    ),
  ]) func good(_ text: String, _ expected: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == expected)
  }

  @Test(arguments: [
    ("", 0, "a value is missing"), ("  ", 2, "a value is missing"), ("nul", 0, "no value begins so"),
    ("True", 0, "no value begins so"), ("'a'", 0, "no value begins so"), ("+1", 0, "no value begins so"),
    (".5", 0, "no value begins so"), ("NaN", 0, "no value begins so"),
    ("01", 1, "something follows the value"),
    ("1.", 2, "expected a digit"), ("1.e1", 2, "expected a digit"), ("1e", 2, "expected a digit"),
    ("-", 1, "expected a digit"), ("-a", 1, "expected a digit"), ("1e999", 0, "a number that is too large"),
    ("1 2", 2, "something follows the value"), ("{} x", 3, "something follows the value"),
    ("[1,]", 3, "no value begins so"), ("[1", 2, #"expected "," or "]""#), ("[", 1, "a value is missing"),
    ("[1 2]", 3, #"expected "," or "]""#), ("{", 1, "expected a key in quotes"),
    ("{a:1}", 1, "expected a key in quotes"), (#"{"a" 1}"#, 5, #"expected ":""#),
    (#"{"a":1,}"#, 7, "expected a key in quotes"), (#"{"a":1 "b":2}"#, 7, #"expected "," or "}""#),
    (#"{"a":1,"a":2}"#, 7, #"the key "a" stands twice"#),
    (#"{"a":1,"\u0061":2}"#, 7, #"the key "a" stands twice"#),
    (#""abc"#, 4, "the text does not end"), (#""abc\"#, 5, "no such escape"), (#""\x""#, 2, "no such escape"),
    ("\"a\u{1}\"", 2, "a control character in text"), ("\"a\nb\"", 2, "a control character in text"),
    (#""\u12G4""#, 5, "expected four hexadecimal digits"), (#""\u12"#, 5, "expected four hexadecimal digits"),
    (#""\ud83d""#, 1, "half of a surrogate pair"), (#""\ud83d\n""#, 1, "half of a surrogate pair"),
    (#""\ud83d\u0041""#, 1, "half of a surrogate pair"), (#""\udc00""#, 1, "half of a surrogate pair"),
    ("\u{feff}{}", 0, "no value begins so"), ("// x\n1", 0, "no value begins so"),
  ]) func bad(_ text: String, _ offset: Int, _ reason: String) {
    #expect(throws: JSONError(offset: offset, reason: reason)) { try JSONValue(parsing: text) }
  }

  @Test(arguments: [
    [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
    [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22],
  ]) func invalidUTF8(_ bytes: [UInt8]) {
    #expect(throws: JSONError(offset: 1, reason: "not UTF-8")) { try JSONValue(parsing: bytes) }
  }

  @Test func invalidUTF8IsFoundWhereItIs() {
    #expect(throws: JSONError(offset: 9, reason: "not UTF-8")) {
      try JSONValue(parsing: Array("[1,\"aéb".utf8) + [0x61, 0xFE, 0x22, 0x5D])
    }
  }

  @Test func depthIsLimited() throws {
    let deepest = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
    #expect(throws: Never.self) { try JSONValue(parsing: deepest) }
    #expect(throws: JSONError(offset: 32, reason: "nested more than 32 deep")) {
      try JSONValue(parsing: "[" + deepest + "]")
    }
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 1_000_000)) }
    // Beside one another is not inside one another.
    #expect(throws: Never.self) { try JSONValue(parsing: "[" + String(repeating: "[],", count: 99) + "[]]") }
  }

  @Test func sizeIsLimited() {
    #expect(throws: JSONError(offset: 4, reason: "longer than 4 bytes")) {
      try JSONValue(parsing: Array("12345".utf8), size: 4)
    }
  }

  @Test func whatIsWrittenReadsBack() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let value = randomValue(depth: 0, using: &random)
      #expect(try JSONValue(parsing: JSONWriter.text(value)) == value)
    }
  }

  @Test func noiseNeverCrashes() {
    var random = SystemRandomNumberGenerator()
    let seeds = [
      Array(JSONWriter.text(LoggedSet.example).utf8),
      Array(#"{"request":"select","load_kg":-1.5e3,"x":"\ud83d\ude00\n","y":[true,false,null,{}]}"#.utf8),
    ]
    let alphabet = Array("{}[]\",:\\u0123456789eE+-.truefalsn \n\u{e9}".utf8) + [0xFF, 0x00, 0xD8]
    var parsed = 0
    for round in 0..<20_000 {
      var bytes = seeds[round % 2]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = alphabet.randomElement(using: &random)!
        case 1: bytes.insert(alphabet.randomElement(using: &random)!, at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 3))
        default: bytes = Array(bytes[..<max(1, place)])
        }
        if bytes.isEmpty { bytes = [0x7B] }
      }
      guard let value = try? JSONValue(parsing: bytes) else { continue }
      parsed += 1
      // What is taken must survive being written, and no reader of messages may crash over it.
      #expect((try? JSONValue(parsing: JSONWriter.text(value))) == value)
      _ = try? LoggedSet(json: value, at: "")
      _ = try? Event(json: value, at: "")
      _ = try? StatusReport(json: value, at: "")
    }
    #expect(parsed > 0)
    for _ in 0..<5_000 {
      let count = Int.random(in: 0...64, using: &random)
      _ = try? JSONValue(parsing: (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }

  private func randomValue(depth: Int, using random: inout SystemRandomNumberGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth < 5 ? 8 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .integer(Int.random(in: .min ... .max, using: &random))
    case 3:
      // A whole one comes back as an integer.
      let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
      return value.isFinite && value != value.rounded() ? .number(value) : .null
    case 4, 5:
      let scalars = (0..<Int.random(in: 0..<9, using: &random)).compactMap { _ in
        Unicode.Scalar(
          UInt32.random(in: 0..<0x11_0000, using: &random) >> UInt32.random(in: 0..<20, using: &random))
      }
      return .string(String(String.UnicodeScalarView(scalars)))
    case 6:
      return .array(
        (0..<Int.random(in: 0..<5, using: &random)).map { _ in randomValue(depth: depth + 1, using: &random) }
      )
    default:
      return .object(
        (0..<Int.random(in: 0..<5, using: &random)).map {
          JSONMember("k\($0)", randomValue(depth: depth + 1, using: &random))
        })
    }
  }
}
