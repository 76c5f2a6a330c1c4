import Training

/// The pieces of imports that are not complete yet, by connection.
///
/// An import is one change, all or nothing, and a line holds but a piece of it. What is gathered is bounded, for all
/// connections together; a piece that does not follow on the one before is refused, so that nobody who did not look at
/// an error stores half an import.
struct ImportGathering {
  private var gathered: [UInt64: [LoggedSet]] = [:]
  private var count = 0

  /// Forgets what a connection has sent.
  mutating func drop(_ connection: UInt64) {
    guard let sets = gathered.removeValue(forKey: connection) else { return }
    count -= sets.count
  }

  /// Takes a piece.
  /// - Parameter after: how many sets the pieces before it had; with 0 a new import begins.
  /// - Returns: the whole import; `nil` while more is to come.
  /// - Throws: that pieces are missing, or that it is too much. What was gathered is dropped then.
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
    sets += piece
    guard more else { return sets }
    count += sets.count
    gathered[connection] = sets
    return nil
  }
}
