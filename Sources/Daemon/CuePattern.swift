import Tracking
import Training

/// What a cue looks and sounds like: the LED shows whether a set runs, the beeper tells the cues apart by pitch,
/// length and number.
struct CuePattern {
  /// The beeper's tone in Hz (0 is silence) from a moment on, counted from the cue.
  var tones: [(after: Interval, hertz: Int32)]
  /// The LED's state from a moment on.
  var lights: [(after: Interval, isOn: Bool)]

  /// The pattern of a cue. After it the LED is left on while a set runs, and off otherwise.
  init(_ cue: Cue, isRunning: Bool) {
    switch cue {
    case .ready: (tones, lights) = (Self.beeps(1, hertz: 660, milliseconds: 40), [])
    case .started: (tones, lights) = (Self.beeps(1, hertz: 880, milliseconds: 200), [])
    case .tick:
      (tones, lights) = (Self.beeps(1, hertz: 440, milliseconds: 80), Self.blinks(1, milliseconds: 100))
    case .target:
      (tones, lights) = (Self.beeps(2, hertz: 1320, milliseconds: 120), Self.blinks(3, milliseconds: 80))
    case .stopped: (tones, lights) = (Self.beeps(1, hertz: 440, milliseconds: 200), [])
    case .saved:
      (tones, lights) = (Self.beeps(1, hertz: 990, milliseconds: 60), Self.blinks(1, milliseconds: 60))
    case .rep:
      (tones, lights) = (Self.beeps(1, hertz: 990, milliseconds: 40), Self.blinks(1, milliseconds: 60))
    case .form:
      (tones, lights) = (Self.beeps(2, hertz: 330, milliseconds: 200), Self.blinks(2, milliseconds: 200))
    case .restOver:
      (tones, lights) = (Self.beeps(3, hertz: 880, milliseconds: 100), Self.blinks(3, milliseconds: 100))
    case .sessionDone:
      (tones, lights) = (Self.beeps(4, hertz: 1320, milliseconds: 120), Self.blinks(6, milliseconds: 120))
    case .fault:
      (tones, lights) = (Self.beeps(3, hertz: 220, milliseconds: 150), Self.blinks(6, milliseconds: 60))
    }
    lights.append((lights.last.map { $0.after + .milliseconds(60) } ?? .zero, isRunning))
  }

  private static func beeps(_ count: Int64, hertz: Int32, milliseconds: Int64) -> [(
    after: Interval, hertz: Int32
  )] {
    flanks(count, milliseconds).map { (after: $0.after, hertz: $0.isOn ? hertz : 0) }
  }

  private static func blinks(_ count: Int64, milliseconds: Int64) -> [(after: Interval, isOn: Bool)] {
    flanks(count, milliseconds)
  }

  /// On and off `count` times, each lasting as long.
  private static func flanks(_ count: Int64, _ milliseconds: Int64) -> [(after: Interval, isOn: Bool)] {
    var flanks: [(after: Interval, isOn: Bool)] = []
    for index in 0..<2 * count {
      flanks.append((after: Interval.milliseconds(milliseconds * index), isOn: index % 2 == 0))
    }
    return flanks
  }
}
