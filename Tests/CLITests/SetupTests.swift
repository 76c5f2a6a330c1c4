import Control
import Evdev
import Glibc
import Settings
import Synchronization
import Syscalls
import Testing
import Tracking
import Training

@testable import CLI

@Suite struct SetupTests {
  /// A machine with a pedal, a keypad and a keyboard, all held by a daemon that reads `holdfast.toml` of the world.
  private func world(twin: Bool = false) throws -> (
    World, FakeDaemon, pedal: String, keypad: String, keyboard: String
  ) {
    let world = World()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    world.environment["HOLDFAST_CONFIG"] = world.folder + "/etc/holdfast.toml"
    world.addDevice(
      2, "AT Keyboard", "0001", "0001", key: "402000000 3803078f800d001 feffffdfffefffff fffffffffffffffe")
    world.addDevice(
      7, "PCsensor FootSwitch Keyboard", "3553", "b001", key: "1000040000000 0", phys: "usb-1.1/input0")
    world.addDevice(8, "HID 13ba:0001", "13ba", "0001", key: "e080ffdf01cfffff 0")
    if twin {
      world.addDevice(
        9, "PCsensor FootSwitch Keyboard", "3553", "b001", key: "1000040000000 0", phys: "usb-1.2/input0")
    }
    var report = StatusReport.example(world)
    report.configuration = world.environment["HOLDFAST_CONFIG"]
    let nodes = (twin ? [2, 7, 8, 9] : [2, 7, 8]).map { world.folder + "/dev/input/event\($0)" }
    report.devices = nodes.map { DeviceReport(path: $0, name: "x", station: "main", isGrabbed: true) }
    return (world, try FakeDaemon(world.socket, report: report), nodes[1], nodes[2], nodes[0])
  }

  private func file(_ world: World) -> String? {
    (try? readFile(world.folder + "/etc/holdfast.toml")).map { String(decoding: $0, as: UTF8.self) }
  }

  private let tap = "Tap the pedal or key you want to use (Enter: done, q: give up).\n"

