import Control
import Testing
import Training

@testable import CLI

@Suite struct TimerFaceTests {
  private func running(seconds: Double, target: Target? = Target(seconds: .range(30, 45))) -> StationReport {
    var station = StationReport.example
    station.set = StationReport.SetNumber(3, of: 4)
    station.state = .running
    station.running = RunningReport(
      exercise: "side-plank", kind: .hold, side: .left, startedAt: WallTime(microseconds: 0),
      elapsed: .seconds(seconds), loadKg: 20, target: target, carrier: .tap)
    return station
  }

  private func reps(_ count: Int) -> StationReport {
    var station = running(seconds: 12, target: Target(reps: .range(8, 10)))
    station.running?.kind = .reps
    station.running?.reps = count
    return station
  }

  private func resting(left: Double?, rested: Double) -> StationReport {
    var station = StationReport.example
    station.set = StationReport.SetNumber(2)
    station.state = left == nil ? .idle : .resting
    station.restLeft = left.map { .seconds($0) }
    station.rested = .seconds(rested)
    station.sessionLeft = .seconds(1_800 - rested)
    return station
  }

  private func lines(
    _ columns: Int, _ rows: Int, _ station: StationReport, problem: String? = nil, fault: String? = nil
  ) -> [ScreenLine] {
    TimerFace(
      size: TerminalSize(columns: columns, rows: rows), station: station, problem: problem, fault: fault
    ).frame.lines
  }

  private func picture(_ columns: Int, _ rows: Int, _ station: StationReport) -> [String] {
    lines(columns, rows, station).map(\.text.withoutSpacesAtEnd)
  }

  // MARK: Whole pictures

