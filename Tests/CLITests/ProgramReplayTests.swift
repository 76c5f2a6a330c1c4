import Control
import Settings
import Testing
import Training

@testable import CLI

/// Somebody with a pedal who does all that a program asks for, to its end, through the very engine: with every tap, every rest and
/// both sides.
@Suite struct ProgramReplayTests {
  /// 2026-11-16, a Monday, and how many weeks are trained: three where every week is the same.
  private static let start = 20_773
  private static let weeks = 20
  private static let shipped = repository + "/Config"

  private static let configuration = """
    [[station]]
    name = "main"

    [[station.input]]
    match = { name = "Pedal" }
    keys.BTN_0 = { tap = "go" }
    keys.BTN_1 = { tap = "stop" }

    """

  /// The plans and routines that ask for any set in those weeks.
  private static func walked() throws -> [String] {
    let catalogue = try Catalogue.load(shipped: shipped)
    return try ProgramLibrary(shipped: shipped, catalogue: catalogue).all().filter { program in
      let course = ProgramCourse(program, catalogue: catalogue, level: .beginner, startDay: start)
      return (start..<start + 7 * weeks).contains { day in
        if case .session(let due) = course.due(on: day) { !due.sets.isEmpty } else { false }
      }
    }.map(\.id)
  }

  @Test("Menus, phases and what leaves every exercise open cannot be gone along; all others are")
  func whatIsLeftOut() throws {
    let left = Set(try ProgramLibrary.ids(shipped: Self.shipped)).subtracting(try Self.walked())
    let expected = [
      "advanced-003", "compound-moves", "essential-003", "flexibility-add-ons", "hip-work-mix",
      "home-no-gym", "injury-table", "learning-order", "maintenance-20min", "minimal-picks",
      "mobility-schedule", "phases-000", "phases-003", "phases-004", "ten-isometric-moves",
      "two-days-30min", "warm-up",
    ]
    #expect(left.sorted() == expected)
  }

  /// What was asked for and has to be in the log.
  private struct Asked: Equatable, CustomStringConvertible {
    var exercise: String
    var side: Side
    var target: String?
    var isMet: Bool?
    var description: String {
      "\(exercise) \(side.rawValue) \(target ?? "-") \(isMet.map(String.init) ?? "-")"
    }
  }

  /// The taps that do all that a program asks for.
  private struct Athlete {
    var events: [(String, String, Int)] = []
    var asked: [Asked] = []
    var now = 0

    private mutating func tap(_ key: String) {
      events.append(("\(now).000000", key, 1))
      events.append(("\(now).100000", key, 0))
    }

    mutating func train(_ set: PlannedSet, _ kind: Kind) {
      let seconds = set.target?.seconds?.lower.map { Int($0.rounded(.up)) }
      switch kind {
      case .hold:
        tap("0100")
        now += seconds ?? 20
        tap("0100")
      case .reps:
        let count = (set.target?.reps ?? set.target?.steps)?.lower.map { Int($0.rounded(.up)) } ?? 8
        let begin = now
        // Repetitions against the clock go on until it is over.
        for rep in 0..<(seconds.map { $0 / 2 + 1 } ?? count) {
          if rep > 0 { now += seconds == nil ? 1 : 2 }
          tap("0100")
        }
        now = seconds.map { begin + $0 + 1 } ?? now + 1
        tap("0101")
      }
      let target = set.target.flatMap { $0.text.isEmpty ? nil : $0.text }
      let isMet = set.target.flatMap { target in
        target.seconds?.lower ?? target.reps?.lower ?? target.steps?.lower
      }.map { _ in true }
      asked.append(Asked(exercise: set.exercise, side: set.side, target: target, isMet: isMet))
      now += 1 + Int((set.rest ?? .seconds(4)).seconds)
    }
  }

  @Test(
    "A pedal goes through every program to its end: each set is stored once, in order, with the week's figures",
    arguments: try! walked())
  func program(_ id: String) throws { try replay(id) }

  @Test("With two sessions on a day, the second one begins with its own first set")
  func sessionsOfOneDay() throws { try replay("home-plan", sessionsADay: 2) }

  private func replay(_ id: String, sessionsADay: Int = 1) throws {
    let catalogue = try Catalogue.load(shipped: Self.shipped)
    let library = try ProgramLibrary(shipped: Self.shipped, catalogue: catalogue)
    let program = try #require(try library.program(id))
    var course = ProgramCourse(program, catalogue: catalogue, level: .beginner, startDay: Self.start)
    var athlete = Athlete()
    let lastDay = Self.start + 7 * (program.weeks.isEmpty ? 3 : Self.weeks)
    for hour in (Self.start * 24..<lastDay * 24) {
      // At 10:00, and at 18:00.
      guard hour % 24 == 10 || hour % 24 == 18 && sessionsADay > 1 else { continue }
      let day = hour / 24
      guard case .session(let due) = course.due(on: day), !due.sets.isEmpty else { continue }
      athlete.now = hour * 3_600
      for set in due.sets { athlete.train(set, try #require(catalogue[set.exercise]).kind) }
      let done = due.sets.map { set in
        DoneSet(
          exercise: set.exercise, side: set.side,
          duration: .seconds((set.target?.seconds?.lower ?? 20).rounded(.up)),
          reps: catalogue[set.exercise]!.kind == .hold
            ? nil : (set.target?.reps ?? set.target?.steps)?.lower.map { Int($0.rounded(.up)) } ?? 8,
          loadKg: set.target?.loadKg)
      }
      #expect(course.take(done, day: day) == due.session)
    }
    #expect(!athlete.asked.isEmpty)

    let world = World()
    world.zone = LocalZone { _ in 0 }
    world.now = WallTime(microseconds: Int64(lastDay) * 86_400_000_000)
    world.write("holdfast.toml", Self.configuration)
    world.write("pedal.evemu", evemu("Pedal", ids: "0003 1234 5678 0100", athlete.events))
    world.environment["HOLDFAST_CONFIG"] = world.folder + "/holdfast.toml"
    #expect(
      world.run("program", "start", id, "--start", "2026-11-16", "--database", world.database).status == 0)
    let result = world.run("replay", world.folder + "/pedal.evemu", "--json", "--database", world.database)
    #expect(result.status == 0 && result.err.isEmpty, "\(result.err)")
    let came = try result.out.split(separator: "\n").map {
      try LoggedSet(json: JSONValue(parsing: String($0)), at: "")
    }.map {
      Asked(exercise: $0.exercise, side: $0.side, target: $0.target?.text, isMet: $0.targetMet)
    }
    #expect(came.count == athlete.asked.count)
    for (index, (came, asked)) in zip(came, athlete.asked).enumerated() where came != asked {
      Issue.record("set \(index + 1) of \(athlete.asked.count): asked for \(asked), came \(came)")
      break
    }
  }
}
