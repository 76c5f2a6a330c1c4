internal import CLibevdev
public import Syscalls
public import Tracking
public import Training

/// Writes a recording in evemu's format 1.3 to a file descriptor, event by event.
///
/// The lines are kept back until there are 64 KiB of them, or until `flush`.
public final class RecordingWriter {
  /// Announces that the next frame tells the state at opening.
  static let openingComment = "# State at opening"

  private let descriptor: Int32
  private let name: String
  private var buffer: [UInt8] = []
  private var last: Instant?
  private var down: Set<UInt16> = []

  /// Writes the description of a device and nothing of its state.
  ///
  /// - Parameters:
  ///   - descriptor: where to; stays open, and is not closed.
  ///   - file: the file's name, for errors.
  ///   - anchor: how the clock of the events relates to the calendar; it should be read at the first event.
  /// - Throws: what `write` gives: `ENOSPC` …
  public convenience init(
    to descriptor: Int32, file: String, describing identity: DeviceIdentity, _ capabilities: Capabilities,
    anchor: ClockAnchor? = nil
  ) throws(SystemError) {
    try self.init(
      to: descriptor, file: file, header: Self.header(of: identity, capabilities), anchor: anchor)
  }

  /// Writes a description that was made earlier, by `header`.
  ///
  /// - Parameters:
  ///   - descriptor: where to; stays open, and is not closed.
  ///   - file: the file's name, for errors.
  ///   - header: the description.
  ///   - anchor: how the clock of the events relates to the calendar.
  ///   - set: the set that the events are of.
  /// - Throws: what `write` gives: `ENOSPC` …
  public init(
    to descriptor: Int32, file: String, header: String, anchor: ClockAnchor?, set: RecordedSet? = nil
  ) throws(SystemError) {
    self.descriptor = descriptor
    self.name = file
    buffer.reserveCapacity(1 << 16 + 256)
    append(header)
    if let anchor { writeAnchor(anchor) }
    if let set {
      let (begun, ended) = (Self.seconds(set.begun.microseconds), Self.seconds(set.ended.microseconds))
      append("# Set: \(begun) to \(ended)\(set.exercise.map { " " + Self.oneLine($0) } ?? "")\n")
    }
    try flush()
  }

  /// Writes the description of an open device, and as the first frame the values of its axes and the keys that
  /// are down.
  ///
  /// - Parameters:
  ///   - descriptor: where to; stays open, and is not closed.
  ///   - file: the file's name, for errors.
  ///   - device: what is to be recorded; its events are handed to `write` by the caller.
  ///   - anchor: the present instant of `CLOCK_BOOTTIME`, which dates the first frame, and the wall clock's.
  /// - Throws: what `write` gives: `ENOSPC` …
  public convenience init(
    to descriptor: Int32, file: String, recording device: Device, anchor: ClockAnchor
  ) throws(SystemError) {
    try self.init(
      to: descriptor, file: file, describing: device.identity, device.capabilities, anchor: anchor)
    let axes = device.capabilities.axes.keys.sorted().compactMap { code in
      device.axisValue(code).map { (code: code, value: $0) }
    }
    try writeOpening(axes: axes, down: device.keysDown, at: anchor.at)
  }

  /// Writes the state at opening, which must come before any event.
  ///
  /// - Parameters:
  ///   - axes: codes of `EV_ABS` with their values.
  ///   - down: the keys that are down.
  ///   - at: when that was so.
  public func writeOpening(
    axes: [(code: UInt16, value: Int32)], down: [UInt16], at: Instant
  ) throws(SystemError) {
    guard !axes.isEmpty || !down.isEmpty else { return }
    append("\(Self.openingComment): the next frame is no news\n")
    for axis in axes { line(at, UInt16(EV_ABS), axis.code, axis.value) }
    for key in down { line(at, UInt16(EV_KEY), key, 1) }
    self.down = Set(down)
    line(at, UInt16(EV_SYN), UInt16(SYN_REPORT), 0)
    try flush()
  }

