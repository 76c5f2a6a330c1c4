import Syscalls
import Testing
import Tracking
import Training

@testable import Daemon

@Suite("Parts")
struct PartsTests {
  @Test(
    "The timer never goes off before its instant on the engine's clock",
    arguments: [0.001, 0.1, 0.3, 1, 3, 7.7, 1000])
  func clock(speed: Double) {
    let clock = EngineClock(speed: speed)
    let start = clock.now
    for step in stride(from: Int64(0), to: 100_000_000, by: 999_983) {
      let wanted = start + Interval(microseconds: step)
      let at = clock.bootTime(of: wanted)
      // The rounding of a fraction may cost a microsecond, never more.
      #expect((wanted - clock.instant(ofBootTime: at)).microseconds <= 1)
      #expect(Double((clock.instant(ofBootTime: at) - wanted).microseconds) <= max(speed, 1))
    }
  }

  @Test("The engine's clock runs as fast as it is told, from now on")
  func speed() {
    let before = SystemClock.boottime
    let clock = EngineClock(speed: 10)
    let after = SystemClock.boottime
    let later = clock.instant(ofBootTime: after + 1_000_000).microseconds
    #expect(later >= after + 10_000_000 && later <= after + 10_000_000 + 10 * (after - before))
  }

  @Test("Placeholders are filled in once, in one pass")
  func filled() {
    let values = ["{text}": "{cue}", "{cue}": "stop", "{empty}": ""]
    #expect("{text} {cue}".filled(in: values) == "{cue} stop")
    #expect("{{text}} {other} {text".filled(in: values) == "{{cue}} {other} {text")
    #expect("a{empty}b{".filled(in: values) == "ab{")
    #expect("".filled(in: values) == "")
    #expect("né{cue}é".filled(in: values) == "néstopé")
  }

  private static let cues: [Cue] =
    [.ready, .started, .tick(3), .target, .stopped, .saved, .rep(2), .restOver, .sessionDone]
    + Cue.Fault.allCases.map(Cue.fault)

  @Test("Every cue ends in silence, with the lamp telling whether a set runs", arguments: [true, false])
  func patterns(isRunning: Bool) {
    for cue in Self.cues {
      let pattern = CuePattern(cue, isRunning: isRunning)
      #expect(pattern.tones.last?.hertz == 0, "\(cue)")
      #expect(pattern.tones.count % 2 == 0 && pattern.tones[0].after == .zero)
      #expect(pattern.lights.last?.isOn == isRunning, "\(cue)")
      #expect(pattern.tones.map(\.after) == pattern.tones.map(\.after).sorted())
      #expect(pattern.lights.map(\.after) == pattern.lights.map(\.after).sorted())
    }
  }

  @Test("Cues can be told apart by ear")
  func distinct() {
    let heard = Self.cues.dropLast(Cue.Fault.allCases.count - 1).map { cue in
      "\(CuePattern(cue, isRunning: true).tones)"
    }
    #expect(Set(heard).count == heard.count)
  }

  @Test("Every fault has words")
  func faults() {
    #expect(Set(Cue.Fault.allCases.map(\.text)).count == Cue.Fault.allCases.count)
  }
}
