import Glibc
import Syscalls

/// Where a command's words go: gathered and handed over in large pieces, since a call a line would cost more than all
/// else that `log` does.
public final class Output {
  private let descriptor: Int32?
  private let name: String
  private var buffer: [UInt8] = []
  private var failure: SystemError?
  /// Where it is to be paged: all that was written is held back until it is more than a screen.
  private var paging: Paging?
  private var pager: (any Pager)?
  /// Whether the reader has gone, or it was cut: nothing more needs to be said.
  public private(set) var isClosed = false
  private let isCut: () -> Bool
  /// Whether it tells of a change that was made, and stands even if nobody can be told.
  var isAboutChange = false
  /// The descriptor of a pipe or socket, which can be waited for until its reader goes.
  var pipe: Int32? {
    guard let descriptor, isPipe(descriptor) else { return nil }
    return descriptor
  }

  /// Output to a descriptor, which is not closed.
  /// - Parameters:
  ///   - name: what messages call it.
  ///   - isCut: asked before each piece is handed over whether it need not be written any more.
  public init(
    descriptor: Int32, name: String = "standard output", isCut: @escaping () -> Bool = { false }
  ) {
    self.descriptor = descriptor
    self.name = name
    self.isCut = isCut
  }

  /// Output that is kept; see `text`.
  public init() {
    descriptor = nil
    name = ""
    isCut = { false }
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
    if paging != nil { return startPagerIfLong() }
    guard descriptor != nil, buffer.count >= 1 << 16 else { return }
    do { try flush() } catch { failure = error }
  }

  /// Hands everything to the kernel. A reader that has gone is no error.
  func flush() throws(SystemError) {
    paging = nil
    if let failure {
      buffer.removeAll()
      throw failure
    }
    guard let descriptor = pager?.descriptor ?? descriptor, !buffer.isEmpty else { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    if !isClosed { isClosed = isCut() }
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
    pager?.readerHasGone()
  }

  // MARK: Paging

  private struct Paging {
    let rows: Int
    let start: () throws -> any Pager
    /// How much of the buffer was looked at, and how many lines were in it.
    var seen = 0
    var lines = 0
  }

  /// Whether somebody reads it in a pager now.
  var isPaged: Bool { pager != nil }

  /// From now on more than a screen goes through a pager, which is started once it is more: what fits is printed as
  /// ever. Nothing is printed before that, or before the end.
  /// - Parameter rows: how many lines a screen has.
  func page(rows: Int, _ start: @escaping () throws -> any Pager) {
    paging = Paging(rows: rows, start: start)
  }

  private func startPagerIfLong() {
    guard var paging else { return }
    for byte in buffer[paging.seen...] where byte == UInt8(ascii: "\n") { paging.lines += 1 }
    paging.seen = buffer.count
    self.paging = paging
    // The prompt takes a line.
    guard paging.lines >= paging.rows else { return }
    // A pager that cannot be started is none.
    pager = try? paging.start()
    do { try flush() } catch { failure = error }
  }

  /// Hands everything over, and waits for the reader to close the pager.
  func finish() throws(SystemError) {
    defer {
      pager?.finish()
      pager = nil
    }
    try flush()
  }
}
