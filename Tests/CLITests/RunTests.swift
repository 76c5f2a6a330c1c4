import Control
import Store
import Synchronization
import Syscalls
import Testing
import Training

@testable import CLI

@Suite struct RunTests {
  private func world(columns: Int? = nil) throws -> World {
    let world = try fixedWorld()
    world.columns = columns
    return world
  }

  private func runs(_ world: World) throws -> [LoggedRun] {
    try #require(try Store.openReadOnly(world.database)).runs()
  }

  /// Runs with ids that are known.
  private func calendar(_ world: World) throws {
    let store = try Store(path: world.database, boot: BootIdentity(id: "test"))
    func run(
      _ ending: String, _ day: Int, _ kind: LoggedRun.Kind, minute: Int? = nil, minutes: Double? = nil,
      km: Double? = nil, athlete: String = "me", note: String? = nil
    ) -> LoggedRun {
      LoggedRun(
        id: SetID("0199e2a0-0000-7000-8000-000000" + ending)!, athlete: athlete, day: 20_778 + day,
        minute: minute, kind: kind, duration: minutes.map { .seconds($0 * 60) }, km: km, note: note)
    }
    try store.addRuns([
      run("aaaaa1", -19, .easy, minutes: 45, km: 8),
      run("aaaaa2", -1, .intervals, minute: 1_095, km: 6.437_376),
      run("aaaaa3", -1, .easy, minute: 425, athlete: "ana", note: "with a note that is long\u{1B}[2J"),
      run("aaaaa4", 148, .race, minute: 600, km: 42.195),
    ])
  }