  @Test func aHoldIn40Columns() {
    #expect(
      picture(40, 12, running(seconds: 23.45)) == [
        "            Side plank, left",
        " me  set 3 of 4  20 kg  target 30-45 s",
        "",
        "   ██████      ██████  ██████",
        "   ██  ██  ██      ██      ██",
        "   ██  ██      ██████  ██████    ▄ ▄",
        "   ██  ██  ██  ██          ██    █▄█",
        "   ██████      ██████  ██████  ▄   █",
        "",
        " ███████████████████░░░░░░│░░░░░░░░░░░░",
        "",
        "       last: wall-sit 0:45.0, met",
      ])
  }

  @Test func aRestIn40Columns() {
    #expect(
      picture(40, 12, resting(left: 42.001, rested: 17.999)) == [
        "         next: Side plank, left",
        "    me  set 2  20 kg  target 30-45 s",
        "",
        "▒▒▒▒▒▒▒▒▒         ▒▒▒   ▒▒▒   ▒▒▒▒▒▒▒▒▒",
        "▒▒▒   ▒▒▒   ▒▒▒   ▒▒▒   ▒▒▒         ▒▒▒",
        "▒▒▒   ▒▒▒         ▒▒▒▒▒▒▒▒▒   ▒▒▒▒▒▒▒▒▒",
        "▒▒▒   ▒▒▒   ▒▒▒         ▒▒▒         ▒▒▒",
        "▒▒▒▒▒▒▒▒▒               ▒▒▒   ▒▒▒▒▒▒▒▒▒",
        "",
        " ███████████░░░░░░░░░░░░░░░░░░░░░░░░░░░",
        "                  rest",
        "       last: wall-sit 0:45.0, met",
      ])
  }

  @Test func afterTheRestAndIn20Columns() {
    #expect(
      picture(20, 5, resting(left: nil, rested: 83.2)) == [
        "  Side plank, left",
        "     █ ▄ ▀▀█ ▀▀█",
        "     █ ▄ █▀▀ ▀▀█",
        "     ▀   ▀▀▀ ▀▀▀",
        " rest, tap to start",
      ])
    #expect(
      picture(20, 5, running(seconds: 12.3)) == [
        "  Side plank, left",
        "   █▀█ ▄   █ ▀▀█",
        "   █ █ ▄   █ █▀▀",
        "   ▀▀▀     ▀ ▀▀▀",
        " ████░░░░░░░░│░░░░░",
      ])
    #expect(picture(20, 5, running(seconds: 33.3))[4] == "target met, +0:03.3")
  }

  @Test func inAFewRows() {
    #expect(picture(40, 1, running(seconds: 12.3)) == ["0:12.3  Side plank, left"])
    #expect(
      picture(40, 3, resting(left: nil, rested: 5)) == [
        "0:05  next: Side plank, left", "           rest, tap to start",
        "    me  set 2  20 kg  target 30-45 s",
      ])
  }

  // MARK: Properties

  @Test(arguments: [
    (200, 60), (80, 24), (80, 8), (40, 24), (40, 12), (40, 10), (24, 6), (10, 4), (10, 3), (3, 1),
  ])
  func staysWithinTheTerminal(columns: Int, rows: Int) {
    var long = running(seconds: 5)
    long.exerciseName = "体が重い日の壁座り体が重い日の壁座り"
    var ready = StationReport.example
    (ready.state, ready.countdown) = (.ready, .seconds(2.4))
    let stations = [
      running(seconds: 3_725), running(seconds: 5), running(seconds: 5_000_000), long, .example, ready,
      reps(7),
      reps(1_234), resting(left: 5, rested: 5), resting(left: nil, rested: 5),
    ]
    for station in stations {
      for problem in [nil, "holdfastd is not running: there is no socket /run/holdfast/holdfast.sock"] {
        let lines = lines(columns, rows, station, problem: problem, fault: "the disk is full\u{7}")
        #expect(lines.count <= rows)
        for line in lines {
          #expect(width(line.text) <= columns, "\(line)")
          #expect(!line.text.contains("\u{7}"))
        }
      }
    }
  }

  @Test("The digits take three rows in five, or all columns")
  func fillsTheTerminal() {
    for (columns, rows) in [(200, 60), (120, 40), (80, 24), (40, 12), (60, 50)] {
      for station in [running(seconds: 12.3), resting(left: nil, rested: 754)] {
        let lines = lines(columns, rows, station).map(\.text)
        let digits = lines.filter { $0.contains(where: { "█▒▀▄".contains($0) }) && !$0.contains("░") }
        let widest = digits.map { width($0) }.max() ?? 0
        #expect(
          digits.count * 5 >= rows * 3 - 14 || widest * 5 >= columns * 4,
          "\(columns)x\(rows): \(digits.count) rows, \(widest) columns")
      }
    }
  }

  @Test("A side is never cut off")
  func sides() {
    var station = running(seconds: 1)
    station.exerciseName = "Single-leg calf raise hold"
    station.running?.side = .right
    #expect(picture(20, 5, station)[0] == "Single-leg c…, right")
    #expect(picture(80, 5, station)[0].hasSuffix("Single-leg calf raise hold, right"))
  }

  @Test func saysHowFarOverTheTarget() {
    func says(_ text: String, _ station: StationReport) -> Bool {
      picture(80, 24, station).contains { $0.contains(text) }
    }
    #expect(says("target met, +0:03.2", running(seconds: 33.2)))
    #expect(!says("target met", running(seconds: 29.9)))
    #expect(!says("░", running(seconds: 99, target: Target(seconds: .max))))
    #expect(says("0:12.0", reps(7)) && !says("target met", reps(7)))
    #expect(says("0:12.0   target met", reps(8)) && says("target met, +2", reps(10)))
    #expect(says("█░░░░░░░░│", reps(7)))
  }

  @Test func whatIsWrongIsSeen() {
    let problem = lines(80, 24, running(seconds: 12), problem: "holdfastd is not running")
    #expect(problem.contains { $0.text.contains("holdfastd is not running") && $0.role == .warning })
    #expect(problem.filter { $0.text.contains("█") }.allSatisfy { $0.role == .faint })
    #expect(
      lines(80, 24, .example, fault: "the disk is full").last?.text.contains("the disk is full") == true)
    #expect(lines(20, 5, .example, fault: "the disk is full").last?.text.contains("the disk is full") == true)
  }

  @Test("It says when it changes next, to the instant")
  func next() {
    func next(_ station: StationReport, problem: String? = nil) -> Interval? {
      TimerFace(size: TerminalSize(columns: 80, rows: 24), station: station, problem: problem).frame.next
    }
    #expect(next(running(seconds: 12.345)) == .milliseconds(55))
    #expect(next(running(seconds: 12)) == .milliseconds(100))
    #expect(next(resting(left: nil, rested: 83.2)) == .milliseconds(800))
    #expect(next(resting(left: 42.001, rested: 1)) == .milliseconds(1))
    #expect(next(resting(left: 42, rested: 1)) == .seconds(1))
    #expect(next(.example) == nil)
    #expect(next(running(seconds: 12.345), problem: "gone") == nil)
  }

  @Test func countdownAndRestShowSecondsRoundedUp() {
    var station = StationReport.example
    station.state = .ready
    station.countdown = .seconds(2.4)
    #expect(lines(20, 3, station)[0].text.hasPrefix("3  "))
    #expect(picture(40, 12, station).contains { $0.contains("get ready") })
    #expect(lines(40, 3, resting(left: 0.001, rested: 5))[0].text.hasPrefix("0:01  "))
    #expect(lines(40, 3, resting(left: 0, rested: 5))[0].text.hasPrefix("0:00  "))
  }

  @Test func agesByThePassingOfTime() {
    var station = running(seconds: 10)
    station.countdown = .seconds(1)
    let aged = station.aged(by: .seconds(2.5))
    #expect(aged.running?.elapsed == .seconds(12.5) && aged.countdown == .zero)
    let rested = resting(left: nil, rested: 100).aged(by: .seconds(1_699))
    #expect(rested.rested == .seconds(1_799) && rested.set.number == 2)
    let over = resting(left: nil, rested: 100).aged(by: .seconds(1_700))
    #expect(over.rested == nil && over.sessionLeft == nil && over.set.number == 1)
  }
}

