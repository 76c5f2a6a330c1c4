import Training

/// A row of the screen, not yet painted.
struct ScreenLine: Equatable {
  var text: String
  var role: Style.Role

  init(_ text: String, _ role: Style.Role = .plain) {
    self.text = text
    self.role = role
  }

  /// How many cells at the beginning may stay as they are where this line comes in the place of another.
  ///
  /// Only characters count that surely take one cell each: ASCII, and the lines and blocks of U+2500 to U+25BF, which
  /// the timer is made of.
  func cellsToKeep(of former: ScreenLine) -> Int {
    guard role == former.role else { return 0 }
    return text.utf8.withContiguousStorageIfAvailable { new in
      former.text.utf8.withContiguousStorageIfAvailable { old in Self.commonCells(new, old) } ?? 0
    } ?? 0
  }

  private static func commonCells(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
    var cells = 0
    var index = 0
    while index < a.count, index < b.count, let length = simpleLength(a, index), index + length <= b.count,
      (index..<index + length).allSatisfy({ a[$0] == b[$0] })
    {
      index += length
      cells += 1
    }
    // What comes next in either may combine with the cell before it.
    let isSafe = [a, b].allSatisfy { index >= $0.count || simpleLength($0, index) != nil }
    return isSafe ? cells : max(0, cells - 1)
  }

  /// The bytes of a character that surely takes one cell; `nil` for another, and at the end.
  private static func simpleLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    if bytes[index] < 0x80 { return 1 }
    guard index + 2 < bytes.count, bytes[index] == 0xE2, (0x94...0x96).contains(bytes[index + 1]) else {
      return nil
    }
    return 3
  }
}

/// What is to be seen, and how soon that changes by itself (by the daemon's clock); `nil` for never.
struct Frame {
  var lines: [ScreenLine]
  var next: Interval?
}
