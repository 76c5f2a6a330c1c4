import Testing
import Training

@Suite struct SeasonTests {
  private let day = 20_000

  /// Phases as the data has them: what each document says of weeks.
  private func phases(_ id: String) -> Program {
    var program = Program(id: id, name: id, kind: .phases, source: String(id.suffix(3)) + ":1")
    func phase(_ phase: Phase, weeks: Figure? = nil, also: [Phase] = []) -> ProgramPhase {
      var result = ProgramPhase(phase)
      result.weeksBeforeRace = weeks
      result.also = also
      return result
    }
    switch id {
    case "phases-000":
      program.phases = [
        phase(.base, also: [.offSeason]), phase(.build, weeks: .range(8, 12)), phase(.peak),
        phase(.taper, weeks: .range(2, 3)), phase(.raceWeek),
      ]
    case "phases-003":
      program.phases = [phase(.offSeason), phase(.base), phase(.build), phase(.taper, also: [.raceWeek])]
    default:
      program.phases = [
        phase(.base, also: [.offSeason]), phase(.build), phase(.peak), phase(.raceWeek), phase(.recovery),
      ]
    }
    return program
  }

  @Test(
    "The phase of a day by its distance to the race",
    arguments: [
      // Without a source: 16 weeks as 004:610-618, build from the 12th (000:38), peak from the 4th, taper from the 2nd.
      (nil, "marathon", 112, .offSeason), (nil, "marathon", 111, .base), (nil, "marathon", 84, .base),
      (nil, "marathon", 83, .build), (nil, "marathon", 28, .build), (nil, "marathon", 27, .peak),
      (nil, "marathon", 14, .peak), (nil, "marathon", 13, .taper), (nil, "marathon", 7, .taper),
      (nil, "marathon", 6, .raceWeek), (nil, "marathon", 0, .raceWeek), (nil, "marathon", -1, .recovery),
      // 1 to 3 weeks after it (004:578).
      (nil, "marathon", -21, .recovery), (nil, "marathon", -22, .offSeason), (nil, "10k", -7, .recovery),
      (nil, "10k", -8, .offSeason), (nil, "half-marathon", -14, .recovery),
      (nil, "half-marathon", -15, .offSeason),
      // Build 8-12 weeks out (000:38), taper 2-3 (000:45): the longer for a marathon.
      ("phases-000", "marathon", 83, .build), ("phases-000", "marathon", 49, .build),
      ("phases-000", "marathon", 48, .peak), ("phases-000", "marathon", 21, .peak),
      ("phases-000", "marathon", 20, .taper), ("phases-000", "10k", 20, .peak),
      ("phases-000", "10k", 13, .taper),
      // No peak in 003:84-89: build goes on.
      ("phases-003", "marathon", 27, .build), ("phases-003", "marathon", 14, .build),
      ("phases-003", "marathon", 13, .taper),
      // 004 has a peak and no weeks (004:522-572): weeks 5-12, 13-14, 15, 16 of its plan (004:612-616).
      ("phases-004", "10k", 28, .build), ("phases-004", "10k", 27, .peak), ("phases-004", "10k", 13, .taper),
    ] as [(String?, String, Int, Phase)])
  func phase(_ id: String?, _ distance: String, _ before: Int, _ expected: Phase) {
    let race = Race(day: day + before, distance: RaceDistance(distance)!)
    #expect(Season(race: race, phases: id.map(phases)).phase(on: day) == expected)
  }

  @Test("No race in sight is off-season")
  func noRace() { #expect(Season(race: nil, phases: phases("phases-000")).phase(on: day) == .offSeason) }

  @Test("Weeks of a program that say their phase win, those that do not leave it to the race")
  func weeksOfAProgram() {
    var program = Program(id: "flow", name: "flow", kind: .plan, source: "004:583")
    var week = ProgramWeek(weeks: .range(2, 3))
    week.phase = .taper
    program.weeks = [ProgramWeek(weeks: .exactly(1)), week]
    let season = Season(race: nil, phases: nil, program: program, startDay: day)
    #expect(season.phase(on: day) == .offSeason && season.phase(on: day - 7) == .offSeason)
    #expect(season.phase(on: day + 7) == .taper && season.phase(on: day + 14) == .taper)
    #expect(season.phase(on: day + 21) == .offSeason)
    // A race is where it is.
    let race = Race(day: day + 9, distance: RaceDistance("10k")!)
    let early = Season(race: race, phases: nil, program: program, startDay: day - 7)
    #expect(early.phase(on: day + 2) == .taper && early.phase(on: day + 3) == .raceWeek)
    #expect(early.phase(on: day + 10) == .recovery && early.phase(on: day + 17) == .offSeason)
  }

  @Test("What a phase asks for: its own words, else those of a phase that stands for it")
  func asks() {
    let season = Season(race: nil, phases: phases("phases-003"))
    #expect(season.asks(in: .offSeason)?.phase == .offSeason)
    #expect(season.asks(in: .raceWeek)?.phase == .taper)
    #expect(season.asks(in: .peak) == nil && Season(race: nil, phases: nil).asks(in: .base) == nil)
  }

  @Test(
    "Which phases a program follows",
    arguments: [
      ("plan", "000:85", nil, "phases-000"), ("plan", "003:42", nil, "phases-003"),
      ("plan", "004:750", nil, "phases-004"),
      ("plan", "001:20", nil, "phases-000"), ("plan", "002:16", "003", "phases-003"),
      ("plan", "000:1", "004:602", "phases-004"),
      ("phases-003", "003:83", "000", "phases-003"),
    ] as [(String, String, String?, String)])
  func followed(_ id: String, _ source: String, _ choice: String?, _ expected: String) {
    var program = Program(id: id, name: id, kind: .plan, source: source)
    program.follows = choice.map { [Program.Choice("D1", $0)] } ?? []
    #expect(Season.followedID(by: program) == expected)
    #expect(Season.followedID(by: nil) == "phases-000")
  }
}
