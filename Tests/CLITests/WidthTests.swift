import Glibc
import Testing

@testable import CLI

/// glibc's, which hides behind _XOPEN_SOURCE.
@_silgen_name("wcwidth") private func glibcWidth(_ character: UInt32) -> Int32

@Suite struct WidthTests {
  /// As PyPI's wcwidth 0.9.4 has them (`wcswidth`), which goes by what terminals of today do.
  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("…", 1), ("壁座り", 6), ("ｱ", 1), ("Ａ", 2), ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("a\u{200B}b", 2), ("\u{AD}", 1), ("ﷺ", 1),
    ("⌚", 2), ("☎", 1), ("☎\u{FE0F}", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2),
    ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇩🇪", 2), ("🏳\u{FE0F}‍🌈", 2), ("☝🏽", 2),
    ("体が重い 👍🏽 ok", 14),
  ]) func ofText(text: String, columns: Int) { #expect(width(text) == columns, "\(text)") }

  /// Every assigned character against the C library of the machine, whatever its version.
  @Test func ofEachCharacterLikeTheCLibrary() throws {
    let locale = try #require(newlocale(Int32(1 << LC_CTYPE), "C.UTF-8", nil))
    let former = uselocale(locale)
    defer {
      uselocale(former)
      freelocale(locale)
    }
    try #require(glibcWidth(0x58C1) == 2)
    // Wide since Unicode 16; two ends of lines, which have no width; numbers in squares, which are ambiguous.
    let differs: [ClosedRange<UInt32>] = [
      0x2630...0x2637, 0x268A...0x268F, 0x1D300...0x1D356, 0x1D360...0x1D376, 0x2028...0x2029,
      0x3248...0x324F,
      // One of the two that make a flag, which is always alone here.
      0x1F1E6...0x1F1FF,
      // A vowel of Ahom, which has become a spacing one.
      0x1171E...0x1171E,
    ]
    var compared = 0
    var differences: [String] = []
    for value in UInt32(0x20)..<0x40000 {
      guard let scalar = Unicode.Scalar(value), !differs.contains(where: { $0.contains(value) }) else {
        continue
      }
      switch scalar.properties.generalCategory {
      case .unassigned, .control, .privateUse, .surrogate: continue
      default: break
      }
      // Newer than any C library that is about.
      guard let age = scalar.properties.age, age.major < 15 else { continue }
      compared += 1
      let theirs = Int(glibcWidth(value)), ours = width(String(Character(scalar)))
      if theirs != ours { differences.append("U+\(String(value, radix: 16)): \(theirs) there, \(ours) here") }
    }
    #expect(compared > 100_000)
    // Between two versions of Unicode some signs change; none do between glibc 2.36 and Swift 6.3.
    #expect(differences.count < 40, "\(differences)")
  }

  @Test(arguments: [
    ("wall-sit", 5, "wall…"), ("wall-sit", 8, "wall-sit"), ("壁座り", 4, "壁…"), ("壁座り", 5, "壁座…"),
    ("壁座り", 2, "…"), ("👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…"), ("e\u{301}e\u{301}e", 2, "e\u{301}…"), ("abc", 0, ""), ("", 0, ""),
  ]) func truncation(text: String, columns: Int, wanted: String) {
    #expect(truncated(text, to: columns) == wanted)
    #expect(width(truncated(text, to: columns)) <= columns)
  }

  @Test(arguments: [
    ("one two three", 8, 2, ["one two", "  three"]),
    ("one two", 20, 2, ["one two"]),
    ("  one two three", 9, 4, ["  one two", "    three"]),
    ("one  two", 7, 0, ["one", "two"]),
    ("see https://example.org/a/b/c d", 12, 2, ["see", "  https://ex", "  ample.org/", "  a/b/c d"]),
    ("体が重いもう少し", 6, 2, ["体が重", "  いも", "  う少", "  し"]),
    ("体が重い", 1, 2, ["体", "が", "重", "い"]),
    ("abc", 2, 9, ["ab", "c"]),
    ("", 3, 0, [""]), ("      ", 3, 0, [" "]),
  ]) func wrapping(text: String, columns: Int, indent: Int, wanted: [String]) {
    #expect(wrapped(text, to: columns, indent: indent) == wanted)
  }

  @Test func wrappingWithoutALimit() { #expect(wrapped("one two", to: nil) == ["one two"]) }

  /// Nothing is lost, and no line is too long, for any width and margin.
  @Test func wrappingKeepsAll() {
    let text = "late; 体が重い、もう少し 👨‍👩‍👧 ❤️ https://example.org/a/very/long/address/that/does/not/end ok"
    for columns in 2...100 {
      for indent in [0, 2, 4, 10] {
        let lines = wrapped(text, to: columns, indent: indent)
        #expect(lines.allSatisfy { width($0) <= columns }, "\(columns) \(indent): \(lines)")
        let letters = lines.joined().filter { $0 != " " }
        #expect(letters == text.filter { $0 != " " }, "\(columns) \(indent)")
      }
    }
  }

  @Test(arguments: [
    ("plain", "plain"), ("tab\tand\nlines\r\nhere", "tab and lines  here"),
    ("\u{1B}[31mred\u{7}", "?[31mred?"),
    ("\u{9B}31m", "?31m"), ("a\u{202E}b\u{2066}c", "a?b?c"), ("a\u{2028}b\u{85}c", "a b c"),
    ("体 👨‍👩‍👧 עברית", "体 👨‍👩‍👧 עברית"),
  ]) func cleaning(text: String, wanted: String) { #expect(clean(text) == wanted) }
}

@Suite struct TableTests {
  private func rows(_ columns: Int?) -> [String] {
    var table = Table(
      columns: [
        .init(worth: 2), .init(minimum: 8), .init(isRight: true), .init(minimum: 6, worth: 1),
      ], indent: 2)
    table.rows = [
      ["11:00", "single-leg-calf-raise-hold", "0:25.5", "体が重い、もう少し"],
      ["11:05", "壁座り", "12:00.0", "👨‍👩‍👧 ❤️"],
    ].map { $0.map { Table.Cell($0) } }
    let out = Output()
    table.print(to: out, Style(columns: columns, hasColor: false))
    return out.text.split(separator: "\n").map(String.init)
  }

  @Test func wideCharactersStayInLine() {
    #expect(
      rows(80) == [
        "  11:00  single-leg-calf-raise-hold   0:25.5  体が重い、もう少し",
        "  11:05  壁座り                      12:00.0  👨‍👩‍👧 ❤️",
      ])
  }

  @Test func givesWayWhereItIsNarrow() {
    #expect(
      rows(40) == [
        "  11:00  single-leg-ca…   0:25.5  体が…", "  11:05  壁座り          12:00.0  👨‍👩‍👧 ❤️",
      ])
    #expect(rows(24) == ["  single-leg-c…   0:25.5", "  壁座り         12:00.0"])
    #expect(rows(14) == ["  si…   0:25.5", "  壁…  12:00.0"])
    // Figures are never cut.
    #expect(rows(4) == ["  …   0:25.5", "  …  12:00.0"])
  }
}
