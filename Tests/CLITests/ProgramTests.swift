import Syscalls
import Testing

@testable import CLI

/// A world whose shipped data are the tests' own: see Tests/Programs.
private func programsWorld(columns: Int? = nil) -> World {
  let world = World()
  world.shipped = repository + "/Tests/Programs"
  world.columns = columns
  return world
}

private func text(_ name: String) throws -> String {
  String(decoding: try readFile(repository + "/Tests/Programs/" + name), as: UTF8.self)
}

@Suite struct ProgramsTests {
  @Test func listsThemByKind() {
    let result = programsWorld(columns: 80).run("programs")
    #expect(
      result
        == World.Result(
          status: 0,
          out: """
            plan                                                    a week  min    equipment
            everything  Everything                                  2-3     20-30  step, wa…

            routine                                                 a week  min    equipment
            one         One session                                 open    20     step or …

            menu                                                    a week  min    equipment
            menu        Menu                                                       none

            phases                                                  a week  min    equipment
            season      Season with a name that is longer than mo…  varies  open

            """, err: ""))
  }

  @Test func staysUsefulWhereItIsNarrow() {
    #expect(
      programsWorld(columns: 40).run("programs").out == """
        plan        a week  min    equipment
        everything  2-3     20-30  step, wall

        routine     a week  min    equipment
        one         open    20     step or low …

        menu        a week  min    equipment
        menu                       none

        phases      a week  min    equipment
        season      varies  open

        """)
  }

  /// An id is typed, and never cut: all else gives way.
  @Test func keepsIDsWhole() {
    let world = programsWorld(columns: 30)
    world.makeFolders("programs")
    let config = world.write("holdfast.toml", "")
    let id = "a-program-with-a-long-id"
    world.write(
      "programs/\(id).toml",
      "id = \"\(id)\"\nname = \"N\"\nkind = \"menu\"\nminutes = 5\nsessions_per_week = 2\n"
        + "[[move]]\nexercise = \"squat\"\n")
    #expect(
      world.run("programs", "--config", config, "--kind", "menu").out == "menu\n\(id)\nmenu\n")
  }

  @Test func listsOneKind() {
    let world = programsWorld()
    #expect(
      world.run("programs", "--kind", "routine").out
        == "routine               a week  min  equipment\n"
        + "one      One session  open    20   step or low bench, dumbbell, band, kettlebell\n")
    let result = world.run("programs", "--kind", "plans")
    #expect(
      result.status == 64 && result.err.contains("one of 'plan', 'routine', 'menu' or 'phases'"), "\(result)")
  }

  @Test func listsFactsAsJSON() {
    let lines = programsWorld().run("programs", "--json").out.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(
      lines.first == """
        {"id":"everything","name":"Everything","kind":"plan","about":"A plan that says all that a file can say, so that \
        nothing of it can be lost on the way to the reader.","for":"tests","when":"after an easy run","minutes":[20,30],\
        "equipment":["step","wall"],"equipment_optional":["dumbbell"],"sessions_per_week":[2,3],"days":["mon","thu"],\
        "ends_days_before_race":10,"follows":{"D2":"004:611","D9":"000","D99":"001"},\
        "open":["the rest between the exercises","what comes after week 6"],\
        "progression":{"rule":"seconds","step":5,"cap_pct":10,"source":"004:810"},"source":"004:1-99","file":null}
        """)
    #expect(
      lines.last == """
        {"id":"season","name":"Season with a name that is longer than most","kind":"phases","about":null,"for":null,\
        "when":null,"minutes":"open","equipment":null,"equipment_optional":[],"sessions_per_week":null,"days":[],\
        "ends_days_before_race":null,"follows":{},"open":[],"progression":null,"source":"003:43","file":null}
        """)
  }

  @Test func aSitesOwnAreAmongThem() {
    let world = programsWorld()
    world.makeFolders("programs")
    let config = world.write("holdfast.toml", "")
    let own = "kind = \"menu\"\n[[move]]\nexercise = \"squat\"\n"
    world.write("programs/menu.toml", "id = \"menu\"\nname = \"My \\u001b[2Jmenu\"\n" + own)
    world.write("programs/own.toml", "id = \"own\"\nname = \"Own\"\n" + own)
    #expect(
      world.run("programs", "--config", config, "--kind", "menu").out
        == "menu               a week  min  equipment\nmenu  My ?[2Jmenu\nown   Own\n")
    #expect(
      world.run("program", "show", "menu", "--config", config).out.contains(
        "file       \(world.folder)/programs/menu.toml\n"))
    #expect(!world.run("program", "show", "one", "--config", config).out.contains("file "))
    let offered = world.run("complete", "zsh", "program", "show", "--config", config, "")
    #expect(offered.out == "words\neverything\nmenu\none\nown\nseason\n")
  }

  @Test func aWrongFileHidesNoOther() {
    let world = programsWorld()
    world.makeFolders("programs")
    let config = world.write("holdfast.toml", "")
    let file = world.write(
      "programs/mine.toml",
      "id = \"mine\"\nname = \"Mine\"\nkind = \"menu\"\n[[move]]\nexercise = \"sqat\"\nsets = 0\n")
    world.write("programs/torn.toml", "id = \"torn\n")
    let errors = [
      "holdfast: \(file):5: move.exercise: there is no exercise \"sqat\"; did you mean \"squat\"?",
      "holdfast: \(file):6: move.sets: \"0\" is no number of them; write 1 to 100, \"2-3\" or \"open\"",
    ]
    let all = world.run("programs", "--config", config)
    #expect(all.status == 78 && all.out == programsWorld().run("programs").out)
    let lines = all.err.split(separator: "\n").map(String.init)
    #expect(lines.count == 3 && Array(lines.prefix(2)) == errors, "\(lines)")
    #expect(lines.last?.hasPrefix("holdfast: \(world.folder)/programs/torn.toml:1: ") == true, "\(lines)")
    #expect(world.run("programs", "--config", config, "--json").status == 78)
    let shown = world.run("program", "show", "mine", "--config", config)
    #expect(shown == World.Result(status: 78, out: "", err: errors.joined(separator: "\n") + "\n"))
    #expect(world.run("program", "show", "one", "--config", config).status == 0)

    let check = world.run("check", config)
    #expect(check.status == 78 && check.err == all.err)
    #expect(check.out.hasSuffix("athletes: me\nprograms: mine, torn\n"), "\(check.out)")
    let json = world.run("check", config, "--json")
    #expect(
      json.status == 78
        && json.out.hasPrefix("{\"file\":\"\(config)\",\"ok\":false,\"errors\":[{\"file\":\"\(file)\""))
  }

  @Test func checkIsContentWithGoodPrograms() throws {
    let world = programsWorld()
    world.makeFolders("programs")
    let config = world.write("holdfast.toml", "exercise = \"squat\"\n")
    world.write("programs/one.toml", try text("programs/one.toml"))
    let result = world.run("check", config)
    #expect(result.status == 0 && result.out.hasSuffix("programs: one\nok\n"), "\(result)")
  }
}

