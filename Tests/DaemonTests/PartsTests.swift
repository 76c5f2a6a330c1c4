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

  /// What a sensor's events make of its pause: so many frames a second, each of so many events, read as often as it says.
  private func pause(_ rate: Double, _ events: Int) -> (pause: Interval, most: Int) {
    var pacing = SensorPacing()
    var (now, sent, read, most) = (0.0, 0, 0, 0)
    while now < 3 {
      now += max(pacing.pause.seconds, rate > 0 ? 1 / rate : 1)
      sent = Int(now * rate)
      // The first reads come while the rate is not known.
      if now > 1 { most = max(most, (sent - read) * events) }
      pacing.read(
        events: (sent - read) * events, frames: sent - read, at: Instant(microseconds: Int64(now * 1e6)))
      read = sent
    }
    return (pacing.pause, most)
  }

  @Test(
    "A sensor's measurements wait as long as the kernel has room for them, and slow ones do not wait",
    arguments: [
      (0, 8, 0), (10, 5, 0), (40, 8, 0), (60, 5, 40), (100, 5, 40), (100, 20, 32), (200, 8, 40), (250, 8, 32),
      (1_000, 5, 12.8), (1_000, 8, 8),
    ] as [(Double, Int, Double)])
  func pacing(rate: Double, events: Int, milliseconds: Double) {
    let (pause, most) = pause(rate, events)
    #expect(abs(pause.seconds * 1_000 - milliseconds) < 1, "\(pause.seconds)")
    #expect(most <= 80)
  }

  @Test("A sensor that falls silent wakes nobody after it was read in vain")
  func silence() {
    var pacing = SensorPacing()
    for step in 0...100 {
      pacing.read(events: 8, frames: 1, at: Instant(microseconds: Int64(step) * 4_000))
    }
    #expect(pacing.pause > .zero)
    pacing.read(events: 0, frames: 0, at: Instant(microseconds: 10_000_000))
    #expect(pacing.pause == .zero)
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
