public import Training

/// What a station would take a device's keys for, for people to look at: the very recognizers that a station has, without
/// the station. Nothing is done; what a key is bound to is only told.
///
/// Where a configuration's entry matches the device, its keys are read as that entry says. Keys that it does not bind, and
/// all keys of a device that no entry matches, are read as if tap, double and long were bound.
public struct GestureReader {
  /// Something that a key was taken for.
  public struct Reading: Hashable, Sendable {
    /// What it was taken for.
    public enum What: String, CaseIterable, Hashable, Sendable {
      /// A press that acts at once, as `press` or since nothing is bound.
      case press
      /// A short press.
      case tap
      /// Two short presses.
      case double
      /// A long press, told while the key is still down.
      case long
      /// The key came up; `length` says how long it was down.
      case release
      /// The contact opened and closed again before that could mean anything; `length` says for how long.
      case bounce
    }

    /// What it was taken for.
    public var what: What
    /// The key's code; `nil` for the virtual key `any`.
    public var key: UInt16?
    /// When the event happened that began it: a gesture is dated by its first press.
    public var at: Instant
    /// How long the key was down (`release`) or open (`bounce`).
    public var length: Interval?
    /// What the configuration does with it, if anything.
    public var action: Action?
    /// Whether an entry of the configuration says what this key means.
    public var isConfigured: Bool
  }

  /// How a key is read that nothing is bound to.
  private static let everyGesture = KeyBinding(release: .discard, tap: .go, double: .go, long: .go)

  private let settings: InputConfiguration
  /// As in the configuration; `nil` where no entry matches.
  private let configured: InputConfiguration?
  /// The first is that of the configuration; the others have one key each that it does not bind.
  private var nodes: [InputNode] = []
  private var others: [UInt16: Int] = [:]
  private var pressedAt: [Key: Instant] = [:]

  private struct Key: Hashable {
    var node: Int
    var index: Int
  }

  /// A reader of a device of which no event was handed in yet.
  /// - Parameters:
  ///   - input: the entry of the configuration that matches the device; `nil` where none does.
  ///   - down: the keys that are down: none of them is a press.
  public init(input: InputConfiguration?, down: [UInt16] = []) {
    configured = input
    settings = input ?? InputConfiguration(match: DeviceMatch())
    nodes = [InputNode(device: "", input: Self.observed(settings), down: down)]
    for code in down where nodes[0].index(of: .code(code)) == nil && !nodes[0].hasAny {
      others[code] = nodes.count
      nodes.append(node(for: code, down: [code]))
    }
  }

  /// The entry with every release bound, so that each is told. That changes none of a recognizer's decisions.
  private static func observed(_ input: InputConfiguration) -> InputConfiguration {
    var input = input
    func observe(_ binding: KeyBinding) -> KeyBinding {
      var binding = binding
      binding.release = binding.release ?? .discard
      return binding
    }
    input.keys = input.keys.mapValues(observe)
    input.any = input.any.map(observe)
    return input
  }

  private func node(for code: UInt16, down: [UInt16]) -> InputNode {
    var input = settings
    input.any = nil
    input.keys = [code: Self.everyGesture]
    return InputNode(device: "", input: input, down: down)
  }

  // MARK: Time

  /// When `advance` has something to tell if no event comes first.
  public var nextDeadline: Instant? {
    let deadline = nodes.reduce(Station.never) { min($0, $1.deadline) }
    return deadline == Station.never ? nil : deadline
  }

  /// Lets time pass: what is decided by then is told.
  public mutating func advance(to now: Instant, into readings: inout [Reading]) {
    while let due = nextDeadline, due <= now {
      for index in nodes.indices where nodes[index].deadline == due {
        if let (key, gesture) = nodes[index].expire(due: due) {
          tell(gesture, Key(node: index, index: key), into: &readings)
        }
      }
    }
  }

  // MARK: Events

