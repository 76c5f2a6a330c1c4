import Control
import Evdev
import Glibc
import Gym
import Motion
import Syscalls
import Tracking
import Training

/// A device that a station listens to.
struct OpenDevice {
  var device: Device
  var seat: Gym.Seat
  /// Where its station speaks.
  var outputs: CueOutputs
  /// Of a sensor: how long its measurements may wait.
  var pacing: SensorPacing?
  /// When it is read without having been watched; `nil` while its descriptor is.
  var readAgainAt: Instant?
}

extension Daemon {
  // MARK: Coming

  /// Starts to watch for devices, and opens those that are there.
  func openDevices(at now: Instant) throws {
    do {
      let watcher = try DeviceWatcher()
      try loop.add(watcher.fileDescriptor, .readable) { [unowned self] _ in
        if (try? watcher.drain()) ?? true { scan(at: clock.now) }
      }
      self.watcher = watcher
    } catch {
      // A container has no /dev/input; commands and recordings work all the same.
      Log.warning("no hot-plug: \(error)")
    }
    for path in options.device {
      _ = try identity(ofNode: path)
    }
    scan(at: now)
  }

  /// Opens every device that a station wants and that is not open yet. Called again whenever a node comes or changes
  /// its permissions, which may be later than the node itself.
  func scan(at now: Instant) {
    let before = refused
    refused = []
    for device in candidates() where !devices.contains(where: { $0.device.identity.path == device.path }) {
      let isNamed = !options.device.isEmpty
      guard let claim = isNamed ? gym.claim(named: device, configuration) : gym.claim(device) else {
        continue
      }
      guard claim.input.canUse(device) else { continue }
      open(device, claim.station, claim.input, at: now)
    }
    for report in refused where !before.contains(report) {
      Log.warning("\(report.path) (\(report.name)): \(report.error ?? "")")
      server.broadcast(
        Event(.device(report), station: report.station, at: clock.wallOffset.wallTime(of: now)))
    }
  }

  /// All devices, or those that were named.
  private func candidates() -> [DeviceIdentity] {
    guard !options.device.isEmpty else { return scanDevices().map(\.identity) }
    return options.device.compactMap { try? identity(ofNode: $0) }
  }

  private func open(_ identity: DeviceIdentity, _ station: Int, _ input: InputConfiguration, at now: Instant)
  {
    do {
      let device = try Device(opening: identity.path, identity: identity)
      device.wantsGrab = input.grab
      try loop.add(device.fileDescriptor, .readable) { _ in }
      seat(device, at: station, input, now)
      Log.notice("\(identity.path) (\(identity.name)) serves \(gym.stations[station].configuration.name)")
      announce(report(devices[devices.count - 1]))
    } catch {
      // ENOENT: it has gone again.
      if error.errno == ENOENT || error.errno == ENODEV { return }
      let remedy =
        error.errno == EACCES ? "; add this user to the group that may read it (see holdfast devices)" : ""
      refused.append(
        DeviceReport(
          path: identity.path, name: identity.name, phys: identity.phys, uniq: identity.uniq,
          station: gym.stations[station].configuration.name, use: input.reportedUse, state: .failed,
          error: error.message + remedy))
    }
  }

  private func seat(_ device: Device, at station: Int, _ input: InputConfiguration, _ now: Instant) {
    noteHeader(of: device)
    let axes = MotionAxes(device.capabilities) { device.axisValue($0) }
    let seat = gym.attach(
      device.identity, to: station, as: input, down: device.keysDown, axes: axes, at: now)
    devices.append(
      OpenDevice(
        device: device, seat: seat, outputs: gym.stations[station].configuration.cues,
        pacing: axes != nil && input.isSensorAlone ? SensorPacing() : nil))
  }

  /// Seats all open devices anew after the stations have changed; what no station wants any more is closed.
  func reseatDevices(at now: Instant) {
    let former = devices
    devices = []
    for open in former {
      let identity = open.device.identity
      let isNamed = !options.device.isEmpty
      guard let claim = isNamed ? gym.claim(named: identity, configuration) : gym.claim(identity) else {
        close(open)
        continue
      }
      // A lamp that is no longer meant is not left lit.
      if open.outputs != gym.stations[claim.station].configuration.cues { quieten(open) }
      if open.readAgainAt != nil { try? loop.modify(open.device.fileDescriptor, .readable) }
      open.device.wantsGrab = claim.input.grab
      seat(open.device, at: claim.station, claim.input, now)
    }
    if let name = playing?.seat(in: gym, configuration, at: now) {
      Log.warning("no station listens to the played \"\(name)\" any more")
    }
    scan(at: now)
  }

  // MARK: Reading

  /// Reads every device dry.
  func readDevices() {
    var lost: [Int] = []
    var isGone = false
    for index in devices.indices {
      let open = devices[index]
      let wasGrabbed = open.device.isGrabbed
      let identity = open.device.identity
      let isMonitored = server.clientCount > 0 && server.isMonitored(path: identity.path, name: identity.name)
      var (events, frames) = (0, 0)
      do throws(SystemError) {
        try open.device.read { event in
          events += 1
          if event.endsFrame { frames += 1 }
          gym.collect(event.at(clock), from: open.seat)
          if isMonitored, case .event(let raw) = event { broadcast(raw, from: identity) }
        }
      } catch {
        if error.errno != ENODEV { Log.warning("\(identity.path): \(error)") }
        isGone = isGone || error.errno == ENODEV
        lost.append(index)
      }
      if open.device.isGrabbed != wasGrabbed { announce(report(open)) }
      if open.pacing != nil { pace(index, events, frames, at: clock.real) }
    }
    for index in lost.reversed() { lose(index) }
    // It may be back under the same path already: then that was no new one when the watcher told of it.
    if isGone { scan(at: clock.now) }
  }

