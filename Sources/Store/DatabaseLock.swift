internal import Glibc
internal import Syscalls

/// The right to change a database: an exclusive lock on `DATABASE.lock`, held until it is let go or the
/// process ends.
///
/// The file names its holder, for those who are refused. It is never removed: two programs could then hold
/// locks on two files of that name.
public final class DatabaseLock: Sendable {
  /// Who holds a lock.
  public struct Holder: Hashable, Sendable, CustomStringConvertible {
    /// The process.
    public var pid: Int
    /// What it calls itself.
    public var program: String

    /// `holdfastd (process 123)`.
    public var description: String { "\(program) (process \(pid))" }
  }

  private let descriptor: Int32

  /// The path of a database's lock.
  public static func path(for database: String) -> String { database + ".lock" }

  /// Takes the lock of a database at once, or not at all.
  /// - Parameter program: What to tell others of the holder: `holdfastd`.
  /// - Throws: `locked`, naming the holder; or that the file cannot be made.
  public init(database: String, program: String) throws(StoreError) {
    let path = Self.path(for: database)
    var opened: Int32 = -1
    let isFree: Bool
    do throws(SystemError) {
      try createFile(path, mode: 0o640)
      opened = try syscall("open \(path)") { open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW) }
      isFree = try lockWholeFile(opened, path)
      if isFree { try Self.write("\(getpid()) \(program)\n", to: opened, path) }
    } catch {
      if opened >= 0 { close(opened) }
      throw StoreError(error, path: path)
    }
    guard isFree else {
      let holder = Self.read(opened)
      close(opened)
      throw StoreError(
        .locked, path: database,
        message: "in use by " + (holder?.description ?? "another process"),
        remedy: "stop that one first, or name another file with --database")
    }
    descriptor = opened
  }

  deinit { close(descriptor) }

  private static func write(_ text: String, to descriptor: Int32, _ path: String) throws(SystemError) {
    try syscall("empty \(path)") { ftruncate(descriptor, 0) }
    let bytes = Array(text.utf8)
    try syscall("write \(path)") { pwrite(descriptor, bytes, bytes.count, 0) }
  }

  private static func read(_ descriptor: Int32) -> Holder? {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    let words = String(decoding: bytes.prefix(count), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
    guard words.count >= 2, let pid = Int(words[0]) else { return nil }
    return Holder(pid: pid, program: words[1...].joined(separator: " "))
  }
}
