import Control
import Gym
import Training

extension Context {
  /// How many sets that differ are listed.
  private static let listed = 10

  /// Prints what an import did. What deserves a look goes to the standard error, as text or not.
  func print(_ outcome: ImportOutcome, _ format: Format) {
    for exercise in outcome.unknownExercises {
      let near = exercise.near.map { "; did you mean \($0)?" } ?? ""
      remark(
        "exercise \"\(clean(exercise.id))\" (\(setCount(exercise.count))) is in no catalogue, and is imported as it is\(near)"
      )
    }
    switch format {
    case .json: out.write(JSONWriter.line(outcome))
    case .text, .csv: for line in lines(outcome) { out.line(line) }
    }
  }

  private func lines(_ outcome: ImportOutcome) -> [String] {
    let columns = style.columns
    var parts: [String] = []
    if outcome.newCount > 0 || outcome.knownCount == 0 && outcome.differences.isEmpty {
      parts.append(setCount(outcome.newCount) + (outcome.isDryRun ? " would be imported" : " imported"))
    } else {
      parts.append("nothing new")
    }
    if outcome.knownCount > 0 { parts.append("\(outcome.knownCount) known already") }
    if !outcome.differences.isEmpty {
      parts.append("\(outcome.differences.count) known and different, left as in the log:")
    }
    var lines = wrapped(parts.joined(separator: ", "), to: columns, indent: 2)
    for difference in outcome.differences.prefix(Self.listed) {
      let set = difference.known
      let start = zone.civil(set.startedAt)
      var pieces = differences(set, difference.inFile)
      if pieces.isEmpty { pieces = ["in what was measured, or what ended it"] }
      let text =
        "\(set.id.short)  \(clean(set.exercise)), \(dayText(start)) \(minuteText(start)): "
        + pieces.joined(separator: ", ")
      lines += wrapped(text, to: columns.map { $0 - 2 }, indent: 2).map { "  " + $0 }
    }
    if outcome.differences.count > Self.listed {
      lines.append("  and \(outcome.differences.count - Self.listed) more")
    }
    return lines
  }
}
