import Glibc
import Syscalls
import Training

/// A moment to give up at.
struct Deadline {
  private let end: ContinuousClock.Instant

  init(after time: Interval) { end = .now + .microseconds(time.microseconds) }

  /// What is left, rounded up so that a wait does not end before the deadline; 0 when it has passed.
  var milliseconds: Int32 {
    let left = end - .now
    guard left > .zero else { return 0 }
    return Int32(
      clamping: left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000 + 1)
  }
}

/// The lines of JSON that come over a connected socket.
struct LineStream {
  let descriptor: Descriptor
  private var input = LineBuffer()
  private var buffer = [UInt8](repeating: 0, count: 16_384)

  /// Longer than anything that the daemon sends.
  private static let longestLine = 16 << 20

  init(descriptor: Descriptor) { self.descriptor = descriptor }

  /// The next line; `nil` where none came before the deadline. Without a deadline it waits for ever.
  mutating func next(_ deadline: Deadline?) throws -> JSONValue? {
    while true {
      if let line = input.next() {
        do {
          return try JSONValue(parsing: line)
        } catch {
          throw ControlError(.data, "what holdfastd sent is no JSON: \(error)")
        }
      }
      guard input.count <= Self.longestLine else {
        throw ControlError(.data, "holdfastd sent a line of more than \(Self.longestLine) bytes")
      }
      guard try receive(deadline) else { return nil }
    }
  }

  /// Reads what is there, waiting for it if need be; `false` at the deadline.
  private mutating func receive(_ deadline: Deadline?) throws -> Bool {
    do throws(SystemError) {
      while true {
        if let count = try descriptor.read(into: &buffer) {
          guard count > 0 else { throw SystemError(ECONNRESET, doing: "read") }
          input.append(buffer[..<count])
          return true
        }
        let time = deadline?.milliseconds ?? -1
        guard time != 0, try descriptor.wait(for: .readable, milliseconds: time) else { return false }
      }
    } catch {
      throw Self.ended(error)
    }
  }

  /// Sends a line. One that the other side no longer takes is not an error yet: it may have said why before it closed.
  func write(_ line: [UInt8], _ deadline: Deadline) throws {
    var sent = 0
    do throws(SystemError) {
      while sent < line.count {
        if let count = try descriptor.send(line, from: sent) {
          sent += count
        } else if try !descriptor.wait(for: .writable, milliseconds: deadline.milliseconds) {
          return
        }
      }
    } catch {
      if error.errno != EPIPE && error.errno != ECONNRESET { throw Self.ended(error) }
    }
  }

  private static func ended(_ error: SystemError) -> ControlError {
    switch error.errno {
    case ECONNRESET, EPIPE:
      ControlError(
        .unavailable, "holdfastd closed the connection",
        remedy: "see why: journalctl -u holdfast", underlying: error)
    default: ControlError(.inputOutput, "socket: \(error.description)", underlying: error)
    }
  }
}
