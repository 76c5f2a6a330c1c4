import Training

// What an accelerometer saw of a set, in words and bars: what `show` says of it.

/// `12, counted, 93 % sure`: the repetitions of a set, with who counted them where it was not a person.
func repsText(_ set: LoggedSet) -> String {
  let reps = set.reps.map(String.init) ?? "not counted"
  guard let counted = set.motion?.reps else { return reps }
  let sure = sureText(counted)
  if counted.count != set.reps { return "\(reps); the sensor counted \(counted.count), \(sure)" }
  // An edit that left the count alone confirmed it.
  return "\(reps), counted, \(sure)" + (set.measured != nil ? ", confirmed" : "")
}

/// `93 % sure`.
func sureText(_ counted: SetMotion.CountedReps) -> String { percentText(counted.confidence) + " sure" }

/// What is to be done about a count that is not sure.
func doubtText(_ set: LoggedSet) -> String {
  "look at it: holdfast edit \(set.id.short) --reps N puts it right, or --confirm if it is; "
    + "until then it counts for no record"
}

/// What was seen, with what it is: how fast and how even the repetitions were, how a hold was held, and what is to be said
/// of the sensor.
func motionLines(_ set: LoggedSet) -> [LabelledText] {
  guard let motion = set.motion else { return [] }
  var lines: [LabelledText] = []
  if let tempo = motion.reps.flatMap(tempoText) { lines.append(LabelledText("tempo", tempo)) }
  if let hold = motion.hold {
    lines.append(LabelledText("steady", steadyText(hold)))
    lines.append(
      LabelledText(
        "drift", "\(tenths(hold.drift))° at the most, \(tenths(hold.driftAtEnd))° at the end"))
    lines.append(formText(hold, of: set.duration))
  }
  lines.append(LabelledText("sensor", sensorText(motion)))
  for fault in motion.faults { lines.append(LabelledText("", fault.inWords, .warning)) }
  return lines
}

/// `2.4 s a rep, 1.1 s up and 1.3 s down, 87 % alike`; `nil` where there is no tempo.
private func tempoText(_ counted: SetMotion.CountedReps) -> String? {
  guard let tempo = counted.tempo else { return nil }
  var text = tempo.inTenths + " a rep"
  let phases = counted.each.compactMap(\.phases)
  // Of a few of them it would be no figure of the set.
  if phases.count * 2 > counted.count, let up = median(phases.map(\.up)),
    let down = median(phases.map(\.down))
  {
    text += ", \(up.inTenths) up and \(down.inTenths) down"
  }
  // One rep is like itself.
  return counted.count > 1 ? text + ", \(percentText(counted.regularity)) alike" : text
}

private func median(_ intervals: [Interval]) -> Interval? {
  guard !intervals.isEmpty else { return nil }
  let sorted = intervals.map(\.seconds).sorted()
  let middle = sorted.count / 2
  return .seconds(sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2)
}

/// `12.3 mg from rest: 9.1 mg of sway, 4.1 mg of tremor`.
private func steadyText(_ hold: SetMotion.HoldForm) -> String {
  let tremor =
    hold.tremor.map { tenths($0) + " mg of tremor" } ?? "tremor unknown, the sensor is too slow for it"
  return "\(tenths(hold.rms)) mg rms: \(tenths(hold.sway)) mg of sway, " + tremor
}

private func formText(_ hold: SetMotion.HoldForm, of duration: Interval) -> LabelledText {
  guard let brokeAt = hold.brokeAt else { return LabelledText("form", "clean to the end", .good) }
  return LabelledText("form", "clean for \(durationText(brokeAt)) of \(durationText(duration))", .warning)
}

/// `49.8 samples a second, 98 % of the time`.
private func sensorText(_ motion: SetMotion) -> String {
  guard motion.rate > 0 else { return "no samples came" }
  return "\(decimalText(motion.rate)) samples a second, \(percentText(motion.coverage)) of the time"
}

extension MotionFault {
  /// What was wrong, as people say it.
  var inWords: String {
    switch self {
    case .stuckAxis: "an axis is stuck: it always said the same"
    case .saturated: "the movement went beyond what it can measure"
    case .noGravity: "it never showed gravity at rest, so nothing says how strong its readings are"
    case .orientationSwap: "it was turned round on what it is strapped to"
    case .timeBackwards: "its times ran backwards"
    case .silent: "nothing came for ten seconds"
    case .gap: "samples were lost"
    }
  }
}

// MARK: - Each repetition

/// Prints the repetitions as bars with their times.
func printRepChart(_ set: LoggedSet, _ context: Context) {
  guard let counted = set.motion?.reps else { return }
  if counted.unlisted > 0 {
    return printLabelled([LabelledText("each", "not kept: there was no room for so many")], context)
  }
  let reps = counted.each
  let margin = 10
  let columns = (context.style.columns ?? 80) - margin
  let chart = RepChart(reps: reps, isASCII: !context.drawsBraille)
  let lines = chart.lines(columns: columns)
  guard !lines.isEmpty else { return }
  let blank = String(repeating: " ", count: margin)
  context.out.line(context.style.paint("each", .faint) + String(blank.dropFirst(4)) + lines[0])
  for line in lines.dropFirst() { context.out.line(blank + context.style.paint(line, .faint)) }
  let each = chart.repsOfBar(columns: columns)
  if each > 1 { context.out.line(blank + context.style.paint("a bar is the mean of \(each) reps", .faint)) }
}

/// Prints a line for each repetition.
func printRepTable(_ set: LoggedSet, _ context: Context) {
  guard let counted = set.motion?.reps, !counted.each.isEmpty else {
    return context.remark("no sensor told the repetitions of this set apart: there is no more to say of each")
  }
  var table = Table(
    columns: [
      .init(isRight: true),  // number
      .init(isRight: true),  // when it began
      .init(isRight: true),  // how long it took
      .init(isRight: true, worth: 2),  // how long it moved up
      .init(isRight: true, worth: 2),  // and down
      .init(isRight: true, worth: 1),  // how far it went
    ])
  let hasPhases = counted.each.contains { $0.phases != nil }
  table.rows.append(
    ["rep", "at", "took", hasPhases ? "up" : "", hasPhases ? "down" : "", "range"].map {
      Table.Cell($0, .faint)
    })
  for (index, rep) in counted.each.enumerated() {
    table.rows.append(
      [
        "\(index + 1)", durationText(rep.start), rep.duration.inTenths, rep.phases?.up.inTenths ?? "",
        rep.phases?.down.inTenths ?? "", "\(Int(rep.range.rounded()))°",
      ].map { Table.Cell($0) })
  }
  context.out.line()
  table.print(to: context.out, context.style)
}

extension Interval {
  /// `2.4 s`, rounded.
  fileprivate var inTenths: String { tenths(seconds) + " s" }
}

/// `93 %`, of a share of 1.
func percentText(_ share: Double) -> String { "\(Int((min(max(share, 0), 1) * 100).rounded())) %" }
