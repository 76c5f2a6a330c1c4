internal import CSQLite
internal import Glibc
public import Training

/// What statistics need of a set. Names are numbers (see `NameTable`): a text for each would cost more than all else
/// that a pass over the log does.
public struct SetFigures: Sendable {
  /// The set's row, for `Log.set(row:)`.
  public var row: Int64
  /// Who trained, as a number of `Log.forEachFigures`' table of athletes.
  public var athlete: Int
  /// The exercise's id, as a number of the table of exercises.
  public var exercise: Int
  /// Timed or counted.
  public var kind: Kind
  /// The side it was done on.
  public var side: Side
  /// When it started.
  public var startedAt: WallTime
  /// From start to end.
  public var duration: Interval
  /// The repetitions; `nil` where nothing could count.
  public var reps: Int?
  /// The load in kg.
  public var loadKg: Double?
  /// Whether the target was met; `nil` without one.
  public var targetMet: Bool?
  /// How sure the count of an accelerometer is, 0 to 1; `nil` where none has counted.
  public var confidence: Double?
  /// Whether its count is a sensor's that was not sure, and nobody has corrected or confirmed it.
  public var hasDoubtfulCount: Bool
  /// Whether it may be a record: measured to its end, not beyond belief, and not counted by a sensor that was not sure; or
  /// confirmed by an edit.
  public var mayBeRecord: Bool
  /// Whether it passes the filter that marks.
  public var isMarked: Bool

  /// When it ended.
  public var endedAt: WallTime { startedAt + duration }
}

/// Names as numbers, in the order in which they were first met.
public struct NameTable: Sendable {
  /// The names; their indices are their numbers.
  public private(set) var names: [String] = []
  private var bytes: [[UInt8]] = []
  private var numbers: [String: Int] = [:]
  /// The numbers of names that were met lately, each at a place that its last letters give.
  private var recent = [Int](repeating: -1, count: 64)

  /// An empty table.
  public init() {}

  /// The number of a name, which gets one where it has none.
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int {
    let place = Self.place(of: text)
    let likely = recent[place]
    if likely >= 0, isName(likely, text) { return likely }
    let name = String(decoding: text, as: UTF8.self)
    let number = numbers[name] ?? names.count
    if number == names.count {
      names.append(name)
      bytes.append(Array(text))
      numbers[name] = number
    }
    recent[place] = number
    return number
  }

  /// Names of a kind differ in their last letters, or in length.
  private static func place(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var tail = UInt64(truncatingIfNeeded: text.count)
    if text.count >= 8 {
      tail ^= UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
    } else {
      for byte in text { tail = tail << 8 ^ UInt64(byte) }
    }
    // Fibonacci hashing: 2^64 over the golden ratio, of which the top six bits are kept.
    return Int((tail &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }

  private func isName(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes[number].withUnsafeBufferPointer {
      guard $0.count == text.count else { return false }
      guard let known = $0.baseAddress, let start = text.baseAddress else { return true }
      return memcmp(known, start, text.count) == 0
    }
  }
}

extension Log {
  /// Hands the figures of all sets that pass a filter to `body`, in one pass, in constant memory.
  /// - Parameters:
  ///   - filter: which sets; `last` is not looked at.
  ///   - inOrder: whether they are wanted in the log's order, newest last; any order is quicker.
  ///   - marking: which of them are marked: all where there is none; its `last` is not looked at.
  ///   - weighsCounts: whether it is looked at how sure sensors were of their counts, which takes a while. Without, no
  ///     confidence is known, no count is doubtful, and no set is kept from being a record by that.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func forEachFigures(
    _ filter: SetFilter = SetFilter(), inOrder: Bool, marking: SetFilter? = nil, weighsCounts: Bool = true,
    athletes: inout NameTable, exercises: inout NameTable,
    _ body: (SetFigures) -> Void
  ) throws(StoreError) {
    var ends = NameTable()
    var isMeasured: [Bool] = []
    let (condition, values) = filter.condition
    let (mark, marks) = marking.map(\.requirements) ?? ("1", [])
    var motion = "NULL"
    if weighsCounts, try knowsMotion() { motion = "motion" }
    let columns =
      "rowid, athlete, exercise, kind, side, started_us, duration_us, reps, load_kg, target_met, ended_by, "
      + "doubtful, measured_started_us IS NOT NULL, \(mark), \(motion)"
    let index = filter.since != nil ? " INDEXED BY sets_by_start" : ""
    try connection.each(
      "SELECT \(columns) FROM sets" + index + condition + (inOrder ? " ORDER BY sort_us, rowid" : ""),
      marks + values
    ) { (row: borrowing Row) throws(StoreError) in
      let end = row.bytes(10) { ends.number(of: $0) }
      if end == isMeasured.count {
        isMeasured.append(EndedBy(rawValue: ends.names[end])?.isMeasuredToTheEnd ?? false)
      }
      let reps = row.optionalInt(7)
      // An edit confirms: what it left counts, however the set ended, and whoever counted.
      let isConfirmed = row.bool(12)
      let confidence = row.isNull(14) ? nil : row.bytes(14) { SetMotion.confidence(inText: $0) }
      var hasDoubtfulCount = false
      if let confidence, confidence < SetMotion.CountedReps.lowConfidence, let reps, !isConfirmed {
        hasDoubtfulCount = row.bytes(14) { SetMotion.count(inText: $0) } == reps
      }
      body(
        SetFigures(
          row: row.int64(0), athlete: row.bytes(1) { athletes.number(of: $0) },
          exercise: row.bytes(2) { exercises.number(of: $0) },
          kind: row.firstByte(3) == UInt8(ascii: "h") ? .hold : .reps,
          side: Side(letter: row.firstByte(4)),
          startedAt: WallTime(microseconds: row.int64(5)), duration: Interval(microseconds: row.int64(6)),
          reps: reps, loadKg: row.optionalDouble(8), targetMet: row.optionalBool(9),
          confidence: confidence, hasDoubtfulCount: hasDoubtfulCount,
          mayBeRecord: isConfirmed || isMeasured[end] && !row.bool(11) && !hasDoubtfulCount,
          isMarked: row.bool(13)))
      return true
    }
  }

  /// The set of a row that `forEachFigures` has told.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func set(row: Int64) throws(StoreError) -> LoggedSet? {
    try connection.first(select + " WHERE rowid = ?", [.integer(row)]) {
      (row: borrowing Row) throws(StoreError) in try LoggedSet(row)
    }
  }
}
