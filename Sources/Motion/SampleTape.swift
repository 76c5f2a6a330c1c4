public import Training

/// What a sensor sent during a set, event by event, in few bytes: so that a count that is wrong can be looked into.
///
/// It owns the bytes and their format; whoever stores them does not look inside. Without a set the last minute is kept,
/// since a set that begins by itself began before it was known for one.
///
/// Events that tell nothing of acceleration (a gyroscope's, keys) are left out. The format: pieces of some seconds, each
/// a length in bytes, the instant of its beginning, the values then and its events; an event is a number for type and
/// code, the µs since the event before, and how much its value differs from the one before of its code. All numbers are
/// LEB128, those that may be negative zigzag.
public struct SampleTape: Sendable {
  /// An event of the tape.
  public struct Event: Hashable, Sendable {
    /// When it happened.
    public var at: Instant
    /// `EV_ABS` …
    public var type: UInt16
    /// `ABS_X` …
    public var code: UInt16
    /// The value.
    public var value: Int32

    /// An event of these parts.
    public init(at: Instant, type: UInt16, code: UInt16, value: Int32) {
      self.at = at
      self.type = type
      self.code = code
      self.value = value
    }
  }

  /// No more is kept of one set: some 5 minutes of a sensor of 250 Hz. What comes later is left out.
  public static let most = 1 << 20
  /// How much is kept where no set runs.
  static let before = Interval.seconds(60)
  /// What is let go is let go in pieces; of a set that runs nothing is.
  private var pieceLength: Interval { isRunning ? .seconds(60) : .seconds(2) }

  private struct Piece {
    var start: Instant
    var values: [Int32]
    var bytes: [UInt8] = []

    /// The piece without what came before an instant, which becomes its beginning.
    func from(_ at: Instant) -> Piece {
      var rest = Piece(start: at, values: values)
      var time = start
      var index = 0
      while index < bytes.count {
        let number = Int(bytes[index])
        var next = index + 1
        guard let step = bytes.number(&next) else { break }
        time = Instant(microseconds: time.microseconds + Int64(step))
        let value = next
        guard let difference = bytes.signed(&next) else { break }
        if time >= at {
          rest.bytes.append(bytes[index])
          rest.bytes.addNumber(UInt64((time - at).microseconds))
          rest.bytes += bytes[value...]
          break
        }
        rest.values[number] = Int32(truncatingIfNeeded: Int64(rest.values[number]) + difference)
        index = next
      }
      return rest
    }
  }

  private var pieces: [Piece] = []
  /// The bytes of the last piece, which has none of its own meanwhile, and how many they are: there may be room behind them.
  private var open: [UInt8] = []
  private var used = 0
  private var size = 0
  private var isRunning = false
  private var last = Instant(microseconds: 0)
  private var values = [Int32](repeating: 0, count: known.count)

  /// A tape with nothing on it.
  public init() {}

  /// What can stand on the tape; its place here is its number in the bytes, so that nothing may ever be put in between.
  static let known: [(type: UInt16, code: UInt16)] = [
    (0, 0), (0, 3), (3, 0), (3, 1), (3, 2), (3, 3), (3, 4), (3, 5), (2, 0), (2, 1), (2, 2), (4, 5),
  ]

  private static func number(type: UInt16, code: UInt16) -> Int? {
    switch type {
    case 3: code < 6 ? 2 + Int(code) : nil
    case 0: code == 0 ? 0 : code == 3 ? 1 : nil
    case 2: code < 3 ? 8 + Int(code) : nil
    case 4: code == 5 ? 11 : nil
    default: nil
    }
  }

  /// Takes an event.
  public mutating func add(type: UInt16, code: UInt16, value: Int32, at: Instant) {
    guard let number = Self.number(type: type, code: code), size < Self.most || !isRunning else { return }
    if pieces.isEmpty || number != 0 && at - pieces[pieces.count - 1].start >= pieceLength { cut(at: at) }
    if open.count - used < Self.longestEvent {
      open.append(contentsOf: repeatElement(0, count: max(Self.longestEvent, used)))
    }
    let before = used
    let step = UInt64(bitPattern: max(0, (at - last).microseconds))
    let difference = Int64(value) - Int64(values[number])
    used = open.withUnsafeMutableBufferPointer { bytes in
      bytes[before] = UInt8(truncatingIfNeeded: number)
      let next = bytes.put(step, at: before + 1)
      return bytes.putSigned(difference, at: next)
    }
    size += used - before
    last = max(last, at)
    values[number] = value
  }

  /// Begins a piece: it can be read without the one before.
  private mutating func cut(at: Instant) {
    close()
    if !isRunning {
      // What ended in the last minute stays, however long ago it began.
      let old = pieces.indices.dropLast().prefix { at - pieces[$0 + 1].start > Self.before }.count
      size -= pieces.prefix(old).reduce(0) { $0 + $1.bytes.count }
      pieces.removeFirst(old)
    }
    pieces.append(Piece(start: at, values: values))
    last = at
  }

