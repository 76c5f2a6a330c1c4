import Training

// The charts of a report's page. Each is as wide as a phone (360 units), and grows with the page; its colors are classes
// that the page's style gives, so that they are dark where the page is.

/// The axes that charts share.
private struct ChartFrame {
  static let width = 360.0
  let height: Double
  let left = 44.0
  let right = 8.0
  let top = 10.0
  let bottom = 26.0

  /// How wide what is drawn may be.
  var inner: Double { Self.width - left - right }

  /// The height of a value on a scale.
  func y(_ value: Double, _ low: Double, _ high: Double) -> String {
    number(height - bottom - (value - low) / (high - low) * (height - top - bottom))
  }

  /// Begins a chart: its name and what it shows in words, for those who do not see it.
  func chart(
    _ writer: inout HTMLWriter, _ title: String, _ description: String, _ body: (inout HTMLWriter) -> Void
  ) {
    writer.element(
      "svg", ["viewBox": "0 0 \(number(Self.width)) \(number(height))", "role": "img", "class": "chart"]
    ) {
      $0.element("title", title)
      $0.element("desc", description)
      body(&$0)
    }
  }

  func lines(_ writer: inout HTMLWriter, _ ticks: [(value: Double, label: String)]) {
    guard let low = ticks.first?.value, let high = ticks.last?.value else { return }
    for tick in ticks {
      let y = y(tick.value, low, high)
      writer.empty(
        "line",
        ["class": "grid", "x1": number(left), "x2": number(Self.width - right), "y1": y, "y2": y])
      writer.element(
        "text", ["x": number(left - 6), "y": y, "dy": "4", "text-anchor": "end"], tick.label)
    }
  }

  func label(_ writer: inout HTMLWriter, _ text: String, at x: Double, _ anchor: String = "middle") {
    writer.element(
      "text", ["x": number(x), "y": number(height - 6), "text-anchor": anchor], text)
  }
}

/// A coordinate: tenths are more than enough.
private func number(_ value: Double) -> String { decimalText((value * 10).rounded() / 10) }

/// Upright bars, one a day or week.
struct BarChart {
  struct Bar {
    var label: String
    var value: Double
    /// What was asked for, drawn as a line across.
    var goal: Double?
  }

  var title: String
  var description: String
  var bars: [Bar]
  /// Counts, which have whole ticks, or seconds.
  var isCount: Bool

  func write(to writer: inout HTMLWriter) {
    let frame = ChartFrame(height: 170)
    let most = bars.reduce(0) { max($0, $1.value, $1.goal ?? 0) }
    let ticks = isCount ? Self.counts(to: most) : Self.times(to: most)
    guard let high = ticks.last?.value, !bars.isEmpty else { return }
    let step = frame.inner / Double(bars.count)
    // A letter is about 7 units wide.
    let longest = bars.reduce(0) { max($0, width($1.label)) }
    let every = max(1, Int((Double(longest * 7 + 6) / step).rounded(.up)))
    frame.chart(&writer, title, description) {
      frame.lines(&$0, ticks)
      for (index, bar) in bars.enumerated() {
        let middle = frame.left + step * (Double(index) + 0.5)
        let wide = min(step * 0.7, 36)
        if bar.value > 0 {
          let top = frame.height - frame.bottom - bar.value / high * (frame.height - frame.top - frame.bottom)
          $0.empty(
            "rect",
            [
              "class": "bar", "x": number(middle - wide / 2), "y": number(top), "width": number(wide),
              "height": number(frame.height - frame.bottom - top), "rx": "2",
            ])
        }
        if let goal = bar.goal {
          let y = frame.y(goal, 0, high)
          $0.empty(
            "line",
            [
              "class": "goal", "x1": number(middle - step * 0.46), "x2": number(middle + step * 0.46),
              "y1": y,
              "y2": y,
            ])
        }
        // From the end, so that the newest has its name.
        if (bars.count - 1 - index) % every == 0 { frame.label(&$0, bar.label, at: middle) }
      }
    }
  }

  private static func counts(to most: Double) -> [(value: Double, label: String)] {
    let step = max(1, (most / 4).rounded(.up))
    return stride(from: 0, through: max(1, (most / step).rounded(.up)) * step, by: step)
      .map { ($0, decimalText($0)) }
  }

