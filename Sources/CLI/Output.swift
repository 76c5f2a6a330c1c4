import Glibc
import Syscalls

/// Where a command's words go: gathered and handed over in large pieces, since a call a line would cost more than all
/// else that `log` does.
public final class Output {
  private let descriptor: Int32?
  private let name: String
  private var buffer: [UInt8] = []
  private var failure: SystemError?
  /// Whether the reader has gone: nothing more needs to be said.
  public private(set) var isClosed = false

  /// Output to a descriptor, which is not closed; messages call it by its name.
  public init(descriptor: Int32, name: String = "standard output") {
    self.descriptor = descriptor
    self.name = name
  }

  /// Output that is kept; see `text`.
  public init() {
    descriptor = nil
    name = ""
  }

  /// All that was kept.
  public var text: String { String(decoding: buffer, as: UTF8.self) }

  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    flushIfFull()
  }

  func line(_ text: String = "") {
    buffer.append(contentsOf: text.utf8)
    buffer.append(UInt8(ascii: "\n"))
    flushIfFull()
  }

  func write(_ bytes: [UInt8]) {
    buffer.append(contentsOf: bytes)
    flushIfFull()
  }

  private func flushIfFull() {
    guard descriptor != nil, buffer.count >= 1 << 16 else { return }
    do { try flush() } catch { failure = error }
  }

  /// Hands everything to the kernel. A reader that has gone is no error.
  func flush() throws(SystemError) {
    if let failure {
      buffer.removeAll()
      throw failure
    }
    guard let descriptor, !buffer.isEmpty else { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    if isClosed { return }
    var caught: SystemError?
    buffer.withUnsafeBytes { bytes in
      do throws(SystemError) { try writeAll(descriptor, bytes, doing: name) } catch {
        caught = error
      }
    }
    guard let caught else { return }
    guard caught.errno == EPIPE else { throw caught }
    isClosed = true
  }
}
