import Glibc
import Settings
import Syscalls
import Testing
import Training

/// A folder with shipped data and a configuration's folder.
private final class Folders {
  let root: String
  var shipped: String { root + "/share" }
  var configuration: String { root + "/etc/holdfast.toml" }

  init() {
    let template = strdup("/tmp/holdfast-programs-XXXXXX")!
    defer { free(template) }
    root = String(cString: mkdtemp(template)!)
    for folder in ["/share", "/share/programs", "/etc", "/etc/programs"] { mkdir(root + folder, 0o755) }
  }

  deinit { Self.remove(root) }

  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in (try? directoryEntries(path)) ?? [] { remove(path + "/" + name) }
    rmdir(path)
  }

  func write(_ path: String, _ text: String) {
    let file = fopen(root + path, "w")!
    fwrite(text, 1, text.utf8.count, file)
    fclose(file)
  }

  func library() throws(SettingsErrors) -> ProgramLibrary {
    try ProgramLibrary(shipped: shipped, besideConfiguration: configuration, catalogue: catalogue)
  }
}

private func menu(_ id: String, name: String = "Menu") -> String {
  "id = \"\(id)\"\nname = \"\(name)\"\nkind = \"menu\"\n[[move]]\nexercise = \"push-up\"\n"
}

@Suite struct ProgramLibraryTests {
  @Test func aSitesOwnReplacesTheShippedOne() throws {
    let folders = Folders()
    folders.write("/share/programs/a.toml", menu("a", name: "Shipped"))
    folders.write("/share/programs/b.toml", menu("b"))
    folders.write("/etc/programs/a.toml", menu("a", name: "Own"))
    folders.write("/etc/programs/c.toml", menu("c"))
    // Neither is a program.
    folders.write("/etc/programs/.hidden.toml", "x")
    folders.write("/etc/programs/a.toml~", "x")
    let library = try folders.library()
    #expect(library.ids == ["a", "b", "c"] && library.ownIDs == ["a", "c"])
    #expect(try library.program("a")?.name == "Own")
    #expect(library.ownPath(of: "a") == folders.root + "/etc/programs/a.toml")
    #expect(library.ownPath(of: "b") == nil && library.path(of: "b") == folders.shipped + "/programs/b.toml")
    #expect(try library.program("d") == nil && library.path(of: "d") == nil)
    #expect(try library.all().map(\.id) == ["a", "b", "c"])
    #expect(
      try ProgramLibrary.ids(shipped: folders.shipped, besideConfiguration: folders.configuration)
        == library.ids)
  }

  @Test func noFolderIsNoProgram() throws {
    let folders = Folders()
    rmdir(folders.root + "/etc/programs")
    rmdir(folders.shipped + "/programs")
    #expect(try folders.library().ids == [])
  }

  @Test func theSampleLiesAmongTheShipped() throws {
    let folders = Folders()
    folders.write("/share/programs/a.toml", menu("a"))
    let library = try ProgramLibrary(
      shipped: folders.shipped, besideConfiguration: folders.shipped + "/holdfast.toml", catalogue: catalogue)
    #expect(library.ids == ["a"] && library.ownIDs == [])
  }

  @Test func aFolderThatIsNoneIsSaid() {
    let folders = Folders()
    rmdir(folders.root + "/etc/programs")
    folders.write("/etc/programs", "")
    #expect(throws: SettingsErrors.self) { try folders.library() }
    #expect(throws: SettingsErrors.self) {
      try ProgramLibrary.ids(shipped: folders.shipped, besideConfiguration: folders.configuration)
    }
  }

  @Test func theFileHasTheNameOfTheID() {
    let folders = Folders()
    folders.write("/etc/programs/mine.toml", menu("yours"))
    do {
      _ = try folders.library().program("mine")
      Issue.record("taken")
    } catch {
      #expect(
        "\(error)" == "\(folders.root)/etc/programs/mine.toml:1: id: \"yours\" in a file of another name; "
          + "call the file yours.toml, or write id = \"mine\"")
    }
  }

  @Test(arguments: [
    ("menu-a", ""), ("mneu-a", "there is no program \"mneu-a\"; did you mean \"menu-a\"?"),
    ("qqqqqqqq", "there is no program \"qqqqqqqq\"; see: holdfast programs"),
  ]) func aPhaseNamesProgramsThatThereAre(name: String, error: String) {
    let folders = Folders()
    folders.write("/share/programs/menu-a.toml", menu("menu-a"))
    folders.write(
      "/share/programs/season.toml",
      "id = \"season\"\nname = \"S\"\nkind = \"phases\"\n[[phase]]\nphase = \"base\"\nprograms = [\"\(name)\"]\n"
    )
    var said = ""
    do { _ = try folders.library().program("season") } catch let errors { said = "\(errors)" }
    let place = "\(folders.shipped)/programs/season.toml:6: phase.programs: "
    #expect(said == (error.isEmpty ? "" : place + error))
  }

  @Test(arguments: [
    ("b", "", ""),
    ("c", "", "p.toml:6: session.instead_of: there is no session \"c\"; write it as a [[session]]"),
    (
      "a", "",
      "p.toml:6: session.instead_of: \"a\" stands in for itself in the end; "
        + "leave it out where the session is one of its own"
    ),
    (
      "b", "a",
      """
      p.toml:6: session.instead_of: "a" stands in for itself in the end; leave it out where the session is one of its own
      p.toml:10: session.instead_of: "b" stands in for itself in the end; leave it out where the session is one of its own
      """
    ),
  ]) func aSessionStandsInForAnother(ofA: String, ofB: String, error: String) {
    let text = """
      id = "p"
      name = "P"
      kind = "plan"
      [[session]]
      id = "a"
      instead_of = "\(ofA)"
      block = []
      [[session]]
      id = "b"
      \(ofB.isEmpty ? "" : "instead_of = \"\(ofB)\"")
      block = []
      """
    var said = ""
    do { _ = try Program.parse(Array(text.utf8), file: "p.toml", catalogue: catalogue) } catch let errors {
      said = "\(errors)"
    }
    #expect(said == error)
  }

  @Test func noEquipmentIsNotTheSameAsNothingSaid() throws {
    func equipment(_ line: String) throws -> [String]? {
      let text = "id = \"p\"\nname = \"P\"\nkind = \"menu\"\n\(line)\n[[move]]\nexercise = \"push-up\""
      return try Program.parse(Array(text.utf8), file: "p.toml", catalogue: catalogue).equipment
    }
    #expect(try equipment("") == nil)
    #expect(try equipment("equipment = []") == [])
    #expect(try equipment("equipment = [\"step\"]") == ["step"])
  }

  @Test func disagreementsHaveTitles() throws {
    #expect(try disagreementTitles(shipped: repository + "/Config").count == 21)
    #expect(try disagreementTitles(shipped: "/nowhere") == [:])
  }
}