  @Test func listed() throws {
    let world = try world(columns: 80)
    try calendar(world)
    #expect(
      world.run("run", "list")
        == World.Result(
          status: 0,
          out: """
            aaaaa1  Mon 2 Nov 2026          easy       45:00     8 km  me
            aaaaa3  Fri 20 Nov 2026  07:05  easy                       ana  with a note tha…
            aaaaa2  Fri 20 Nov 2026  18:15  intervals         6.44 km  me
            aaaaa4  Sun 18 Apr 2027  10:00  race              42.2 km  me

            """, err: ""))
    world.columns = 40
    #expect(
      world.run("run", "list", "--athlete", "me").out == """
        aaaaa1  2026-11-02  easy          8 km
        aaaaa2  2026-11-20  intervals  6.44 km
        aaaaa4  2027-04-18  race       42.2 km

        """)
    #expect(
      world.run("run", "list", "yesterday", "--json").out
        == #"{"id":"0199e2a0-0000-7000-8000-000000aaaaa3","athlete":"ana","date":"2026-11-20","time":"07:05","#
        + #""kind":"easy","duration_s":null,"distance_km":null,"note":"with a note that is long\u001b[2J"}"#
        + "\n"
        + #"{"id":"0199e2a0-0000-7000-8000-000000aaaaa2","athlete":"me","date":"2026-11-20","time":"18:15","#
        + #""kind":"intervals","duration_s":null,"distance_km":6.437376,"note":null}"# + "\n")
  }

  @Test func periods() throws {
    let world = try world()
    try calendar(world)
    func ids(_ arguments: String...) -> [String] {
      world.run(["run", "list"] + arguments).out.split(separator: "\n").map { String($0.prefix(6)) }
    }
    #expect(ids("week") == ["aaaaa3", "aaaaa2"])
    #expect(ids("--since", "yesterday") == ["aaaaa3", "aaaaa2", "aaaaa4"])
    #expect(ids("--until", "yesterday") == ["aaaaa1"])
    #expect(
      ids("--until", "yesterday 18:00") == ["aaaaa1", "aaaaa3", "aaaaa2"], "of a day that it ends in, all")
    #expect(ids("2026-11", "--athlete", "me") == ["aaaaa1", "aaaaa2"])
    #expect(ids("2027") == ["aaaaa4"] && ids("2025") == [])
    #expect(world.run("run", "list", "someday").status == 64)
    // Without a database there are none.
    let empty = World()
    #expect(empty.run("run", "list", "--database", empty.folder + "/none.db").status == 0)
  }

  @Test(arguments: [
    (["easy"], "easy, Sat 21 Nov 2026, me"),
    (
      ["Long", "--date", "yesterday", "--time", "7:30", "--duration", "1h30min", "--distance", "15"],
      "long, Fri 20 Nov 2026 07:30, 1:30:00, 15 km, me"
    ),
    (
      ["tempo", "--duration", "45m", "--distance", "10km", "--athlete", "ana"],
      "tempo, Sat 21 Nov 2026, 45:00, 10 km, ana"
    ),
    (
      ["hills", "--date", "monday", "--distance", "6.2mi", "--duration", "1:05:00"],
      "hills, Mon 16 Nov 2026, 1:05:00, 9.98 km, me"
    ),
    (["race", "--date", "2027-04-18", "--distance", "marathon"], "race, Sun 18 Apr 2027, 42.2 km, me"),
  ]) func added(_ arguments: [String], _ line: String) throws {
    let world = try world()
    #expect(withoutEndings(world.run(["run", "add"] + arguments).out) == "added \(line) (-)\n")
    #expect(world.run(["run", "add"] + arguments).out == "known already: \(line)\n")
    let kept = try runs(world)
    #expect(kept.count == 1)
    #expect(world.run("run", "delete", kept[0].id.short).out == "deleted \(line) (\(kept[0].id.short))\n")
    #expect(try runs(world) == [])
  }

  @Test func inJSON() throws {
    let world = try world()
    let added = world.run("run", "add", "easy", "--note", "", "--json").out
    let run = try #require(try runs(world).first)
    let text =
      #"{"id":"\#(run.id)","athlete":"me","date":"2026-11-21","time":null,"kind":"easy","duration_s":null,"#
      + #""distance_km":null,"note":null}"#
    #expect(added == #"{"added":\#(text)}"# + "\n")
    #expect(world.run("run", "add", "easy", "--json").out == #"{"added":null}"# + "\n")
    #expect(world.run("run", "delete", "\(run.id)", "--json").out == #"{"deleted":\#(text)}"# + "\n")
  }

  private static let bad: [([String], Int32, String)] = [
    (["lnog"], 64, "\"lnog\" is no kind of run\n  did you mean long?"),
    (
      ["walking"], 64,
      "\"walking\" is no kind of run\n  write one of easy, moderate, hard, intervals, tempo, hills, long, race"
    ),
    (
      ["easy", "--duration", "45"], 64,
      "--duration \"45\": no length of time\n  write 45min, 1h30min or 1:30:00"
    ),
    (["easy", "--duration", "-45m"], 64, "a run of -2700 s\n  more than 0, and at most a week"),
    (
      ["easy", "--distance", "far"], 64,
      "--distance \"far\": no distance\n  write 10 (km), 10km, 6.2mi or half-marathon"
    ),
    (["easy", "--distance", "0"], 64, "a run of 0 km\n  more than 0, and at most 1000 km"),
    (
      ["easy", "--distance", "10", "--duration", "1:30"], 64,
      "10 km in 90 s is faster than anybody runs\n  write hours and minutes out: 1h30min or 1:30:00"
    ),
    (["easy", "--time", "25:00"], 64, "--time \"25:00\": no time of day\n  write 7:30 or 18:00"),
    (
      ["easy", "--date", "someday"], 64,
      "--date \"someday\": no day\n  write 2026-11-21, today, yesterday or monday"
    ),
    (
      ["easy", "--date", "2028-01-01"], 64,
      "a run on 2028-01-01: more than a year ahead\n  today is 2026-11-21 by this machine's clock"
    ),
  ]

  @Test(arguments: bad.indices) func refuses(_ index: Int) throws {
    let (arguments, status, message) = Self.bad[index]
    let world = try world()
    // A value that begins with a sign stands behind an equals sign.
    let words = arguments.contains("-45m") ? ["easy", "--duration=-45m"] : arguments
    #expect(
      world.run(["run", "add"] + words)
        == World.Result(status: status, out: "", err: "holdfast: \(message)\n"))
    #expect(try runs(world) == [])
  }

  @Test func whatIsNotThereCannotBeDeleted() throws {
    let world = try world()
    try calendar(world)
    #expect(
      world.run("run", "delete", "fffff")
        == World.Result(
          status: 66, out: "",
          err: "holdfast: no run has an id that ends in fffff\n  take an id from holdfast run list\n"))
    let empty = World()
    #expect(empty.run("run", "delete", "a", "--database", empty.database).status == 66)
    #expect(world.run("run", "dleete", "a").err.contains("did you mean: holdfast run delete"))
  }

  // MARK: - Import

  @Test func imported() throws {
    let world = try world()
    let file = world.write(
      "runs.csv",
      "\u{FEFF}Date, Kind,distance,duration,Time,NOTE\r\n2026-11-01,easy,10,50min,7:30,\"a, b\"\r\n\r\n"
        + "2026-11-02,Tempo,6.2mi,45:00,,\r\n2026-11-29,long,,,,'=x\r\n")
    #expect(world.run("run", "import", file) == World.Result(status: 0, out: "3 runs imported\n", err: ""))
    let first = try runs(world)
    #expect(first.map(\.day) == [20_758, 20_759, 20_786])
    #expect(first[0].note == "a, b" && first[0].minute == 450 && first[0].duration == .seconds(3_000))
    #expect(first[1].km == 6.2 * 1.609_344 && first[1].duration == .seconds(2_700) && first[1].note == nil)
    #expect(first[2].note == "=x", "a formula that an export has guarded")
    #expect(world.run("run", "import", file).out == "0 runs imported, 3 known already\n")
    #expect(try runs(world) == first)
    #expect(world.run("run", "import", file, "--json").out == #"{"added":0,"known":3}"# + "\n")
    let one = world.write("one.csv", "kind,date\nhard,2026-11-03\n")
    #expect(world.run("run", "import", one, "--athlete", "ana").out == "1 run imported\n")
    #expect(try runs(world).filter { $0.athlete == "ana" }.count == 1)
  }

  private static let badFiles: [(String, [String])] = [
    ("", ["the file is empty"]),
    ("\n\n", ["F:1: there is no header; write: date,kind"]),
    (
      "date;kind\n2026-11-01;easy\n",
      [
        "F:1: unknown column \"date;kind\"; the columns are date, kind, time, duration, distance, note",
        "F:1: the column date is missing", "F:1: the column kind is missing",
      ]
    ),
    ("date,kidn\n", ["F:1: unknown column \"kidn\"; did you mean kind?", "F:1: the column kind is missing"]),
    ("date,kind,date\n", ["F:1: the column date is there twice"]),
    (
      "date,kind,time,duration,distance\n2026-13-01,esay,25:00,45,ten\n",
      [
        "F:2: date: \"2026-13-01\" is no date; write it as 2026-11-20",
        "F:2: kind: \"esay\" is no kind of run; did you mean easy?",
        "F:2: time: \"25:00\" is no time of day; write it as 7:30",
        "F:2: duration: \"45\" is no length of time; write 45min, 1h30min or 1:30:00",
        "F:2: distance: \"ten\" is no distance; write 10 (km), 10km or 6.2mi",
      ]
    ),
    ("date,kind\n,\n", ["F:2: date: missing", "F:2: kind: missing"]),
    ("date,kind\n2026-11-01,easy,x\n", ["F:2: 3 fields instead of 2; put text that has commas in quotes"]),
    ("date,kind\n2026-11-01,easy\n2026-11-02", ["F:3: the file ends within this line"]),
    ("date,kind\n1999-12-31,easy\n", ["F:2: date: a run on 1999-12-31; give a day from 2000 to 2199"]),
    (
      "date,kind,distance\n2026-11-01,easy,0\n",
      ["F:2: distance: a run of 0 km; more than 0, and at most 1000 km"]
    ),
    ("date,kind,note\n2026-11-01,easy,\"a\n", ["F:2: note: the quote that begins here never ends"]),
  ]

  @Test(arguments: badFiles.indices) func nothingOfAFileThatIsWrong(_ index: Int) throws {
    let (text, messages) = Self.badFiles[index]
    let world = try world()
    // A good row before it is not imported either.
    let file = world.write("F", text)
    let result = world.run("run", "import", file)
    #expect(result.status == 65 && result.out == "", "\(result)")
    for message in messages {
      #expect(result.err.contains(message.replacing("F:", with: file + ":")), "\(result.err)")
    }
    #expect(try runs(world) == [])
  }

  @Test func filesThatAreNotThere() throws {
    let world = try world()
    #expect(world.run("run", "import", world.folder + "/none.csv").status == 66)
    #expect(world.run("run", "import", world.database).status == 65)
  }

  @Test func theDaemonTakesThemInPieces() throws {
    let world = try world()
    let daemon = try FakeDaemon(world.socket, report: .example(world)) { request in
      switch request {
      case .runAdd: .runs(RunsReport(added: 1, known: 0))
      case .runImport(let runs): .runs(RunsReport(added: runs.count - 1, known: 1))
      case .runDelete: .failure(ControlError(.noInput, "no run has the id x"))
      case .answer(let answer): .answer(answer)
      default: .done
      }
    }
    defer { daemon.stop() }
    let lock = try DatabaseLock(database: world.database, program: "holdfastd")
    #expect(withoutEndings(world.run("run", "add", "easy").out) == "added easy, Sat 21 Nov 2026, me (-)\n")
    var text = "date,kind,note\n"
    for day in 1...28 {
      for number in 0..<40 { text += "2026-02-\(padded(day, 2)),easy,\"number \(number)\"\n" }
    }
    let file = world.write("many.csv", text)
    let result = world.run("run", "import", file)
    let pieces = daemon.requests.withLock { $0 }.compactMap { request in
      if case .runImport(let runs) = request { runs } else { nil }
    }
    #expect(pieces.count > 1 && pieces.joined().count == 1_120)
    #expect(result.out == "\(1_120 - pieces.count) runs imported, \(pieces.count) known already\n")
    #expect(world.run("answer", "feeling", "tired").out == "feeling: tired, Sat 21 Nov 2026, me\n")
    #expect(try runs(world) == [])
    withExtendedLifetime(lock) {}
  }
}

