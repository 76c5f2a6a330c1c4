import Gym
import ArgumentParser
import Control
import Evdev
import Glibc
import Motion
import Store
import Syscalls
import Tracking
import Training

struct RecordCommand: ContextualCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", _superCommandName: "holdfast",
    abstract: "Record what a device sends, in evemu's format, until Ctrl-C.",
    discussion: """
      The recording can be run with holdfast replay, holdfastd --play, or evemu-play.

      With --set it is what an accelerometer sent during a set of the log, where keep_samples of the configuration keeps \
      that: a count that is wrong can so be sent to whoever can put the counting right. The recording says when the set \
      began and ended, and holdfast replay does so again.
      """)

  @Argument(
    help: ArgumentHelp("The file to make; - is standard output.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("A node, a link to one, or a pattern for the name.", valueName: "device"),
    completion: .device)
  var device: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "What a sensor sent during this set: last, last~2, or an ending of its id.", valueName: "id"),
    completion: .setID)
  var set: String?

  @Flag(help: "Overwrite the file.")
  var force = false

  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func validate() throws {
    if set != nil, device != nil {
      throw ValidationError("--set and --device: a set knows its sensor; leave --device out")
    }
  }

  func run(in context: Context) throws {
    if let set { return try writeSamples(of: set, context) }
    let places = Places(context, config: config.path, socket: socket.path)
    let daemon = try? Daemon(places)
    let notes = try choose(from: context.devices(try? daemon?.status()))
    let isHeld = notes.isHeldAlone
    let device: Device
    do throws(SystemError) {
      // A node that somebody has grabbed can be opened and described all the same; it only stays silent.
      device = try Device(opening: notes.identity.path, identity: notes.identity, readOnly: true)
    } catch {
      throw Failure(
        ExitStatus(reading: error), "\(notes.identity.path): \(error.message)", remedy: notes.remedy)
    }
    let signals = try Signals(TerminalSignal.ending)
    let target = try open()
    let writer = try RecordingWriter(
      to: target.number, file: file == "-" ? "standard output" : file, recording: device,
      anchor: ClockAnchor(
        at: Instant(microseconds: SystemClock.boottime),
        offset: WallOffset(
          microseconds: SystemClock.realtimeOffset,
          isSynchronized: (try? SystemClock.isSynchronized()) ?? false)))
    context.remark("recording \(notes.identity.path) \"\(clean(notes.identity.name))\"; Ctrl-C ends it")
    let take = Take(writer: writer, signals: signals)
    if isHeld, let client = daemon?.client {
      try client.subscribe(Subscription([.input], device: notes.identity.path))
      try take.run(from: client)
    } else {
      try take.run(from: device)
    }
    try writer.flush()
    context.remark("\(take.count) \(take.count == 1 ? "event" : "events") recorded")
  }

  /// Writes what a sensor sent during a set.
  private func writeSamples(of name: String, _ context: Context) throws {
    let path = try Places(context, config: config.path, database: database.path).database()
    guard let log = try Store.openReadOnly(path) else { throw Failure.noLog(path) }
    let set = try context.set(named: name, in: log)
    guard let kept = try log.samples(of: set.id) else {
      throw Failure(
        .noInput, "of this set (\(set.inOneLine)) nothing was kept that a sensor sent",
        remedy: set.motion == nil
          ? "no sensor watched it" : "keep_samples in the configuration says of how many sets it is")
    }
    // Instants are those of a kernel's clock: 30,000 years are none.
    guard let events = SampleTape.events(of: kept.events), let start = SampleTape.start(of: kept.events),
      (0...1_000_000_000_000_000_000).contains(start.microseconds)
    else {
      throw Failure(
        .data, "what was kept of this set is damaged", remedy: "there is another copy in a backup, maybe")
    }
    let target = try open()
    // What was put right since is not what the sensor saw.
    let measured = set.measured ?? Measured(set)
    let writer = try RecordingWriter(
      to: target.number, file: file == "-" ? "standard output" : file, header: kept.device,
      anchor: ClockAnchor(
        at: start,
        offset: WallOffset(
          microseconds: measured.startedAt.microseconds - start.microseconds,
          isSynchronized: set.clock == .synced)),
      set: RecordedSet(begun: start, ended: start + measured.duration, exercise: measured.exercise))
    for event in events {
      try writer.write(
        .event(RawEvent(at: event.at, type: event.type, code: event.code, value: event.value)))
    }
    try writer.flush()
    context.remark("\(events.count) events of \(set.inOneLine) recorded")
  }

  /// The device that is meant: the only one, where none is named.
  private func choose(from devices: [DeviceNotes]) throws -> DeviceNotes {
    let choice = DeviceChoice(wanted: device)
    var found = devices.filter(choice.includes)
    // Of several the pedals are meant: a Pi's HDMI ports are input devices as well.
    if device == nil, found.count > 1 {
      let pedals = found.filter { $0.use == "pedal" }
      if !pedals.isEmpty { found = pedals }
    }
    if found.count == 1 { return found[0] }
    guard !found.isEmpty else {
      throw Failure(
        .noInput, device.map { "there is no device \"\(clean($0))\"" } ?? "there is no device to record",
        remedy: "see what there is: holdfast devices")
    }
    let list = found.prefix(8).map { "\($0.identity.path) \"\(clean($0.identity.name))\"" }.joined(
      separator: ", ")
    throw Failure(.usage, "there are several devices: " + list, remedy: "name one with --device")
  }

  private func open() throws -> Descriptor {
    if file == "-" { return Descriptor(owning: try syscall("dup") { dup(1) }) }
    do throws(SystemError) {
      return Descriptor(
        owning: try openFile(file, O_WRONLY | O_CREAT | (force ? O_TRUNC : O_EXCL), mode: 0o644))
    } catch {
      if error.errno == EEXIST {
        throw Failure(
          .usage, "\(file): is there already", remedy: "name another file, or overwrite it with --force")
      }
      throw Failure(ExitStatus(error), "\(file): \(error.message)")
    }
  }
}