  /// Writes what came out of a device: an event, or after a loss `SYN_DROPPED` and a frame with the keys that were
  /// found changed. An event older than the one before, which no kernel promises never to send, gets its time,
  /// since readers refuse a time that runs backwards.
  public func write(_ event: DeviceEvent) throws(SystemError) {
    switch event {
    case .event(let event):
      if event.type == EV_KEY {
        if event.value == 0 { down.remove(event.code) } else { down.insert(event.code) }
      }
      line(event.at, event.type, event.code, event.value)
    case .resynced(let keys, let at):
      line(at, UInt16(EV_SYN), UInt16(SYN_DROPPED), 0)
      for key in down.subtracting(keys).sorted() { line(at, UInt16(EV_KEY), key, 0) }
      for key in Set(keys).subtracting(down).sorted() { line(at, UInt16(EV_KEY), key, 1) }
      line(at, UInt16(EV_SYN), UInt16(SYN_REPORT), 0)
      down = Set(keys)
    }
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Hands all lines to the kernel.
  ///
  /// - Throws: what `write` gives. What was not written is given up, so that the next lines are not mixed with it.
  public func flush() throws(SystemError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    var failure: SystemError?
    buffer.withUnsafeBytes { bytes in
      do throws(SystemError) {
        try writeAll(descriptor, bytes, doing: "write \(name)")
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// What a recording of a device begins with: the description alone, as text.
  public static func header(of identity: DeviceIdentity, _ capabilities: Capabilities) -> String {
    var text = "# EVEMU 1.3\n# Recorded by holdfast\n"
    // The format has no place for these; they let a configuration match the recording as it does the device.
    if !identity.phys.isEmpty { text += "# Phys: \(oneLine(identity.phys))\n" }
    if !identity.uniq.isEmpty { text += "# Uniq: \(oneLine(identity.uniq))\n" }
    for link in identity.links { text += "# Link: \(oneLine(link))\n" }
    text += "N: \(identity.name.isEmpty ? "Unnamed device" : oneLine(identity.name))\n"
    let numbers = [identity.bus, identity.vendor, identity.product, identity.version]
    text += "I: " + numbers.map { hex($0, digits: 4) }.joined(separator: " ") + "\n"
    text += mask("P:", capabilities.properties, bytes: 8)
    // As evemu writes it: SYN_REPORT, SYN_CONFIG and SYN_DROPPED.
    text += "B: 00 0b 00 00 00 00 00 00 00\n"
    for type in 1...UInt16(EV_MAX) {
      let last = libevdev_event_type_get_max(UInt32(type))
      guard last >= 0 else { continue }
      text += mask("B: " + hex(type, digits: 2), capabilities.codes(ofType: type), bytes: (Int(last) + 8) / 8)
    }
    for (code, axis) in capabilities.axes.sorted(by: { $0.key < $1.key }) {
      text += "A: \(hex(code, digits: 2)) \(axis.minimum) \(axis.maximum) "
      text += "\(axis.fuzz) \(axis.flat) \(axis.resolution)\n"
    }
    return text
  }

  private func writeAnchor(_ anchor: ClockAnchor) {
    let wall = anchor.offset.wallTime(of: anchor.at).microseconds
    let state = anchor.offset.isSynchronized ? "synced" : "unsynced"
    append(
      "# Clock: boottime \(Self.seconds(anchor.at.microseconds)) = wall \(Self.seconds(wall)) \(state)\n")
  }

  /// Eight bytes a line, at least as many as asked for.
  private static func mask(_ start: String, _ codes: CodeSet, bytes: Int) -> String {
    stride(from: 0, to: bytes, by: 8).map { first in
      let line = (first..<first + 8).map { hex(UInt16(codes.byte(at: $0)), digits: 2) }
      return "\(start) \(line.joined(separator: " "))\n"
    }.joined()
  }

  private func line(_ at: Instant, _ type: UInt16, _ code: UInt16, _ value: Int32) {
    let at = max(at, last ?? at)
    last = at
    append("E: \(Self.seconds(at.microseconds)) \(Self.hex(type, digits: 4)) ")
    append("\(Self.hex(code, digits: 4)) \(value)\n")
  }

  private func append(_ text: String) { buffer.append(contentsOf: text.utf8) }

  /// Seconds with six decimals. Negative times, which no kernel gives and the format has no room for, become 0.
  private static func seconds(_ microseconds: Int64) -> String {
    let time = max(microseconds, 0)
    let decimals = String(time % 1_000_000)
    return "\(time / 1_000_000)." + String(repeating: "0", count: 6 - decimals.utf8.count) + decimals
  }

  private static func hex(_ number: UInt16, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text
  }

  /// Text that cannot end its line.
  private static func oneLine(_ text: String) -> String {
    String(decoding: text.utf8.map { $0 < 0x20 ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
  }
}
