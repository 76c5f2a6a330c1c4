import Testing
import Training

@Suite struct ExerciseTests {
  private let wallSit = Exercise(
    id: "wall-sit", name: "Wall sit", aliases: ["wall sits"], kind: .hold, sides: .both,
    beginner: Target(seconds: .range(20, 30)), advanced: Target(seconds: .range(60, 90)))
  private let lunge = Exercise(
    id: "reverse-lunge", name: "Reverse lunge", kind: .reps, sides: .each)
  private let plank = Exercise(
    id: "plank", name: "Plank", aliases: ["front plank"], kind: .hold, sides: .both)

  @Test func targetsAndSides() {
    #expect(wallSit.target(for: .beginner) == Target(seconds: .range(20, 30)))
    #expect(wallSit.target(for: .advanced) == Target(seconds: .range(60, 90)))
    #expect(plank.target(for: .advanced) == nil)
    #expect(wallSit.firstSide == .both)
    #expect(lunge.firstSide == .left)
    #expect(Side.left.opposite == .right)
    #expect(Side.right.opposite == .left)
    #expect(Side.both.opposite == .both)
  }

  @Test func find() {
    let catalogue = Catalogue([wallSit, lunge, plank])
    #expect(catalogue["wall-sit"] == wallSit)
    #expect(catalogue["Wall sit"] == nil)
    #expect(catalogue.find("wall-sit") == wallSit)
    #expect(catalogue.find("WALL SIT") == wallSit)
    #expect(catalogue.find("Front Plank") == plank)
    #expect(catalogue.find("squat") == nil)
    #expect(Catalogue().find("plank") == nil)
  }

  @Test func anEqualIdReplaces() {
    var own = wallSit
    own.name = "My wall sit"
    own.aliases = ["chair"]
    let catalogue = Catalogue([wallSit, lunge, own])
    #expect(catalogue.exercises == [own, lunge])
    #expect(catalogue.find("chair") == own)
    #expect(catalogue["wall-sit"] == own)
  }

  @Test func anIdComesBeforeAnotherAlias() {
    var other = lunge
    other.aliases = ["plank"]
    #expect(Catalogue([plank, other]).find("plank") == plank)
  }

  @Test func neighbors() {
    let catalogue = Catalogue([wallSit, lunge, plank])
    #expect(catalogue.neighbor(of: "wall-sit", steps: 1) == lunge)
    #expect(catalogue.neighbor(of: "plank", steps: 1) == wallSit)
    #expect(catalogue.neighbor(of: "wall-sit", steps: -1) == plank)
    #expect(catalogue.neighbor(of: "wall-sit", steps: -7) == plank)
    #expect(catalogue.neighbor(of: "wall-sit", steps: 3) == wallSit)
    #expect(catalogue.neighbor(of: "gone", steps: 1) == wallSit)
    #expect(Catalogue().neighbor(of: "gone", steps: 1) == nil)
  }

  @Test func nearest() {
    let names = ["wall-sit", "plank", "side-plank", "dead-hang"]
    let table: [(String, String?)] = [
      ("wall-sot", "wall-sit"), ("wallsit", "wall-sit"), ("Wall-Sit", "wall-sit"), ("plnak", "plank"),
      ("plan", "plank"), ("planks", "plank"), ("side-plnak", "side-plank"), ("sideplank", "side-plank"),
      ("ded-hng", "dead-hang"), ("burpee", nil), ("", nil), ("x", nil), ("wall", nil),
    ]
    for (text, expected) in table { #expect(nearestName(to: text, among: names) == expected, "\(text)") }
    #expect(nearestName(to: "plank", among: []) == nil)
    #expect(nearestName(to: "ab", among: ["xy"]) == nil)
    // Of equally near ones the first.
    #expect(nearestName(to: "tap1", among: ["tap2", "tap3"]) == "tap2")
    #expect(Catalogue([wallSit, plank]).nearest(to: "plnk") == "plank")
  }

  @Test func measuredToTheEnd() {
    let unmeasured: Set<EndedBy> = [.timeout, .unplug, .dropped, .crash, .shutdown, .powerCut]
    for endedBy in EndedBy.allCases {
      #expect(endedBy.isMeasuredToTheEnd == !unmeasured.contains(endedBy))
    }
    #expect(EndedBy.powerCut.rawValue == "power-cut")
  }

  @Test func finishedSets() {
    let running = RunningSet(
      athlete: "me", exercise: "wall-sit", kind: .hold, side: .both, target: Target(seconds: .exactly(20)),
      startedAt: Instant(microseconds: 1_000_000))
    let end = Instant(microseconds: 21_000_000)
    let met = FinishedSet(running: running, endedAt: end, endedBy: .tap)
    #expect(met.duration == .seconds(20))
    #expect(met.targetMet == true)
    let missed = FinishedSet(running: running, endedAt: end - Interval(microseconds: 1), endedBy: .tap)
    #expect(missed.targetMet == false)
    var open = running
    open.target = nil
    #expect(FinishedSet(running: open, endedAt: end, endedBy: .tap).targetMet == nil)
  }
}
