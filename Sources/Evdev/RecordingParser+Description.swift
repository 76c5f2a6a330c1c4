internal import CLibevdev
internal import Tracking
internal import Training

/// The lines before the events: the version, what the device is, and this program's own comments.
extension RecordingParser {
  mutating func parseHeader(_ line: Line) throws(RecordingError) {
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

  mutating func parseComment(_ line: Line) throws(RecordingError) {
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
    } else if text.hasPrefix("# Set: ") {
      var cursor = LineCursor(line, from: 6)
      // Somebody else's comment may begin so, too.
      guard let begun = cursor.time() else { return }
      guard cursor.takeWord("to"), let ended = cursor.time(), begun <= ended else {
        throw malformed(line, "# Set: seconds to seconds, and the exercise")
      }
      if set != nil { throw error(.badDescription, "a second set", remedy: "keep one set in a file") }
      set = RecordedSet(
        begun: Instant(microseconds: begun), ended: Instant(microseconds: ended), exercise: cursor.word())
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

  mutating func parseDescription(_ line: Line) throws(RecordingError) {
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
}
