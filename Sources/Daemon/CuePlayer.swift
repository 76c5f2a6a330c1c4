import Evdev
import Tracking
import Training

/// Plays the patterns of cues on the LED and the beepers of a station's devices. A new cue cuts the one before short.
struct CuePlayer {
  private struct Step {
    var at: Instant
    var tone: Int32?
    var light: Bool?
  }

  private var steps: [Step] = []

  var deadline: Instant? { steps.first?.at }

  mutating func play(_ cue: Cue, isRunning: Bool, at now: Instant) {
    let pattern = CuePattern(cue, isRunning: isRunning)
    steps =
      pattern.tones.map { Step(at: now + $0.after, tone: $0.hertz, light: nil) }
      + pattern.lights.map { Step(at: now + $0.after, tone: nil, light: $0.isOn) }
    steps.sort { $0.at < $1.at }
  }

  /// Does what is due on the devices of the station.
  mutating func advance(to now: Instant, outputs: CueOutputs, devices: [Device]) {
    while let step = steps.first, step.at <= now {
      steps.removeFirst()
      for device in devices {
        if let isOn = step.light, let led = outputs.led { device.setLED(led, on: isOn) }
        if let hertz = step.tone, outputs.sound {
          if hertz > 0 { device.beep(hz: hertz) } else { device.silence() }
        }
      }
    }
  }
}
