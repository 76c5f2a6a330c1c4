public import Training

// What a sensor sent during the newest sets, so that a wrong count can be sent as a recording: a ring, bounded in sets and in
// bytes.
//
// It is written after its set, in a transaction of its own: it may be lost, a set may not. A deletion leaves it, as the set may
// come back; the ring forgets it in its turn.

extension Log {
  /// What a sensor sent during a set: the header of its recording, and its events.
  /// - Returns: `nil` where nothing was kept, or no longer.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func samples(of id: SetID) throws(StoreError) -> (device: String, events: [UInt8])? {
    guard try Schema.has(version: 3, connection) else { return nil }
    return try connection.first("SELECT device, events FROM samples WHERE id = ?", [.text(id.description)]) {
      (row: borrowing Row) throws(StoreError) in (row.text(0), row.blob(1))
    }
  }

  /// The sets of which samples are kept, oldest first, with how many bytes each takes.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func sampledSets() throws(StoreError) -> [(id: SetID, bytes: Int)] {
    guard try Schema.has(version: 3, connection) else { return [] }
    // The lengths are in the rows' heads: nothing of what is kept is read for them.
    return try connection.all("SELECT id, length(device) + length(events) FROM samples ORDER BY number") {
      (row: borrowing Row) throws(StoreError) in (SetID(row.text(0)), Int(row.int64(1)))
    }.compactMap { id, bytes in id.map { ($0, bytes) } }
  }
}

extension Store {
  /// What a sensor sent during a set (see `Log.samples`).
  /// - Throws: A `StoreError` when the file cannot be read.
  public func samples(of id: SetID) throws(StoreError) -> (device: String, events: [UInt8])? {
    try log.samples(of: id)
  }

  /// Keeps what a sensor sent during a set, and forgets the oldest of what is too much, in one commit. What alone is too
  /// much is not kept, and takes nothing else's place.
  /// - Parameters:
  ///   - id: the set, which may be stored or not.
  ///   - device: the header of the recording.
  ///   - events: its events.
  ///   - keep: of how many sets something is kept, this one among them; 0 forgets all.
  ///   - maxBytes: how many bytes are kept in all.
  /// - Returns: whether it is kept.
  /// - Throws: A `StoreError`; nothing has changed then.
  @discardableResult
  public func keepSamples(
    of id: SetID, device: String, events: [UInt8], keep: Int, maxBytes: Int
  ) throws(StoreError) -> Bool {
    try connection.transaction { () throws(StoreError) in
      let isKept = keep > 0 && device.unicodeScalars.count + events.count <= maxBytes
      if isKept {
        // Making room comes first: what is freed is used at once.
        try connection.run("DELETE FROM samples WHERE id = ?", [.text(id.description)])
        try pruneSamples(keep: keep - 1, maxBytes: maxBytes - device.unicodeScalars.count - events.count)
        try connection.run(
          "INSERT INTO samples(id, device, events) VALUES (?, ?, ?)",
          [.text(id.description), .text(device), .blob(events)])
      } else {
        try pruneSamples(keep: keep, maxBytes: maxBytes)
      }
      return isKept
    }
  }

  /// Forgets all but the newest.
  private func pruneSamples(keep: Int, maxBytes: Int) throws(StoreError) {
    var kept = 0
    var bytes = 0
    var last: Int64?
    try connection.each(
      "SELECT number, length(device) + length(events) FROM samples ORDER BY number DESC"
    ) { (row: borrowing Row) throws(StoreError) in
      kept += 1
      bytes += Int(row.int64(1))
      if kept <= keep, bytes <= maxBytes { return true }
      last = row.int64(0)
      return false
    }
    if let last { try connection.run("DELETE FROM samples WHERE number <= ?", [.integer(last)]) }
  }
}
