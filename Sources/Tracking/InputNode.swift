import Training

/// One device as a station listens to it: a recognizer for each bound key, and one for the virtual key `any`.
struct InputNode {
  /// Names a key of this node: its code, or `any`.
  enum Key: Hashable {
    case code(UInt16)
    case any
  }

  /// What survives a replug and a restart of the daemon.
  let device: String
  let input: InputConfiguration
  private(set) var isPlugged = true
  private let codes: [UInt16]
  private var recognizers: [KeyRecognizer]
  private let hasAny: Bool
  /// The unbound keys that are down, in no order.
  private var othersDown: [UInt16] = []
  private var anyIsDown = false
  private var anyMayHaveChanged = false

  init(device: String, input: InputConfiguration, down: [UInt16]) {
    self.device = device
    self.input = input
    codes = input.keys.keys.sorted()
    recognizers = codes.map { KeyRecognizer(binding: input.keys[$0]!, input: input) }
    hasAny = input.any != nil
    if let any = input.any { recognizers.append(KeyRecognizer(binding: any, input: input)) }
    _ = resync(down: down, at: Instant(microseconds: 0))
  }

  // MARK: Keys

  var keyCount: Int { recognizers.count }

  func key(at index: Int) -> Key { index < codes.count ? .code(codes[index]) : .any }

  func binding(at index: Int) -> KeyBinding { recognizers[index].binding }

  private func index(of code: UInt16) -> Int? {
    // A pedal has one to three bound keys, a keypad twenty: a scan of the sorted codes is quicker than a table.
    for index in codes.indices where codes[index] == code { return index }
    return nil
  }

  private func index(of key: Key) -> Int? {
    switch key {
    case .code(let code): index(of: code)
    case .any: hasAny ? codes.count : nil
    }
  }

  // MARK: Time

  var deadline: Instant? { recognizers.lazy.compactMap(\.deadline).min() }

  var undecidedSince: Instant? { recognizers.lazy.compactMap(\.undecidedSince).min() }

  /// Lets the recognizer whose deadline is exactly `due` decide.
  mutating func expire(due: Instant) -> (key: Int, gesture: Gesture)? {
    for index in recognizers.indices where recognizers[index].deadline == due {
      return recognizers[index].expire().map { (index, $0) }
    }
    return nil
  }

  // MARK: Events

  /// Takes an event; autorepeat is dropped, `any` is judged at `SYN_REPORT`.
  mutating func take(_ event: RawEvent) -> (key: Int, gesture: Gesture)? {
    switch (event.type, event.code) {
    case (EventCode.key, _):
      guard event.value == 0 || event.value == 1 else { return nil }
      if let index = index(of: event.code) {
        return recognizers[index].edge(isDown: event.value == 1, at: event.at).map { (index, $0) }
      }
      if hasAny { noteOther(event.code, isDown: event.value == 1) }
      return nil
    case (EventCode.syn, EventCode.synReport):
      guard anyMayHaveChanged else { return nil }
      anyMayHaveChanged = false
      guard othersDown.isEmpty == anyIsDown else { return nil }
      anyIsDown.toggle()
      let index = codes.count
      return recognizers[index].edge(isDown: anyIsDown, at: event.at).map { (index, $0) }
    default:
      return nil
    }
  }

  private mutating func noteOther(_ code: UInt16, isDown: Bool) {
    let position = othersDown.firstIndex(of: code)
    switch (isDown, position) {
    case (true, nil): othersDown.append(code)
    case (false, let position?): othersDown.swapAt(position, othersDown.count - 1); othersDown.removeLast()
    case (true, _?), (false, nil): return
    }
    anyMayHaveChanged = true
  }

  /// The state of all keys was read anew.
  mutating func resync(down: [UInt16], at: Instant) -> [(key: Int, gesture: Gesture)] {
    isPlugged = true
    othersDown = hasAny ? down.filter { index(of: $0) == nil } : []
    anyIsDown = !othersDown.isEmpty
    anyMayHaveChanged = false
    var gestures: [(key: Int, gesture: Gesture)] = []
    for index in recognizers.indices {
      let isDown = index < codes.count ? down.contains(codes[index]) : anyIsDown
      if let gesture = recognizers[index].resync(isDown: isDown, at: at) { gestures.append((index, gesture)) }
    }
    return gestures
  }

  /// The device has gone.
  mutating func unplug() -> [(key: Int, gesture: Gesture)] {
    isPlugged = false
    othersDown = []
    anyIsDown = false
    anyMayHaveChanged = false
    var gestures: [(key: Int, gesture: Gesture)] = []
    for index in recognizers.indices {
      for gesture in recognizers[index].unplug() { gestures.append((index, gesture)) }
    }
    return gestures
  }

  /// Whether the key is down now, be it as a ghost.
  func isDown(_ key: Key) -> Bool {
    guard let index = index(of: key) else { return false }
    return recognizers[index].contact.state != .up
  }

  /// A momentary hold goes on with this key, which is down.
  mutating func adoptDown(_ key: Key) {
    if let index = index(of: key) { recognizers[index].adoptDown() }
  }
}

/// The kernel's numbers for the events that Tracking understands (`linux/input-event-codes.h`).
enum EventCode {
  static let syn: UInt16 = 0
  static let key: UInt16 = 1
  static let synReport: UInt16 = 0
}
