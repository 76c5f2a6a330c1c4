import ArgumentParser
import Syscalls
import Testing
import Training

@testable import CLI

@Suite struct UsageTests {
  @Test(arguments: [
    (["logg"], "there is no command \"logg\"", "did you mean: holdfast log"),
    (["frobnicate"], "there is no command \"frobnicate\"", "see: holdfast --help"),
    (["--frob"], "unknown option '--frob'", "see: holdfast --help"),
    (["log", "--last", "x"], "log: the value 'x' is invalid for '--last <n>'", "see: holdfast log --help"),
    (["log", "--last=-1"], "log: --last -1: must be 0 or more", "see: holdfast log --help"),
    (["log", "--json", "--csv"], "log: --json and --csv exclude each other", "see: holdfast log --help"),
    (["show"], "show: missing expected argument '<id>'", "see: holdfast show --help"),
    (["show", "last", "more"], "show: unexpected argument 'more'", "see: holdfast show --help"),
    (["replay"], "replay: missing expected argument '<recording> ...'", "see: holdfast replay --help"),
    (
      ["select"],
      "select: nothing to select: name an exercise, or give --side, --load, --target or --athlete",
      "see: holdfast select --help"
    ),
    (
      ["select", "squat", "--load", "heavy"],
      "select: --load \"heavy\": write kilograms from 0 to 1000, or none", "see: holdfast select --help"
    ),
    (
      ["select", "squat", "--target", "lots"],
      "select: --target \"lots\": write 45s, 30-45s, 8-10, \"12 reps\", max or none",
      "see: holdfast select --help"
    ),
  ]) func refuses(arguments: [String], message: String, remedy: String) {
    let result = World().run(arguments)
    #expect(result == World.Result(status: 64, out: "", err: "holdfast: \(message)\n  \(remedy)\n"))
  }

  @Test func namesTheSides() {
    let result = World().run("select", "squat", "--side", "top")
    #expect(result.status == 64)
    #expect(
      result.err.contains("invalid for '--side <side>'; please provide one of 'both', 'left' or 'right'\n"))
    #expect(result.err.split(separator: "\n").count == 2)
  }

  @Test func helpAndVersionAreResults() {
    #expect(World().run("--version") == World.Result(status: 0, out: Holdfast.version + "\n", err: ""))
    for arguments in [["--help"], [], ["help"], ["help", "log"], ["log", "--help"]] {
      let result = World().run(arguments)
      #expect(
        result.status == 0 && result.err == "" && result.out.contains("USAGE: holdfast"), "\(arguments)")
    }
  }

  @Test(arguments: [10, 24, 26, 40, 59, 60, 80, 200]) func helpFitsTheTerminal(columns: Int) {
    let world = World()
    world.columns = columns
    for arguments in [["--help"], ["log", "--help"], ["help", "select"]] {
      let result = world.run(arguments)
      #expect(result.status == 0)
      // From 60 columns on it is the parser's own, whose line of usage is never broken.
      for line in result.out.split(separator: "\n") where columns < 60 {
        #expect(width(String(line)) <= columns, "\(line)")
      }
    }
  }

  @Test func narrowHelpIsWholeHelp() {
    let world = World()
    world.columns = 40
    let help = world.run("completion", "--help")
    #expect(
      help.out.hasSuffix(
        """
        USAGE: holdfast completion <shell>

        ARGUMENTS:
          <shell>
              The shell. (values: bash, zsh,
              fish)

        OPTIONS:
          --version
              Show the version.
          -h, --help
              Show help information.


        """), "\(help.out)")
  }

  @Test func helpForNoCommandIsRefused() {
    let result = World().run("help", "statsu")
    #expect(
      result
        == World.Result(
          status: 64, out: "",
          err: "holdfast: there is no command \"statsu\"\n  did you mean: holdfast help status\n"))
  }

  @Test func everyCommandIsInAGroup() {
    #expect(HoldfastCommand.configuration.ungroupedSubcommands.isEmpty)
  }

  @Test func everyCommandOfTheRootHasHelp() {
    for command in HoldfastCommand.configuration.subcommands {
      let name = command.configuration.commandName!
      let result = World().run(name, "--help")
      #expect(result.status == 0 && result.out.contains("USAGE: holdfast \(name)"), "\(name)")
    }
  }

  @Test(arguments: [
    ["status"], ["status", "--watch"], ["watch"], ["select", "squat"], ["start"], ["stop"], ["rep"],
    ["discard"],
    ["reload"],
  ]) func saysThatTheDaemonDoesNotRun(arguments: [String]) {
    let world = World()
    let result = world.run(arguments + ["--socket", world.socket])
    #expect(
      result
        == World.Result(
          status: 69, out: "",
          err: """
            holdfast: holdfastd is not running: there is no socket \(world.socket)
              start it: sudo systemctl start holdfast, or run holdfastd

            """))
  }

  @Test func theSocketIsFoundLikeTheDaemonPutsIt() {
    let world = World()
    world.environment["HOLDFAST_SOCKET"] = "/nowhere/a.sock"
    #expect(world.run("start").err.contains("/nowhere/a.sock"))
    world.environment = [:]
    #expect(world.run("start").err.contains("/run/holdfast/holdfast.sock"))
    let config = world.write("holdfast.toml", "socket = \"/nowhere/b.sock\"\n")
    #expect(world.run("start", "--config", config).err.contains("/nowhere/b.sock"))
    #expect(
      world.run("start", "--config", config, "--socket", "/nowhere/c.sock").err.contains("/nowhere/c.sock"))
  }
}

