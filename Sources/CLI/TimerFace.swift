import Control
import Training

/// The big timer: who does what, the time or the count in blocks, the way to the target, and the last set.
///
/// Solid digits are a set or its countdown; shaded ones are rest. So one can tell them apart from across the room, and
/// without color. The smaller the terminal, the fewer lines stand beside the digits, which have three rows in five.
struct TimerFace {
  let size: TerminalSize
  let station: StationReport
  /// Why nothing newer is known.
  var problem: String?
  /// What is wrong with the daemon.
  var fault: String?

  // MARK: What is large

  /// A time or a count.
  private struct Large {
    var text: String
    /// Tenths, shown where they cost no height.
    var tail = ""
    /// How soon it changes by itself; `nil` for never.
    var next: Interval?
  }

  private var large: Large {
    switch station.state {
    case .idle:
      guard let rested = station.rested else { return Large(text: "0:00") }
      return Large(text: wholeSeconds(rested), next: rested.untilNext(1_000_000))
    case .ready:
      let left = max(0, station.countdown?.microseconds ?? 0)
      return Large(text: String((left + 999_999) / 1_000_000), next: untilLess(left))
    case .resting:
      let left = max(0, station.restLeft?.microseconds ?? 0)
      return Large(
        text: wholeSeconds(Interval(microseconds: left + 999_999)), next: untilLess(left))
    case .running:
      guard let running = station.running else { return Large(text: "-") }
      if running.kind == .reps, let reps = running.reps {
        return Large(text: String(reps), next: running.elapsed.untilNext(100_000))
      }
      let tenth = max(0, running.elapsed.microseconds / 100_000 % 10)
      return Large(
        text: wholeSeconds(running.elapsed), tail: ".\(tenth)", next: running.elapsed.untilNext(100_000))
    }
  }

  /// What is left is rounded up, so that zero is the end.
  private func untilLess(_ left: Int64) -> Interval? {
    left > 0 ? Interval(microseconds: (left - 1) % 1_000_000 + 1) : nil
  }

  private var isResting: Bool { station.state == .idle || station.state == .resting }

  private var digitRole: Style.Role {
    if problem != nil { return .faint }
    return switch station.state {
    case .idle: station.rested == nil ? .faint : .plain
    case .resting: .plain
    case .ready: .warning
    case .running: isMet ? .good : .heading
    }
  }

  // MARK: The whole

  /// All rows of the terminal, and when they change by themselves.
  var frame: Frame {
    let large = large
    guard size.rows >= 4 else {
      let lines = [ScreenLine(large.text + large.tail + "  " + title), state, centered(details, .faint)]
      return Frame(lines: lines.prefix(size.rows).map(fitted), next: large.next)
    }
    // What is not the digits', and what it goes to, the most important first.
    let spare = size.rows - max(3, size.rows * 3 / 5)
    var head = [centered(title, .heading)]
    if spare >= 4 { head.append(centered(details, .faint)) }
    var foot: [ScreenLine] = []
    if spare >= 3 || way != nil && !isMet && problem == nil && spare == 2 {
      foot += bar(rows: max(1, (spare - 6) / 5))
    }
    if spare >= 3 || spare == 2 && foot.isEmpty { foot.append(state) }
    if spare >= 5 { foot.append(last) }
    let margin = spare >= 7 ? 1 : 0
    let room = size.rows - head.count - foot.count - 2 * margin
    let digits = digits(large, rows: room)
    let above = margin + (room - digits.count) / 2
    let below = size.rows - head.count - foot.count - above - digits.count
    return Frame(
      lines: head + blank(above) + digits + blank(below) + foot,
      next: problem == nil ? large.next : nil)
  }

  private func blank(_ count: Int) -> [ScreenLine] { Array(repeating: ScreenLine(""), count: count) }

  private func digits(_ large: Large, rows: Int) -> [ScreenLine] {
    let ink: BigDigits.Ink = isResting ? .shaded : .solid
    guard
      let picture = BigDigits.draw(
        large.text, tail: large.tail, columns: size.columns, rows: rows, ink: ink)
    else { return [centered(large.text + large.tail, digitRole)] }
    // Not measured: a row of blocks is as wide as the picture.
    let margin = String(repeating: " ", count: (size.columns - picture.width) / 2)
    return picture.rows.map { ScreenLine(margin + $0, digitRole) }
  }

  private func fitted(_ line: ScreenLine) -> ScreenLine {
    ScreenLine(truncated(line.text, to: size.columns), line.role)
  }

  private func centered(_ text: String, _ role: Style.Role = .plain) -> ScreenLine {
    let text = truncated(text, to: size.columns)
    return ScreenLine(String(repeating: " ", count: (size.columns - width(text)) / 2) + text, role)
  }

