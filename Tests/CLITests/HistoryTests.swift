import Control
import Gym
import Settings
import Store
import Synchronization
import Syscalls
import Testing
import Training

@testable import CLI

/// Who makes a change: the daemon that serves the database, else the command.
@Suite struct HistoryTests {
  @Test func commandsAtOnceWaitForOneAnother() throws {
    let world = try fixedWorld()
    let contexts = (0..<6).map { _ in world.context() }
    final class Handed: @unchecked Sendable {
      // Each thread has a context of its own.
      let contexts: [Context]
      init(_ contexts: [Context]) { self.contexts = contexts }
    }
    let handed = Handed(contexts)
    let threads = try contexts.indices.map { index in
      try SystemThread(name: "add \(index)") {
        for _ in 0..<3 { _ = runHoldfast(["add", "plank", "\(index + 1)s"], in: handed.contexts[index]) }
      }
    }
    for thread in threads { thread.join() }
    for context in contexts { #expect(context.err.text == "") }
    let added = world.run("log", "today", "--json").out.split(separator: "\n").filter {
      $0.contains("\"plank\"")
    }
    #expect(added.count == 18)
  }

  @Test func theDaemonThatServesTheDatabaseMakesIt() throws {
    let world = try fixedWorld()
    let set = FixedLog.sets[0]
    let daemon = try FakeDaemon(world.socket, report: .example(world)) { request in
      switch request {
      case .edit:
        .change(
          Control.ChangeReport(kind: .edit, text: "edited", set: set, count: 1, before: [set], after: [set]))
      case .import(let sets, _, _):
        .change(
          Control.ChangeReport(
            kind: .import, text: "imported", set: nil, count: sets.count, before: [], after: sets))
      case .note: .failure(ControlError(.noInput, "no set has the id x", remedy: "take another"))
      default:
        .change(Control.ChangeReport(kind: .add, text: "", set: set, count: 1, before: [], after: [set]))
      }
    }
    defer { daemon.stop() }
    let lock = try DatabaseLock(database: world.database, program: "holdfastd")
    let before = world.run("log", "--json").out
    #expect(
      world.run("edit", "a00000", "--duration", "45s", "--load", "none", "--exercise", "Plank").out
        == "nothing is different: wall-sit, Mon 12 Oct 2026 19:00 (a00000)\n")
    #expect(
      world.run("add", "plank", "45s").out == "added wall-sit, 30.4 s, me, Mon 12 Oct 2026 19:00 (a00000)\n")
    #expect(world.run("delete", "a00000", "last").status == 0)
    #expect(
      world.run("note", "a00000", "x")
        == World.Result(status: 66, out: "", err: "holdfast: no set has the id x\n  take another\n"))
    // Pieces of less than 64 KiB each, and the answer counts them all.
    let many = (0..<1_000).map { number in
      var set = set
      set.id = SetID(high: 1, low: UInt64(number))
      set.note = String(repeating: "n", count: 500)
      return set
    }
    let history = History(
      world.context(), Places(world.context()), "import")
    let report = try history.change(.import(many))
    #expect(report.count == 1_000 && report.after.count == 20)
    #expect { try history.change(.import(Array(repeating: set, count: 100_001))) } throws: {
      ($0 as? Failure)?.remedy?.contains("; sudo holdfast import …; ") == true
    }
    withExtendedLifetime(lock) {}
    #expect(world.run("log", "--json").out == before)

    let asked = daemon.requests.withLock { $0 }
    #expect(asked.count == 5)
    let edit = SetEdit(exercise: "plank", duration: .seconds(45), loadKg: .clear)
    #expect(asked[0] == .edit(set.id, edit))
    guard case .add(let added) = asked[1] else { return #expect(Bool(false), "\(asked[1])") }
    #expect(added.exercise == "plank" && added.endedBy == .edit && added.endedAt == world.now)
    #expect(asked[2] == .delete([set.id, FixedLog.sets.last!.id]))
    #expect(asked[3] == .note(set.id, "x"))
    #expect(asked[4] == .import(many, after: 0, more: false))
  }
}
