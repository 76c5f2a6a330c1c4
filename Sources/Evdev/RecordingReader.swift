internal import CLibevdev
internal import Glibc
internal import Syscalls
internal import Tracking
internal import Training

extension Recording {
  /// Reads a recording from a file or a pipe, a quarter of a megabyte at a time.
  ///
  /// - Throws: `RecordingError` with the line.
  public init(contentsOf path: String) throws(RecordingError) {
    var parser = RecordingParser(file: path)
    do throws(SystemError) {
      let descriptor = try openFile(path, O_RDONLY | O_NOCTTY)
      defer { close(descriptor) }
      if let status = try? fileStatus(path) { parser.expect(bytes: Int(status.st_size)) }
      try Self.feed(&parser, from: descriptor, path)
    } catch {
      throw RecordingError(
        .unreadable, file: path, error.message, remedy: "name a recording that can be read", underlying: error
      )
    }
    self = try parser.finish()
  }

  /// Reads a recording from memory.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - name: the file's name, for the identity and for errors.
  /// - Throws: `RecordingError` with the line.
  public init(parsing bytes: [UInt8], name: String) throws(RecordingError) {
    var parser = RecordingParser(file: name)
    parser.expect(bytes: bytes.count)
    bytes.withUnsafeBufferPointer { _ = parser.parse($0, isLast: true) }
    self = try parser.finish()
  }

  private static func feed(
    _ parser: inout RecordingParser, from descriptor: Int32, _ path: String
  ) throws(SystemError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 8)
    defer { buffer.deallocate() }
    var filled = 0
    while true {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = try readBytes(descriptor, into: room, doing: "read \(path)")
      filled += count
      let bytes = UnsafeBufferPointer(
        start: buffer.baseAddress!.assumingMemoryBound(to: UInt8.self), count: filled)
      // A line longer than the buffer is none that any program wrote: it is judged as it stands.
      let used = parser.parse(
        bytes, isLast: count == 0 || filled == buffer.count && !bytes.contains(UInt8(ascii: "\n")))
      if count == 0 || parser.hasFailed { return }
      buffer.baseAddress!.copyMemory(from: buffer.baseAddress! + used, byteCount: filled - used)
      filled -= used
    }
  }
}
