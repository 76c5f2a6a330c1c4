import ArgumentParser
import Testing
import Training

@testable import CLI

@Suite struct CompletionTests {
  /// What is offered to zsh: words with a tab and what they are.
  private func offers(_ words: String..., in world: World) -> [String] {
    let result = world.run(["complete", "zsh"] + words)
    #expect(result.status == 0 && result.err == "", "\(result)")
    let lines = result.out.split(separator: "\n").map(String.init)
    return lines.first == "words" ? Array(lines.dropFirst()) : lines
  }

  private func words(_ words: String..., in world: World = World()) -> [String] {
    let result = world.run(["complete", "zsh"] + words)
    return result.out.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "\t" }) }
  }

  @Test func commandsAreWhatHelpShows() {
    let offered = offers("", in: World())
    for command in HoldfastCommand.configuration.subcommands.map({ $0.configuration }) {
      let isOffered = offered.contains { $0.hasPrefix(command.commandName! + "\t") }
      #expect(isOffered == command.shouldDisplay, "\(command.commandName!)")
    }
    #expect(offered.contains("show\tOne set, whole"))
    #expect(words("help", "").contains("log") && words("help", "log", "") == [])
    #expect(words("--") == ["--version", "--help"])
  }

  @Test func optionsThatMayStillCome() {
    #expect(words("log", "--json", "--exercise", "plank", "--").contains("--exercise") == false)
    #expect(words("log", "--json", "--exercise", "plank", "--").contains("--since"))
    #expect(words("log", "--exercise=plank", "-").contains("--exercise") == false)
    #expect(words("log", "--", "--") == words("log", ""))
    // Where nothing else can come, they are what is asked for.
    #expect(words("redo", "").contains("--json") && !words("redo", "").contains("--version"))
    #expect(words("show", "last", "").contains("--json"))
    #expect(words("frobnicate", "") == [] && words("log", "--frob=") == [])
  }

  @Test func valuesOfEveryKind() throws {
    let world = try World.withFixedLog()
    #expect(offers("log", "--side", "", in: world) == ["both", "left", "right"])
    #expect(offers("log", "--color=", in: world) == ["auto", "always", "never"])
    #expect(offers("completion", "", in: world) == ["bash", "zsh", "fish"])
    #expect(offers("log", "--exercise", "", in: world).contains("side-plank\tSide plank"))
    #expect(offers("select", "", in: world).contains("wall-sit\tWall sit"))
    #expect(offers("log", "--athlete", "", in: world) == ["me", "ben", "ana"])
    #expect(offers("log", "--station", "", in: world) == ["main", "rack"])
    #expect(words("watch", "", in: world) == ["main", "rack"])
    #expect(
      offers("log", "", in: world).prefix(3) == [
        "today\tfrom Sat 21 Nov 2026", "yesterday\tfrom Fri 20 Nov 2026", "week\tfrom Mon 16 Nov 2026",
      ])
    for arguments in [
      ["check", ""], ["log", "--database", ""], ["replay", "a.evemu", ""], ["log", "--config=x"],
    ] {
      #expect(world.run(["complete", "zsh"] + arguments).out == "files\n", "\(arguments)")
    }
    // What has no kind offers nothing, and no options either: a value comes next.
    #expect(offers("log", "--last", "", in: world) == [])
  }

  @Test func setsWithWhatTheyAre() throws {
    let world = try World.withFixedLog()
    let offered = offers("show", "", in: world)
    let newest = FixedLog.sets.last!.id.short
    #expect(offered[0] == "last\tSat 21 Nov 2026 10:00, single-leg-calf-raise-hold left, 33.3 s")
    #expect(offered[1] == "last~1\tFri 20 Nov 2026 19:00, push-up, 18 reps")
    #expect(offered[10] == "\(newest)\tSat 21 Nov 2026 10:00, single-leg-calf-raise-hold left, 33.3 s")
    #expect(offered.count == 30)
    // An id that is offered is one that is understood.
    for offer in offered {
      let id = String(offer.prefix { $0 != "\t" })
      #expect(world.run("show", id).status == 0, "\(id)")
    }
  }

  @Test func programsRunsAndAnswers() throws {
    let world = try World.withFixedLog()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    #expect(words("program", "", in: world) == ["show", "start", "stop"])
    #expect(words("program", "start", "", in: world).contains("home-plan"))
    #expect(offers("program", "start", "home-plan", "--distance", "", in: world).contains("half-marathon"))
    #expect(words("run", "", in: world) == ["add", "list", "delete", "import"])
    #expect(words("run", "add", "", in: world) == LoggedRun.Kind.allCases.map(\.rawValue))
    #expect(offers("run", "delete", "", in: world) == [])
    #expect(world.run("run", "add", "long", "--date", "yesterday", "--distance", "15").status == 0)
    let offered = offers("run", "delete", "", in: world)
    #expect(offered.count == 1 && offered[0].hasSuffix("\tlong, Fri 20 Nov 2026, 15 km, me"), "\(offered)")
    #expect(world.run("run", "delete", String(offered[0].prefix { $0 != "\t" })).status == 0)
    #expect(words("answer", "", in: world) == Question.allCases.map(\.rawValue))
    #expect(Set(words("answer", "pain", "", in: world)).isSuperset(of: Question.pain.choices))
    #expect(world.run("complete", "zsh", "run", "import", "").out == "files\n")
  }

  @Test func otherFilesHaveOtherNames() throws {
    let world = try World.withFixedLog()
    world.environment = [:]
    #expect(offers("show", "", in: world) == [])
    #expect(words("show", "--database", world.database, "", in: world).first == "last")
    #expect(words("show", "--database=" + world.database, "", in: world).first == "last")
    world.environment["HOME"] = world.folder
    #expect(words("show", "--database", "~/holdfast.db", "", in: world).first == "last")
    let config = world.write(
      "gym.toml",
      """
      [[athlete]]
      id = "eva"
      level = "advanced"
      [[station]]
      name = "cellar"
      exercise = "plank"
      """)
    #expect(offers("log", "--config", config, "--athlete", "", in: world) == ["eva\tadvanced"])
    #expect(offers("start", "--config", config, "--station", "", in: world) == ["cellar\tplank"])
  }

  @Test func troubleIsSilent() {
    let world = World()
    let broken = world.write("broken.toml", "[[station\n")
    world.write("holdfast.db", "this is no database, and long enough for one to be looked at")
    world.environment["HOLDFAST_DATABASE"] = world.database
    for arguments in [
      ["show", ""], ["log", "--athlete", ""], ["start", "--config", broken, "--station", ""],
      ["monitor", ""],
    ] {
      let result = world.run(["complete", "fish"] + arguments)
      #expect(
        result.status == 0 && result.err == "" && result.out.hasPrefix("words\n"), "\(arguments): \(result)")
    }
  }

  @Test func namesThatNoTerminalCouldShowAreLeftOut() throws {
    let world = World()
    var sets = [
      LoggedSet.hold("aaaaaa", at: "2026-11-21T10:00:00Z"), .hold("aaaaab", at: "2026-11-21T10:01:00Z"),
    ]
    sets[0].station = "a\u{1B}[2J\nb"
    sets[1].station = "b $(reboot)"
    try world.store(sets)
    world.environment["HOLDFAST_DATABASE"] = world.database
    #expect(offers("log", "--station", "", in: world) == ["main", "b $(reboot)"])
    #expect(
      world.run("complete", "bash", "holdfast log --station b", "b").out == "words\nb\\ \\$\\(reboot\\)\n")
  }

  @Test func everyShellGetsItInItsWay() {
    let world = World()
    #expect(world.run("complete", "bash", "holdfast log --side=l", "l").out == "words\nleft\n")
    #expect(
      world.run("complete", "fish", "log", "--side=l").out
        == "words\n--side=both\n--side=left\n--side=right\n")
    #expect(world.run("complete", "zsh", "log", "--side=l").out == "words\nboth\nleft\nright\n")
    // The parser's own way leads to the same scripts.
    for shell in ["bash", "zsh", "fish"] {
      let script = world.run("completion", shell)
      #expect(script.status == 0 && script.out.contains("complete \(shell) "))
      #expect(world.run("--generate-completion-script", shell) == script)
      #expect(world.run("--generate-completion-script=" + shell) == script)
    }
    #expect(world.run("completion", "csh").status == 64)
  }

  @Test(arguments: [
    // line, what bash would replace, words, reply to the value "it's a \"b\"" or the given one
    ("holdfast sh", "sh", ["sh"], "show", "show"),
    ("holdfast  log --station=m", "m", ["log", "--station=m"], "main", "main"),
    ("holdfast log --station=m", "--station=m", ["log", "--station=m"], "main", "--station=main"),
    ("holdfast monitor Foot\\ S", "Foot\\ S", ["monitor", "Foot S"], "Foot Switch", "Foot\\ Switch"),
    ("holdfast monitor \"Foot S", "Foot S", ["monitor", "Foot S"], "Foot Switch", "Foot Switch"),
    ("holdfast monitor \"Foot S", "\"Foot S", ["monitor", "Foot S"], "Foot $witch", "\"Foot \\$witch"),
    ("holdfast monitor 'Foot", "Foot", ["monitor", "Foot"], "Foot's", "Foot'\\''s"),
    ("holdfast log --station='m", "m", ["log", "--station=m"], "m n", "m n"),
    ("/usr/bin/holdfast show \"a\"'b'c ", "", ["show", "abc", ""], "last", "last"),
    ("holdfast monitor \"a\\b\\\"c", "", ["monitor", "a\\b\"c"], "", ""),
    (
      "holdfast monitor /dev/input/by-path/pci-0:", "", ["monitor", "/dev/input/by-path/pci-0:"],
      "/dev/input/by-path/pci-0:1", "1"
    ),
  ]) func linesOfBash(line: String, current: String, words: [String], value: String, reply: String) {
    let parsed = BashLine(line)
    #expect(parsed.words == words)
    let query = CompletionQuery(words: parsed.words)
    if !value.isEmpty { #expect(parsed.reply(query.prefix, value, replacing: current) == reply) }
  }
}
