import ArgumentParser
import Control
import Training

struct WatchCommand: ContextualCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", _superCommandName: "holdfast",
    abstract: "The big timer for a terminal across the room.",
    discussion: "It ends with Ctrl-C or q, and survives a restart of the daemon.")

  @Argument(
    help: ArgumentHelp("The station; needed where there are several.", valueName: "station"),
    completion: .station)
  var station: String?

  @OptionGroup var color: ColorOption
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  var colorChoice: ColorChoice { color.choice }

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, socket: socket.path)
    var live = try LiveStatus(path: try places.socket(), uptime: context.uptime)
    let name = try live.report.station(named: station).station
    let screen = try Screen(context)
    try screen.run(&live) { live, size in
      let isConnected = live.problem == nil
      guard let station = live.report.stations.first(where: { $0.station == name }) else {
        return Frame(lines: ["station \(clean(name)) is gone from the configuration"], isMoving: false)
      }
      let face = TimerFace(size: size, style: context.style)
      return Frame(
        lines: face.lines(station.aged(by: live.age), problem: live.problem?.messages[0]),
        isMoving: isConnected && station.state != .idle)
    }
  }
}

/// The big timer: who does what, the time or the count in blocks, the way to the target, and the last set.
struct TimerFace {
  let size: TerminalSize
  let style: Style

  func lines(_ station: StationReport, problem: String? = nil) -> [String] {
    let head = [
      style.paint(centered("\(clean(station.exerciseName))\(sideText(station))"), .heading),
      style.paint(centered(details(station)), .faint),
    ]
    let foot = footer(station, problem)
    let room = max(1, size.rows - head.count - foot.count - (size.rows >= 12 ? 2 : 0))
    let digits = BigDigits.rows(digitText(station), columns: size.columns - 2, rows: room)
      .map { style.paint(centered($0), problem == nil ? role(station) : .faint) }
    let above = (room - digits.count) / 2 + (size.rows >= 12 ? 1 : 0)
    let below = max(0, size.rows - head.count - foot.count - above - digits.count)
    let all = head + blank(above) + digits + blank(below) + foot
    return Array(all.prefix(size.rows))
  }

  private func blank(_ count: Int) -> [String] { Array(repeating: "", count: max(0, count)) }

  private func centered(_ text: String) -> String {
    let text = truncated(text, to: size.columns)
    return String(repeating: " ", count: (size.columns - width(text)) / 2) + text
  }

  private func sideText(_ station: StationReport) -> String {
    switch station.running?.side ?? station.selection.side {
    case .both: ""
    case .left: ", left"
    case .right: ", right"
    }
  }

  private func details(_ station: StationReport) -> String {
    var parts = [clean(station.selection.athlete)]
    if let load = station.running?.loadKg ?? station.selection.loadKg {
      parts.append(decimalText(load) + " kg")
    }
    if let target = goal(station), !target.inWords.isEmpty { parts.append("target " + target.inWords) }
    return parts.joined(separator: "  ")
  }

  private func goal(_ station: StationReport) -> Target? {
    station.running.map(\.target) ?? station.target
  }

  /// What is large: the count of a set of repetitions, else a time.
  private func digitText(_ station: StationReport) -> String {
    switch station.state {
    case .idle: return "0:00.0"
    case .ready: return String((max(0, station.countdown?.microseconds ?? 0) + 999_999) / 1_000_000)
    case .resting: return String(durationText(station.restLeft ?? .zero).dropLast(2))
    case .running:
      guard let running = station.running else { return "-" }
      if running.kind == .reps, let reps = running.reps { return String(reps) }
      return durationText(running.elapsed)
    }
  }

  private func role(_ station: StationReport) -> Style.Role {
    switch station.state {
    case .idle, .resting: .faint
    case .ready: .warning
    case .running: isMet(station) ? .good : .heading
    }
  }

  private func isMet(_ station: StationReport) -> Bool {
    guard let running = station.running else { return false }
    return running.target?.isMet(duration: running.elapsed, count: running.reps) == true
  }

  // MARK: Below the digits

  private func footer(_ station: StationReport, _ problem: String?) -> [String] {
    var lines: [String] = []
    if station.state == .running, let running = station.running, let bar = bar(running) {
      lines.append(style.paint(centered(bar), isMet(station) ? .good : .plain))
    }
    lines.append(problem.map { style.paint(centered($0), .warning) } ?? centered(stateText(station)))
    if let last = station.lastSet, size.rows >= 8 {
      let count = last.reps.map { ", \($0) \($0 == 1 ? "rep" : "reps")" } ?? ""
      let side = last.side == .both ? "" : " " + last.side.rawValue
      lines.append(
        style.paint(
          centered("last: \(clean(last.exercise))\(side) \(durationText(last.duration))\(count)"), .faint))
    }
    return lines
  }

  private func stateText(_ station: StationReport) -> String {
    switch station.state {
    case .idle: return "tap to start"
    case .ready: return "get ready"
    case .resting: return "rest"
    case .running:
      guard let running = station.running else { return "" }
      var parts: [String] = []
      if running.kind == .reps { parts.append(durationText(running.elapsed)) }
      if isMet(station) {
        var text = "target met"
        if let over = over(running) { text += ", +" + over }
        parts.append(text)
      }
      return parts.joined(separator: "   ")
    }
  }

  /// What is over the target's lower bound.
  private func over(_ running: RunningReport) -> String? {
    if let lower = running.target?.seconds?.lower {
      return durationText(running.elapsed - .seconds(lower))
    }
    guard let lower = (running.target?.reps ?? running.target?.steps)?.lower, let reps = running.reps else {
      return nil
    }
    return reps > Int(lower) ? String(reps - Int(lower)) : nil
  }

  /// `█████░░░│░░`: the way to the upper bound, with a mark at the lower one where that is another.
  private func bar(_ running: RunningReport) -> String? {
    let done: Double
    let amount: Amount
    if let seconds = running.target?.seconds {
      (done, amount) = (running.elapsed.seconds, seconds)
    } else if let count = running.target?.reps ?? running.target?.steps, let reps = running.reps {
      (done, amount) = (Double(reps), count)
    } else {
      return nil
    }
    guard let lower = amount.lower, let upper = amount.upper, upper > 0 else { return nil }
    let length = min(size.columns - 2, 60)
    guard length >= 4 else { return nil }
    let filled = min(length, Int(Double(length) * done / upper))
    let mark = lower < upper ? Int(Double(length) * lower / upper) : nil
    return (0..<length).map { $0 < filled ? "█" : $0 == mark ? "│" : "░" }.joined()
  }
}