@Suite struct CheckTests {
  @Test func nothingToCheckIsFine() {
    let world = World()
    #expect(
      world.run("check")
        == World.Result(
          status: 0,
          out: """
            configuration: none, the defaults apply (/etc/holdfast/holdfast.toml would be read)
            stations: main
            athletes: me
            ok

            """, err: ""))
  }

  @Test func checksTheShippedSample() {
    let result = World().run("check", repository + "/Config/holdfast.toml")
    #expect(result.status == 0 && result.err == "" && result.out.hasSuffix("ok\n"), "\(result)")
  }

  @Test func namesFileLineAndTheNearestKey() {
    let world = World()
    let path = world.write(
      "bad.toml",
      "session_gap = \"30m\"\n\n[[station]]\nname = \"main\"\nexcercise = \"wall-sit\"\nmax_hold = 7\n")
    let result = world.run("check", path)
    #expect(result.status == 78)
    #expect(result.out == "configuration: \(path) (as named)\n")
    let lines = result.err.split(separator: "\n").map(String.init)
    #expect(lines.count == 2)
    #expect(lines.contains { $0.hasPrefix("holdfast: \(path):5: ") && $0.contains("exercise") }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("holdfast: \(path):6: ") && $0.contains("max_hold") }, "\(lines)")
    let json = world.run("check", path, "--json")
    #expect(json.status == 78)
    #expect(
      json.out.hasPrefix("{\"file\":\"\(path)\",\"ok\":false,\"errors\":[{\"file\":\"\(path)\",\"line\":"))
  }

  @Test func refusesBrokenTOMLAndMissingFiles() {
    let world = World()
    let path = world.write("broken.toml", "database = \"/a\"\n[[station\n")
    let broken = world.run("check", "--config", path)
    #expect(broken.status == 78 && broken.err.hasPrefix("holdfast: \(path):2"), "\(broken.err)")
    let missing = world.run("check", world.folder + "/none.toml")
    #expect(missing.status == 78 && missing.err.contains("none.toml"))
    // The same wherever the configuration is read.
    #expect(world.run("log", "--config", path).err == broken.err)
    #expect(world.run("replay", "--config", path, "x").status != 0)
  }

  @Test func checksTheExercisesBesideIt() {
    let world = World()
    let path = world.write("holdfast.toml", "")
    world.write("exercises.toml", "[[exercise]]\nid = \"x\"\nkind = \"hop\"\n")
    let result = world.run("check", path)
    #expect(result.status == 78 && result.err.contains("\(world.folder)/exercises.toml:3"), "\(result.err)")
  }

  @Test func warnsAndIsContent() {
    let world = World()
    let path = world.write(
      "two.toml",
      """
      [[station]]
      name = "a"
      [[station.input]]
      match = { name = "Foot*" }
      keys.any = { tap = "go" }
      [[station]]
      name = "b"
      [[station.input]]
      match = { name = "Foot*" }
      keys.any = { tap = "go" }
      """)
    let result = world.run("check", path)
    #expect(result.status == 0, "\(result.err)")
    #expect(
      result.out.contains("warning: \(path):") && result.out.hasSuffix("stations: a, b\nathletes: me\nok\n"))
  }
}
