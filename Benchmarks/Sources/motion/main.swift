import Glibc
import Motion
import Tracking
import Training

// What an accelerometer costs, from its raw events to the station's new state: a case is ten minutes of it.
//
//   motion samples [RATE]      a line a case: what is done, samples a second, nanoseconds a sample (the best of 24 rounds)
//   motion finish PERIOD       milliseconds for the final count of ten minutes of repetitions of PERIOD s at 50 Hz, and that count
//   motion readings PERIOD     the same ten minutes for another program: lines of x y z in mg
//   motion recording SECONDS   a recording of a sensor with 250 samples a second
//
// Ends with 1 where the station does not count what was done.

let tenMinutes = 600.0

let squat = Exercise(
  id: "squat", name: "Squat", kind: .reps, sides: .both, beginner: Target(reps: .range(8, 12)))
let wallSit = Exercise(
  id: "wall-sit", name: "Wall sit", kind: .hold, sides: .both, beginner: Target(seconds: .range(20, 30)))

func station(_ exercise: Exercise, auto: Bool, keepsTapes: Bool = false) -> Station {
  var configuration = StationConfiguration(exercise: exercise.id, inputs: [])
  configuration.inputs = [
    InputConfiguration(match: DeviceMatch(accelerometer: true), use: .motion, auto: auto, form: true)
  ]
  configuration.keepsTapes = keepsTapes
  return Station(configuration: configuration, catalogue: Catalogue([squat, wallSit]))
}

/// The thread's own processor time, ns: others on the machine do not count.
func processorTime() -> Int64 {
  var now = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
  return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}

func median(_ figures: [Double]) -> Double { figures.sorted()[figures.count / 2] }

func hundredths(_ value: Double) -> String {
  let count = Int((value * 100).rounded())
  let fraction = String(100 + count % 100).dropFirst()
  return "\(count / 100).\(fraction)"
}

func fail(_ what: String) -> Never {
  print("motion: \(what)")
  exit(1)
}

/// A station that has seen all events of a sensor, and what that took.
struct Seen {
  var station: Station
  var effects: [Effect] = []
  var nanoseconds: Int64 = 0
  var end: Instant

  /// As the daemon does it: events as they come, time at the end of each frame, and the next deadline for the timer.
  /// - Parameter taps: whether somebody starts the set; otherwise it starts by itself, or does not.
  init(_ fresh: Station, _ played: Played, taps: Bool) {
    station = fresh
    let events = played.events
    end = events[events.count - 1].at
    var wakeAt: Instant?
    let node = station.attach(
      "sensor", input: station.configuration.inputs[0], axes: Sensor.axes, at: events[0].at, into: &effects)
    if taps { station.perform(.start, at: events[0].at, into: &effects) }
    let start = processorTime()
    for event in events {
      station.handle(event, from: node, into: &effects)
      guard event.type == 0 else { continue }
      station.advance(to: event.at, into: &effects)
      wakeAt = station.nextDeadline
      if !effects.isEmpty { effects.removeAll(keepingCapacity: true) }
    }
    nanoseconds = processorTime() - start
    if taps && wakeAt == nil { fail("a set runs, and nothing is due") }
  }

  /// The set that is stopped now; `nil` where none runs.
  mutating func stop() -> FinishedSet? {
    effects.removeAll(keepingCapacity: true)
    station.perform(.stop, at: end, into: &effects)
    for case .finished(let set) in effects { return set }
    return nil
  }
}

/// What is done, and what the station is to make of it.
struct Case {
  var name: String
  var doing: Doing
  var exercise: Exercise
  var auto = false
  var taps = true
  var keepsTapes = false
}

