internal import Glibc

/// A queue of changes in watched directories; never waits.
public final class Inotify {
  /// Becomes readable when something changed.
  public let fileDescriptor: Int32
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 14, alignment: 8)

  /// What happened.
  public struct Event {
    /// The watch, -1 for `IN_Q_OVERFLOW`.
    public var watch: Int32
    /// `IN_CREATE`, `IN_ATTRIB` …
    public var mask: UInt32
    /// The entry of the watched directory; empty where the directory itself is meant.
    public var name: String

    /// Whether any of these bits is set.
    public func has(_ bits: UInt32) -> Bool { mask & bits != 0 }
  }

  /// An empty queue without watches.
  public init() throws(SystemError) {
    fileDescriptor = try syscall("create an inotify queue") {
      inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    }
  }

  deinit {
    close(fileDescriptor)
    buffer.deallocate()
  }

  /// Watches a directory; a path that is watched already keeps its number.
  public func addWatch(_ path: String, _ mask: UInt32) throws(SystemError) -> Int32 {
    try syscall("watch \(path)") { inotify_add_watch(fileDescriptor, path, mask) }
  }

  /// Ends a watch; one that the kernel has ended already is no error.
  public func removeWatch(_ watch: Int32) {
    inotify_rm_watch(fileDescriptor, watch)
  }

  /// Takes what one read gives off the queue.
  ///
  /// - Returns: whether there was anything; call again until there is not.
  public func read(_ handle: (Event) -> Void) throws(SystemError) -> Bool {
    let count: Int
    do throws(SystemError) {
      count = try readBytes(fileDescriptor, into: buffer, doing: "read inotify events")
    } catch {
      if error.errno == EAGAIN { return false }
      throw error
    }
    var offset = 0
    let header = MemoryLayout<inotify_event>.size
    while offset + header <= count {
      let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let nameBytes = buffer[(offset + header)..<(offset + header + Int(event.len))].prefix { $0 != 0 }
      handle(Event(watch: event.wd, mask: event.mask, name: String(decoding: nameBytes, as: UTF8.self)))
      offset += header + Int(event.len)
    }
    return true
  }
}
