import ArgumentParser
import Control
import Evdev
import Gym
import Syscalls
import Tracking
import Training

struct MonitorCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor", _superCommandName: "holdfast",
    abstract: "What devices send and what their keys are taken for, as it comes, until Ctrl-C.",
    discussion: """
      Under the events stands what a station would take them for, by the rules and times of the configuration's entry for \
      the device, and what that does: \"tap → go\". Keys that the configuration does not bind are taken as if tap, double \
      and long were bound. Nothing is done by it: with a running daemon a tap does what it always does, without one nothing.

      Devices that the daemon holds are heard of through it; all others are read here. Full keyboards are left out \
      unless they are named.

      With --json each line is {"input":{…}}, an event, or {"gesture":{…}}: path, name, time (of the first press, in s \
      of CLOCK_BOOTTIME), gesture (press, tap, double, long, release, bounce), key (null for the virtual key any), \
      length_s (how long the key was down, or a bounce lasted), station and action, null where nothing is bound.
      """)

  @Argument(
    help: ArgumentHelp("A node, a link to one, or a pattern for the name: \"*Foot*\".", valueName: "device"),
    completion: .device)
  var device: String?

  @Flag(help: "Only events, not what they are taken for.")
  var raw = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, socket: socket.path)
    let monitoring = try Monitoring(context, places, DeviceChoice(wanted: device))
    // Devices are opened first: what they send while the configuration is read waits for it.
    var begun: [Monitoring.Item] = []
    try monitoring.scan { begun.append($0) }
    let gestures = raw ? nil : Gestures(claims(places, context))
    let printer = MonitorPrinter(format: output.format, out: context.out, style: context.style)
    func handle(_ item: Monitoring.Item) throws {
      switch item {
      case .remark(let text): context.remark(text)
      case .began(let notes, let down):
        gestures?.begin(notes.identity, down: down)
        printer.began(notes, gestures?.claim(of: notes.identity.path))
      case .ended(let path): gestures?.end(path)
      case .resynced(let path, let down, let at):
        printer.print(gestures?.resynced(path, down: down, at: at) ?? [])
      case .event(let event):
        // What is older than the event is told before it.
        let told = gestures?.take(event) ?? (before: [], after: [])
        printer.print(told.before)
        printer.print(event)
        printer.print(told.after)
      }
    }
    for item in begun { try handle(item) }
    if !monitoring.hearsAnything {
      guard device == nil else {
        throw Failure(
          .noInput, "there is no device \"\(clean(device ?? ""))\" that can be read",
          remedy: "see what there is: holdfast devices")
      }
      context.remark("no device can be read; waiting for one (see: holdfast devices)")
    }
    while true {
      try context.out.flush()
      if context.out.isClosed { return }
      let wait = gestures?.milliseconds(from: context.uptime(), isLate: monitoring.isHeld)
      // A pipe is never to be read here: what it tells is that its reader has gone.
      if try monitoring.wait(milliseconds: wait ?? -1, alsoFor: context.out.pipe, handle) { return }
      // Before time passes, everything is read that came until then.
      let now = context.uptime()
      try monitoring.wait(milliseconds: 0, handle)
      printer.print(gestures?.advance(to: now, isLate: monitoring.isHeld) ?? [])
    }
  }

  private func claims(_ places: Places, _ context: Context) -> DeviceClaims? {
    do {
      return try DeviceClaims(places, try? Daemon(places).status())
    } catch {
      context.remark(
        "keys are taken as if nothing were configured, since the configuration is wrong: \(Failure(error).messages[0])"
      )
      return nil
    }
  }
}

/// The gestures of all devices that are monitored.
final class Gestures {
  /// A reading, with the device that it is of.
  struct Told: Equatable {
    var path: String
    var name: String
    var station: String?
    var reading: GestureReader.Reading
  }

  private struct Listened {
    var identity: DeviceIdentity
    var claim: DeviceClaims.Claim?
    var reader: GestureReader
  }

  private let claims: DeviceClaims?
  private var devices: [String: Listened] = [:]
  /// How much later than it happened something may come through the daemon.
  private static let lag = Interval.milliseconds(50)

  init(_ claims: DeviceClaims?) { self.claims = claims }

  func begin(_ identity: DeviceIdentity, down: [UInt16]) {
    var claim = claims?.claim(identity)
    if claim?.input.use == .motion { claim = nil }
    devices[identity.path] = Listened(
      identity: identity, claim: claim, reader: GestureReader(input: claim?.input, down: down))
  }

  func end(_ path: String) { devices[path] = nil }

  func claim(of path: String) -> DeviceClaims.Claim? { devices[path]?.claim }

  /// Takes an event; gives what was decided before it came, and what it decides.
  func take(_ event: InputEvent) -> (before: [Told], after: [Told]) {
    // One that is not known is played by the daemon.
    if devices[event.path] == nil { begin(DeviceIdentity(name: event.name, path: event.path), down: []) }
    guard var device = devices[event.path] else { return ([], []) }
    var before: [GestureReader.Reading] = []
    var after: [GestureReader.Reading] = []
    device.reader.advance(to: event.time, into: &before)
    device.reader.take(
      RawEvent(
        at: event.time, type: UInt16(clamping: event.type), code: UInt16(clamping: event.code),
        value: Int32(clamping: event.value)), into: &after)
    devices[event.path] = device
    return (before.map { told($0, device) }, after.map { told($0, device) })
  }

  func resynced(_ path: String, down: [UInt16], at: Instant) -> [Told] {
    guard var device = devices[path] else { return [] }
    var readings: [GestureReader.Reading] = []
    device.reader.resync(down: down, at: at, into: &readings)
    devices[path] = device
    return readings.map { told($0, device) }
  }

  /// Lets time pass, after everything was read that came by `now`.
  /// - Parameter isLate: whether a device's events come through the daemon.
  func advance(to now: Instant, isLate: (String) -> Bool) -> [Told] {
    var all: [Told] = []
    for (path, device) in devices.sorted(by: { $0.key < $1.key }) {
      var device = device
      var readings: [GestureReader.Reading] = []
      device.reader.advance(to: isLate(path) ? now - Self.lag : now, into: &readings)
      devices[path] = device
      all += readings.map { told($0, device) }
    }
    return all
  }

  /// How long to wait for an event before `advance` has something to say; `nil` where it will not have.
  func milliseconds(from now: Instant, isLate: (String) -> Bool) -> Int32? {
    let deadlines = devices.compactMap { path, device in
      device.reader.nextDeadline.map { isLate(path) ? $0 + Self.lag : $0 }
    }
    // Rounded up.
    return deadlines.min().map { Int32(clamping: max(0, ($0 - now).microseconds / 1_000 + 1)) }
  }

  private func told(_ reading: GestureReader.Reading, _ device: Listened) -> Told {
    Told(
      path: device.identity.path, name: device.identity.name, station: device.claim?.stationName,
      reading: reading)
  }
}
