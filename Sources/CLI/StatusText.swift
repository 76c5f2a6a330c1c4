import Control
import Training

/// The daemon's status for people.
struct StatusText {
  private let context: Context
  private let style: Style

  init(_ context: Context) {
    self.context = context
    style = context.style
  }

  func lines(_ report: StatusReport) -> [String] {
    screenLines(report).map { style.paint($0.text, $0.role) }
  }

  func screenLines(_ report: StatusReport) -> [ScreenLine] {
    var lines: [ScreenLine] = []
    func add(_ text: String, margin: Int = 0, _ role: Style.Role = .plain) {
      let space = String(repeating: " ", count: margin)
      lines += wrapped(text, to: style.columns.map { $0 - margin }, indent: 2)
        .map { ScreenLine(space + $0, role) }
    }
    for station in report.stations {
      add("\(clean(station.station))  \(clean(station.selection.athlete))  \(selection(station))", .heading)
      add(state(station), margin: 2, station.state == .running ? .good : .plain)
      if let plan = station.plan { add(self.plan(plan), margin: 2) }
      if let week = station.adherence { add(self.week(week), margin: 2) }
      if let last = station.lastSet { add("last " + lastSet(last, now: report.clock.wall), margin: 2) }
    }
    if report.stations.isEmpty { add("no station", .warning) }
    for device in report.devices {
      add(self.device(device), device.state == .open ? .plain : .warning)
    }
    if report.devices.isEmpty { add("no device is plugged in that a station listens to", .faint) }
    if !report.clock.isSynchronized {
      add("the clock is not set: dates are kept open and put right when it is", .warning)
    }
    if report.pending > 0 {
      add(
        "\(report.pending) \(report.pending == 1 ? "set is" : "sets are") held in memory only: see the faults and the disk",
        .warning)
    }
    for fault in report.faults { add("fault: " + clean(fault), .warning) }
    let since = context.zone.civil(report.since)
    add(
      "holdfastd \(report.version), process \(report.process), since \(dayText(since)), \(minuteText(since))",
      .faint)
    add("configuration " + (report.configuration.map(clean) ?? "none, the defaults apply"), .faint)
    add("database " + clean(report.database), .faint)
    add("socket " + clean(report.socket), .faint)
    return lines
  }

  private func selection(_ station: StationReport) -> String { selectionText(station) }

  private func state(_ station: StationReport) -> String {
    switch station.state {
    case .idle: return "idle"
    case .ready: return "get ready, \(wholeSeconds(.rounded(up: station.countdown))) left"
    case .resting: return "rest, \(wholeSeconds(.rounded(up: station.restLeft))) left"
    case .running:
      guard let running = station.running else { return "running" }
      var text = "running \(durationText(running.elapsed))"
      if let reps = running.reps { text += ", \(reps) \(reps == 1 ? "rep" : "reps")" }
      if running.exercise != station.selection.exercise || running.side != station.selection.side {
        text += ", " + clean(running.exercise) + (running.side == .both ? "" : " " + running.side.rawValue)
      }
      if running.targetMet == true { text += ", target met" }
      return text
    }
  }

  /// `home-plan, week 2, Full body: 5 of 31 sets done, then push-up, set 1 of 3, 12 reps`.
  private func plan(_ plan: PlanReport) -> String {
    var text = "\(clean(plan.program)), week \(plan.week), \(clean(plan.sessionName)): "
    guard let up = plan.up else { return text + "session done" }
    text += "\(plan.done) of \(plan.of) sets done"
    // What is up is what the station is set to, as a rule, and stands above.
    return text + (plan.then.map { ", then " + step($0) } ?? ", " + step(up) + " is the last")
  }

  /// `home-plan this week: 1 of 2 sessions done, streak 3 weeks, the least that works is not reached`.
  private func week(_ week: AdherenceReport) -> String {
    var parts = [
      week.planned == 0
        ? "no session planned" : "\(week.done) of \(week.planned) session\(week.planned == 1 ? "" : "s") done"
    ]
    if week.streak > 0 { parts.append("streak \(week.streak) week\(week.streak == 1 ? "" : "s")") }
    if let dose = week.dose { parts.append("least dose " + dose.inWords(isRunning: true)) }
    return "\(clean(week.program)), week \(week.week): " + parts.joined(separator: ", ")
  }

  private func step(_ step: PlanReport.Step) -> String {
    clean(step.exercise) + (step.side == .both ? "" : " " + step.side.rawValue) + ", \(step.set.inWords)"
  }

  private func lastSet(_ set: LoggedSet, now: WallTime) -> String {
    var text =
      "\(clean(set.exercise))\(set.side == .both ? "" : " " + set.side.rawValue) \(durationText(set.duration))"
    if set.reps != nil { text += ", " + markedReps(set) }
    return text + ", ended \(roughText(now - set.endedAt)) ago (\(set.id.short))"
  }

  private func device(_ device: DeviceReport) -> String {
    var text = "\(clean(device.path))  \(clean(device.name))"
    if let station = device.station { text += "  for \(clean(station))" }
    switch device.state {
    case .open:
      text +=
        device.isGrabbed
        ? ", grabbed" : device.path.hasPrefix("/dev/") ? ", shared with the console" : ", played"
    case .waiting: text += ", grabbed when all keys are up"
    case .failed: text += ", not read"
    case .unplugged: text += ", unplugged"
    }
    if let error = device.error { text += ": " + clean(error) }
    return text
  }
}

/// What a station is set to: `side-plank left, set 3, 20 kg, target 30-45 s`.
func selectionText(_ station: StationReport) -> String {
  var text = clean(station.selection.exercise)
  if station.selection.side != .both { text += " " + station.selection.side.rawValue }
  text += ", " + station.set.inWords
  if let load = station.selection.loadKg { text += ", \(decimalText(load)) kg" }
  if let target = station.target, !target.inWords.isEmpty { text += ", target " + target.inWords }
  return text
}

extension Interval {
  /// What is left of something, in whole seconds, so that zero is the end.
  fileprivate static func rounded(up left: Interval?) -> Interval {
    Interval(microseconds: max(0, left?.microseconds ?? 0) + 999_999)
  }
}
