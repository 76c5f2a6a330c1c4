import Control
import Testing
import Training

@testable import CLI

@Suite struct TimerFaceTests {
  private func running(seconds: Double, target: Target? = Target(seconds: .range(30, 45))) -> StationReport {
    var station = StationReport.example
    station.state = .running
    station.running = RunningReport(
      exercise: "side-plank", kind: .hold, side: .left, startedAt: WallTime(microseconds: 0),
      elapsed: .seconds(seconds), loadKg: 20, target: target, carrier: .tap)
    return station
  }

  private func face(_ columns: Int, _ rows: Int) -> TimerFace {
    TimerFace(
      size: TerminalSize(columns: columns, rows: rows), style: Style(columns: columns, hasColor: false))
  }

  @Test func smallTerminal() {
    #expect(
      face(40, 12).lines(running(seconds: 23.45)).map { $0.trimmingSpacesAtEnd } == [
        "            Side plank, left",
        "       me  20 kg  target 30-45 s",
        "",
        " ██████      ██████  ██████      ██  ██",
        " ██  ██  ██      ██      ██      ██  ██",
        " ██  ██      ██████  ██████      ██████",
        " ██  ██  ██  ██          ██          ██",
        " ██████      ██████  ██████  ██      ██",
        "",
        " ███████████████████░░░░░░│░░░░░░░░░░░░",
        "",
        "         last: wall-sit 0:45.0",
      ])
  }

  @Test(arguments: [(200, 60), (80, 24), (80, 8), (40, 24), (40, 10), (24, 6), (10, 3), (3, 1)])
  func staysWithinTheTerminal(columns: Int, rows: Int) {
    for station in [running(seconds: 3_725), running(seconds: 5), .example] {
      let lines = face(columns, rows).lines(station, problem: "holdfastd is not running: there is no socket")
      #expect(lines.count <= rows)
      for line in lines { #expect(width(line) <= columns, "\(line)") }
    }
  }

  @Test func fillsALargeOne() {
    let lines = face(200, 60).lines(running(seconds: 5))
    #expect(lines.filter { $0.contains("█") }.count >= 40)
    #expect(lines.map { width($0) }.max()! > 160)
  }

  @Test func saysHowFarOverTheTarget() {
    #expect(
      face(80, 24).lines(running(seconds: 33.2)).contains {
        $0.contains("target met, +0:03.2")
      })
    #expect(!face(80, 24).lines(running(seconds: 29.9)).contains { $0.contains("target met") })
    #expect(
      !face(80, 24).lines(running(seconds: 99, target: Target(seconds: .max))).contains { $0.contains("░") })
  }

  @Test func repetitionsAreLarge() {
    var station = running(seconds: 12)
    station.running?.kind = .reps
    station.running?.reps = 7
    station.running?.target = Target(reps: .range(8, 10))
    let lines = face(40, 12).lines(station)
    #expect(lines.contains { $0.contains("0:12.0") })
    #expect(lines.filter { $0.contains("██████") && !$0.contains("░") }.count > 0)
    #expect(lines.contains { $0.contains("█░░░░│") || $0.contains("░│") })
  }

  @Test func countdownShowsWholeSeconds() {
    var station = StationReport.example
    station.state = .ready
    station.countdown = .seconds(2.4)
    #expect(face(9, 4).lines(station).contains { $0.contains("3") })
    #expect(face(40, 12).lines(station).contains { $0.contains("get ready") })
  }

  @Test func agesByThePassingOfTime() {
    var station = running(seconds: 10)
    station.countdown = .seconds(1)
    let aged = station.aged(by: .seconds(2.5))
    #expect(aged.running?.elapsed == .seconds(12.5) && aged.countdown == .zero)
  }
}

extension String {
  fileprivate var trimmingSpacesAtEnd: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