  @Test func aPedalAndAKeypad() throws {
    let (world, daemon, pedal, keypad, _) = try world()
    defer { daemon.stop() }
    let talk = try Conversation(world, ["setup"], daemon: daemon)
    talk.expect(tap)
    talk.tap(pedal, 48)
    talk.expect("What is it to do? [tap go, long undo] ")
    talk.answer("")
    talk.expect(tap)
    // Digits come wrapped in NumLock.
    talk.tap(keypad, 69, 79)
    talk.expect("[tap exercise wall-sit] ")
    talk.answer("exercise sideplank")
    talk.expect("did you mean side-plank?")
    talk.answer("11")
    talk.expect("Which exercise? ")
    talk.answer("side plank")
    talk.expect(tap)
    talk.tap(keypad, 78)
    talk.expect("[tap load +2.5] ")
    talk.answer("load +1.25")
    talk.expect(tap)
    // Bound already.
    talk.tap(pedal, 48)
    talk.expect("It is bound already, for station main: tap go, long undo")
    talk.expect(tap)
    talk.tap(keypad, 96)
    talk.expect("[tap next] ")
    talk.answer("s")
    talk.expect(tap)
    talk.answer("")
    talk.expect("Write it? [Y/n] ")
    #expect(file(world) == nil)
    talk.answer("")
    talk.expect("holdfastd has taken it.")
    let result = talk.end()
    #expect(result.status == 0 && result.err == "")
    #expect(daemon.requests.withLock { $0 }.contains(.reload))
    #expect(
      file(world) == """
        [[station]]
        name = "main"

        [[station.input]]
        # PCsensor FootSwitch Keyboard, added by holdfast setup
        match = { name = "PCsensor FootSwitch Keyboard", vendor = 0x3553, product = 0xb001 }
        keys.KEY_B = { tap = "go", long = "undo" }

        [[station.input]]
        # HID 13ba:0001, added by holdfast setup
        match = { name = "HID 13ba:0001", vendor = 0x13ba, product = 0x0001 }
        keys.KEY_KP1 = { tap = "exercise side-plank" }
        keys.KEY_KPPLUS = { tap = "load +1.25" }

        """)
    #expect(
      result.out.contains(
        "--- /dev/null\n+++ \(world.folder)/etc/holdfast.toml\n@@ -0,0 +1,13 @@\n+[[station]]\n"))
    var status = stat()
    stat(world.folder + "/etc/holdfast.toml", &status)
    #expect(status.st_mode & 0o777 == 0o644)
    #expect(world.run("check").out.hasSuffix("ok\n"))
  }

  @Test func aFileThatIsThereKeepsEveryByteAndItsMode() throws {
    let (world, daemon, pedal, _, keyboard) = try world(twin: true)
    defer { daemon.stop() }
    let old = """
      # mine
      [[station]]
      name = "door"
      exercise = "wall-sit"
      [[station.input]]
      match = { vendor = 0x13ba }
      keys.KEY_KP1 = { tap = "go" }
      # The other one.
      [[station]]
      name = "window"
      """
    world.makeFolders("etc")
    let path = world.write("etc/holdfast.toml", old)
    chmod(path, 0o640)
    let talk = try Conversation(world, ["setup", "--keyboard"], daemon: daemon)
    talk.expect(tap)
    talk.tap(pedal, 48)
    talk.expect("For which station? 1 door, 2 window: ")
    talk.answer("porch")
    talk.expect("There is no station \"porch\".")
    talk.answer("1")
    // At that station a key is go already.
    talk.expect("[tap next] ")
    talk.answer("hold")
    talk.expect("told apart from an equal one by the socket that it is plugged into")
    talk.expect(tap)
    // Enter and q at the keyboard are answers, the rest are taps.
    talk.tap(keyboard, 28)
    talk.tap(keyboard, 48)
    talk.expect("KEY_B of AT Keyboard")
    talk.answer("window")
    talk.expect("[tap go, long undo] ")
    talk.answer("4")
    talk.expect(tap)
    talk.answer("")
    talk.expect("Write it?")
    talk.answer("yes")
    let result = talk.end()
    #expect(result.status == 0, "\(result)")
    let cut = "keys.KEY_KP1 = { tap = \"go\" }\n"
    let halves = [
      old.prefix(upTo: old.firstRange(of: cut)!.upperBound),
      old.suffix(from: old.firstRange(of: cut)!.upperBound),
    ]
    #expect(
      file(world) == halves[0] + """

        [[station.input]]
        # PCsensor FootSwitch Keyboard, added by holdfast setup
        match = { name = "PCsensor FootSwitch Keyboard", vendor = 0x3553, product = 0xb001, phys = "usb-1.1/input0" }
        keys.KEY_B = { press = "hold" }


        """ + halves[1] + """


          [[station.input]]
          # AT Keyboard, added by holdfast setup
          match = { name = "AT Keyboard", vendor = 0x0001, product = 0x0001 }
          keys.KEY_B = { tap = "stop" }

          """)
    var status = stat()
    stat(path, &status)
    #expect(status.st_mode & 0o777 == 0o640)
    #expect(!fileExists(path + ".new"))
  }

  @Test func whoGivesUpChangesNothing() throws {
    for (answers, hasTapped) in [
      (["q"], false), ([""], false), (["", "", "n"], true), (["q"], true), ([], true), ([], false),
    ] {
      let (world, daemon, pedal, _, _) = try world()
      defer { daemon.stop() }
      let talk = try Conversation(world, ["setup"], daemon: daemon)
      talk.expect(tap)
      if hasTapped {
        talk.tap(pedal, 48)
        talk.expect("What is it to do?")
      }
      for answer in answers {
        talk.answer(answer)
        if hasTapped { pause(milliseconds: 50) }
      }
      let result = talk.end()
      #expect(result.status == 0 && result.err == "", "\(answers) \(result)")
      #expect(
        result.out.hasSuffix("Nothing was changed.\n") || result.out.hasSuffix("There is nothing to add.\n"))
      #expect(file(world) == nil && !daemon.requests.withLock { $0 }.contains(.reload))
    }
  }

  @Test func aDryRunAndYes() throws {
    let (world, daemon, pedal, _, _) = try world()
    defer { daemon.stop() }
    let talk = try Conversation(world, ["setup", "--dry-run", "--yes"], daemon: daemon)
    talk.expect("Tap each pedal or key you want to use; 5 s without a tap end it.\n")
    talk.tap(pedal, 48)
    talk.expect("KEY_B: tap go, long undo\n")
    talk.expect("+keys.KEY_B = { tap = \"go\", long = \"undo\" }\n")
    let result = talk.end()
    #expect(result.status == 0 && file(world) == nil && !result.out.contains("is written"))
  }

  @Test func whatIsWrongIsSaidBeforeAnybodyTaps() throws {
    let (world, daemon, _, _, _) = try world()
    defer { daemon.stop() }
    world.makeFolders("etc")
    let path = world.write("etc/holdfast.toml", "rest = 3\n")
    let broken = world.run("setup")
    #expect(
      broken.status == 78 && broken.out == ""
        && broken.err.hasPrefix("holdfast: \(path):1: rest: a number instead"))
    world.write("etc/holdfast.toml", "rest = \"3s\"\n")
    let station = world.run("setup", "--station", "mian")
    #expect(
      station.status == 66 && station.err == "holdfast: there is no station \"mian\"\n  did you mean main?\n")
    // Root may write everywhere but where nobody can.
    let proc = world.run("setup", "--config", "/proc/self/holdfast.toml")
    #expect(proc.out == "" && [74, 77].contains(proc.status), "\(proc)")
    #expect(proc.err.contains("/proc/self may not be written") || proc.err.contains("may not be written"))
    #expect(proc.err.contains("holdfast setup --dry-run"))
  }

  // MARK: Proposals

  private var proposals: SetupProposals {
    get throws { SetupProposals(catalogue: try Catalogue.load(shipped: repository + "/Config")) }
  }

  @Test func proposalsByKey() throws {
    let proposals = try proposals
    let ids = proposals.catalogue.exercises.map(\.id)
    for (key, used, wanted) in [
      ("KEY_B", [], "tap go, long undo"), ("KEY_B", [.go], "tap next"),
      ("BTN_2", [.go, .next], "tap previous"),
      ("any", [], "tap go, long undo"), ("KEY_B", [.go, .next, .previous, .side, .stop], "tap undo"),
      ("KEY_KP1", [], "tap exercise \(ids[0])"), ("KEY_3", [.go], "tap exercise \(ids[2])"),
      ("KEY_KP0", [.go], "tap next"), ("KEY_KPPLUS", [], "tap load +2.5"),
      ("KEY_KPMINUS", [], "tap load -2.5"),
      ("KEY_KPSLASH", [.go], "tap side"), ("KEY_F1", [], "tap go, long undo"),
    ] as [(String, [Action], String)] {
      #expect(proposals.proposal(for: key, used: used).words == wanted, "\(key) \(used)")
    }
  }

  @Test func answers() throws {
    let proposals = try proposals
    let proposal = SetupProposals.go
    for (text, wanted) in [
      ("", .bind(proposal)), ("  \r", .bind(proposal)), ("?", .list), ("s", .skip), ("q", .giveUp),
      ("1", .bind(proposal)), ("3", .bind(KeyBinding(press: .hold))),
      ("8", .bind(KeyBinding(tap: .load(by: 2.5)))),
      ("11", .askForExercise), ("exercise", .askForExercise), ("hold", .bind(KeyBinding(press: .hold))),
      ("exercise Wall sit", .bind(KeyBinding(tap: .exercise("wall-sit")))),
      ("rpe 7", .bind(KeyBinding(tap: .rpe(7)))),
      ("athlete me", .bind(KeyBinding(tap: .athlete("me")))), ("0", .wrong("there is no 0: 1 to 11")),
      ("12", .wrong("there is no 12: 1 to 11")), ("-1", .wrong("there is no -1: 1 to 11")),
      ("undoo", .wrong("\"undoo\" is no action; did you mean undo?")),
      ("load heavy", .wrong("\"load heavy\" is no action; did you mean load?")),
      ("\u{1B}[2J", .wrong("\"?[2J\" is no action; ? lists them")),
      ("athlete zoe", .wrong("there is no athlete \"zoe\"; there are: me")),
      ("exercise squatt", .wrong("there is no exercise \"squatt\"; did you mean squat?")),
    ] as [(String, SetupProposals.Answer)] {
      #expect(proposals.answer(text, proposal: proposal, athletes: ["me"]) == wanted, "\(text)")
    }
    #expect(proposals.answer("", proposal: nil, athletes: []) == .skip)
  }

  @Test func keysOfATap() {
    for (codes, wanted) in [
      ([48], "KEY_B"), ([69, 79], "KEY_KP1"), ([79, 69], "KEY_KP1"), ([240, 80], "KEY_KP2"),
      ([69], "KEY_NUMLOCK"),
      ([29, 46], "any"), ([0x2F0], "any"), ([256], "BTN_0"),
    ] as [([UInt16], String)] {
      #expect(SetupProposals.name(of: SetupProposals.meant(codes)) == wanted, "\(codes)")
    }
  }

  @Test func matches() {
    func device(
      _ number: Int, _ name: String = "Pedal [1]", vendor: UInt16 = 1, phys: String = "", uniq: String = "",
      links: [String] = []
    ) -> DeviceIdentity {
      DeviceIdentity(
        name: name, vendor: vendor, product: 2, phys: phys, uniq: uniq, path: "/dev/input/event\(number)",
        links: links)
    }
    func match(_ own: DeviceIdentity, _ others: DeviceIdentity...) -> (DeviceMatch, String?) {
      SetupProposals.match(for: own, among: [own] + others)
    }
    let alone = match(device(1), device(2, "Other"))
    #expect(alone.0 == DeviceMatch(name: "Pedal \\[1]", vendor: 1, product: 2) && alone.1 == nil)
    #expect(alone.0.matches(device(5)) && !alone.0.matches(device(5, "Pedal 1")))
    let serial = match(device(1, phys: "a", uniq: "11:22"), device(2, phys: "b", uniq: "11:23"))
    #expect(serial.0.uniq == "11:22" && serial.0.phys == nil && serial.1?.contains("serial number") == true)
    let socket = match(device(1, phys: "a", uniq: "x"), device(2, phys: "b", uniq: "x"))
    #expect(socket.0.phys == "a" && socket.0.uniq == nil && socket.1?.contains("socket") == true)
    let link = match(device(1, links: ["/dev/input/by-path/p1"]), device(2, links: ["/dev/input/by-path/p2"]))
    #expect(link.0.path == "/dev/input/by-path/p1")
    let same = match(device(1), device(2))
    #expect(same.0 == alone.0 && same.1?.contains("counts for both") == true)
    let nameless = match(DeviceIdentity(name: "", path: "/dev/input/event3"))
    #expect(nameless.0.path == "/dev/input/event3")
  }

  @Test func whenATapIsOver() {
    var taps = TapCollector()
    func event(_ path: String, _ key: Int, _ value: Int) -> InputEvent {
      InputEvent(path: path, name: "", time: Instant(microseconds: 0), type: 1, code: key, value: value)
    }
    func at(_ ms: Int64) -> Instant { Instant(microseconds: ms * 1_000) }
    taps.take(event("a", 48, 0), at: at(0))
    #expect(!taps.isBusy && taps.finish(at: at(5_000)) == nil)
    taps.take(event("a", 69, 1), at: at(0))
    taps.take(event("b", 48, 1), at: at(5))
    taps.take(event("a", 79, 1), at: at(10))
    taps.take(event("a", 79, 2), at: at(300))
    taps.take(event("a", 79, 0), at: at(400))
    #expect(taps.finish(at: at(900)) == nil && taps.isBusy)
    taps.take(event("a", 69, 0), at: at(900))
    #expect(taps.finish(at: at(1_000)) == Tap(path: "a", keys: [69, 79]) && !taps.isBusy)
    // All up and quiet; or held for a second.
    taps.take(event("a", 48, 1), at: at(2_000))
    taps.take(event("a", 48, 0), at: at(2_050))
    #expect(taps.finish(at: at(2_169)) == nil)
    #expect(taps.finish(at: at(2_170)) == Tap(path: "a", keys: [48]))
    taps.take(event("a", 48, 1), at: at(3_000))
    #expect(taps.finish(at: at(3_999)) == nil)
    #expect(taps.finish(at: at(4_000)) == Tap(path: "a", keys: [48]))
  }
}
