import Control
import Training

/// Reads sets, one a line, and reports what is wrong with them.
func importedJSON(_ bytes: [UInt8], now: WallTime, _ findings: inout ImportFindings) -> [ImportedSet] {
  var sets: [ImportedSet] = []
  var number = 0
  for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
    number += 1
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
    if let set = readSet(Array(line), number, now: now, &findings) { sets.append(set) }
    // A file that is all wrong is of another kind.
    if number == 1, findings.count > 0, line.first == UInt8(ascii: "[") { return [] }
  }
  return sets
}

/// The keys of a set that is exported.
private let keys = CSVColumn.names.filter { !$0.hasPrefix("measured_") && $0 != "confidence" } + ["measured"]

private func readSet(
  _ line: [UInt8], _ number: Int, now: WallTime, _ findings: inout ImportFindings
) -> ImportedSet? {
  let value: JSONValue
  do {
    value = try JSONValue(parsing: line)
  } catch {
    findings.report(
      number, nil, "no JSON: \(error)",
      remedy: line.first == UInt8(ascii: "[") ? "write one object a line, and no array around them" : nil)
    return nil
  }
  guard case .object(let members) = value else {
    findings.report(number, nil, "\(value.kind) instead of a set", remedy: "write one object a line")
    return nil
  }
  var isRight = true
  for member in members where !keys.contains(member.key) {
    findings.report(
      number, member.key, "unknown key",
      remedy: nearestName(to: member.key, among: keys).map { "did you mean \($0)?" })
    isRight = false
  }
  if let motion = value["motion"], let (key, known) = SetMotion.unknownKey(in: motion) {
    findings.report(
      number, "motion." + key, "unknown key: a newer holdfast may know it, and this one would lose it",
      remedy: nearestName(to: String(key.split(separator: ".").last ?? ""), among: known).map {
        "did you mean \($0)?"
      })
    isRight = false
  }
  do {
    let set = try LoggedSet(json: value, at: "")
    for (key, problem) in set.problems(now: now) {
      findings.report(number, key, problem.message, remedy: problem.remedy)
      isRight = false
    }
    guard isRight else { return nil }
    return ImportedSet(
      set: set, line: number, saysDoubt: value["doubtful"] != nil, saysMotion: value["motion"] != nil)
  } catch let error as ControlError {
    findings.report(number, nil, error.message, remedy: error.remedy)
  } catch {
    findings.report(number, nil, "\(error)")
  }
  return nil
}
