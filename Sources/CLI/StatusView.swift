import Control
import Syscalls
import Training

/// How the daemon is, once or as it changes.
struct StatusView {
  var isWatching: Bool
  var station: String?
  var format: Format

  func run(_ places: Places, _ context: Context) throws {
    guard isWatching else { return try print(try Daemon(places).status(), context) }
    var live = try LiveStatus(path: try places.socket(), uptime: context.uptime)
    if context.terminal != nil, format == .text {
      return try watchOnScreen(&live, context)
    }
    try print(live.report, context)
    try context.out.flush()
    while !context.out.isClosed {
      let poll = try Epoll(capacity: 2)
      if let pipe = context.out.pipe { try poll.add(pipe, [], token: 1) }
      if let descriptor = live.descriptor { try poll.add(descriptor, .readable, token: 0) }
      var hasReader = true
      try poll.wait(milliseconds: live.descriptor == nil ? 1_000 : -1) { token, _ in
        if token == 1 { hasReader = false }
      }
      guard hasReader else { return }
      let hadProblem = live.problem != nil
      guard live.refresh() else { continue }
      if let problem = live.problem {
        if !hadProblem { context.remark(problem.messages[0]) }
        continue
      }
      if format == .text { context.out.line() }
      try print(live.report, context)
      try context.out.flush()
    }
  }

  private func print(_ report: StatusReport, _ context: Context) throws {
    let report = try selected(report)
    switch format {
    case .json: context.out.write(JSONWriter.line(report))
    case .text, .csv:
      for line in StatusText(context).lines(report) { context.out.line(line) }
    }
  }

  private func selected(_ report: StatusReport) throws -> StatusReport {
    guard let name = station else { return report }
    var report = report
    report.stations = [try report.station(named: name)]
    report.devices.removeAll { $0.station != name }
    return report
  }

  private func watchOnScreen(_ live: inout LiveStatus, _ context: Context) throws {
    _ = try selected(live.report)
    let screen = try Screen(context)
    try screen.run(&live) { live, _ in
      let report = ((try? selected(live.report)) ?? live.report).aged(by: live.age)
      var lines = StatusText(context).screenLines(report)
      guard let problem = live.problem else { return Frame(lines: lines, next: report.untilNextChange) }
      lines.append(ScreenLine(problem.messages[0], .warning))
      return Frame(lines: lines)
    }
  }
}

extension StatusReport {
  /// How soon the text of it changes by itself: tenths of a running set, else seconds, else how many minutes ago the
  /// last set was.
  fileprivate var untilNextChange: Interval? {
    stations.map { station -> Interval in
      switch station.state {
      case .running: return .milliseconds(100)
      case .ready, .resting: return .seconds(1)
      case .idle:
        guard let last = station.lastSet else { return .seconds(3_600) }
        return clock.wall - last.endedAt < .seconds(60) ? .seconds(1) : .seconds(60)
      }
    }.min()
  }

  /// The report as it will be after some time in which nothing happened.
  func aged(by age: Interval) -> StatusReport {
    var report = self
    report.clock.wall = clock.wall + age
    report.stations = stations.map { $0.aged(by: age) }
    return report
  }
}

extension StationReport {
  /// The report as it will be after some time in which nothing happened.
  func aged(by age: Interval) -> StationReport {
    var station = self
    if let running { station.running?.elapsed = running.elapsed + age }
    if let countdown { station.countdown = max(countdown - age, .zero) }
    if let restLeft { station.restLeft = max(restLeft - age, .zero) }
    if let rested { station.rested = rested + age }
    if let sessionLeft {
      station.sessionLeft = max(sessionLeft - age, .zero)
      if state == .idle, sessionLeft <= age {
        // The next set is the first of another session.
        (station.rested, station.sessionLeft, station.set.number) = (nil, nil, 1)
      }
    }
    return station
  }
}
