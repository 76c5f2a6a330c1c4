import Motion
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
  var input: InputConfiguration
  /// What its accelerometer sees, where it is one.
  var motion: MotionWatch?
  private(set) var isPlugged = true
  /// Whether the kernel has released the keys: the device goes, or sleeps and may simply send events again.
  private(set) var isAsleep = false
  private let codes: [UInt16]
  private let bindings: [KeyBinding]
  private var recognizers: [KeyRecognizer]
  let hasAny: Bool
  /// The unbound keys that are down, in no order.
  private var othersDown: [UInt16] = []
  private var anyIsDown = false
  private var anyMayHaveChanged = false
  /// Whether a key came up in the frame that is being read.
  private var frameHasRelease = false

  init(device: String, input: InputConfiguration, down: [UInt16], motion: MotionWatch? = nil) {
    self.device = device
    self.input = input
    self.motion = motion
    codes = input.keys.keys.sorted()
    hasAny = input.any != nil
    bindings = codes.map { input.keys[$0]! } + (input.any.map { [$0] } ?? [])
    recognizers = bindings.map { KeyRecognizer(binding: $0, input: input) }
    _ = resync(down: down, at: Instant(microseconds: 0))
  }

  // MARK: Keys

  func key(at index: Int) -> Key { index < codes.count ? .code(codes[index]) : .any }

  func action(for gesture: Gesture, key index: Int) -> Action? { bindings[index].action(for: gesture) }

  private func index(of code: UInt16) -> Int? {
    // A pedal has one to three bound keys, a keypad twenty: a scan of the sorted codes is quicker than a table.
    for index in codes.indices where codes[index] == code { return index }
    return nil
  }

  /// The number of a key among the recognizers; `nil` where this node does not have it.
  func index(of key: Key) -> Int? {
    switch key {
    case .code(let code): index(of: code)
    case .any: hasAny ? codes.count : nil
    }
  }

  // MARK: Time

  /// The earliest deadline of a key, and since when the meaning of one is undecided: kept, since every event at the
  /// station asks for them and few change them.
  private(set) var deadline = Station.never
  private(set) var undecidedSince = Station.never

  private mutating func noteTimes() {
    deadline = Station.never
    undecidedSince = Station.never
    for index in recognizers.indices {
      if let at = recognizers[index].deadline { deadline = min(deadline, at) }
      if let at = recognizers[index].undecidedSince { undecidedSince = min(undecidedSince, at) }
    }
  }

  /// Lets the recognizer whose deadline is exactly `due` decide.
  mutating func expire(due: Instant) -> (key: Int, gesture: Gesture)? {
    for index in recognizers.indices where recognizers[index].deadline == due {
      defer { noteTimes() }
      return recognizers[index].expire().map { (index, $0) }
    }
    return nil
  }

  // MARK: Events

  /// Whether the event ends a frame in which the kernel itself released the keys: it does so when it takes the device
  /// away or puts it to sleep, and marks the frame by a `SYN_REPORT` of value 1 (`input_dev_release_keys` and its callers
  /// in drivers/input/input.c; autorepeat has that mark too, but releases nothing).
  mutating func isKernelRelease(_ event: RawEvent) -> Bool {
    switch (event.type, event.code) {
    case (EventCode.key, _):
      if event.value == 0 { frameHasRelease = true }
      return false
    case (EventCode.syn, EventCode.synReport):
      defer { frameHasRelease = false }
      return frameHasRelease && event.value == 1
    default:
      return false
    }
  }

  /// Takes an event; autorepeat is dropped, `any` is judged at `SYN_REPORT`.
  mutating func take(_ event: RawEvent) -> (key: Int, gesture: Gesture)? {
    switch (event.type, event.code) {
    case (EventCode.key, _):
      guard event.value == 0 || event.value == 1 else { return nil }
      if let index = index(of: event.code) {
        return edge(key: index, isDown: event.value == 1, at: event.at)
      }
      if hasAny { noteOther(event.code, isDown: event.value == 1) }
      return nil
    case (EventCode.syn, EventCode.synReport):
      guard anyMayHaveChanged else { return nil }
      anyMayHaveChanged = false
      guard othersDown.isEmpty == anyIsDown else { return nil }
      anyIsDown.toggle()
      return edge(key: codes.count, isDown: anyIsDown, at: event.at)
    default:
      return nil
    }
  }

  private mutating func edge(key index: Int, isDown: Bool, at: Instant) -> (key: Int, gesture: Gesture)? {
    defer { noteTimes() }
    return recognizers[index].edge(isDown: isDown, at: at).map { (index, $0) }
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
    isAsleep = false
    othersDown = hasAny ? down.filter { index(of: $0) == nil } : []
    anyIsDown = !othersDown.isEmpty
    anyMayHaveChanged = false
    var gestures: [(key: Int, gesture: Gesture)] = []
    for index in recognizers.indices {
      let isDown = index < codes.count ? down.contains(codes[index]) : anyIsDown
      if let gesture = recognizers[index].resync(isDown: isDown, at: at) { gestures.append((index, gesture)) }
    }
    noteTimes()
    return gestures
  }

  /// The device has gone.
  /// - Parameter releasedAt: when the kernel released all keys, where it did.
  mutating func unplug(releasedAt: Instant?) -> [(key: Int, gesture: Gesture)] {
    isPlugged = false
    isAsleep = releasedAt != nil
    othersDown = []
    anyIsDown = false
    anyMayHaveChanged = false
    var gestures: [(key: Int, gesture: Gesture)] = []
    for index in recognizers.indices {
      for gesture in recognizers[index].unplug(releasedAt: releasedAt) { gestures.append((index, gesture)) }
    }
    noteTimes()
    return gestures
  }

  /// Whether the key is down now, be it as a ghost.
  func isDown(_ key: Key) -> Bool {
    guard let index = index(of: key) else { return false }
    return recognizers[index].contact.state != .up
  }

  /// A key's contact, for whoever wants to see more of it than the gestures.
  func contact(key index: Int) -> Contact { recognizers[index].contact }

  /// A momentary hold goes on with this key, which is down.
  mutating func adoptDown(_ key: Key) {
    guard let index = index(of: key) else { return }
    recognizers[index].adoptDown()
    noteTimes()
  }
}

/// The kernel's numbers for the events that Tracking understands (`linux/input-event-codes.h`).
enum EventCode {
  static let syn: UInt16 = 0
  static let key: UInt16 = 1
  static let synReport: UInt16 = 0
}