/// A recording while it is made.
private final class Take {
  private let writer: RecordingWriter
  private let signals: Signals
  private(set) var count = 0

  init(writer: RecordingWriter, signals: Signals) {
    self.writer = writer
    self.signals = signals
  }

  /// Records until Ctrl-C, or until the device is gone.
  func run(from device: Device) throws {
    while try wait(for: device.fileDescriptor) {
      var failure: SystemError?
      do throws(SystemError) {
        try device.read { event in
          do throws(SystemError) { try add(event) } catch { failure = error }
        }
      } catch {
        if error.errno == ENODEV { return }
        throw error
      }
      if let failure { throw failure }
      try writer.flush()
    }
  }

  /// Records what the daemon sends on, until Ctrl-C or until the daemon is gone.
  func run(from client: ControlClient) throws {
    while try wait(for: client.descriptor) {
      while let line = try client.next(timeout: .zero) {
        guard case .input(let event) = line else { continue }
        try add(
          .event(
            RawEvent(
              at: event.time, type: UInt16(clamping: event.type), code: UInt16(clamping: event.code),
              value: Int32(clamping: event.value))))
      }
      try writer.flush()
    }
  }

  private func add(_ event: DeviceEvent) throws(SystemError) {
    count += 1
    try writer.write(event)
  }

  /// - Returns: whether there is something to read, and nobody wants an end.
  private func wait(for descriptor: Int32) throws -> Bool {
    let poll = try Epoll(capacity: 2)
    try poll.add(signals.descriptor.number, .readable, token: 0)
    try poll.add(descriptor, .readable, token: 1)
    var isEnd = false
    try poll.wait { token, _ in if token == 0 { isEnd = true } }
    return !isEnd
  }
}