  /// A byte and two numbers.
  private static let longestEvent = 1 + 2 * [UInt8].longestNumber

  /// Hands the open bytes to the last piece, or takes them back from it.
  private mutating func close() {
    guard !pieces.isEmpty else { return }
    open.removeLast(open.count - used)
    swap(&pieces[pieces.count - 1].bytes, &open)
    used = open.count
  }

  /// A set begins, or began a while ago: what is older is let go. The first piece is the set's beginning.
  public mutating func begin(at: Instant) {
    isRunning = true
    close()
    defer { close() }
    let old = pieces.indices.dropLast().prefix { pieces[$0 + 1].start <= at }.count
    pieces.removeFirst(old)
    if let first = pieces.first, first.start <= at {
      pieces[0] = first.from(at)
    } else {
      pieces.insert(Piece(start: at, values: pieces.first?.values ?? values), at: 0)
    }
    // The next event may be told from an instant before the set otherwise.
    if pieces.count == 1 { last = max(last, at) }
    size = pieces.reduce(0) { $0 + $1.bytes.count }
  }

  /// The set is over, and nobody wants its tape.
  public mutating func end() { isRunning = false }

  /// The set is over.
  /// - Returns: its tape; empty where nothing came.
  public mutating func finish() -> [UInt8] {
    end()
    close()
    defer { close() }
    var bytes: [UInt8] = []
    guard pieces.contains(where: { !$0.bytes.isEmpty }) else { return bytes }
    for piece in pieces {
      var head: [UInt8] = []
      head.addSigned(piece.start.microseconds)
      for value in piece.values { head.addSigned(Int64(value)) }
      bytes.addNumber(UInt64(head.count + piece.bytes.count))
      bytes += head
      bytes += piece.bytes
    }
    return bytes
  }

  /// When the set of a tape began.
  /// - Returns: `nil` for bytes that are no tape.
  public static func start(of bytes: [UInt8]) -> Instant? {
    var index = 0
    guard bytes.number(&index) != nil else { return nil }
    return bytes.signed(&index).map { Instant(microseconds: $0) }
  }

  /// The events of a tape. Axes that had a value before it begins come first: an axis that does not change is not sent.
  /// - Returns: `nil` for bytes that are no tape.
  public static func events(of bytes: [UInt8]) -> [Event]? {
    var events: [Event] = []
    var index = 0
    while index < bytes.count {
      guard let length = bytes.number(&index), length <= UInt64(bytes.count - index) else { return nil }
      let end = index + Int(length)
      guard let start = bytes.signed(&index) else { return nil }
      var at = Instant(microseconds: start)
      var values: [Int32] = []
      for _ in known {
        guard let value = bytes.signed(&index) else { return nil }
        values.append(Int32(truncatingIfNeeded: value))
      }
      guard index <= end else { return nil }
      if events.isEmpty {
        for number in values.indices where known[number].type == 3 && values[number] != 0 {
          events.append(Event(at: at, type: 3, code: known[number].code, value: values[number]))
        }
      }
      while index < end {
        let number = Int(bytes[index])
        index += 1
        guard number < known.count, let step = bytes.number(&index), let difference = bytes.signed(&index),
          index <= end, step <= UInt64(Int32.max)
        else { return nil }
        at = Instant(microseconds: at.microseconds &+ Int64(step))
        values[number] = Int32(truncatingIfNeeded: Int64(values[number]) &+ difference)
        let (type, code) = known[number]
        events.append(Event(at: at, type: type, code: code, value: values[number]))
      }
    }
    return events
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Writes a number at a place.
  /// - Returns: the place behind it.
  fileprivate func put(_ value: UInt64, at place: Int) -> Int {
    var (rest, place) = (value, place)
    while rest >= 0x80 {
      self[place] = UInt8(truncatingIfNeeded: rest) | 0x80
      rest >>= 7
      place += 1
    }
    self[place] = UInt8(truncatingIfNeeded: rest)
    return place + 1
  }

  /// Writes a number that may be negative.
  fileprivate func putSigned(_ value: Int64, at place: Int) -> Int {
    put(UInt64(bitPattern: value << 1 ^ value >> 63), at: place)
  }
}

extension [UInt8] {
  /// The longest number, in bytes.
  fileprivate static let longestNumber = 10

  fileprivate mutating func addNumber(_ value: UInt64) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestNumber) { bytes in
      append(contentsOf: bytes[..<bytes.put(value, at: 0)])
    }
  }

  fileprivate mutating func addSigned(_ value: Int64) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestNumber) { bytes in
      append(contentsOf: bytes[..<bytes.putSigned(value, at: 0)])
    }
  }

  fileprivate func number(_ index: inout Int) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard index < count else { return nil }
      let byte = self[index]
      index += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }

  fileprivate func signed(_ index: inout Int) -> Int64? {
    number(&index).map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
  }
}
