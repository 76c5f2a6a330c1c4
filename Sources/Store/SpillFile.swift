internal import Glibc
internal import Syscalls
internal import Training

/// Room for finished sets beside the database, allocated beforehand: where they go while the database cannot
/// take them. A record is its length, the CRC-32 of its bytes (each 32 bits, little end first) and its bytes;
/// a length of 0 ends the file's used part.
///
/// Used by one thread at a time.
final class SpillFile {
  /// 256 KiB: about a thousand sets, or a few hundred of counted repetitions.
  static let capacity = 256 * 1_024
  private static let headerSize = 8

  let path: String
  private let descriptor: Int32
  private var used = 0
  /// The records that were in the file when it was opened.
  let found: [SetRecord]

  static func path(for database: String) -> String { database + ".spill" }

  /// Opens the spill file of a database, making it and allocating its room where that is missing.
  init(database: String) throws(StoreError) {
    let path = Self.path(for: database)
    self.path = path
    let opened: Int32
    do throws(SystemError) {
      try createFile(path, mode: 0o640)
      opened = try syscall("open \(path)") { open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW) }
    } catch {
      throw StoreError(error, path: path)
    }
    var bytes = [UInt8](repeating: 0, count: Self.capacity)
    do throws(SystemError) {
      try Self.allocate(opened, path)
      var count = 0
      while count < bytes.count {
        let more = try syscall("read \(path)") {
          bytes[count...].withUnsafeMutableBytes { pread(opened, $0.baseAddress, $0.count, off_t(count)) }
        }
        if more == 0 { break }
        count += more
      }
    } catch {
      close(opened)
      throw StoreError(error, path: path)
    }
    descriptor = opened
    (found, used) = Self.records(in: bytes)
  }

  deinit { close(descriptor) }

  /// Does nothing, and writes nothing, where the room is there already.
  private static func allocate(_ descriptor: Int32, _ path: String) throws(SystemError) {
    var status = stat()
    try syscall("look at \(path)") { fstat(descriptor, &status) }
    guard status.st_size < off_t(capacity) || Int(status.st_blocks) * 512 < capacity else { return }
    // It gives its error as its result.
    let code = posix_fallocate(descriptor, 0, off_t(capacity))
    guard code == 0 else { throw SystemError(code, doing: "allocate \(path)") }
    try syscall("synchronize \(path)") { fsync(descriptor) }
    try synchronizeDirectory(directoryName(path))
  }

  /// Adds a record; it is durable when this returns. Lists of repetitions, which may be a hundred times as long as all else
  /// of a set, go into the first half of the file only: the rest of it is for sets.
  /// - Throws: `full` where no room is left, or what the disk says.
  func append(_ record: SetRecord) throws(StoreError) {
    var payload = record.encoded
    if record.set.listedReps > 0, used + payload.count + 2 * Self.headerSize > Self.capacity / 2 {
      var shorter = record
      shorter.set = record.set.withoutList
      payload = shorter.encoded
    }
    var bytes = Self.header(payload) + payload
    guard used + bytes.count + Self.headerSize <= Self.capacity else {
      throw StoreError(.full, path: path, message: "the spill file is full", remedy: "make room on its disk")
    }
    let size = bytes.count
    // What an earlier use left behind must not be read as a record.
    bytes += [UInt8](repeating: 0, count: Self.headerSize)
    try write(bytes, at: used)
    used += size
  }

  /// Forgets all records, once they are in the database.
  func clear() throws(StoreError) {
    guard used > 0 else { return }
    try write([UInt8](repeating: 0, count: used), at: 0)
    used = 0
  }

  private func write(_ bytes: [UInt8], at start: Int) throws(StoreError) {
    do throws(SystemError) {
      var written = 0
      while written < bytes.count {
        written += try syscall("write \(path)") {
          bytes[written...].withUnsafeBytes {
            pwrite(descriptor, $0.baseAddress, $0.count, off_t(start + written))
          }
        }
      }
      try syscall("synchronize \(path)") { fdatasync(descriptor) }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  // MARK: - The format

  private static func header(_ payload: [UInt8]) -> [UInt8] {
    [UInt32(payload.count), crc32(payload)].flatMap { word in
      [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> $0) }
    }
  }

  /// The whole records at the start, and how many bytes they take. A torn one ends them: it was never
  /// acknowledged.
  static func records(in bytes: [UInt8]) -> ([SetRecord], used: Int) {
    func word(_ index: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[index + $1]) << UInt32($1 * 8) }
    }
    var records: [SetRecord] = []
    var index = 0
    while index + headerSize <= bytes.count {
      let length = Int(word(index))
      let start = index + headerSize
      guard length > 0, length <= bytes.count - start else { break }
      let payload = Array(bytes[start..<start + length])
      guard crc32(payload) == word(index + 4), let record = SetRecord(payload) else { break }
      records.append(record)
      index = start + length
    }
    return (records, index)
  }

  /// The CRC-32 of zlib and Ethernet, bit by bit: a record has a few hundred bytes, and there is seldom one.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
