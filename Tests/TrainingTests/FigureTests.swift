import Testing
import Training

@Suite struct FigureTests {
  @Test(
    arguments: [
      ("open", Figure.open, nil, nil), ("3", .exactly(3), 3, 3), ("2-3", .range(2, 3), 2, 3),
      ("17+", .atLeast(17), 17, nil), ("2.5", .exactly(2.5), 2.5, 2.5),
    ] as [(String, Figure, Double?, Double?)])
  func reads(_ text: String, figure: Figure, lower: Double?, upper: Double?) {
    #expect(Figure(text) == figure)
    #expect(figure.text == text && figure.lower == lower && figure.upper == upper)
  }

  @Test(arguments: [
    "", "-", "3-2", "2-2", "-3", "1e3", "a few", "2–3", "1-2-3", "+", "open+", "00000001", "0x10",
  ])
  func refuses(_ text: String) { #expect(Figure(text) == nil) }

  @Test func holdsWhatItAsks() {
    #expect(Figure.range(2, 3).holds(2) == true && Figure.range(2, 3).holds(4) == false)
    #expect(Figure.atLeast(2).holds(9) == true && Figure.atLeast(2).holds(1) == false)
    #expect(Figure.open.holds(1) == nil)
  }

  @Test func dosesOfAWeek() {
    #expect(WeekDose("3-4x6-10").map { [$0.sets.text, $0.target, $0.text] } == ["3-4", "6-10", "3-4x6-10"])
    #expect(WeekDose("2xopen")?.target == "open" && WeekDose("2x20 steps")?.target == "20 steps")
    for text in ["3", "x", "3x", "x8", "a few x 3", "3x8-6"] {
      #expect(WeekDose(text) == nil, "\(text)")
    }
  }

  @Test func rests() {
    #expect(ProgramRest("60s") == .seconds(.exactly(60)) && ProgramRest("1min") == .seconds(.exactly(60)))
    #expect(ProgramRest("30-60s") == .seconds(.range(30, 60)) && ProgramRest("open") == .seconds(.open))
    #expect(ProgramRest("full") == .full && ProgramRest("short") == .short)
    for text in ["60", "60s"] { #expect(ProgramRest(text)?.text == "60s") }
    for text in ["", "soon", "-5s", "8 reps", "20kg", "60s 20kg", "max"] {
      #expect(ProgramRest(text) == nil, "\(text)")
    }
  }
}
