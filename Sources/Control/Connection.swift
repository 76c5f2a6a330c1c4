import Syscalls

/// Bytes that wait to be sent, as chunks that several connections may share.
struct OutputQueue {
  private var chunks: [[UInt8]] = []
  /// The first chunk that is not sent, and how much of it is.
  private var head = 0
  private var sent = 0
  /// How many bytes wait.
  private(set) var count = 0

  mutating func append(_ chunk: [UInt8]) {
    chunks.append(chunk)
    count += chunk.count
  }

  /// Sends what is taken now.
  mutating func flush(to descriptor: Descriptor) throws(SystemError) {
    while head < chunks.count {
      guard let taken = try descriptor.send(chunks[head], from: sent) else { break }
      sent += taken
      count -= taken
      if sent == chunks[head].count {
        // Let go of it at once: others may be done with it too.
        chunks[head] = []
        head += 1
        sent = 0
      }
    }
    if head == chunks.count {
      chunks.removeAll(keepingCapacity: chunks.capacity <= 64)
      head = 0
    } else if head > 256, head * 2 > chunks.count {
      chunks.removeFirst(head)
      head = 0
    }
  }
}

/// Bytes that were received, taken out line by line.
struct LineBuffer {
  private var bytes: [UInt8] = []
  private var start = 0
  /// Up to where no line feed was found.
  private var searched = 0

  /// How many bytes wait, whether they make a line or not.
  var count: Int { bytes.count - start }

  mutating func append(_ new: ArraySlice<UInt8>) {
    if start == bytes.count { removeAll() }
    bytes.append(contentsOf: new)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: false)
    start = 0
    searched = 0
  }

  /// The next line without its line feed; `nil` where none is complete.
  mutating func next() -> [UInt8]? {
    guard let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = bytes.count
      if start > 0 {
        bytes.removeFirst(start)
        searched -= start
        start = 0
      }
      return nil
    }
    let line = Array(bytes[start..<end])
    start = end + 1
    searched = start
    return line
  }
}

/// A client of the server.
final class Connection {
  let serial: UInt64
  let peer: PeerCredentials
  let descriptor: Descriptor
  var input = LineBuffer()
  var output = OutputQueue()
  var subscription: Subscription?
  /// The replies that are still to come, by the serial of their tokens.
  var awaited: Set<UInt64> = []
  /// What the poller watches it for.
  var interest: Readiness = .readable
  /// The client has ended sending; it may still listen.
  var hasEnded = false
  /// Its lines are being dealt with.
  var isSettling = false
  /// It is to be closed when its output is sent; nothing more is read.
  var isClosing = false
  var isClosed = false

  init(serial: UInt64, peer: PeerCredentials, descriptor: Descriptor) {
    self.serial = serial
    self.peer = peer
    self.descriptor = descriptor
  }

  /// Whether there is nothing more to expect for a client that has ended sending.
  var isDone: Bool { hasEnded && awaited.isEmpty && subscription == nil }

  func wants(_ event: Event) -> Bool {
    guard let subscription, subscription.streams.contains(.events) else { return false }
    return subscription.station == nil || event.station == nil || subscription.station == event.station
  }

  func wantsInput(path: String, name: String) -> Bool {
    guard let subscription, subscription.streams.contains(.input) else { return false }
    return subscription.device == nil || subscription.device == path || subscription.device == name
  }
}