  // MARK: Lines

  /// `next: Side plank, left`. Where that is too long the side is what stays.
  private var title: String {
    let side = station.running?.side ?? station.selection.side
    let tail = side == .both ? "" : ", \(side.rawValue)"
    let name = clean(station.exerciseName)
    let next = isResting && station.rested != nil ? "next: " : ""
    if width(next + name + tail) <= size.columns { return next + name + tail }
    return truncated(name, to: max(1, size.columns - width(tail))) + tail
  }

  private var details: String {
    var parts = [clean(station.selection.athlete), station.set.inWords]
    if let load = station.running?.loadKg ?? station.selection.loadKg {
      parts.append(decimalText(load) + " kg")
    }
    let target = station.running.map(\.target) ?? station.target
    if let target, !target.inWords.isEmpty { parts.append("target " + target.inWords) }
    return parts.joined(separator: "  ")
  }

  private var state: ScreenLine {
    if let problem { return centered(problem, .warning) }
    if let fault, size.rows < 12 { return centered(clean(fault), .warning) }
    switch station.state {
    case .idle:
      if station.isSessionDone { return centered("session done", .good) }
      return centered(station.rested == nil ? "tap to start" : "rest, tap to start")
    case .ready: return centered("get ready")
    case .resting: return centered("rest")
    case .running:
      guard let running = station.running else { return ScreenLine("") }
      var parts: [String] = []
      if running.kind == .reps { parts.append(durationText(running.elapsed)) }
      if isMet { parts.append("target met" + (over(running).map { ", +" + $0 } ?? "")) }
      return centered(parts.joined(separator: "   "), isMet ? .good : .plain)
    }
  }

  private var last: ScreenLine {
    if let fault { return centered(clean(fault), .warning) }
    guard let last = station.lastSet else { return ScreenLine("") }
    let who = last.athlete == station.selection.athlete ? "" : clean(last.athlete) + " "
    let side = last.side == .both ? "" : " " + last.side.rawValue
    let count = last.reps == nil ? "" : ", " + markedReps(last)
    let met = last.targetMet == true ? ", met" : ""
    return centered(
      "last: \(who)\(clean(last.exercise))\(side) \(durationText(last.duration))\(count)\(met)", .faint)
  }

  private var isMet: Bool {
    guard let running = station.running else { return false }
    return running.target?.isMet(duration: running.elapsed, count: running.reps) == true
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

  // MARK: The bar

  /// `█████░░░│░░`: the way to the target's upper bound, with a mark at the lower one where that is another; in a rest,
  /// what of it is over. Blank where there is no such way.
  private func bar(rows: Int) -> [ScreenLine] {
    guard let way, size.columns >= 6 else { return blank(rows) }
    let length = size.columns - 2
    let filled = min(length, Int(Double(length) * way.done / way.upper))
    let mark = way.lower < way.upper ? Int(Double(length) * way.lower / way.upper) : length
    var text = " " + String(repeating: "█", count: filled)
    if mark >= filled, mark < length {
      text += String(repeating: "░", count: mark - filled) + "│"
      text += String(repeating: "░", count: length - mark - 1)
    } else {
      text += String(repeating: "░", count: length - filled)
    }
    let role: Style.Role = problem != nil ? .faint : isMet ? .good : .plain
    return Array(repeating: ScreenLine(text, role), count: rows)
  }

  private var way: (done: Double, lower: Double, upper: Double)? {
    if station.state == .resting, let left = station.restLeft, let rested = station.rested {
      let whole = (rested + left).seconds
      return whole > 0 ? (rested.seconds, whole, whole) : nil
    }
    guard let running = station.running, let target = running.target else { return nil }
    let done: Double
    let amount: Amount
    if let seconds = target.seconds {
      (done, amount) = (running.elapsed.seconds, seconds)
    } else if let count = target.reps ?? target.steps, let reps = running.reps {
      (done, amount) = (Double(reps), count)
    } else {
      return nil
    }
    guard let lower = amount.lower, let upper = amount.upper, upper > 0 else { return nil }
    return (done, lower, upper)
  }
}

extension StationReport.SetNumber {
  /// `set 3`, `set 3 of 4`.
  var inWords: String { "set \(number)" + (of.map { " of \($0)" } ?? "") }
}

extension Interval {
  /// How soon the next whole so many microseconds are reached.
  fileprivate func untilNext(_ unit: Int64) -> Interval {
    let over = microseconds % unit
    return Interval(microseconds: unit - (over < 0 ? over + unit : over))
  }
}

extension StationReport {
  /// Whether all that a program asks for in this session is done.
  var isSessionDone: Bool { plan.map { $0.up == nil } ?? false }
}
