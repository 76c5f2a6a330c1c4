import Syscalls
import Testing
import Training

@testable import Settings

/// holdfast.toml(5) and the sample configuration have the keys that the program takes, and no others.
@Suite struct ManualTests {
  /// A key that is near to none: the message lists all that are known where it stands.
  private static let stranger = "qqqqqqqqqqqqqqqqqqqq"

  /// The keys of a table: `text` has the stranger in it.
  private func known(_ text: String) throws -> Set<String> {
    let catalogue = try shippedCatalogue()
    do throws(SettingsErrors) {
      _ = try Configuration.parse(Array(text.utf8), file: "x", catalogue: catalogue, names: noNames)
    } catch {
      let remedies = error.errors.filter { $0.key.hasSuffix(Self.stranger) }.map(\.remedy)
      let remedy = try #require(remedies.first)
      try #require(remedy.hasPrefix("known here: "))
      return Set(remedy.dropFirst("known here: ".count).split(separator: ",").map { $0.filter { $0 != " " } })
    }
    Issue.record("\(Self.stranger) was taken")
    return []
  }

  private var noNames: KeyNameTable {
    KeyNameTable(code: { $0 == "KEY_A" ? 30 : nil }, all: { ["KEY_A"] }, led: { $0 == "LED_NUML" ? 0 : nil })
  }

  private func shippedCatalogue() throws -> Catalogue { try Catalogue.load(shipped: root + "/Config") }

  private var root: String {
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  }

  /// The keys that the program takes, by the section of the page that has them.
  private func keys() throws -> [String: Set<String>] {
    let x = Self.stranger + " = 1\n"
    let input = "[[station]]\n[[station.input]]\n"
    let match = "match = { name = \"a\" }\n"
    let station = try known("[[station]]\n" + x), inputs = try known(input + match + "keys.any = {}\n" + x)
    let inner = try known(input + "match = { \(x.dropLast()) }\n")
    let cues = try known("[cues]\n" + x)
    let gestures = try known(input + match + "keys.KEY_A = { \(x.dropLast()) }\n")
    let race = try known("[[athlete]]\nid = \"me\"\nrace = { \(x.dropLast()) }\n")
    // What also stands at the top level is described where it belongs.
    let top = try known(x).subtracting(station).subtracting(inputs).subtracting([
      "athlete", "station", "cues",
    ])
    return [
      "Top level": top, "[[athlete]]": try known("[[athlete]]\nid = \"me\"\n" + x).union(race),
      "[[station]]": station, "[[station.input]]": inputs.union(inner), "Keys": gestures, "[cues]": cues,
    ]
  }

  /// The keys that the page describes (`.It Ic key , key`), by section.
  private func described() throws -> [String: Set<String>] {
    let page = String(decoding: try readFile(root + "/docs/man/holdfast.toml.5"), as: UTF8.self)
    var sections: [String: Set<String>] = [:]
    var section = ""
    for line in page.split(separator: "\n") {
      if line.hasPrefix(".Ss ") { section = String(line.dropFirst(4)) }
      guard line.hasPrefix(".It Ic ") else { continue }
      for word in line.dropFirst(7).split(separator: " ") where word != "," {
        let isNew = sections[section, default: []].insert(String(word)).inserted
        #expect(isNew, "\(word) stands twice in \(section)")
      }
    }
    return sections
  }

  @Test func thePageHasEveryKeyInItsPlace() throws {
    let taken = try keys(), described = try described()
    #expect(Set(taken.keys) == Set(described.keys))
    for (section, keys) in taken {
      let page = described[section] ?? []
      #expect(keys.subtracting(page) == [], "not in \(section) of holdfast.toml(5)")
      #expect(page.subtracting(keys) == [], "in \(section) of holdfast.toml(5), and not known")
    }
  }

  @Test func theSampleHasEveryKey() throws {
    let sample = String(decoding: try readFile(root + "/Config/holdfast.toml"), as: UTF8.self)
    let words = Set(sample.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    for (section, keys) in try keys() {
      #expect(keys.subtracting(words) == [], "of \(section) not in Config/holdfast.toml")
    }
  }
}
