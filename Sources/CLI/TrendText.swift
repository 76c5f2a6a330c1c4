import Control
import Training

/// The trend of one athlete in one exercise.
struct ExerciseTrend {
  var athlete: String
  var exercise: String
  var measure: TrendMeasure
  /// The target, and the figure of it that is met in this measure.
  var target: (whole: Target, goal: Double)?
  /// The bests of the days of each side that has any.
  var series: [(side: Side, days: Tally)]

  /// What is said where there is nothing.
  var nothing: String {
    let what =
      switch measure {
      case .duration: "that was measured to its end"
      case .reps: "with a count that is sure"
      case .load: "with a load"
      case .volume: "with a load and repetitions"
      }
    return "no set of \(clean(exercise)) by \(clean(athlete)) \(what) is among those that were asked for"
  }

  // MARK: - JSON

  /// Writes an object for each day.
  func writeJSON(to out: Output) {
    for (side, days) in series {
      for day in days.buckets where !out.isClosed {
        var writer = JSONWriter()
        writer.object {
          $0.member("date", dateText(ofDay: day.number))
          $0.member("athlete", athlete)
          $0.member("exercise", exercise)
          $0.member("side", side)
          $0.member("of", measure.rawValue)
          $0.member("best_s", measure == .duration ? Interval.seconds(day.best) : nil)
          $0.member("best_reps", measure == .reps ? day.wholeBest : nil)
          $0.member("best_kg", measure == .load || measure == .volume ? day.best : nil)
          $0.member("sets", day.sets)
        }
        out.write(writer.bytes)
        out.line()
      }
    }
  }

  // MARK: - Text

  /// Prints the chart with what stands above and below it: 23 lines at most on a terminal of 24.
  func print(isASCII: Bool, _ context: Context) {
    let style = context.style
    let size = context.terminal?.size()
    let columns = min(style.columns ?? 80, 120)
    let above = wrapped(heading, to: columns, indent: 2)
    let below = series.flatMap { side, days in
      wrapped(summary(side, days, isASCII: isASCII), to: columns, indent: 2)
    }
    let chart = Chart(
      panels: series.map { Chart.Panel(title: series.count > 1 ? $0.side.rawValue : "", days: $0.days) },
      level: target.map { Chart.Level(value: $0.goal, label: "target") }, unit: unit,
      glyphs: isASCII ? .ascii : .braille)
    let rows = min(size?.rows ?? 24, 30) - 1 - above.count - below.count
    for line in above { context.out.line(style.paint(line, .heading)) }
    for line in chart.lines(columns: columns, rows: rows) { context.out.line(line) }
    for line in below { context.out.line(line) }
  }

  private var unit: ChartUnit {
    switch measure {
    case .duration: .seconds
    case .reps: .reps
    case .load, .volume: .kilograms
    }
  }

  private var heading: String {
    let side = series.count == 1 ? series[0].side : .both
    let what =
      switch measure {
      case .duration: "longest of each day"
      case .reps: "most reps of each day"
      case .load: "heaviest of each day"
      case .volume: "most load x reps of each day"
      }
    var text = "\(exerciseText(exercise, side)), \(clean(athlete)): \(what)"
    if let target { text += ", target \(target.whole.inWords)" }
    return text
  }

  /// `left: 0:30.4 → 0:57.4, +5.0 s a week; best 0:57.4, Mon 16 Nov 2026`.
  private func summary(_ side: Side, _ days: Tally, isASCII: Bool) -> String {
    guard let trend = Trend(days) else { return "" }
    var text = series.count > 1 ? side.rawValue + ": " : ""
    text += valueText(trend.first.best)
    if let change = trend.changePerWeek {
      text += (isASCII ? " -> " : " → ") + valueText(trend.last.best)
      text += ", \(change < 0 ? "-" : "+")\(tenths(abs(change)))\(unitText) a week"
    }
    return text + "; best \(valueText(trend.best.best)), \(dayText(civil(ofDay: trend.best.number)))"
  }

  private func valueText(_ value: Double) -> String {
    measure == .duration ? durationText(.seconds(value)) : decimalText(value) + unitText
  }

  private var unitText: String {
    switch measure {
    case .duration: " s"
    case .reps: " reps"
    case .load, .volume: " kg"
    }
  }
}
