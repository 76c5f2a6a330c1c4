internal import CLibevdev
internal import Glibc
internal import Tracking
internal import Training

/// Reads the lines of a recording. Works on bytes: a recording of a sensor has millions of lines.
struct RecordingParser {
  /// Whether an error was found; `finish` throws it.
  var hasFailed: Bool { failure != nil }

  private typealias Line = UnsafeBufferPointer<UInt8>

  private let file: String
  private var number = 0
  private var failure: RecordingError?
  private var hasHeader = false
  private var name: String?
  private var hasNumbers = false
  private var identity: DeviceIdentity
  private var capabilities = Capabilities()
  private var bytesSeen: [UInt16: Int] = [:]
  private var propertyBytesSeen = 0
  private var events: [RawEvent] = []
  private var opening = Opening.none
  private var openingEventCount = 0
  private var anchor: ClockAnchor?

  /// How far the frame with the state at opening has been read.
  private enum Opening { case none, announced, done }

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
    if opening == .announced { openingEventCount = events.count }
    identity.abilities = capabilities.abilities(of: identity)
    return Recording(
      identity: identity, capabilities: capabilities, events: events, openingEventCount: openingEventCount,
      anchor: anchor)
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

  private mutating func parseHeader(_ line: Line) throws(RecordingError) {
    let text = String(decoding: line, as: UTF8.self)
    guard text.hasPrefix("# EVEMU ") else {
      throw error(
        .noHeader, "not a recording of evemu: \(Self.quoted(line))",
        remedy: "its first line is `# EVEMU 1.3`; make recordings with `holdfast record` or `evemu-record`")
    }
    let version = text.dropFirst(8).split(separator: ".", omittingEmptySubsequences: false)
    guard version.count == 2, version[0] == "1", UInt16(version[1].filter { $0 != " " }) != nil else {
      throw error(
        .noHeader, "an evemu format that is not known: \(Self.quoted(line))",
        remedy: "only versions 1.0 to 1.3 are")
    }
    hasHeader = true
  }

  private mutating func parseComment(_ line: Line) throws(RecordingError) {
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("# Clock: boottime ") {
      var cursor = LineCursor(line, from: 18)
      guard let at = cursor.time(), cursor.takeWord("="), cursor.takeWord("wall"), let wall = cursor.time()
      else { throw malformed(line, "# Clock: boottime seconds = wall seconds synced (or unsynced)") }
      let isSynchronized = cursor.takeWord("synced")
      guard isSynchronized || cursor.takeWord("unsynced") else {
        throw malformed(line, "# Clock: boottime seconds = wall seconds synced (or unsynced)")
      }
      anchor = ClockAnchor(
        at: Instant(microseconds: at),
        offset: WallOffset(microseconds: wall - at, isSynchronized: isSynchronized))
    } else if text.hasPrefix(RecordingWriter.openingComment), events.isEmpty {
      opening = .announced
    } else if text.hasPrefix("# Phys: ") {
      identity.phys = String(text.dropFirst(8))
    } else if text.hasPrefix("# Uniq: ") {
      identity.uniq = String(text.dropFirst(8))
    } else if text.hasPrefix("# Link: ") {
      identity.links.append(String(text.dropFirst(8)))
    }
  }

