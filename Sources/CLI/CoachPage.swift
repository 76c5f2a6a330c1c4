import Training

/// A report as one page that needs nothing but itself: no script, no picture, no font is fetched.
struct CoachPage {
  private let report: CoachReport
  private var writer = HTMLWriter()

  /// The page of a report.
  init(_ report: CoachReport) {
    self.report = report
    writer.doctype()
    writer.element("html", ["lang": "en"]) { writer in
      writer.element("head") {
        $0.empty("meta", ["charset": "utf-8"])
        $0.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        $0.empty("meta", ["name": "color-scheme", "content": "light dark"])
        $0.element("title", "\(report.athlete), \(report.period.title)")
        $0.text(style: Self.style)
      }
      writer.element("body") { $0.element("main") { Self.body(report, &$0) } }
    }
  }

  /// The file.
  var text: String { writer.text }

  private static func body(_ report: CoachReport, _ writer: inout HTMLWriter) {
    writer.element("h1") {
      $0.write(report.athlete)
      $0.element("span", ["class": "period"], report.period.title.firstUppercased)
    }
    guard report.total.sets > 0 || !report.loads.isEmpty || report.adherence != nil else {
      writer.element("p", report.nothing)
      return next(report, &writer)
    }
    if report.total.sets == 0 { writer.element("p", report.nothing) } else { totals(report, &writer) }
    next(report, &writer)
    sessions(report, &writer)
    tension(report, &writer)
    records(report, &writer)
    courses(report, &writer)
    sides(report, &writer)
    done(report, &writer)
    rules(report, &writer)
    notes(report, &writer)
  }

  // MARK: Parts

  private static func totals(_ report: CoachReport, _ writer: inout HTMLWriter) {
    let total = report.total
    var tiles = [
      ("\(total.sessions)", total.sessions == 1 ? "session" : "sessions"),
      ("\(total.sets)", total.sets == 1 ? "set" : "sets"),
      (durationText(total.timeUnderTension), "under tension"),
    ]
    if total.reps > 0 { tiles.append(("\(total.reps)", total.reps == 1 ? "rep" : "reps")) }
    if total.volumeKg > 0 { tiles.append((volumeText(total.volumeKg), "volume")) }
    if let week = report.weeks.last {
      tiles.append(("\(week.done) of \(week.planned)", "of the plan, \(weekText(week.number))"))
      let streak = report.adherence?.streak ?? 0
      tiles.append(("\(streak)", (streak == 1 ? "week" : "weeks") + " in a row"))
    }
    writer.element("div", ["class": "tiles"]) {
      for (figure, label) in tiles {
        $0.element("div") {
          $0.element("b", figure)
          $0.element("span", label)
        }
      }
    }
  }

  static func section(
    _ title: String, _ writer: inout HTMLWriter, _ body: (inout HTMLWriter) -> Void
  ) {
    writer.element("section") {
      $0.element("h2", title)
      body(&$0)
    }
  }

  /// The figures of a chart.
  static func table(_ head: [String], _ rows: [[String]], _ writer: inout HTMLWriter) {
    writer.element("details") {
      $0.element("summary", "Figures")
      plainTable(head, rows, &$0)
    }
  }

  private static func plainTable(_ head: [String], _ rows: [[String]], _ writer: inout HTMLWriter) {
    writer.element("div", ["class": "scroll"]) {
      $0.element("table") {
        $0.element("thead") {
          $0.element("tr") { for cell in head { $0.element("th", ["scope": "col"], cell) } }
        }
        $0.element("tbody") {
          for row in rows {
            $0.element("tr") {
              for (index, cell) in row.enumerated() {
                if index == 0 { $0.element("th", ["scope": "row"], cell) } else { $0.element("td", cell) }
              }
            }
          }
        }
      }
    }
  }

  static func list(_ items: [String], _ writer: inout HTMLWriter) {
    writer.element("ul") { for item in items { $0.element("li", item) } }
  }

  private static func next(_ report: CoachReport, _ writer: inout HTMLWriter) {
    guard !report.next.isEmpty else { return }
    section("Next", &writer) { list(report.next, &$0) }
  }

  private static func records(_ report: CoachReport, _ writer: inout HTMLWriter) {
    guard !report.records.isEmpty || report.leftOut > 0 else { return }
    section("Records", &writer) {
      if let without = report.without { $0.element("p", ["class": "legend"], without) }
      guard !report.records.isEmpty else { return }
      plainTable(
        ["Exercise", "Record", "Now", "Before", "Day"],
        report.records.map { record in
          [
            report.name(record.exercise, record.side), record.name, record.text(record.value),
            record.before.map { record.text($0) } ?? "first", shortDay(record.day).dropWeekday,
          ]
        }, &$0)
    }
  }

  private static func done(_ report: CoachReport, _ writer: inout HTMLWriter) {
    guard !report.done.isEmpty else { return }
    section("Exercises", &writer) {
      plainTable(
        ["Exercise", "Sets", "Tension", "Reps", "Volume", "Met"],
        report.done.map { done in
          [
            report.name(done.exercise, .both), "\(done.sets)", durationText(done.tension),
            done.reps > 0 ? "\(done.reps)" : "", done.volumeKg > 0 ? volumeText(done.volumeKg) : "",
            done.asked > 0 ? "\(done.met) of \(done.asked)" : "",
          ]
        }, &$0)
    }
  }

  private static func rules(_ report: CoachReport, _ writer: inout HTMLWriter) {
    guard !report.findings.isEmpty else { return }
    section("Rules", &writer) {
      $0.element("ul") {
        for (rule, text, gravity) in report.newestFindings {
          $0.element("li", ["class": gravity.rawValue]) {
            $0.element("b", rule)
            $0.write(", " + text)
          }
        }
      }
    }
  }

  private static func notes(_ report: CoachReport, _ writer: inout HTMLWriter) {
    guard !report.notes.isEmpty else { return }
    section("Notes", &writer) {
      list(
        report.notes.map { "\(shortDay($0.day)), \(report.name($0.exercise, $0.side)): \($0.text)" }, &$0)
    }
  }
}

extension CoachReport {
  /// `Side plank left`.
  func name(_ exercise: String, _ side: Side) -> String {
    (names[exercise] ?? exercise) + (side == .both ? "" : " " + side.rawValue)
  }
}

extension String {
  var firstUppercased: String { prefix(1).uppercased() + dropFirst() }
}
