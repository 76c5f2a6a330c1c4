import Testing

@testable import Settings
@testable import Training

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
    // The reader reports a wrong type, an unknown key or name, and what is no source.
    let library = try RuleLibrary.load(shipped: shipped, catalogue: catalogue, programs: programs.ids)
    #expect(library.rules.map(\.number) == Array(1...90))
    #expect(library.disagreements.map(\.id) == (1...21).map { "D\($0)" })
    #expect(library.claims.count == 17)
    for disagreement in library.disagreements {
      #expect(disagreement.rules.allSatisfy { (1...90).contains($0) }, "\(disagreement.id)")
    }
    for rule in library.rules { #expect(!rule.needs.isEmpty || rule.check == nil, "\(rule.id)") }
  }

  @Test("What checks look up, the rule has figures of")
  func lookedUp() throws {
    let book = try RuleLibrary.load(shipped: shipped).book
    #expect(RuleBook.lookedUp.count > 60)
    for (number, quantities) in RuleBook.lookedUp {
      let known = Set(book[number]?.values.map(\.what) ?? [])
      for quantity in quantities { #expect(known.contains(quantity), "rule \(number): \(quantity)") }
    }
  }

  @Test("A rule that the data calls checked has a check, and one that is advice has none")
  func everyRule() throws {
    for rule in try RuleLibrary.load(shipped: shipped).rules {
      #expect((rule.check != nil) == (RuleBook.checks[rule.number] != nil), "\(rule.number) \(rule.id)")
      #expect((rule.check == nil) == (rule.advice != nil), "\(rule.number) \(rule.id)")
    }
    #expect(RuleBook.checks.count == 85)
  }

  @Test("The whole book over a week that breaks much, in every phase, and over nothing")
  func book() throws {
    let catalogue = try Catalogue.load(shipped: shipped)
    let programs = try ProgramLibrary(shipped: shipped, catalogue: catalogue)
    let book = try RuleLibrary.load(shipped: shipped).book
    let exercises = ["back-squat", "deadlift", "plank", "box-jump", "push-up", "clamshell", "foam-roll"]
    let classes: @Sendable (String) -> Set<ExerciseClass> = { exercise in
      switch exercise {
      case "plank": [.hold, .core]
      case "box-jump": [.plyometric, .lower]
      case "push-up": [.compound, .upper, .push]
      case "clamshell": [.prehab, .lower]
      case "foam-roll": [.mobility]
      default: [.compound, .lower, .squat]
      }
    }
    let monday = Training.monday(ofWeek: 2_968)
    var logged: [LoggedSet] = []
    for day in [monday - 12, monday - 5] + Array(monday..<monday + 7) {
      for (index, exercise) in exercises.enumerated() {
        let begin = WallTime(microseconds: Int64(day * 86_400 + 25_200 + index * 600) * 1_000_000)
        logged.append(
          LoggedSet(
            id: SetID(at: begin, random: (1, 2)), athlete: "a", station: "s", exercise: exercise,
            kind: catalogue[exercise]?.kind ?? .reps, side: .both, startedAt: begin, duration: .seconds(500),
            reps: 20,
            loadKg: 60, rpe: 9, endedBy: .tap, clock: .synced))
      }
    }
    var diary = TrainingDiary(today: monday + 7, catalogue: catalogue, classes: classes)
    diary.week = 2_968
    #expect(book.findings(in: diary) == [], "nothing is known")
    diary.sessions = TrainingDiary.gathered(
      from: logged, gap: .seconds(1_800), dayOf: { Int($0.microseconds / 86_400_000_000) },
      minuteOf: { Int($0.microseconds / 60_000_000 % 1_440) }, classes: classes)
    for (index, kind) in LoggedRun.Kind.allCases.enumerated() {
      diary.runs.append(
        LoggedRun(
          id: SetID(at: logged[0].startedAt, random: (2, UInt64(index))), athlete: "a",
          day: monday - 1 + index,
          minute: 1_300, kind: kind, duration: .seconds(3_600)))
    }
    for question in Question.allCases {
      diary.answers.append(
        Answer(athlete: "a", day: monday, question: question, choice: question.choices.last!))
    }
    var spoke: Set<Int> = []
    for id in [
      nil, "gym-plan", "flow-16wk-weeks", "flow-16wk-phases", "ten-week-plan", "conditioning-8",
      "advanced-003",
    ] {
      let program = try id.flatMap { try programs.program($0) }
      diary.program = program
      diary.run = program.map { ProgramRun(athlete: "a", program: $0.id, startDay: monday - 98) }
      let phases = try programs.program(Season.followedID(by: program))
      #expect(phases?.kind == .phases)
      for days in [-10, 3, 6, 12, 25, 60, 100, 300] {
        for distance in ["marathon", "10k"] {
          let race = Race(day: monday + days, distance: RaceDistance(distance)!)
          diary.race = race
          let season = Season(race: race, phases: phases)
          diary.phase = { season.phase(on: $0) }
          for finding in book.findings(in: diary) where finding.rule <= 35 {
            spoke.insert(finding.rule)
            #expect((monday...monday + 6).contains(finding.day) && !finding.text.isEmpty, "\(finding)")
          }
        }
      }
    }
    // A week in which everything is done has too little of nothing.
    #expect(
      spoke.isSuperset(of: [1, 4, 10, 15, 17, 18, 19, 21, 23, 24, 29, 30, 31, 33, 35]), "\(spoke.sorted())")
  }

  @Test(
    "What is wrong in rules is said with file, line and key",
    arguments: [
      ("number = 2", "r.toml:2: rule.number: 2 where 1 is next; number the rules in their order"),
      (
        "number = 1\nneeds = [\"run\"]",
        "r.toml:3: rule.needs: there is no need \"run\"; did you mean \"runs\"?"
      ),
      (
        "number = 1\ndisagreement = \"D2\"",
        "r.toml:3: rule.disagreement: there is no disagreement \"D2\"; did you mean \"D1\"?"
      ),
      (
        "number = 1\nexercises = [\"push-ups\"]",
        "r.toml:3: rule.exercises: there is no exercise \"push-ups\"; did you mean \"push-up\"?"
      ),
      (
        "number = 1\nadvice = \"no\"",
        "r.toml:8: rule.check: a check, and why there is none; write check = how it is seen, or advice = why it cannot be"
      ),
      (
        "number = 1\nfigures = [{ what = \"a\", value = \"3-2\", source = \"005:1\" }]",
        "r.toml:3: rule.figures.value: \"3-2\" is no figure"
      ),
    ])
  func wrongRules(_ text: String, _ expected: String) throws {
    let rule =
      "[[rule]]\n" + text
      + "\nid = \"a\"\ntopic = \"t\"\ntext = \"t\"\nsource = \"000:1\"\ncheck = \"c\"\n"
      + "[[disagreement]]\nid = \"D1\"\ntitle = \"t\"\ntext = \"t\"\nsources = \"000\"\nrules = [1]\n"
    do throws(SettingsErrors) {
      _ = try RuleLibrary.parse(Array(rule.utf8), file: "r.toml", catalogue: SettingsTests.catalogue)
      Issue.record("nothing was found wrong")
    } catch {
      #expect(error.description.hasPrefix(expected), "\(error)")
    }
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
