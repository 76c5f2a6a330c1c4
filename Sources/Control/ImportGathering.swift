import Training

/// The pieces of imports that are not complete yet, by connection.
///
/// An import is one change, all or nothing, and a line holds but a piece of it. What is gathered is bounded, for all
/// connections together, in number and in what is long in them; a set that cannot be is refused at once. A piece that does
/// not follow on the one before is refused, so that nobody who did not look at an error stores half an import.
struct ImportGathering {
  private var gathered: [UInt64: [LoggedSet]] = [:]
  private var count = 0
  private var textBytes = 0
  /// Ten times what 100,000 sets have that say something every tenth time. Without it their notes alone could be 200 MB.
  static let textLimit = 20_000_000

  /// Forgets what a connection has sent.
  mutating func drop(_ connection: UInt64) {
    guard let sets = gathered.removeValue(forKey: connection) else { return }
    count -= sets.count
    textBytes -= Self.textBytes(of: sets)
  }

  private static func textBytes(of sets: [LoggedSet]) -> Int {
    var bytes = 0
    for set in sets {
      for text in [set.athlete, set.station, set.exercise, set.note, set.measured?.exercise] {
        bytes += text?.utf8.count ?? 0
      }
      bytes += set.listedReps * MemoryLayout<SetMotion.Rep>.stride
    }
    return bytes
  }

  /// Takes a piece.
  /// - Parameter after: how many sets the pieces before it had; with 0 a new import begins.
  /// - Returns: the whole import; `nil` while more is to come.
  /// - Throws: that pieces are missing, that a set cannot be, or that it is too much. What was gathered is dropped then.
  mutating func take(
    _ piece: [LoggedSet], after: Int, more: Bool, from connection: UInt64
  ) throws(ControlError) -> [LoggedSet]? {
    var sets = gathered[connection] ?? []
    drop(connection)
    if after == 0 { sets = [] }
    guard sets.count == after else {
      throw ControlError(
        .data, "import: \(after) sets are said to be sent before, and \(sets.count) are here",
        remedy: "begin anew: another request, or an error, drops what was sent")
    }
    guard sets.count + piece.count <= Request.importLimit else {
      throw ControlError(
        .unavailable, "import: more than \(Request.importLimit) sets at once",
        remedy: "sudo systemctl stop holdfast; sudo holdfast import …; sudo systemctl start holdfast")
    }
    guard count + sets.count + piece.count <= Request.importLimit else {
      throw ControlError(
        .unavailable, "import: others are importing too", remedy: "try again when they have done")
    }
    for (index, set) in piece.enumerated() {
      do throws(SetProblem) { try set.check(now: nil) } catch {
        throw ControlError(.usage, "sets[\(after + index)]: \(error.message)", remedy: error.remedy)
      }
    }
    sets += piece
    guard more else { return sets }
    let bytes = Self.textBytes(of: sets)
    guard textBytes + bytes <= Self.textLimit else {
      throw ControlError(
        .unavailable,
        "import: more than \(Self.textLimit / 1_000_000) MB of names, notes and repetitions at once",
        remedy: "import it in parts")
    }
    count += sets.count
    textBytes += bytes
    gathered[connection] = sets
    return nil
  }
}
