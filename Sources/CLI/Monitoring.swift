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

  func includes(_ device: DeviceNotes) -> Bool {
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

  /// Whether any device is listened to now.
  var hearsAnything: Bool { !opened.isEmpty || !held.isEmpty }

  /// Looks which devices there are, and begins with those that are new.
  func scan(_ handle: (Item) throws -> Void) throws {
    var report: StatusReport?
    if let client {
      do {
        try client.subscribe(Subscription([.events, .input]))
        report = try StatusReport(json: try client.send(.status), at: "")
      } catch {
        self.client = nil
      }
    }
    let devices = context.devices(report).filter(choice.includes)
    held = Set(devices.filter { $0.held?.state == .open || $0.held?.state == .waiting }.map(\.identity.path))
    for (path, _) in opened where held.contains(path) { opened[path] = nil }
    for device in devices where !held.contains(device.identity.path) && opened[device.identity.path] == nil {
      do throws(SystemError) {
        opened[device.identity.path] = try Device(
          opening: device.identity.path, identity: device.identity, readOnly: true)
      } catch {
        guard refused.insert(device.identity.path).inserted else { continue }
        var text = "\(clean(device.identity.path)) \"\(clean(device.identity.name))\": \(error.message)"
        if let remedy = device.remedy { text += "; " + remedy }
        try handle(.remark(text))
      }
    }
  }

  /// Waits for something, and hands it over.
  func wait(_ handle: (Item) throws -> Void) throws {
    let poll = try Epoll()
    let devices = Array(opened.values)
    for (index, device) in devices.enumerated() {
      try poll.add(device.fileDescriptor, .readable, token: UInt64(index))
    }
    if let watcher { try poll.add(watcher.fileDescriptor, .readable, token: .max) }
    if let client { try poll.add(client.descriptor, .readable, token: .max - 1) }
    var needsScan = false
    try poll.wait { token, _ in
      switch token {
      case .max: if try watcher?.drain() == true { needsScan = true }
      case .max - 1: break
      default: try read(devices[Int(token)], handle)
      }
    }
    if try drainDaemon(handle) { needsScan = true }
    if needsScan { try scan(handle) }
  }

  private func read(_ device: Device, _ handle: (Item) throws -> Void) throws {
    var events: [InputEvent] = []
    var gone: SystemError?
    do throws(SystemError) {
      try device.read { event in
        switch event {
        case .event(let raw): events.append(InputEvent(raw, from: device.identity))
        case .resynced(_, let at):
          events.append(InputEvent(RawEvent(at: at, type: 0, code: 3, value: 0), from: device.identity))
        }
      }
    } catch {
      gone = error
    }
    for event in events { try handle(.event(event)) }
    guard let gone else { return }
    opened[device.identity.path] = nil
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
