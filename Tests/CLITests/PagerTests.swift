import Glibc
import Syscalls
import Testing

@testable import CLI

/// A pager that only remembers.
private final class FakePager: Pager {
  private let pipe: (reading: Int32, writing: Int32)
  private(set) var hasFinished = false
  private(set) var hasLostReader = false

  init() {
    var ends: [Int32] = [0, 0]
    #expect(Glibc.pipe(&ends) == 0)
    pipe = (ends[0], ends[1])
  }

  var descriptor: Int32 { pipe.writing }
  func readerHasGone() { hasLostReader = true }
  func finish() { hasFinished = true }

  /// What was written until now.
  func text() -> String {
    var entry = pollfd(fd: pipe.reading, events: Int16(POLLIN), revents: 0)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    guard poll(&entry, 1, 0) > 0 else { return "" }
    return String(decoding: buffer[..<max(0, read(pipe.reading, &buffer, buffer.count))], as: UTF8.self)
  }

  deinit {
    close(pipe.reading)
    close(pipe.writing)
  }
}

@Suite struct PagerTests {
  @Test(arguments: [
    ([:] as [String: String], "less" as String?), (["PAGER": "more"], "more"),
    (["PAGER": "less -S"], "less -S"),
    (["HOLDFAST_PAGER": "most", "PAGER": "more"], "most"),
    (["PAGER": ""], nil), (["PAGER": "cat"], nil), (["HOLDFAST_PAGER": "", "PAGER": "more"], nil),
    (["PAGER": "   "], nil), (["PAGER": "nosuch -x"], nil), (["PAGER": "/no/such"], nil),
    (["PAGER": "LESS=S less"], "LESS=S less"), (["PAGER": "$VISUAL -R"], "$VISUAL -R"),
  ]) func asTheEnvironmentAsks(environment: [String: String], command: String?) {
    let found = pagerCommand(
      environment: { environment[$0] }, isProgram: { ["less", "more", "most"].contains($0) })
    #expect(found == command)
  }

  @Test func noneWhereLessIsNotInstalled() {
    #expect(pagerCommand(environment: { _ in nil }, isProgram: { _ in false }) == nil)
  }

  @Test func aScreenfulIsNotPaged() throws {
    let out = Output()
    out.page(rows: 5) {
      Issue.record("a pager was started")
      return FakePager()
    }
    for line in 1...4 { out.line("\(line)") }
    try out.finish()
    #expect(!out.isPaged)
  }

  @Test func moreIsPagedAtOnceAndWhole() throws {
    let pager = FakePager()
    let out = Output()
    out.page(rows: 3) { pager }
    out.line("1")
    out.write("2\n")
    #expect(!out.isPaged)
    out.line("3")
    // The first page does not wait for the rest.
    #expect(out.isPaged && pager.text() == "1\n2\n3\n")
    out.line("4")
    #expect(pager.text() == "")
    try out.finish()
    #expect(pager.text() == "4\n" && pager.hasFinished && !out.isPaged)
  }

  @Test func aPagerThatCannotStartIsNone() throws {
    let out = Output()
    out.page(rows: 1) { throw SystemError(ENOENT, doing: "run") }
    out.line("1")
    out.line("2")
    try out.finish()
    #expect(out.text == "1\n2\n")
  }

  @Test func programsAreFoundAsAShellFindsThem() {
    #expect(isProgram("sh") && isProgram("/bin/sh") && !isProgram("") && !isProgram("no-such-program"))
    #expect(!isProgram("/etc/passwd") && !isProgram("./sh"))
  }

  @Test func aReaderGetsWhatIsWrittenAndTheDefaultsOfItsEnvironment() throws {
    let world = World()
    let path = world.folder + "/read"
    let reader = try ReadingProcess(
      starting: [
        "sh", "-c", "cat >\(path); [ \"$PATH\" = none ] || echo kept $HOLDFAST_TEST_UNSET >>\(path)",
      ],
      defaults: ["PATH": "none", "HOLDFAST_TEST_UNSET": "default"])
    #expect(write(reader.descriptor, "text\n", 5) == 5)
    reader.finish()
    #expect(String(decoding: try readFile(path), as: UTF8.self) == "text\nkept default\n")
    #expect(reader.descriptor == -1)
  }
}

@Suite struct StyleTests {
  @Test func theWidthWhereOutputIsNoTerminal() throws {
    let world = try World.withFixedLog()
    let free = world.run("log", "--last", "3").out
    world.environment["COLUMNS"] = "30"
    let narrow = world.run("log", "--last", "3").out
    #expect(narrow != free && narrow.split(separator: "\n").allSatisfy { width(String($0)) <= 30 })
    for nonsense in ["0", "-3", "wide", ""] {
      world.environment["COLUMNS"] = nonsense
      #expect(world.run("log", "--last", "3").out == free)
    }
    // A terminal knows better, and JSON has no width.
    world.environment["COLUMNS"] = "30"
    world.columns = 80
    #expect(world.run("log", "--last", "3").out != narrow)
  }

  @Test(arguments: [
    (["log"], false, false), (["log"], true, true), (["log", "--color", "always"], false, true),
    (["log", "--color", "never"], true, false), (["log", "--color", "auto"], true, true),
    (["show", "last", "--color", "always"], false, true),
  ]) func color(arguments: [String], terminal: Bool, wanted: Bool) throws {
    let world = try World.withFixedLog()
    if terminal {
      world.columns = 80
      world.hasColor = true
    }
    let result = world.run(arguments)
    #expect(result.status == 0 && result.out.contains("\u{1B}[") == wanted)
    #expect(!result.err.contains("\u{1B}["))
  }
}