  private static func times(to most: Double) -> [(value: Double, label: String)] {
    ticks(ValueScale(from: 0, to: most, unit: .seconds, most: 5))
  }

  /// The ticks of a scale. That the topmost counts repetitions the chart's heading says: there is no room for it.
  static func ticks(_ scale: ValueScale) -> [(value: Double, label: String)] {
    zip(scale.ticks, scale.labels).map { value, label in
      (value, label.split(separator: " ").filter { $0 != "reps" }.joined(separator: " "))
    }
  }
}

/// The bests of days as lines, one a side.
struct LineChart {
  struct Line {
    var name: String
    /// 0, 1 or 2: which of the looks it has.
    var look: Int
    var days: Tally
  }

  var title: String
  var description: String
  var lines: [Line]
  /// The days that are shown.
  var days: Range<Int>
  var unit: ChartUnit

  func write(to writer: inout HTMLWriter) {
    let frame = ChartFrame(height: 160)
    let values = lines.flatMap { $0.days.buckets.map(\.best) }
    guard let least = values.min(), let most = values.max() else { return }
    let scale = ValueScale(from: least, to: most, unit: unit, most: 5)
    func x(_ day: Int) -> Double {
      frame.left + 6 + (frame.inner - 12) * Double(day - days.lowerBound) / Double(max(1, days.count - 1))
    }
    frame.chart(&writer, title, description) { writer in
      frame.lines(&writer, BarChart.ticks(scale))
      frame.label(&writer, shortDay(days.lowerBound).dropWeekday, at: frame.left, "start")
      frame.label(
        &writer, shortDay(days.upperBound - 1).dropWeekday, at: ChartFrame.width - frame.right, "end")
      for line in lines {
        var path = ""
        var last: Int?
        for day in line.days.buckets {
          let isJoined = last.map { day.number - $0 <= Chart.longestJoin } ?? false
          let (x, y) = (number(x(day.number)), frame.y(day.best, scale.low, scale.high))
          path += "\(isJoined ? "L" : "M")\(x) \(y)"
          last = day.number
        }
        writer.empty("path", ["class": "line s\(line.look)", "d": path])
        for day in line.days.buckets {
          mark(&writer, line.look, x(day.number), frame.y(day.best, scale.low, scale.high))
        }
      }
    }
  }

  /// Marks differ in form and not in color alone.
  private func mark(_ writer: inout HTMLWriter, _ look: Int, _ x: Double, _ y: String) {
    let y = Double(y) ?? 0
    if look == 2 {
      writer.empty(
        "rect",
        ["class": "mark s2", "x": number(x - 3), "y": number(y - 3), "width": "6", "height": "6"])
    } else {
      writer.empty("circle", ["class": "mark s\(look)", "cx": number(x), "cy": number(y), "r": "3.5"])
    }
  }
}

/// Left and right of exercises as bars that lie beside each other; the longer one of each is the whole width.
struct PairChart {
  struct Pair {
    var name: String
    var left: (value: Double, text: String)
    var right: (value: Double, text: String)
  }

  var title: String
  var description: String
  var pairs: [Pair]

  func write(to writer: inout HTMLWriter) {
    let rows = 58.0
    let frame = ChartFrame(height: rows * Double(pairs.count) + 4)
    frame.chart(&writer, title, description) {
      for (index, pair) in pairs.enumerated() {
        let top = rows * Double(index)
        $0.element("text", ["class": "name", "x": "4", "y": number(top + 14)], pair.name)
        let whole = max(pair.left.value, pair.right.value)
        for (place, (name, side)) in [("left", pair.left), ("right", pair.right)].enumerated() {
          let y = top + 20 + Double(place) * 17
          let wide = whole > 0 ? side.value / whole * 230 : 0
          $0.element("text", ["x": number(38), "y": number(y + 11), "text-anchor": "end"], name)
          $0.empty(
            "rect",
            [
              "class": "bar s\(place + 1)", "x": number(44), "y": number(y), "width": number(wide),
              "height": "14", "rx": "2",
            ])
          $0.element("text", ["x": number(50 + wide), "y": number(y + 11)], side.text)
        }
      }
    }
  }
}

extension String {
  /// `16 Nov` of `Mon 16 Nov`.
  var dropWeekday: String { String(drop { $0 != " " }.dropFirst()) }
}
