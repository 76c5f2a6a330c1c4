import Training

/// What the figures of a chart are.
enum ChartUnit {
  case seconds
  case reps
  case kilograms
}

/// The values at which a chart's upright axis is labelled: round ones, the first under all that is shown, the last above.
struct ValueScale: Equatable {
  /// The labelled values, at least two, rising.
  let ticks: [Double]
  /// Their labels, all of one width: the topmost with the unit, the others with room for it.
  let labels: [String]

  var low: Double { ticks[0] }
  var high: Double { ticks[ticks.count - 1] }

  /// A scale for values between two.
  /// - Parameter most: how many ticks there may be; at least 2.
  init(from least: Double, to greatest: Double, unit: ChartUnit, most: Int) {
    var low = max(0, least)
    var high = max(low, greatest)
    // What has grown from little is shown from nothing on; else the room is better used for the change.
    if low < high * 0.35 { low = 0 }
    if low == high {
      // One value stands in the middle of some.
      let margin = unit == .reps ? max(1, high * 0.1) : high > 0 ? high * 0.1 : 1
      low = max(0, low - margin)
      high += margin
    }
    let step = Self.step(low, high, unit, most: max(2, most))
    var value = (low / step).rounded(.down) * step
    var ticks = [value]
    while value < high, ticks.count < 100 {
      // From the index, so that no error adds up.
      value = ((low / step).rounded(.down) + Double(ticks.count)) * step
      ticks.append(value)
    }
    if ticks.count < 2 { ticks.append(value + step) }
    self.ticks = ticks
    let texts = ticks.map { Self.text($0, unit, upTo: value) }
    let suffix =
      switch unit {
      case .seconds: value > 120 ? "" : " s"
      case .reps: " reps"
      case .kilograms: " kg"
      }
    let width = texts.reduce(0) { max($0, $1.utf8.count) }
    labels = texts.indices.map { index in
      let padding = String(repeating: " ", count: width - texts[index].utf8.count)
      let isTop = index == texts.count - 1
      return padding + texts[index] + (isTop ? suffix : String(repeating: " ", count: suffix.utf8.count))
    }
  }

  /// The smallest round step with which few enough ticks reach from the one value to the other.
  private static func step(_ low: Double, _ high: Double, _ unit: ChartUnit, most: Int) -> Double {
    func fits(_ step: Double) -> Bool {
      (high / step).rounded(.up) - (low / step).rounded(.down) < Double(most)
    }
    if unit == .seconds {
      let clock: [Double] = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600]
      if let step = clock.first(where: { ($0 <= 10 || high > 60 || $0 == 20) && fits($0) }), high - low >= 1 {
        return step
      }
    }
    // 1, 2, 5, 10, 20 …; no half repetitions.
    var power = unit == .reps ? 1 : 0.01
    while power < 1e300 {
      for factor in [1.0, 2, 5] where fits(factor * power) { return factor * power }
      power *= 10
    }
    return high
  }

  private static func text(_ value: Double, _ unit: ChartUnit, upTo greatest: Double) -> String {
    guard unit == .seconds, greatest > 120, greatest < 1e9 else {
      return decimalText((value * 1_000).rounded() / 1_000)
    }
    let seconds = Int(value)
    let tail = padded(seconds % 60, 2)
    guard seconds >= 3_600 else { return "\(seconds / 60):" + tail }
    return "\(seconds / 3_600):" + padded(seconds / 60 % 60, 2) + ":" + tail
  }
}

/// The days at which a chart's level axis is labelled.
struct DayScale: Equatable {
  struct Tick: Equatable {
    var day: Int
    var label: String
  }

  let ticks: [Tick]

  /// Round days between two, so few that their labels have room beside each other.
  init(from first: Int, to last: Int, columns: Int) {
    if first == last {
      ticks = [Tick(day: first, label: Self.short(first))]
      return
    }
    for step in Self.steps {
      let room = max(1, columns / (step.labelWidth + 2))
      // Not to make a thousand only to see that they are too many.
      guard (last - first) / step.days <= 2 * room else { continue }
      let found = step.ticks(first, last)
      if found.count <= room, !found.isEmpty {
        ticks = found
        return
      }
    }
    ticks = [Tick(day: first, label: Self.short(first))]
  }

  private struct Step {
    /// The least number of days between two ticks.
    var days: Int
    var labelWidth: Int
    var ticks: (Int, Int) -> [Tick]
  }

  private static var steps: [Step] {
    var steps: [Step] = []
    for count in [1, 2] {
      steps.append(Step(days: count, labelWidth: 6) { every(count, from: $0, to: $1) })
    }
    for weeks in [1, 2] {
      // On Mondays.
      steps.append(
        Step(days: 7 * weeks, labelWidth: 6) {
          every(7 * weeks, from: monday(ofWeek: weekNumber(ofDay: $0 + 6)), to: $1)
        })
    }
    for months in [1, 2, 3, 6] {
      steps.append(Step(days: 28 * months, labelWidth: 7) { firsts(months, from: $0, to: $1) })
    }
    for years in [1, 2, 5, 10, 20, 50, 100, 500] {
      steps.append(Step(days: 365 * years, labelWidth: 4) { newYears(years, from: $0, to: $1) })
    }
    return steps
  }

  private static func every(_ days: Int, from first: Int, to last: Int) -> [Tick] {
    stride(from: first, through: last, by: days).map { Tick(day: $0, label: short($0)) }
  }

  /// The first days of months, as `2026-11`.
  private static func firsts(_ months: Int, from first: Int, to last: Int) -> [Tick] {
    let start = civil(ofDay: first)
    var month = (start.year * 12 + start.month - 1) / months * months
    var ticks: [Tick] = []
    while true {
      let day = dayNumber(CivilTime(year: month / 12, month: month % 12 + 1, day: 1))
      if day > last { return ticks }
      if day >= first {
        ticks.append(Tick(day: day, label: padded(month / 12, 4) + "-" + padded(month % 12 + 1, 2)))
      }
      month += months
    }
  }

  private static func newYears(_ years: Int, from first: Int, to last: Int) -> [Tick] {
    var year = civil(ofDay: first).year / years * years
    var ticks: [Tick] = []
    while true {
      let day = dayNumber(CivilTime(year: year, month: 1, day: 1))
      if day > last { return ticks }
      if day >= first { ticks.append(Tick(day: day, label: padded(year, 4))) }
      year += years
    }
  }

  /// `21 Nov`.
  private static func short(_ day: Int) -> String {
    dayText(civil(ofDay: day)).split(separator: " ")[1...2].joined(separator: " ")
  }
}