@Suite struct AnswerTests {
  @Test func listsQuestions() throws {
    let world = try fixedWorld()
    world.columns = 80
    _ = world.run("answer", "pain", "joint", "--exercise", "Side plank", "--date", "yesterday")
    _ = world.run("answer", "runner", "advanced")
    #expect(
      world.run("answer")
        == World.Result(
          status: 0,
          out: """
            runner     what kind of runner you are, until you answer anew
                       beginner, recreational, marathon-ultra, advanced
                       answered: advanced, Sat 21 Nov 2026
            situation  which plan suits: there is little time or no gym (time), a big race
                       comes (gym), you are burnt out, older or slightly injured, or have a
                       down week (recovery), until you answer anew
                       time, gym, recovery
            feeling    how you feel today
                       fresh, tired, sore, sick
            easy-run   whether an easy run works on the day after
                       yes, no
            stride     whether the stride is as ever on the day after
                       yes, no
            pain       where it hurts
                       none, muscle, joint, sharp
                       answered: joint (side-plank), Fri 20 Nov 2026
            form       how the last hold was
                       clean, ragged, breath-held
            runs       how the runs go
                       well, worse, missed
            enough     whether the strength is enough, until you answer anew
                       yes, no
            bulk       whether there is more muscle than you want, until you answer anew
                       yes, no

            """, err: ""))
    let json = world.run("answer", "--json").out.split(separator: "\n")
    #expect(json.count == Question.allCases.count)
    #expect(
      json[5]
        == #"{"question":"pain","about":"where it hurts","choices":["none","muscle","joint","sharp"],"lasting":false,"#
        + #""takes_exercise":true,"last":{"athlete":"me","date":"2026-11-20","question":"pain","choice":"joint","#
        + #""exercise":"side-plank"}}"#)
    // Nobody else's.
    #expect(!world.run("answer", "--athlete", "ana").out.contains("answered"))
  }

  @Test func theLaterCounts() throws {
    let world = try fixedWorld()
    #expect(world.run("answer", "feeling", "Sore").out == "feeling: sore, Sat 21 Nov 2026, me\n")
    #expect(
      world.run("answer", "feeling", "fresh", "--json").out
        == #"{"athlete":"me","date":"2026-11-21","question":"feeling","choice":"fresh","exercise":null}"#
        + "\n")
    let answers = try #require(try Store.openReadOnly(world.database)).answers()
    #expect(answers.map(\.choice) == ["fresh"])
  }

  private static let bad: [([String], Int32, String)] = [
    (["pian", "none"], 64, "\"pian\" is no question\n  did you mean pain?"),
    (["pain"], 64, "pain: which answer?\n  write one of none, muscle, joint, sharp"),
    (["pain", "shrap"], 64, "\"shrap\" is no answer to pain\n  did you mean sharp?"),
    (
      ["feeling", "fresh", "--exercise", "plank"], 64,
      "feeling is about no single exercise\n  an exercise goes with pain and form"
    ),
    (["form", "clean", "--exercise", "plonk"], 66, "there is no exercise \"plonk\"\n  did you mean plank?"),
    (
      ["feeling", "fresh", "--date", "2026-11-22"], 64,
      "an answer on 2026-11-22, a day to come\n  today is 2026-11-21 by this machine's clock"
    ),
    (["--date", "today"], 64, "an answer to which question?\n  see: holdfast answer"),
  ]

  @Test(arguments: bad.indices) func refuses(_ index: Int) throws {
    let (arguments, status, message) = Self.bad[index]
    let world = try fixedWorld()
    #expect(
      world.run(["answer"] + arguments)
        == World.Result(status: status, out: "", err: "holdfast: \(message)\n"))
    let log = try #require(try Store.openReadOnly(world.database))
    #expect(try log.answers() == [])
  }
}
