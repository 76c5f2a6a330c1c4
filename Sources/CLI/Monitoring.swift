import Control
import Evdev
import Glibc
import Syscalls
import Tracking
import Training

/// Which devices somebody wants to hear of.
struct DeviceChoice {
  /// A node, a link to one, or a shell pattern for the name; `nil` for every device but full keyboards, where people
  /// type what is nobody's business.
  let wanted: String?
  /// Full keyboards too.
  var hasKeyboards = false
  /// Only what has keys.
  var isForKeys = false
  /// What the daemon reads along with others is read here, too: many events are read sooner than told of.
  var isDirect = false

  func includes(_ device: DeviceNotes) -> Bool {
    if isForKeys, !device.identity.abilities.contains(.keys) { return false }
    if hasKeyboards, device.use == "keyboard", wanted == nil { return true }
    guard let wanted else { return device.use != "keyboard" }
    let identity = device.identity
    return ([identity.path] + identity.links).contains(wanted) || globMatches(wanted, identity.name)
  }
}

/// What devices send, wherever it can be had: those that the daemon holds are heard of through it, all others are
/// opened here, to be read only.
final class Monitoring {
  /// What comes out.
  enum Item {
    case event(InputEvent)
    /// A device is listened to from now on; these keys of it are down, as far as is known.
    case began(DeviceNotes, down: [UInt16])
    /// Events of a device were lost; these keys of it are down.
    case resynced(path: String, down: [UInt16], at: Instant)
    /// A device is listened to no more.
    case ended(path: String)
    /// Something to tell people about a device.
    case remark(String)
  }

  private let context: Context
  private let choice: DeviceChoice
  private let places: Places
  private var client: ControlClient?
  private let watcher: DeviceWatcher?
  private var opened: [String: Device] = [:]
  private var held: Set<String> = []
  /// What was said of devices that cannot be read, so that it is said once.
  private var refused: Set<String> = []

  init(_ context: Context, _ places: Places, _ choice: DeviceChoice) throws {
    self.context = context
    self.places = places
    self.choice = choice
    client = try? Daemon(places).client
    watcher = try? DeviceWatcher(input: context.inputFolder)
  }

  /// Whether a device is heard of through the daemon: what it sends comes a little later.
  func isHeld(_ path: String) -> Bool { held.contains(path) }

  /// Whether any device is listened to now.
  var hearsAnything: Bool { !opened.isEmpty || !held.isEmpty }

  /// Looks which devices there are, and begins with those that are new.
  func scan(_ handle: (Item) throws -> Void) throws {
    var report: StatusReport?
    if let client {
      do {
        try client.subscribe(Subscription(choice.isDirect ? [.events] : [.events, .input]))
        report = try StatusReport(json: try client.send(.status), at: "")
      } catch {
        self.client = nil
      }
    }
    let devices = context.devices(report).filter(choice.includes)
    let formerlyHeld = held
    held = Set(
      devices.filter {
        choice.isDirect ? $0.isHeldAlone : $0.held?.state == .open || $0.held?.state == .waiting
      }
      .map(\.identity.path))
    if choice.isDirect, !held.isEmpty { try client?.subscribe(Subscription([.events, .input])) }
    for path in formerlyHeld.subtracting(held).sorted() { try handle(.ended(path: path)) }
    for (path, _) in opened where held.contains(path) {
      opened[path] = nil
      try handle(.ended(path: path))
    }
    for device in devices where held.contains(device.identity.path) {
      if !formerlyHeld.contains(device.identity.path) { try handle(.began(device, down: [])) }
    }
    for device in devices where !held.contains(device.identity.path) && opened[device.identity.path] == nil {
      let node: Device
      do throws(SystemError) {
        node = try Device(opening: device.identity.path, identity: device.identity, readOnly: true)
      } catch {
        guard refused.insert(device.identity.path).inserted else { continue }
        var text = "\(clean(device.identity.path)) \"\(clean(device.identity.name))\": \(error.message)"
        if let remedy = device.remedy { text += "; " + remedy }
        try handle(.remark(text))
        continue
      }
      opened[device.identity.path] = node
      try handle(.began(device, down: node.keysDown))
    }
    // What was read along with the answer makes nothing readable any more.
    if try drainDaemon(handle) { try scan(handle) }
  }

  /// Waits for something, and hands it over.
  /// - Parameters:
  ///   - milliseconds: for how long at most; -1 waits for ever.
  ///   - descriptor: one more to wait for.
  /// - Returns: whether that one is ready.
  @discardableResult
  func wait(
    milliseconds: Int32 = -1, alsoFor descriptor: Int32? = nil, _ handle: (Item) throws -> Void
  ) throws -> Bool {
    let poll = try Epoll()
    var isReady = false
    if let descriptor {
      do throws(SystemError) {
        try poll.add(descriptor, .readable, token: .max - 2)
      } catch {
        // A file never keeps anybody waiting.
        guard error.errno == EPERM else { throw error }
        isReady = true
      }
    }
    let devices = Array(opened.values)
    for (index, device) in devices.enumerated() {
      try poll.add(device.fileDescriptor, .readable, token: UInt64(index))
    }
    if let watcher { try poll.add(watcher.fileDescriptor, .readable, token: .max) }
    if let client { try poll.add(client.descriptor, .readable, token: .max - 1) }
    var needsScan = false
    try poll.wait(milliseconds: isReady ? 0 : milliseconds) { token, _ in
      switch token {
      case .max: if try watcher?.drain() == true { needsScan = true }
      case .max - 1: break
      case .max - 2: isReady = true
      default: try read(devices[Int(token)], handle)
      }
    }
    if try drainDaemon(handle) { needsScan = true }
    if needsScan { try scan(handle) }
    return isReady
  }

  private func read(_ device: Device, _ handle: (Item) throws -> Void) throws {
    var events: [Item] = []
    var gone: SystemError?
    do throws(SystemError) {
      try device.read { event in
        switch event {
        case .event(let raw): events.append(.event(InputEvent(raw, from: device.identity)))
        case .resynced(let down, let at):
          let dropped = RawEvent(at: at, type: 0, code: 3, value: 0)
          events.append(.event(InputEvent(dropped, from: device.identity)))
          events.append(.resynced(path: device.identity.path, down: down, at: at))
        }
      }
    } catch {
      gone = error
    }
    for event in events { try handle(event) }
    guard let gone else { return }
    opened[device.identity.path] = nil
    try handle(.ended(path: device.identity.path))
    let what = gone.errno == ENODEV ? "unplugged" : gone.message
    try handle(.remark("\(clean(device.identity.path)) \"\(clean(device.identity.name))\": \(what)"))
  }

  /// - Returns: whether the daemon holds other devices now.
  private func drainDaemon(_ handle: (Item) throws -> Void) throws -> Bool {
    guard let client else { return false }
    var hasChanged = false
    while true {
      let line: StreamLine?
      do {
        line = try client.next(timeout: .zero)
      } catch {
        // The daemon has gone, and its grabs with it.
        self.client = nil
        return true
      }
      switch line {
      case nil: return hasChanged
      case .input(let event)?: if held.contains(event.path) { try handle(.event(event)) }
      case .event(let event)?: if case .device = event.what { hasChanged = true }
      }
    }
  }
}

extension InputEvent {
  init(_ raw: RawEvent, from device: DeviceIdentity) {
    self.init(
      path: device.path, name: device.name, time: raw.at, type: Int(raw.type), code: Int(raw.code),
      value: Int(raw.value), typeName: KeyNames.typeName(raw.type),
      codeName: KeyNames.eventName(type: raw.type, code: raw.code))
  }
}