  /// Takes an event of the device.
  public mutating func take(_ event: RawEvent, into readings: inout [Reading]) {
    advance(to: event.at, into: &readings)
    if !nodes[0].isPlugged { resync(down: [], at: event.at, into: &readings) }
    // Each looks at whole frames for the kernel's release of all keys.
    let isRelease = nodes.indices.reduce(false) { nodes[$1].isKernelRelease(event) || $0 }
    if isRelease { return unplug(at: event.at, into: &readings) }
    switch event.type {
    case EventCode.key where event.value == 0 || event.value == 1: takeKey(event, into: &readings)
    case EventCode.syn where event.code == EventCode.synReport && nodes[0].hasAny:
      if let index = nodes[0].index(of: .any) {
        edge(Key(node: 0, index: index), event, into: &readings)
      }
    default: break
    }
  }

  private mutating func takeKey(_ event: RawEvent, into readings: inout [Reading]) {
    if let index = nodes[0].index(of: .code(event.code)) {
      edge(Key(node: 0, index: index), event, into: &readings)
    } else if nodes[0].hasAny {
      // Judged at the end of the frame.
      _ = nodes[0].take(event)
    } else {
      let node = others[event.code] ?? nodes.count
      if node == nodes.count {
        others[event.code] = node
        nodes.append(self.node(for: event.code, down: []))
        if event.value == 0 { return }
      }
      edge(Key(node: node, index: 0), event, into: &readings)
    }
  }

  /// Hands an event to a node, where it may be an edge of that key.
  private mutating func edge(_ key: Key, _ event: RawEvent, into readings: inout [Reading]) {
    let before = nodes[key.node].contact(key: key.index)
    let told = nodes[key.node].take(event)
    let after = nodes[key.node].contact(key: key.index)
    if let open = before.pendingRelease, after.pendingRelease == nil, !after.isGhost {
      readings.append(
        reading(.bounce, key, at: open, length: event.at - open, action: nil))
    } else if before.state == .up, after.state != .up {
      pressedAt[key] = event.at
    }
    if let (index, gesture) = told { tell(gesture, Key(node: key.node, index: index), into: &readings) }
  }

  /// The state of all keys was read anew.
  public mutating func resync(down: [UInt16], at: Instant, into readings: inout [Reading]) {
    advance(to: at, into: &readings)
    for index in nodes.indices {
      for (key, gesture) in nodes[index].resync(down: down, at: at) {
        tell(gesture, Key(node: index, index: key), into: &readings)
      }
    }
  }

  /// The device has gone, or the kernel has released its keys since it sleeps.
  private mutating func unplug(at: Instant, into readings: inout [Reading]) {
    for index in nodes.indices {
      for (key, gesture) in nodes[index].unplug(releasedAt: at) {
        tell(gesture, Key(node: index, index: key), into: &readings)
      }
    }
  }

  // MARK: Telling

  private mutating func tell(_ gesture: Gesture, _ key: Key, into readings: inout [Reading]) {
    let action = binding(of: key)?.action(for: gesture)
    switch gesture {
    case .press(let at): readings.append(reading(.press, key, at: at, action: action))
    case .tap(let at): readings.append(reading(.tap, key, at: at, action: action))
    case .double(let at): readings.append(reading(.double, key, at: at, action: action))
    case .long(let at): readings.append(reading(.long, key, at: at, action: action))
    case .release(let at):
      let length = pressedAt[key].map { at - $0 }
      readings.append(reading(.release, key, at: at, length: length, action: action))
    }
  }

  /// As the configuration has it; `nil` where it does not know the key.
  private func binding(of key: Key) -> KeyBinding? {
    guard let configured, key.node == 0 else { return nil }
    switch nodes[0].key(at: key.index) {
    case .code(let code): return configured.keys[code]
    case .any: return configured.any
    }
  }

  private func reading(
    _ what: Reading.What, _ key: Key, at: Instant, length: Interval? = nil, action: Action?
  ) -> Reading {
    var code: UInt16?
    if case .code(let number) = nodes[key.node].key(at: key.index) { code = number }
    return Reading(
      what: what, key: code, at: at, length: length, action: action,
      isConfigured: configured != nil && key.node == 0)
  }
}
