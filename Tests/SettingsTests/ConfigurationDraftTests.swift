import Testing
import Tracking
import Training

@testable import Settings

@Suite struct ConfigurationDraftTests {
  private func draft(_ text: String) throws -> ConfigurationDraft {
    try ConfigurationDraft(Array(text.utf8), file: "h.toml", catalogue: catalogue, names: names)
  }

  private func text(_ draft: ConfigurationDraft) -> String { String(decoding: draft.bytes, as: UTF8.self) }

  private let pedal = DeviceMatch(name: "PCsensor FootSwitch", vendor: 0x3553, product: 0xb001)
  private let goUndo = NamedBinding("KEY_B", KeyBinding(tap: .go, long: .undo))

  @Test func aFileOfItsOwn() throws {
    var draft = try draft("")
    #expect(!draft.hasChanged)
    try draft.addInput(pedal, keys: [goUndo], comment: "a pedal", toStation: 0)
    #expect(
      text(draft) == """
        [[station]]
        name = "main"

        [[station.input]]
        # a pedal
        match = { name = "PCsensor FootSwitch", vendor = 0x3553, product = 0xb001 }
        keys.KEY_B = { tap = "go", long = "undo" }

        """)
    #expect(draft.hasChanged)
    #expect(draft.configuration.stations[0].inputs[0].keys == [48: goUndo.binding])
    #expect(draft.line(ofInput: 0, station: 0) == 4)
    // The next key goes below.
    try draft.bind(NamedBinding("KEY_A", KeyBinding(tap: .exercise("side-plank"))), input: 0, station: 0)
    #expect(text(draft).hasSuffix("\"undo\" }\nkeys.KEY_A = { tap = \"exercise side-plank\" }\n"))
  }

  /// Where a station's block goes in files of every shape; `^` marks the place.
  static let shapes: [(String, station: Int)] = [
    ("[[station]]\nname = \"a\"\n^", 0),
    // Without a line feed at the end.
    ("[[station]]\nname = \"a\"^", 0),
    ("# only a comment\nrest = \"60s\"\n^", 0),
    ("[[station]]\nname = \"a\"\n^\n[[station]]\nname = \"b\"\n", 0),
    ("[[station]]\nname = \"a\"\n\n[[station]]\nname = \"b\"\n^", 1),
    (
      """
      [[station]]
      name = "a"
      [[station.input]]
      match = { name = "x" }
      keys.KEY_A = { tap = "go" }   # the left one
      ^
      # The second.
      [[station]]
      name = "b"
      [[station.input]]
      match = { name = "y" }

      """, 0
    ),
    // What is not the station's stands behind it, and a value goes on for several lines.
    (
      """
      [[athlete]]
      id = "me"
      [[station]]
      cues.command = [
        "say",
        "{text}",
      ]
      ^
      [cues]
      sound = true

      """, 0
    ),
    (
      "[[station]]\n[[station.input]]\nmatch.name = \"x\"\n[station.input.keys]\nKEY_A = { tap = \"go\" }\n^",
      0
    ),
    (
      "[[station]]\n[[station.input]]\nmatch.name = \"x\"\n[station.input.keys.any]\ntap = \"go\"\n^\n[cues]\nsound = true\n",
      0
    ),
    ("[[station]]\r\nname = \"a\"\r\n^", 0),
    ("\u{FEFF}[[station]]\nname = \"a\"\n^", 0),
  ]

  @Test(arguments: shapes) func nothingThatIsThereChanges(shape: String, station: Int) throws {
    let parts = shape.split(separator: "^", omittingEmptySubsequences: false).map(String.init)
    let old = parts.joined()
    var draft = try draft(old)
    let before = draft.configuration
    try draft.addInput(pedal, keys: [goUndo], comment: "new", toStation: station)
    let new = text(draft)
    // Byte for byte: what was added stands in one piece.
    let isWhole =
      draft.bytes.count >= old.utf8.count && draft.bytes.starts(with: parts[0].utf8)
      && draft.bytes.reversed().starts(with: parts[1].utf8.reversed())
    #expect(isWhole, "\(new)")
    var after = draft.configuration
    let input = after.stations[station].inputs.removeLast()
    after.warnings = before.warnings
    #expect(after == before)
    #expect(input.match == pedal && input.keys == [48: goUndo.binding] && input.any == nil)
    if old.contains("\r\n") { #expect(!new.contains { $0 == "\n" }) }
    // And once more, behind that one.
    try draft.addInput(
      DeviceMatch(name: "z"), keys: [NamedBinding("any", KeyBinding(tap: .next))], comment: "z",
      toStation: station)
    #expect(draft.configuration.stations[station].inputs.count == before.stations[station].inputs.count + 2)
  }

  static let entries: [(String, adds: String)] = [
    (
      "[[station]]\n[[station.input]]\nmatch.name = \"x\"\nkeys.KEY_A = { tap = \"go\" }\n^debounce = \"30ms\"\n",
      "keys.KEY_B = { tap = \"go\", long = \"undo\" }\n"
    ),
    (
      "[[station]]\n[[station.input]]\nmatch.name = \"x\"\nkeys.KEY_A.tap = \"go\"\nkeys.KEY_A.long = \"undo\"\n^",
      "keys.KEY_B = { tap = \"go\", long = \"undo\" }\n"
    ),
    (
      "[[station]]\n[[station.input]]\nmatch.name = \"x\"\n[station.input.keys]\nKEY_A = { tap = \"go\" }\n^\n[cues]\nsound = true\n",
      "KEY_B = { tap = \"go\", long = \"undo\" }\n"
    ),
    // Without keys every key is go, which must stay so.
    (
      "[[station]]\n[[station.input]]\nmatch.name = \"x\"\n^[cues]\nsound = true\n",
      "keys.any = { tap = \"go\" }\nkeys.KEY_B = { tap = \"go\", long = \"undo\" }\n"
    ),
    (
      "[[station]]\n[[station.input]]\r\nmatch.name = \"x\"\nkeys.any = {}",
      "\nkeys.KEY_B = { tap = \"go\", long = \"undo\" }\n"
    ),
  ]

  @Test(arguments: entries) func aKeyOfAnEntry(shape: String, adds: String) throws {
    let parts = shape.split(separator: "^", omittingEmptySubsequences: false).map(String.init)
    var draft = try draft(parts.joined())
    let before = draft.configuration
    try draft.bind(goUndo, input: 0, station: 0)
    #expect(text(draft) == parts[0] + adds + (parts.count > 1 ? parts[1] : ""))
    var after = draft.configuration
    #expect(after.stations[0].inputs[0].keys.removeValue(forKey: 48) == goUndo.binding)
    #expect(after == before)
  }

  @Test func whatCannotBeExtendedIsLeftAlone() throws {
    // Inline tables and arrays are closed: it is said what to write.
    var inline = try draft(
      "station = [{ name = \"a\", input = [{ match = { name = \"x\" }, keys = { KEY_A = { tap = \"go\" } } }] }]\n"
    )
    let before = inline.bytes
    #expect(throws: DraftError.self) {
      try inline.addInput(pedal, keys: [goUndo], comment: "new", toStation: 0)
    }
    do {
      try inline.bind(goUndo, input: 0, station: 0)
      Issue.record("it found a place")
    } catch {
      #expect(error.lines == ["KEY_B = { tap = \"go\", long = \"undo\" }"])
      #expect(error.what.contains("line 1"))
    }
    #expect(inline.bytes == before && !inline.hasChanged)
    // A key that is bound already, an action that does not exist: never written.
    var bound = try draft(
      "[[station]]\n[[station.input]]\nmatch.name = \"x\"\nkeys.KEY_B = { tap = \"next\" }\n")
    #expect(throws: DraftError.self) { try bound.bind(goUndo, input: 0, station: 0) }
    #expect(throws: DraftError.self) {
      try bound.addInput(
        pedal, keys: [NamedBinding("KEY_A", KeyBinding(tap: .exercise("none")))], comment: "", toStation: 0)
    }
    #expect(throws: DraftError.self) {
      try bound.addInput(
        pedal, keys: [NamedBinding("KEY_NONE", KeyBinding(tap: .go))], comment: "", toStation: 0)
    }
    #expect(!bound.hasChanged)
    #expect(throws: SettingsErrors.self) { try draft("rest = 3") }
  }

  @Test func namesThatTOMLAndShellsWouldRead() throws {
    for name in ["VEC  VEC USB Footpedal", "a \"b\" \\ c", "[x]*?", "tab\tend ", "体重", "a\u{7F}b"] {
      var draft = try draft("")
      let match = DeviceMatch(name: globLiteral(name), uniq: globLiteral(name))
      try draft.addInput(match, keys: [goUndo], comment: "c", toStation: 0)
      let read = draft.configuration.stations[0].inputs[0].match
      #expect(read.matches(DeviceIdentity(name: name, uniq: name)))
      #expect(!read.matches(DeviceIdentity(name: name + "x", uniq: name)))
      #expect(!read.matches(DeviceIdentity(name: "y", uniq: name)))
    }
  }

  // MARK: The diff

  private func diff(_ old: String, _ new: String) -> String {
    TextLines.diff(from: Array(old.utf8), to: Array(new.utf8), name: "h.toml", isNew: old.isEmpty).joined(
      separator: "\n")
  }

  @Test func diffs() {
    #expect(diff("a\n", "a\n") == "")
    #expect(diff("", "a\nb\n") == "--- /dev/null\n+++ h.toml\n@@ -0,0 +1,2 @@\n+a\n+b")
    #expect(
      diff("1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nnew\n5\n6\n7\n8\n")
        == "--- h.toml\n+++ h.toml\n@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+new\n 5\n 6\n 7")
    // The last line had no end.
    #expect(diff("1\n2", "1\n2\n3\n") == "--- h.toml\n+++ h.toml\n@@ -1,2 +1,3 @@\n 1\n 2\n+3")
    // Two places: far apart they have a heading each, near they share one.
    let twenty = (1...20).map { "\($0)\n" }
    func with(_ places: [Int]) -> String {
      twenty.enumerated().map { $1 + (places.contains($0 + 1) ? "new\n" : "") }.joined()
    }
    #expect(
      diff(twenty.joined(), with([2, 15])).split(separator: "\n").filter { $0.hasPrefix("@@") } == [
        "@@ -1,5 +1,6 @@", "@@ -13,6 +14,7 @@",
      ])
    #expect(
      diff(twenty.joined(), with([2, 8])).split(separator: "\n").filter { $0.hasPrefix("@@") } == [
        "@@ -1,11 +1,13 @@"
      ])
    // A block begins with its empty line and its heading.
    #expect(
      diff("a\n\nb\n", "a\n\n[x]\ny\n\nb\n")
        == "--- h.toml\n+++ h.toml\n@@ -1,3 +1,6 @@\n a\n+\n+[x]\n+y\n \n b")
  }
}