let cases = [
  // Of all periods 1.5 s shows the live count the most readings for the time between two looks.
  Case(name: "repetitions", doing: .reps(period: 1.5), exercise: squat),
  Case(name: "repetitions, auto", doing: .reps(period: 1.5), exercise: squat, auto: true, taps: false),
  Case(
    name: "repetitions, auto, samples kept", doing: .reps(period: 1.5), exercise: squat, auto: true,
    taps: false,
    keepsTapes: true),
  Case(name: "hold", doing: .hold, exercise: wallSit),
  Case(name: "hold, auto", doing: .hold, exercise: wallSit, auto: true, taps: false),
  Case(name: "no set, auto", doing: .fidget, exercise: squat, auto: true, taps: false),
]

func check(_ test: Case, _ played: Played, _ set: FinishedSet?, _ rate: Int) {
  switch test.doing {
  case .fidget:
    if set != nil { fail("\(test.name), \(rate) Hz: a set began") }
  case .hold:
    if set?.motion?.hold == nil { fail("\(test.name), \(rate) Hz: nothing is known of a hold") }
  case .reps:
    guard let counted = set?.running.reps, abs(counted - played.reps) <= 2 else {
      fail("\(test.name), \(rate) Hz: \(played.reps) repetitions, counted \(set?.running.reps ?? 0)")
    }
  }
}

/// What others on the machine do only adds, for seconds at a time: the best of rounds that lie far apart.
func measureSamples(_ rates: [Int]) {
  let (passes, rounds) = (12, 2)
  var best = Array(repeating: Array(repeating: Double.infinity, count: rates.count), count: cases.count)
  for _ in 0..<passes {
    for (row, test) in cases.enumerated() {
      for (column, rate) in rates.enumerated() {
        let played = Played(test.doing, rate: Double(rate), seconds: tenMinutes)
        var fresh = station(test.exercise, auto: test.auto, keepsTapes: test.keepsTapes)
        fresh.learn([
          LearntPosture(
            athlete: "me", exercise: "wall-sit", direction: SIMD3(cos(0.2), sin(0.2), 0.1), tolerance: 10,
            device: "sensor",
            learntAt: WallTime(microseconds: 0))
        ])
        for _ in 0..<rounds {
          var seen = Seen(fresh, played, taps: test.taps)
          best[row][column] = min(best[row][column], Double(seen.nanoseconds) / Double(played.frames))
          check(test, played, seen.stop(), rate)
        }
      }
    }
  }
  for (row, test) in cases.enumerated() {
    for (column, rate) in rates.enumerated() {
      print(test.name, rate, Int(best[row][column].rounded()), separator: "\t")
    }
  }
}

func measureFinish(_ period: Double) {
  let played = Played(.reps(period: period), rate: 50, seconds: tenMinutes)
  let seen = Seen(station(squat, auto: false), played, taps: true)
  var figures: [Double] = []
  var count = 0
  for _ in 0..<15 {
    var copy = seen
    let start = processorTime()
    let set = copy.stop()
    figures.append(Double(processorTime() - start) / 1e6)
    count = set?.running.reps ?? 0
  }
  guard abs(count - played.reps) <= 2 else {
    fail("\(played.reps) repetitions of \(period) s, counted \(count)")
  }
  print(hundredths(median(figures)), count, separator: "\t")
}

func printReadings(_ period: Double) {
  var movement = Movement(.reps(period: period))
  for frame in 0..<Int(50 * tenMinutes) {
    let mg = movement.reading(at: Double(frame) / 50) * 1_000
    print(Int(mg.x.rounded()), Int(mg.y.rounded()), Int(mg.z.rounded()))
  }
}

let words = CommandLine.arguments.dropFirst()
switch (words.first, words.dropFirst().first.flatMap(Double.init)) {
case ("samples", nil): measureSamples([10, 20, 50, 100, 250, 1_000])
case ("samples", let rate?): measureSamples([Int(rate)])
case ("finish", let period?): measureFinish(period)
case ("readings", let period?): printReadings(period)
case ("recording", let seconds?): printRecording(.reps(period: 2), rate: 250, seconds: seconds)
default:
  print("motion samples [RATE] | finish PERIOD | readings PERIOD | recording SECONDS")
  exit(64)
}
