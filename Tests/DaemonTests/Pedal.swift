import Glibc

/// A recording of a pedal or keypad, as text.
struct Pedal {
  private static let keyA: UInt16 = 30
  private let name: String
  private let product: UInt16
  private var lines: [String] = []

  /// A pedal that nobody has touched. Two that stand beside one another differ in their product.
  init(_ name: String = "Test Pedal", product: UInt16 = 1) {
    self.name = name
    self.product = product
  }

  /// A key goes down and comes up; times in µs.
  mutating func tap(at: Int64, for length: Int64 = 80_000, key: UInt16 = Pedal.keyA) {
    edge(at, key, 1)
    edge(at + length, key, 0)
  }

  mutating func press(at: Int64, key: UInt16 = Pedal.keyA) { edge(at, key, 1) }
  mutating func release(at: Int64, key: UInt16 = Pedal.keyA) { edge(at, key, 0) }

  private mutating func edge(_ at: Int64, _ key: UInt16, _ value: Int) {
    let time = "\(at / 1_000_000)." + String(String(1_000_000 + at % 1_000_000).dropFirst())
    lines.append("E: \(time) 0001 \(hex(Int(key), 4)) \(value)")
    lines.append("E: \(time) 0000 0000 0")
  }

  /// The file.
  var text: String {
    var keys = [UInt8](repeating: 0, count: 96)
    // All of the keys of a keyboard without its letters, and KEY_A.
    for code in [Int(Pedal.keyA)] + Array(71...83) { keys[code / 8] |= 1 << (code % 8) }
    var text =
      "# EVEMU 1.3\nN: \(name)\nI: 0003 1234 \(hex(Int(product), 4)) 0111\nP: 00 00 00 00 00 00 00 00\n"
    text += "B: 00 03 00 00 00 00 00 00 00\n"
    for row in stride(from: 0, to: keys.count, by: 8) {
      text += "B: 01 " + keys[row..<row + 8].map { hex(Int($0), 2) }.joined(separator: " ") + "\n"
    }
    return text + lines.joined(separator: "\n") + "\n"
  }

  private func hex(_ value: Int, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

/// A recording of an accelerometer of 4,096 units per g, as text, with these lines.
func sensorRecording(_ name: String, _ lines: String...) -> String {
  """
  # EVEMU 1.3
  N: \(name)
  I: 0003 1234 0002 0111
  P: 40 00 00 00 00 00 00 00
  B: 00 09 00 00 00 00 00 00 00
  B: 03 07 00 00 00 00 00 00 00
  A: 00 -8192 8191 0 0 4096
  A: 01 -8192 8191 0 0 4096
  A: 02 -8192 8191 0 0 4096

  """ + lines.map { $0 + "\n" }.joined()
}
