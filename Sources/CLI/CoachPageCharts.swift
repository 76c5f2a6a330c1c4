import Training

// The parts of a report's page that have charts, each with its figures in a table beneath.

extension CoachPage {
  static func sessions(_ report: CoachReport, _ writer: inout HTMLWriter) {
    let plans = Dictionary(uniqueKeysWithValues: (report.adherence?.weeks ?? []).map { ($0.number, $0) })
    let weeks = report.period.weeks.map { number in
      (
        number: number, load: report.load(of: monday(ofWeek: number)..<monday(ofWeek: number + 1)),
        plan: plans[number]
      )
    }
    let isPlanned = weeks.contains { $0.plan != nil }
    section("Sessions a week", &writer) {
      let chart = BarChart(
        title: "Sessions a week" + (isPlanned ? ", done and planned" : ""),
        description: weeks.map { week in
          "week from \(shortDay(monday(ofWeek: week.number))): \(week.plan?.done ?? week.load.sessions) done"
            + (week.plan.map { " of \($0.planned) planned" } ?? "")
        }.joined(separator: "; "),
        bars: weeks.map { week in
          BarChart.Bar(
            label: shortDay(monday(ofWeek: week.number)).dropWeekday,
            value: Double(week.plan?.done ?? week.load.sessions),
            goal: week.plan.flatMap { $0.planned > 0 ? Double($0.planned) : nil })
        }, isCount: true)
      chart.write(to: &$0)
      if isPlanned {
        $0.element("p", ["class": "legend"]) {
          $0.element("span", ["class": "key bar"], "done, of the plan where there is one")
          $0.element("span", ["class": "key goal"], "planned")
        }
      }
      table(
        ["Week from", "Sessions"] + (isPlanned ? ["Of the plan", "Least dose"] : []),
        weeks.map { week in
          [shortDay(monday(ofWeek: week.number)), "\(week.load.sessions)"]
            + (isPlanned
              ? [
                week.plan.map { "\($0.done) of \($0.planned)" } ?? "",
                week.plan.flatMap { plan in
                  plan.dose?.inWords(isRunning: report.adherence?.isRunning(plan) ?? false)
                } ?? "",
              ] : [])
        }, &$0)
    }
  }

  static func tension(_ report: CoachReport, _ writer: inout HTMLWriter) {
    guard report.total.sets > 0 else { return }
    let days = report.period.days
    let isDaily = days.count <= 31
    let parts: [(label: String, name: String, load: CoachReport.Load)]
    if isDaily {
      parts = days.map { day in
        let label = days.count <= 7 ? String(shortDay(day).prefix(3)) : "\(civil(ofDay: day).day)"
        return (label, shortDay(day), report.load(of: day..<day + 1))
      }
    } else {
      let weeks = weekNumber(ofDay: days.lowerBound)...weekNumber(ofDay: days.upperBound - 1)
      parts = weeks.map { week in
        let own = (monday(ofWeek: week)..<monday(ofWeek: week + 1)).clamped(to: days)
        return (
          shortDay(own.lowerBound).dropWeekday, "from " + shortDay(own.lowerBound), report.load(of: own)
        )
      }
    }
    let title = "Time under tension, by " + (isDaily ? "day" : "week")
    section(title, &writer) {
      let worked = parts.filter { $0.load.sessions > 0 || $0.load.tension > .zero }
      BarChart(
        title: title,
        description: worked.map { "\($0.name): \(durationText($0.load.tension))" }.joined(separator: "; "),
        bars: parts.map { BarChart.Bar(label: $0.label, value: $0.load.tension.seconds) }, isCount: false
      ).write(to: &$0)
      table(
        [isDaily ? "Day" : "Week", "Sessions", "Tension"],
        worked.map { [$0.name, "\($0.load.sessions)", durationText($0.load.tension)] }, &$0)
    }
  }

  static func courses(_ report: CoachReport, _ writer: inout HTMLWriter) {
    guard !report.courses.isEmpty else { return }
    let days = monday(ofWeek: report.period.weeks.lowerBound)..<report.period.days.upperBound
    section("Best of each day", &writer) {
      for course in report.courses {
        let name = report.name(course.exercise, .both)
        $0.element("h3", name + (course.measure == .duration ? "" : ", reps"))
        let lines = course.sides.map { side, days in
          LineChart.Line(name: side.rawValue, look: side.place, days: days)
        }
        LineChart(
          title: "\(name): best of each day",
          description: course.sides.map { side, days in
            let trend = Trend(days)
            let text =
              trend.map {
                "\(course.text($0.first.best)) on \(shortDay($0.first.number)), \(course.text($0.last.best)) on "
                  + "\(shortDay($0.last.number)), best \(course.text($0.best.best))"
              } ?? ""
            return (side == .both ? "" : side.rawValue + ": ") + text
          }.joined(separator: "; "),
          lines: lines, days: days, unit: course.measure == .duration ? .seconds : .reps
        ).write(to: &$0)
        if course.sides.count > 1 || course.sides.first?.side != .both {
          $0.element("p", ["class": "legend"]) {
            for line in lines { $0.element("span", ["class": "key s\(line.look)"], line.name) }
          }
        }
        let numbers = Set(course.sides.flatMap { $0.days.buckets.map(\.number) }).sorted()
        table(
          ["Day"] + course.sides.map { $0.side == .both ? "Best" : $0.side.rawValue.firstUppercased },
          numbers.map { number in
            [shortDay(number)]
              + course.sides.map { side in
                side.days.buckets.first { $0.number == number }.map { course.text($0.best) } ?? ""
              }
          }, &$0)
      }
    }
  }

  static func sides(_ report: CoachReport, _ writer: inout HTMLWriter) {
    let compared = report.gaps.filter { $0.balance.left.mean != nil && $0.balance.right.mean != nil }
    guard !report.gaps.isEmpty else { return }
    section("Left and right, over \(report.period.weeks.count) weeks", &writer) {
      if !compared.isEmpty {
        PairChart(
          title: "Left against right",
          description: compared.map { gap in
            "\(gap.exercise): left \(gap.text(gap.balance.left.mean)), right \(gap.text(gap.balance.right.mean))"
          }.joined(separator: "; "),
          pairs: compared.map { gap in
            PairChart.Pair(
              name: report.name(gap.exercise, .both),
              left: (gap.balance.left.mean ?? 0, gap.text(gap.balance.left.mean)),
              right: (gap.balance.right.mean ?? 0, gap.text(gap.balance.right.mean)))
          }
        ).write(to: &$0)
      }
      list(
        report.gaps.map { gap in
          "\(report.name(gap.exercise, .both)): \(gap.inWords)" + (gap.trend.map { ", \($0)" } ?? "")
        }, &$0)
      table(
        ["Exercise", "Left", "Right", "Days", "Difference"],
        report.gaps.map { gap in
          [
            report.name(gap.exercise, .both), gap.text(gap.balance.left.mean),
            gap.text(gap.balance.right.mean), "\(gap.balance.days)",
            gap.balance.differencePercent.map { tenths($0) + " %" } ?? "-",
          ]
        }, &$0)
    }
  }
}
