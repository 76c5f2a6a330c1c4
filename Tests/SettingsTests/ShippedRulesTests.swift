import Testing
import Training

@testable import Settings

/// The shipped data that no command reads yet, or reads in part: it names what there is, in the form that it says.
@Suite struct ShippedRulesTests {
  private let shipped = repository + "/Config"

  private func table(_ name: String) throws -> TableReader {
    try TableReader.document(settingsFile(shipped + "/" + name), file: name)
  }

  /// `003:70`, `001:50-52`, several with `, ` between them; of a disagreement also whole documents.
  private func isSource(_ text: String) -> Bool {
    text.split(separator: ",").allSatisfy { part in
      let fields = part.drop { $0 == " " }.split(separator: ":", omittingEmptySubsequences: false)
      let isDocument = ["000", "001", "002", "003", "004"].contains(String(fields.first ?? ""))
      return isDocument && fields.count <= 2 && (fields.count == 1 || Figure(String(fields[1])) != nil)
    }
  }

  @Test("90 rules, each with its source and how it is checked, or why it cannot be")
  func rules() throws {
    let catalogue = try Catalogue.load(shipped: shipped)
    let programs = try ProgramLibrary(shipped: shipped, catalogue: catalogue)
    let table = try table("rules.toml")
    let disagreements = table.tables("disagreement").compactMap { $0.string("id") }
    #expect(disagreements == (1...21).map { "D\($0)" })
    var ids: Set<String> = []
    for (index, rule) in table.tables("rule").enumerated() {
      let id = rule.name("id") ?? ""
      #expect(rule.figure("number") == .exactly(Double(index + 1)) && ids.insert(id).inserted, "\(id)")
      #expect(isSource(rule.string("source") ?? ""), "\(id)")
      #expect(
        rule.string("topic") != nil && rule.string("text") != nil && rule.string("differs") ?? "-" != "",
        "\(id)")
      let isChecked = rule.has("check")
      #expect(isChecked != rule.has("advice"), "\(id)")
      _ = (rule.string("check"), rule.string("advice"))
      for need in rule.strings("needs", remedy: "") ?? [] {
        #expect(["sets", "runs", "race", "answer", "program"].contains(need), "\(id) \(need)")
      }
      for name in (rule.string("disagreement") ?? "").split(separator: ",") {
        #expect(disagreements.contains(String(name.drop { $0 == " " })), "\(id) \(name)")
      }
      var exercises = rule.strings("exercises", remedy: "") ?? []
      for figure in rule.tables("figures") {
        #expect(figure.figure("value") != nil && figure.string("what") != nil, "\(id)")
        #expect(isSource(figure.string("source") ?? ""), "\(id)")
        _ = figure.word("phase", Phase.self)
        _ = figure.word("level", Level.self)
        if let weeks = figure.string("weeks") { #expect(Figure(weeks) != nil, "\(id) \(weeks)") }
        if let program = figure.string("program") {
          #expect(programs.ids.contains(program), "\(id) \(program)")
        }
        exercises += figure.strings("exercises", remedy: "") ?? []
        for key in ["unit", "when", "note", "runner", "race"] { _ = figure.string(key) }
        _ = figure.figure("minutes")
        figure.finish()
      }
      for exercise in exercises { #expect(catalogue[exercise] != nil, "\(id) \(exercise)") }
      rule.finish()
    }
    #expect(ids.count == 90)
    let claims = table.tables("claim")
    #expect(
      claims.count == 17
        && claims.allSatisfy { isSource($0.string("source") ?? "") && $0.string("text") != nil })
    // A wrong type or an unknown key was reported on the way.
    try table.findings.throwErrors()
  }

  @Test("What programs follow where sources disagree is one of the disagreements")
  func follows() throws {
    let catalogue = try Catalogue.load(shipped: shipped)
    for program in try ProgramLibrary(shipped: shipped, catalogue: catalogue).all() {
      for choice in program.follows {
        let number = choice.disagreement.hasPrefix("D") ? Int(choice.disagreement.dropFirst()) : nil
        #expect(
          number.map { (1...21).contains($0) } == true && isSource(choice.source), "\(program.id) \(choice)")
      }
    }
  }

  @Test("Eight weekly schedules of programs and sessions that there are")
  func schedules() throws {
    let catalogue = try Catalogue.load(shipped: shipped)
    let programs = try ProgramLibrary(shipped: shipped, catalogue: catalogue)
    let table = try table("schedules.toml")
    let schedules = table.tables("schedule")
    #expect(schedules.count == 8)
    for schedule in schedules {
      let id = schedule.name("id") ?? ""
      #expect(isSource(schedule.string("source") ?? ""), "\(id)")
      _ = (schedule.string("note"), schedule.choices("follows"))
      var days = 0
      for day in Weekday.allCases {
        guard let day = schedule.table(day.rawValue, remedy: "") else { continue }
        days += 1
        for key in ["run", "strength", "rest", "note"] { _ = day.string(key) }
        _ = day.boolean("optional")
        let session = day.string("session")
        if let name = day.string("program") {
          let program = try programs.program(name)
          #expect(program != nil, "\(id) \(name)")
          if let session {
            #expect(program?.sessions.contains { $0.id == session } == true, "\(id) \(session)")
          }
        }
        day.finish()
      }
      #expect(days > 0, "\(id)")
      schedule.finish()
    }
    try table.findings.throwErrors()
  }
}
