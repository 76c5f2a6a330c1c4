internal import CLibevdev
internal import Glibc
internal import Tracking
internal import Training

/// Reads the lines of a recording. Works on bytes: a recording of a sensor has millions of lines.
struct RecordingParser {
  /// Whether an error was found; `finish` throws it.
  var hasFailed: Bool { failure != nil }

  typealias Line = UnsafeBufferPointer<UInt8>

  private let file: String
  private var number = 0
  private var failure: RecordingError?
  var hasHeader = false
  var name: String?
  var hasNumbers = false
  var identity: DeviceIdentity
  var capabilities = Capabilities()
  var bytesSeen: [UInt16: Int] = [:]
  var propertyBytesSeen = 0
  var events: [RawEvent] = []
  var opening = Opening.none
  private var openingEventCount = 0
  var anchor: ClockAnchor?
  var set: RecordedSet?

  /// How far the frame with the state at opening has been read.
  enum Opening { case none, announced, done }

  init(file: String) {
    self.file = file
    self.identity = DeviceIdentity(name: "", path: file)
  }

  /// Makes room for the events of a file of this size: a short line has 32 bytes.
  mutating func expect(bytes: Int) { events.reserveCapacity(min(bytes / 32, 1 << 26)) }

  /// Reads all whole lines, and with `isLast` also one without an end.
  ///
  /// - Returns: how many bytes were used; the rest is to come again with what follows it.
  mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
    var start = 0
    do throws(RecordingError) {
      while start < bytes.count {
        let rest = bytes.baseAddress! + start
        let end = memchr(rest, Int32(UInt8(ascii: "\n")), bytes.count - start)
        guard let end else {
          if isLast { try parse(line: Line(start: rest, count: bytes.count - start), isCut: true) }
          return isLast ? bytes.count : start
        }
        let length = UnsafePointer(end.assumingMemoryBound(to: UInt8.self)) - rest
        let isDOS = length > 0 && rest[length - 1] == UInt8(ascii: "\r")
        try parse(line: Line(start: rest, count: isDOS ? length - 1 : length), isCut: false)
        start += length + 1
      }
    } catch {
      failure = error
    }
    return start
  }

  /// The recording, after the last line.
  consuming func finish() throws(RecordingError) -> Recording {
    if let failure { throw failure }
    if !hasHeader {
      throw RecordingError(
        .empty, file: file, "the recording is empty", remedy: "record anew with `holdfast record`")
    }
    try requireDescription()
    try requireSetAmongEvents()
    if opening == .announced { openingEventCount = events.count }
    identity.abilities = capabilities.abilities(of: identity)
    return Recording(
      identity: identity, capabilities: capabilities, events: events, openingEventCount: openingEventCount,
      anchor: anchor, set: set)
  }

  /// Time runs on until a set ends: through years it would take for ever. A set may have begun before its first event and ended
  /// after its last.
  private func requireSetAmongEvents() throws(RecordingError) {
    guard let set else { return }
    let day: Int64 = 86_400_000_000
    if let first = events.first?.at, let last = events.last?.at, set.begun <= last, set.ended >= first,
      first.microseconds - set.begun.microseconds <= day, set.ended.microseconds - last.microseconds <= day
    {
      return
    }
    throw RecordingError(
      .malformed, file: file, "the set of the line \"# Set:\" is not that of the events",
      remedy: "its times are those of the E: lines, and reach a day beyond them at most; delete the line")
  }

  private mutating func parse(line: Line, isCut: Bool) throws(RecordingError) {
    number += 1
    if line.count > 1, line[0] == UInt8(ascii: "E"), line[1] == UInt8(ascii: ":") {
      return try parseEvent(line, isCut: isCut)
    }
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
    if !hasHeader { return try parseHeader(line) }
    if line[0] == UInt8(ascii: "#") { return try parseComment(line) }
    let isKnown = "NIPBALSE".utf8.contains(line[0])
    if isCut && isKnown && line.count == 1 { throw truncated() }
    guard isKnown, line.count > 1, line[1] == UInt8(ascii: ":") else {
      throw error(
        .unknownLine, "unknown line \(Self.quoted(line))",
        remedy: "a line begins with N: I: P: B: A: L: S: E: or #; delete or repair this one")
    }
    if isCut { throw truncated() }
    if !events.isEmpty {
      throw error(
        .badDescription, "a description line after the first event",
        remedy: "keep one device's recording in a file, its description first")
    }
    try parseDescription(line)
  }

  private mutating func parseEvent(_ line: Line, isCut: Bool) throws(RecordingError) {
    if !hasHeader { return try parseHeader(line) }
    if events.isEmpty { try requireDescription() }
    var cursor = LineCursor(line, from: 2)
    guard let time = cursor.time(), let type = cursor.hex(digits: 4), let code = cursor.hex(digits: 4),
      let value = cursor.integer()
    else {
      if isCut { throw truncated() }
      throw malformed(line, "E: seconds.microseconds (six decimals), type and code in hexadecimal, value")
    }
    let isReport = type == EV_SYN && code == SYN_REPORT
    // A value at the very end of the file may have lost digits. That of SYN_REPORT means nothing.
    if isCut && cursor.touchesEnd && !isReport { throw truncated() }
    guard cursor.isAtEnd, type <= EV_MAX else {
      throw malformed(line, "E: time, a type up to 1f, code and value")
    }
    let at = Instant(microseconds: time)
    if let last = events.last, at < last.at {
      throw error(
        .timeBackwards, "the time runs backwards by \((last.at - at).microseconds) µs",
        remedy: "the clock was set while recording: split the file here")
    }
    events.append(
      RawEvent(
        at: at, type: UInt16(truncatingIfNeeded: type), code: UInt16(truncatingIfNeeded: code), value: value))
    if isReport && opening == .announced {
      openingEventCount = events.count
      opening = .done
    }
  }

  private func requireDescription() throws(RecordingError) {
    if name == nil {
      throw error(
        .badDescription, "the device's description is missing: no N: line so far",
        remedy: "put N: and I: lines before the first event")
    }
    if !hasNumbers {
      throw error(
        .badDescription, "the device's numbers are missing: no I: line so far",
        remedy: "put an I: line before the first event: bus, vendor, product and version in hexadecimal")
    }
  }

  func error(_ code: RecordingError.Code, _ problem: String, remedy: String) -> RecordingError {
    RecordingError(code, file: file, line: number, problem, remedy: remedy)
  }

  func malformed(_ line: Line, _ shape: String) -> RecordingError {
    error(.malformed, "malformed line \(Self.quoted(line))", remedy: "it must be `\(shape)`")
  }

  private func truncated() -> RecordingError {
    error(
      .truncated, "the file ends in the middle of a line",
      remedy: "delete the line, or end it with a newline if it is whole")
  }

  /// The beginning of a line for an error message, without anything that a terminal would act on.
  static func quoted(_ line: Line) -> String {
    let bytes = line.prefix(40).map { $0 >= 0x20 && $0 < 0x7f ? $0 : UInt8(ascii: "?") }
    return "`\(String(decoding: bytes, as: UTF8.self))\(line.count > 40 ? "…" : "")`"
  }
}
