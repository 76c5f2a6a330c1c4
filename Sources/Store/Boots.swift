internal import Glibc
public import Syscalls
internal import Training

/// Which boot of which machine the instants of a running clock belong to.
public struct BootIdentity: Hashable, Sendable {
  /// The kernel's `/proc/sys/kernel/random/boot_id`, or a name that is used once.
  public var id: String

  /// The boot of this id.
  public init(id: String) { self.id = id }

  /// The boot that is going on.
  /// - Throws: Where /proc is not mounted.
  public static func current() throws(SystemError) -> BootIdentity {
    let path = "/proc/sys/kernel/random/boot_id"
    let descriptor = try syscall("open \(path)") { open(path, O_RDONLY | O_CLOEXEC) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = try syscall("read \(path)") { read(descriptor, &bytes, bytes.count) }
    return BootIdentity(id: String(decoding: bytes.prefix(count).prefix { $0 != 10 }, as: UTF8.self))
  }
}

/// A boot as it stands in the database.
struct Boot {
  var number: Int64
  /// From its clock to the calendar, as last known.
  var offset: WallOffset
  /// From its clock to the log's order. Fixed but for boots that never knew the time, which make way.
  var sortOffset: Int64

  /// The place in the log of what began at an instant.
  func sort(_ instant: Instant) -> Int64 { instant.microseconds + sortOffset }
}

extension Connection {
  func boot(_ condition: String, _ value: Value) throws(StoreError) -> Boot? {
    try first(
      "SELECT number, offset_us, synced, sort_offset_us FROM boots WHERE \(condition) = ?", [value]
    ) { (row: borrowing Row) throws(StoreError) in
      Boot(
        number: row.int64(0),
        offset: WallOffset(microseconds: row.int64(1), isSynchronized: row.bool(2)),
        sortOffset: row.int64(3))
    }
  }

  /// The boot of this id, which is written where it is new, and dates its sets anew where this offset is the
  /// first that can be trusted.
  func boot(_ identity: BootIdentity, seeing offset: WallOffset) throws(StoreError) -> Boot {
    if var boot = try boot("boot_id", .text(identity.id)) {
      if offset.isSynchronized, !boot.offset.isSynchronized { _ = try synchronize(&boot, offset) }
      return boot
    }
    var sortOffset = offset.microseconds
    if !offset.isSynchronized {
      // Whatever this clock believes, the boot came after those before it.
      let latest = try integer(
        "SELECT sort_us FROM sets WHERE boot IS NOT NULL AND NOT hand_dated ORDER BY sort_us DESC LIMIT 1")
      sortOffset = max(sortOffset, (latest ?? .min) &+ 1)
    }
    try run(
      "INSERT INTO boots(boot_id, offset_us, synced, sort_offset_us) VALUES (?, ?, ?, ?)",
      [
        .text(identity.id), .integer(offset.microseconds), Value(offset.isSynchronized), .integer(sortOffset),
      ])
    let boot = Boot(number: lastInserted, offset: offset, sortOffset: sortOffset)
    if offset.isSynchronized { try makeWay(for: boot) }
    return boot
  }

  /// Dates the unsynchronized sets of a boot by an offset that can be trusted, wherever they stand.
  /// - Returns: How many sets of the log have a new date.
  func synchronize(_ boot: inout Boot, _ offset: WallOffset) throws(StoreError) -> Int {
    let former = boot
    if !boot.offset.isSynchronized { boot.sortOffset = offset.microseconds }
    boot.offset = offset
    try run(
      "UPDATE boots SET offset_us = ?, synced = 1, sort_offset_us = ? WHERE number = ?",
      [.integer(offset.microseconds), .integer(boot.sortOffset), .integer(boot.number)])
    let redating = """
      SET started_us = instant_us + ?1, synced = 1, sort_us = instant_us + ?2,
        measured_started_us = CASE WHEN measured_started_us IS NULL THEN NULL ELSE instant_us + ?1 END
      WHERE boot = ?3 AND NOT synced AND NOT hand_dated
      """
    let values: [Value] = [
      .integer(offset.microseconds), .integer(boot.sortOffset), .integer(boot.number),
    ]
    try run("UPDATE change_images \(redating)", values)
    try run("UPDATE selections SET offset_us = ?1 WHERE boot = ?2", [values[0], values[2]])
    try run(
      "UPDATE running SET offset_us = ?1, synced = 1 WHERE boot = ?2 AND NOT synced", [values[0], values[2]])
    // No set of the boot stands before the boot's own zero: the log's newest stretch is all that is looked
    // at.
    try run("UPDATE sets \(redating) AND sort_us >= ?4", values + [.integer(former.sortOffset)])
    let count = changes
    try makeWay(for: boot)
    return count
  }

  /// Moves earlier boots that never knew the time, and believed it to be later than it was, before a boot
  /// that does.
  private func makeWay(for boot: Boot) throws(StoreError) {
    var ceiling = boot.sortOffset
    let earlier = try all(
      "SELECT number, sort_offset_us FROM boots WHERE number < ? AND NOT synced ORDER BY number DESC",
      [.integer(boot.number)]
    ) { (row: borrowing Row) throws(StoreError) in (number: row.int64(0), sortOffset: row.int64(1)) }
    for (number, sortOffset) in earlier {
      let own: [Value] = [.integer(number), .integer(sortOffset)]
      let last = try integer(
        "SELECT max(sort_us) FROM sets WHERE boot = ? AND NOT hand_dated AND sort_us >= ?", own)
      // Each of these boots stands after those before it: where one is in place, the rest are.
      guard let last else { continue }
      guard last >= ceiling else { return }
      let shift = last - ceiling + 1
      for table in ["sets", "change_images"] {
        try run(
          "UPDATE \(table) SET sort_us = sort_us - ?3 WHERE boot = ?1 AND NOT hand_dated AND sort_us >= ?2",
          own + [.integer(shift)])
      }
      try run(
        "UPDATE boots SET sort_offset_us = sort_offset_us - ?2 WHERE number = ?1",
        [.integer(number), .integer(shift)])
      ceiling = sortOffset - shift
    }
  }
}
