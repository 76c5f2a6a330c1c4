public import Settings
import Tracking
public import Training

extension Configuration {
  /// Whether a set may be typed in for an athlete: one of the configuration; without a file, anybody with a name.
  /// - Throws: that nobody is called so, with the nearest.
  public func checkAthlete(_ id: String) throws(SetProblem) {
    try check(
      id, among: athletes.map(\.id), "athlete", "add it to \(source ?? ""): [[athlete]] id = \"\(id)\"")
  }

  /// The athlete that is meant: the named one, else the only one.
  /// - Throws: that nobody is called so, or that there are several.
  public func athleteMeant(_ id: String?) throws(SetProblem) -> String {
    if let id {
      try checkAthlete(id)
      return id
    }
    if athletes.count == 1 { return athletes[0].id }
    throw SetProblem(
      "there are several athletes", remedy: "add --athlete: " + athletes.map(\.id).joined(separator: ", "))
  }

  /// Whether a set may be typed in for a station: one of the configuration; without a file, any that has a name.
  /// - Throws: that none is called so, with the nearest.
  public func checkStation(_ name: String) throws(SetProblem) {
    let names = stations.map(\.name)
    try check(name, among: names, "station", "there are: " + names.joined(separator: ", "))
  }

  private func check(
    _ name: String, among known: [String], _ what: String, _ else: String
  ) throws(SetProblem) {
    guard !name.isEmpty, name.utf8.count <= 64,
      name.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) })
    else {
      throw SetProblem(
        "\"\(name)\" cannot be a name", remedy: "use up to 64 letters, digits, -, _ and . only")
    }
    guard source != nil, !known.contains(name) else { return }
    throw SetProblem(
      "there is no \(what) \"\(name)\"",
      remedy: nearestName(to: name, among: known).map { "did you mean \($0)?" } ?? `else`, isUnknownName: true
    )
  }
}
