internal import Training

// A record as bytes, for the spill file: a version, then the fields in a fixed order. Numbers are 64 bits,
// little end first; text has its length in bytes before it; what may be missing has a byte before it that
// says whether it is there.

extension SetRecord {
  /// Version 1 had no motion, which is last.
  private static let version: UInt8 = 2

  var encoded: [UInt8] {
    var bytes = ByteWriter()
    bytes.bytes = [Self.version]
    bytes.add(bootID)
    bytes.add(startedAt.microseconds)
    bytes.add(set.id.description)
    for text in [set.athlete, set.station, set.exercise, set.kind.rawValue, set.side.rawValue] {
      bytes.add(text)
    }
    bytes.add(set.startedAt.microseconds)
    bytes.add(set.duration.microseconds)
    bytes.addOptional(set.reps.map { Int64($0) }) { $0.add($1) }
    bytes.addOptional(set.loadKg) { $0.add(Int64(bitPattern: $1.bitPattern)) }
    bytes.addOptional(set.rpe) { $0.add(Int64(bitPattern: $1.bitPattern)) }
    bytes.addOptional(set.target?.storedText) { $0.add($1) }
    bytes.addOptional(set.targetMet) { $0.add($1 ? 1 : 0) }
    bytes.add(set.endedBy.rawValue)
    bytes.add(set.clock.rawValue)
    bytes.addOptional(set.motion?.text) { $0.add($1) }
    return bytes.bytes
  }

  /// Reads what `encoded` gave; `nil` for anything else.
  init?(_ bytes: [UInt8]) {
    guard let version = bytes.first, (1...Self.version).contains(version) else { return nil }
    var reader = ByteReader(bytes: bytes[1...])
    guard let bootID = reader.text(), let instant = reader.number(),
      let id = reader.text().flatMap({ SetID($0) }), let athlete = reader.text(),
      let station = reader.text(), let exercise = reader.text(),
      let kind = reader.text().flatMap({ Kind(rawValue: $0) }),
      let side = reader.text().flatMap({ Side(rawValue: $0) }),
      let startedAt = reader.number(), let duration = reader.number(),
      let reps = reader.optional({ $0.number() }), let load = reader.optional({ $0.number() }),
      let rpe = reader.optional({ $0.number() }), let target = reader.optional({ $0.text() }),
      let targetMet = reader.optional({ $0.number() }),
      let endedBy = reader.text().flatMap({ EndedBy(rawValue: $0) }),
      let clock = reader.text().flatMap({ ClockState(rawValue: $0) }),
      let motion = version == 1 ? .some(nil) : reader.optional({ $0.text() }), reader.isAtEnd
    else { return nil }
    func real(_ bits: Int64?) -> Double? { bits.map { Double(bitPattern: UInt64(bitPattern: $0)) } }
    self.init(
      set: LoggedSet(
        id: id, athlete: athlete, station: station, exercise: exercise, kind: kind, side: side,
        startedAt: WallTime(microseconds: startedAt), duration: Interval(microseconds: duration),
        reps: reps.map { Int($0) }, loadKg: real(load), rpe: real(rpe),
        target: target.flatMap { Target($0, kind: kind) }, targetMet: targetMet.map { $0 != 0 },
        endedBy: endedBy, clock: clock, motion: motion.flatMap { SetMotion($0) }),
      bootID: bootID, startedAt: Instant(microseconds: instant))
  }
}

private struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String) {
    add(Int64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func addOptional<T>(_ value: T?, _ add: (inout ByteWriter, T) -> Void) {
    bytes.append(value == nil ? 0 : 1)
    if let value { add(&self, value) }
  }
}

private struct ByteReader {
  var bytes: ArraySlice<UInt8>

  var isAtEnd: Bool { bytes.isEmpty }

  mutating func number() -> Int64? {
    guard bytes.count >= 8 else { return nil }
    defer { bytes = bytes.dropFirst(8) }
    return bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int64($1) }
  }

  mutating func text() -> String? {
    guard let count = number(), count >= 0, count <= bytes.count else { return nil }
    defer { bytes = bytes.dropFirst(Int(count)) }
    return String(decoding: bytes.prefix(Int(count)), as: UTF8.self)
  }

  /// The outer `nil` is for bytes that cannot be read, the inner one for a value that is not there.
  mutating func optional<T>(_ read: (inout ByteReader) -> T?) -> T?? {
    switch bytes.popFirst() {
    case 0: return .some(nil)
    case 1: return read(&self).map { .some($0) }
    default: return nil
    }
  }
}
