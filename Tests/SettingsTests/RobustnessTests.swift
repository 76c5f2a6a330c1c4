import Glibc
import Syscalls
import Testing
import Training

@testable import Settings

/// A generator that gives the same numbers every time (SplitMix64), so that a failure can be seen again.
private struct Random: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

private func deep(_ start: String, _ part: String, _ end: String = "") -> [UInt8] {
  Array((start + String(repeating: part, count: 300_000) + end).utf8)
}

private let hostile: [[UInt8]] = [
  // A dotted key of 300,000 tables in one another overflows the stack when toml++ frees them.
  deep("a", ".a", "=1"), deep("[[a", ".a", "]]"), deep("x = {a = \"\"\"a\"\"\"\", b", ".b", " = 1}"),
  deep("x = ", "["), deep("x = ", "{a="),
  // Where toml++ itself asserts, or runs into what it calls unreachable.
  Array("[[[a]]]".utf8), Array("[[=".utf8), Array("\u{FEDF} = 1".utf8), Array("a = \"\"\"\\\n\u{FEDF}".utf8),
  [0xFF], [0xEF, 0xBB], [0], Array("a = \"\\".utf8), Array("a = '''".utf8), Array("\"\"\"".utf8),
]

@Suite struct RobustnessTests {
  @Test func mutatedConfigurationsAreReadOrRefusedAtALine() throws {
    let sample = Array(try uncommentedSample().utf8)
    let lines = sample.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var random = Random(state: 1)
    var refused = 0
    for _ in 0..<3_000 {
      var bytes = sample
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        for _ in 0...Int.random(in: 0..<4, using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
      case 1:
        bytes.removeSubrange(..<Int.random(in: 0..<bytes.count, using: &random))
      default:
        var some = lines
        some.swapAt(
          Int.random(in: 0..<some.count, using: &random), Int.random(in: 0..<some.count, using: &random))
        some.remove(at: Int.random(in: 0..<some.count, using: &random))
        bytes = Array(some.joined(separator: [UInt8(ascii: "\n")]))
      }
      do {
        _ = try Configuration.parse(bytes, file: "f", catalogue: catalogue, names: names)
      } catch {
        refused += 1
        #expect(!error.errors.isEmpty)
        for error in error.errors {
          #expect(error.line > 0 && error.column > 0, "\(error)")
          #expect(!error.what.isEmpty && !error.remedy.isEmpty, "\(error)")
        }
      }
    }
    #expect(refused > 1_000)
  }

  @Test(arguments: hostile)
  func hostileBytesAreRefused(_ bytes: [UInt8]) {
    #expect(throws: SettingsErrors.self) {
      try Configuration.parse(bytes, file: "f", catalogue: catalogue, names: names)
    }
  }

  @Test func everyStartOfTheSampleIsReadOrRefused() throws {
    let sample = Array(try uncommentedSample().utf8)
    for count in stride(from: 0, to: sample.count, by: 7) {
      _ = try? Configuration.parse(Array(sample[..<count]), file: "f", catalogue: catalogue, names: names)
    }
  }

  @Test func readingAgainAndAgainKeepsNoMemory() throws {
    // Big documents, since other tests run beside this one and take memory too: 20 lost trees of 20,000 values are
    // 70 MiB.
    let good = Array("x = [".utf8) + Array(String(repeating: "1,", count: 20_000).utf8) + Array("]\n".utf8)
    let bad = good + Array("x = 1".utf8)
    func read(_ times: Int) {
      for _ in 0..<times {
        #expect((try? TOMLValue.document(good, file: "f")) != nil)
        #expect((try? TOMLValue.document(bad, file: "f")) == nil)
      }
    }
    read(3)
    let before = try residentKiB()
    read(20)
    let after = try residentKiB()
    #expect(after - before < 30 * 1_024, "\(before) KiB before, \(after) KiB after")
  }

  private func residentKiB() throws -> Int {
    let fields = String(decoding: try readFile("/proc/self/statm"), as: UTF8.self).split(separator: " ")
    return try #require(Int(fields[1])) * sysconf(Int32(_SC_PAGESIZE)) / 1_024
  }
}

@Suite struct TOMLTests {
  private func members(_ text: String) throws -> [TOMLMember] {
    let value = try TOMLValue.document(Array(text.utf8), file: "f")
    guard case .table(let members) = value.content else { return [] }
    return members
  }

  @Test func keysComeInTheOrderOfTheFileWithTheirPlaces() throws {
    let members = try members(
      "z = 1\n\n  b = { y = 'é', x = true }\na.c = 2.5\na.b = 2027-04-18\n[[t]]\n[[t.u]]\n")
    #expect(members.map(\.key) == ["z", "b", "a", "t"])
    #expect(members.map(\.line) == [1, 3, 4, 6])
    #expect(members.map(\.column) == [1, 3, 1, 3])
    guard case .table(let inner) = members[1].value.content else {
      Issue.record("b is no table")
      return
    }
    #expect(inner.map(\.key) == ["y", "x"])
    // Columns count characters, not bytes.
    #expect(inner.map(\.column) == [9, 18])
    #expect(inner.map(\.value.column) == [13, 22])
  }

  @Test func everyTypeComesThrough() throws {
    let text = """
      a = [9223372036854775807, 0x10, 1e3, "é\\u0000\\n", false, 2027-04-18, 10:00:00, 2027-04-18T10:00:00Z, {}, []]
      """
    guard case .array(let values) = try members(text)[0].value.content else {
      Issue.record("a is no array")
      return
    }
    let texts = values.map { value in
      switch value.content {
      case .integer(let number): "\(number)"
      case .float(let number): "\(number)"
      case .string(let text): text
      case .boolean(let isTrue): "\(isTrue)"
      case .date(let year, let month, let day): "\(year)/\(month)/\(day)"
      case .time, .table, .array: value.typeName
      }
    }
    #expect(
      texts == [
        "9223372036854775807", "16", "1000.0", "é\0\n", "false", "2027/4/18", "a time", "a time", "a table",
        "an array",
      ])
  }

  @Test func crLfAndAByteOrderMarkAreTaken() throws {
    let members = try members("\u{FEFF}a = 1\r\nb = 2\r\n")
    #expect(members.map(\.key) == ["a", "b"])
    #expect(members.map(\.line) == [1, 2])
  }

  @Test func aKeyOfManyPartsIsRefusedWithItsLine() {
    let long = "a" + String(repeating: ".a", count: 32)
    do {
      _ = try TOMLValue.document(Array("x = \"\"\"\n.\n\"\"\"\n# ...\n\(long) = 1\n".utf8), file: "f")
      Issue.record("it was taken")
    } catch {
      #expect(error.description == "f:5: not TOML at column 1: a key of more than 32 parts; correct the line")
    }
  }
}