@Suite struct BigDigitsTests {
  /// Three columns, five rows: what a digit looks like, written down once more.
  private let shapes: [Character: String] = [
    "0": "#### ## ## ####", "1": "  #  #  #  #  #", "4": "# ## ####  #  #", "7": "###  #  #  #  #",
    "8": "#### ##### ####", ":": " # # ",
  ]

  @Test(
    "Every pixel is where it belongs, as large as fits, at every size",
    arguments: [1, 2, 3, 5, 8, 14, 36, 51])
  func pixels(rows: Int) throws {
    for columns in [1, 2, 3, 12, 13, 16, 17, 20, 26, 39, 40, 63, 80, 132, 199, 200, 210] {
      for (text, units) in [("0:47", 13), ("18:40", 17), ("7", 3)] {
        let picture = BigDigits.draw(text, columns: columns, rows: rows)
        let fits = columns >= units && rows >= 3
        #expect((picture != nil) == fits, "\(text) in \(columns)x\(rows)")
        guard let picture else { continue }
        #expect(picture.rows.count <= rows && picture.width <= columns && !picture.hasTail)
        #expect(picture.rows.allSatisfy { width($0) == picture.width })
        let x = picture.width / units
        #expect(picture.width == x * units)
        let halves = picture.rows.flatMap { row -> [[Bool]] in
          [row.map { $0 == "█" || $0 == "▀" }, row.map { $0 == "█" || $0 == "▄" }]
        }
        let y = halves.lastIndex { $0.contains(true) }.map { ($0 + 1) / 5 } ?? 0
        try #require(y > 0)
        // One size larger would be too wide, too high, or out of shape.
        #expect((x + 1) * units > columns || x + 1 > 2 * y)
        #expect(5 * (y + 1) > 2 * rows || y + 1 > 2 * (columns / units), "\(text) in \(columns)x\(rows)")
        var left = 0
        for character in text {
          let shape = Array(try #require(shapes[character]))
          let wide = shape.count / 5
          for row in 0..<5 {
            for column in 0..<wide {
              let isLit = halves[row * y + y / 2][(left + column) * x + x / 2]
              #expect(isLit == (shape[row * wide + column] == "#"))
            }
          }
          left += wide + 1
        }
      }
    }
  }

  @Test("Tenths are half as large, and never cost height")
  func tail() throws {
    for columns in stride(from: 13, through: 210, by: 9) {
      for rows in stride(from: 3, through: 52, by: 4) {
        let alone = try #require(BigDigits.draw("0:47", columns: columns, rows: rows))
        let both = try #require(BigDigits.draw("0:47", tail: ".4", columns: columns, rows: rows))
        #expect(both.rows.count == alone.rows.count && both.width <= columns)
        if !both.hasTail { #expect(both.rows == alone.rows) }
      }
    }
    #expect(try #require(BigDigits.draw("0:47", tail: ".4", columns: 80, rows: 17)).hasTail)
    #expect(try #require(BigDigits.draw("0:47", tail: ".4", columns: 200, rows: 50)).hasTail)
    #expect(try !#require(BigDigits.draw("0:47", tail: ".4", columns: 20, rows: 3)).hasTail)
    #expect(try !#require(BigDigits.draw("12:47", tail: ".4", columns: 40, rows: 20)).hasTail)
  }
}

@Suite struct ScreenLineTests {
  @Test(arguments: [
    ("0:12.3", "0:12.4", 5), ("same", "same", 4), ("", "x", 0), ("ab", "abc", 2), ("abc", "ab", 2),
    ("██ ▀", "██ ▄", 3), ("█░│", "██│", 1), ("é1", "é2", 0), ("a体b", "a体c", 0), ("xe\u{301}", "xe", 1),
    ("xye", "xye\u{301}", 2), ("▒▒▒", "███", 0),
  ])
  func keepsWhatIsSurelyTheSame(_ new: String, _ old: String, _ cells: Int) {
    #expect(ScreenLine(new).cellsToKeep(of: ScreenLine(old)) == cells)
    #expect(ScreenLine(new, .good).cellsToKeep(of: ScreenLine(old)) == 0)
  }
}