@Suite struct ProgramShowTests {
  @Test(arguments: [80, 40]) func showsAllThatAFileSays(columns: Int) throws {
    let result = programsWorld(columns: columns).run("program", "show", "everything")
    let expected = try text("everything-\(columns).txt")
    #expect(result == World.Result(status: 0, out: expected, err: ""))
    for line in result.out.split(separator: "\n") { #expect(width(String(line)) <= columns, "\(line)") }
  }

  @Test func showsAllThatAFileSaysAsJSON() throws {
    let result = programsWorld().run("program", "show", "everything", "--json")
    let expected = try text("everything.json")
    #expect(result == World.Result(status: 0, out: expected, err: ""))
  }

  /// The fixture says all that docs/programs.md shows, so that nothing is shown by nobody.
  @Test func theFixtureHasEveryKey() throws {
    func keys(_ text: Substring) -> Set<String> {
      var keys: Set<String> = []
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        let code = line.split(separator: "#", omittingEmptySubsequences: false)[0]
        // The keys of doses are exercises.
        let own = code.hasPrefix("doses") ? "doses =" : code
        for part in own.split(whereSeparator: { "{,".contains($0) }) {
          let name = part.prefix { $0 != "=" }.filter { $0 != " " }
          if part.contains("="), name.allSatisfy({ $0.isLowercase || $0 == "_" }) {
            keys.insert(String(name))
          }
        }
        if code.hasPrefix("[[") { keys.insert(String(code.prefix { $0 != "]" })) }
      }
      return keys
    }
    let page = try readFile(repository + "/docs/programs.md")
    let fences = String(decoding: page, as: UTF8.self).split(separator: "```toml\n")
    let example = fences[1].split(separator: "```")[0]
    let documented = keys(example)
    #expect(documented.count > 50)
    let fixture = Substring(try text("programs/everything.toml"))
    #expect(documented.subtracting(keys(fixture)) == [], "not in the fixture")
    #expect(
      keys(fixture).subtracting(documented).subtracting(["step", "cap", "progression"]) == [],
      "not in the docs")
  }

  @Test func whatIsOpenIsMarked() {
    #expect(
      programsWorld(columns: 80).run("program", "show", "menu", "--level", "advanced").out == """
        Menu

        id         menu
        kind       menu: moves to pick from
        equipment  none
        source     004:344

        Moves
          squat  open (Holdfast: 2 × 8 reps)
          plank  (Holdfast: 2 sets; catalogue: 60 s)

        (Holdfast: ...) is Holdfast's own, where the source gives no figure; (catalogue:
        ...) is the exercise's target, advanced.

        """)
    #expect(
      programsWorld(columns: 80).run("program", "show", "one").out.contains(
        """
          work: rest 45 s
            squat  3 × 8-10 reps, 20 kg
          work: circuit, rounds open (Holdfast: 2), rest (Holdfast: 60 s) after a round
            plank  (catalogue: 20-30 s)

        """))
  }

  @Test func aWeekSaysWhatItsSessionsAskFor() {
    let world = programsWorld(columns: 80)
    let first = world.run("program", "show", "everything", "--week", "4").out
    #expect(first.contains("\nWeek\n  1-4  base: form\n") && !first.contains("race week, deload"))
    #expect(
      first.contains("    squat      2 × 12 reps\n") && first.contains("    core work  2 × 12, pick 2\n"))
    let fifth = world.run("program", "show", "everything", "--week", "5").out
    #expect(
      !fifth.contains("Full body") && fifth.contains("    squat      open × 5-8 reps (Holdfast: 2 sets)\n"))
    let last = world.run("program", "show", "everything", "--week", "400").out
    #expect(
      last.contains("  6+  each open\n") && last.contains("    squat      open (Holdfast: 2 × 8 reps)\n"))
    // Where every week is the same, each may be looked at.
    #expect(world.run("program", "show", "one", "--week", "9").out == world.run("program", "show", "one").out)
  }

  @Test(arguments: [
    (["show", "onne"], 66, "there is no program \"onne\"", "did you mean one?"),
    (["show", "qqqqqqq"], 66, "there is no program \"qqqqqqq\"", "see: holdfast programs"),
    (["show", "../programs/one"], 66, "there is no program \"../programs/one\"", "see: holdfast programs"),
    (["show", ""], 66, "there is no program \"\"", "see: holdfast programs"),
    (["show"], 64, "program show: missing expected argument '<id>'", "see: holdfast program show --help"),
    (
      ["show", "one", "--week", "0"], 64, "program show: --week 0: weeks count from 1",
      "see: holdfast program show --help"
    ),
    (
      ["show", "two-weeks", "--week", "3"], 64, "--week 3: two-weeks has no such week", "it has weeks 1 to 2"
    ),
    (
      ["show", "two-weeks", "--wek", "3"], 64, "program show: unknown option '--wek'; did you mean '--week'?",
      "see: holdfast program show --help"
    ),
    (["sohw", "one"], 64, "there is no command \"program sohw\"", "did you mean: holdfast program show"),
    (["one"], 64, "there is no command \"program one\"", "see: holdfast program --help"),
  ]) func refuses(arguments: [String], status: Int, message: String, remedy: String) throws {
    let world = programsWorld()
    world.makeFolders("programs")
    world.environment["HOLDFAST_CONFIG"] = world.write("holdfast.toml", "")
    world.write(
      "programs/two-weeks.toml",
      "id = \"two-weeks\"\nname = \"T\"\nkind = \"phases\"\n[[week]]\nweeks = \"1-2\"\ndose = \"2x8\"\n")
    let result = world.run(["program"] + arguments)
    #expect(
      result == World.Result(status: Int32(status), out: "", err: "holdfast: \(message)\n  \(remedy)\n"))
  }

  @Test func theGroupHasHelpAndCompletion() {
    let world = programsWorld()
    for arguments in [["program"], ["program", "--help"], ["help", "program"]] {
      let result = world.run(arguments)
      #expect(
        result.status == 0 && result.err == "" && result.out.contains("USAGE: holdfast program <subcommand>"),
        "\(result)")
    }
    let help = world.run("help", "program", "show")
    #expect(help.status == 0 && help.out.contains("USAGE: holdfast program show <id>"))
    #expect(world.run("program", "show", "--help").out == help.out)
    func words(_ words: String...) -> [String] {
      world.run(["complete", "zsh"] + words).out.split(separator: "\n").dropFirst()
        .map { String($0.prefix { $0 != "\t" }) }
    }
    let parts = ["show", "start", "stop"]
    #expect(words("program", "") == parts && words("help", "program", "") == parts)
    #expect(words("program", "-") == ["--help"])
    #expect(words("program", "show", "") == ["everything", "menu", "one", "season"])
    #expect(words("program", "show", "one", "--level", "") == ["beginner", "advanced"])
    #expect(words("program", "show", "one", "--").contains("--week"))
    #expect(words("program", "sohw", "") == [] && words("help", "help", "") == [])
    #expect(words("programs", "--kind", "") == ["plan", "routine", "menu", "phases"])
  }

  @Test
  func everyShippedProgramIsShown() {
    let world = World()
    let all = world.run("programs", "--json")
    // What one of the shipped files has wrong is told here, file and line.
    #expect(all.status == 0 && all.err == "")
    for line in all.out.split(separator: "\n") {
      let id = String(line.dropFirst("{\"id\":\"".count).prefix { $0 != "\"" })
      for columns in [80, 40] {
        world.columns = columns
        let shown = world.run("program", "show", id)
        #expect(shown.status == 0 && shown.err == "", "\(id): \(shown.err)")
        for line in shown.out.split(separator: "\n") {
          #expect(width(String(line)) <= columns, "\(id): \(line)")
        }
      }
    }
  }
}