  /// A sensor was read: its next measurements may wait a while. Once nothing came its descriptor is watched again, and
  /// one that is silent wakes nobody.
  private func pace(_ index: Int, _ events: Int, _ frames: Int, at now: Instant) {
    let former = devices[index].readAgainAt
    devices[index].pacing?.read(events: events, frames: frames, at: now)
    let pause = devices[index].pacing?.pause ?? .zero
    var next = former
    if pause == .zero {
      next = nil
    } else if events > 0 {
      next = now + pause
    } else if let former, former <= now {
      next = nil
    }
    devices[index].readAgainAt = next
    guard (next == nil) != (former == nil) else { return }
    do throws(SystemError) {
      try loop.modify(devices[index].device.fileDescriptor, next == nil ? .readable : [])
    } catch {
      Log.warning("\(devices[index].device.identity.path): \(error)")
    }
  }

  /// Lets go of the devices of stations that were removed and whose set has ended, unless another wants them.
  func releaseDevices(at now: Instant) {
    playing?.release(in: gym)
    guard devices.contains(where: { !gym.isPresent($0.seat.station) }) else { return }
    devices.removeAll { open in
      if gym.isPresent(open.seat.station) { return false }
      close(open)
      return true
    }
    scan(at: now)
  }

  private func close(_ open: OpenDevice) {
    quieten(open)
    loop.remove(open.device.fileDescriptor)
    Log.notice("\(open.device.identity.path) (\(open.device.identity.name)) serves no station any more")
  }

  /// Leaves no lamp lit and no tone sounding.
  func quieten(_ open: OpenDevice) {
    if open.outputs.sound { open.device.silence() }
    if let led = open.outputs.led { open.device.setLED(led, on: false) }
  }

  private func lose(_ index: Int) {
    let open = devices.remove(at: index)
    loop.remove(open.device.fileDescriptor)
    let now = clock.now
    gym.unplugged(open.seat, at: now)
    Log.notice("\(open.device.identity.path) (\(open.device.identity.name)) is gone")
    var report = report(open)
    report.state = .unplugged
    report.isGrabbed = false
    announce(report)
  }

  private func broadcast(_ raw: RawEvent, from device: DeviceIdentity) {
    server.broadcast(
      InputEvent(
        path: device.path, name: device.name, time: raw.at, type: Int(raw.type), code: Int(raw.code),
        value: Int(raw.value), typeName: KeyNames.typeName(raw.type),
        codeName: KeyNames.eventName(type: raw.type, code: raw.code)))
  }

  private func announce(_ report: DeviceReport) {
    server?.broadcast(
      Event(.device(report), station: report.station, at: clock.wallOffset.wallTime(of: clock.now)))
  }

  func report(_ open: OpenDevice) -> DeviceReport {
    let identity = open.device.identity
    let isWaiting = open.device.wantsGrab && !open.device.isGrabbed
    return DeviceReport(
      path: identity.path, name: identity.name, phys: identity.phys, uniq: identity.uniq,
      station: gym.stations[open.seat.station].configuration.name, use: gym.input(of: open.seat).reportedUse,
      isGrabbed: open.device.isGrabbed, state: isWaiting ? .waiting : .open,
      error: open.device.grabError?.message)
  }

  // MARK: Recordings

  /// Hands over what is due of the recordings that are played.
  func play(upTo now: Instant) {
    playing?.collect(upTo: now, into: gym) { raw, device in
      if server.clientCount > 0, server.isMonitored(path: device.path, name: device.name) {
        broadcast(raw, from: device)
      }
    }
  }

  /// Seats recordings as devices.
  func seat(_ recordings: [Recording]) throws -> Playing {
    var playing = Playing(recordings)
    for recording in recordings { noteHeader(of: recording) }
    if let name = playing.seat(in: gym, configuration, at: clock.now) {
      throw Failure(78, "--play: no station listens to \"\(name)\"; add a [[station.input]] that matches it")
    }
    return playing
  }
}

extension InputConfiguration {
  /// What it is for, as clients hear of it.
  var reportedUse: DeviceReport.Use {
    switch use {
    case .keys: .keys
    case .motion: .motion
    }
  }
}

extension DeviceEvent {
  /// Whether it is a `SYN_REPORT`.
  var endsFrame: Bool { if case .event(let raw) = self { raw.type == 0 && raw.code == 0 } else { false } }

  /// The event with its time on the engine's clock.
  fileprivate func at(_ clock: EngineClock) -> DeviceEvent {
    guard clock.speed != 1 else { return self }
    switch self {
    case .event(var raw):
      raw.at = clock.instant(ofBootTime: raw.at.microseconds)
      return .event(raw)
    case .resynced(let down, let at):
      return .resynced(down: down, at: clock.instant(ofBootTime: at.microseconds))
    }
  }
}