  private mutating func parseDescription(_ line: Line) throws(RecordingError) {
    var cursor = LineCursor(line, from: 2)
    switch line[0] {
    case UInt8(ascii: "N"):
      let text = String(decoding: line.dropFirst(2), as: UTF8.self)
      let rest = text.hasPrefix(" ") ? text.dropFirst() : text[...]
      if rest.isEmpty { throw malformed(line, "N: and the device's name") }
      if name != nil { throw error(.badDescription, "a second name", remedy: "keep one device in a file") }
      name = String(rest)
      identity.name = String(rest)
    case UInt8(ascii: "I"):
      guard let bus = cursor.hex(digits: 4), let vendor = cursor.hex(digits: 4),
        let product = cursor.hex(digits: 4), let version = cursor.hex(digits: 4), cursor.isAtEnd
      else { throw malformed(line, "I: bus, vendor, product and version in hexadecimal") }
      hasNumbers = true
      (identity.bus, identity.vendor) = (UInt16(bus), UInt16(vendor))
      (identity.product, identity.version) = (UInt16(product), UInt16(version))
    case UInt8(ascii: "P"):
      guard let bytes = mask(&cursor), propertyBytesSeen < 64 else {
        throw malformed(line, "P: eight bytes in hexadecimal")
      }
      for byte in bytes {
        capabilities.properties.insert(byte: byte, at: propertyBytesSeen)
        propertyBytesSeen += 1
      }
    case UInt8(ascii: "B"):
      guard let type = cursor.hex(digits: 2), type <= EV_MAX, let bytes = mask(&cursor),
        bytesSeen[UInt16(type), default: 0] < 8192
      else { throw malformed(line, "B: an event type up to 1f and eight bytes in hexadecimal") }
      insert(bytes, type: UInt16(type))
    case UInt8(ascii: "A"):
      guard let code = cursor.hex(digits: 2), let minimum = cursor.integer(), let maximum = cursor.integer(),
        let fuzz = cursor.integer(), let flat = cursor.integer()
      else { throw malformed(line, "A: axis in hexadecimal, minimum, maximum, fuzz, flat, resolution") }
      // Versions before 1.2 have no resolution.
      let resolution = cursor.isAtEnd ? 0 : cursor.integer()
      guard let resolution, cursor.isAtEnd else {
        throw malformed(line, "A: axis in hexadecimal, minimum, maximum, fuzz, flat, resolution")
      }
      capabilities.axes[UInt16(code)] = AxisInfo(
        minimum: minimum, maximum: maximum, fuzz: fuzz, flat: flat, resolution: resolution)
    default:  // L: and S:, the lamps and switches at opening, which nothing here asks for.
      guard cursor.hex(digits: 2) != nil, cursor.integer() != nil, cursor.isAtEnd else {
        throw malformed(line, "L: or S:, a code in hexadecimal and its state")
      }
    }
  }

  /// The line's eight bytes; `nil` where there are not exactly eight.
  private func mask(_ cursor: inout LineCursor) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < 8, let byte = cursor.hex(digits: 2) { bytes.append(UInt8(byte)) }
    return bytes.count == 8 && cursor.isAtEnd ? bytes : nil
  }

  /// The lines of a type follow one another; those of `EV_SYN` repeat what every device has.
  private mutating func insert(_ bytes: [UInt8], type: UInt16) {
    let seen = bytesSeen[type, default: 0]
    bytesSeen[type] = seen + bytes.count
    guard type != EV_SYN, bytes.contains(where: { $0 != 0 }) else { return }
    for (index, byte) in bytes.enumerated() {
      capabilities.codes[type, default: []].insert(byte: byte, at: seen + index)
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

  private func error(_ code: RecordingError.Code, _ problem: String, remedy: String) -> RecordingError {
    RecordingError(code, file: file, line: number, problem, remedy: remedy)
  }

  private func malformed(_ line: Line, _ shape: String) -> RecordingError {
    error(.malformed, "malformed line \(Self.quoted(line))", remedy: "it must be `\(shape)`")
  }

  private func truncated() -> RecordingError {
    error(
      .truncated, "the file ends in the middle of a line",
      remedy: "delete the line, or end it with a newline if it is whole")
  }

  /// The beginning of a line for an error message, without anything that a terminal would act on.
  private static func quoted(_ line: Line) -> String {
    let bytes = line.prefix(40).map { $0 >= 0x20 && $0 < 0x7f ? $0 : UInt8(ascii: "?") }
    return "`\(String(decoding: bytes, as: UTF8.self))\(line.count > 40 ? "…" : "")`"
  }
}
