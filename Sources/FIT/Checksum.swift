/// The CRC-16 of FIT files: polynomial 0x8005, bits reversed, beginning with 0. The protocol does it half a byte at a
/// time ("FIT Protocol", section CRC).
func checksum(of bytes: some Sequence<UInt8>) -> UInt16 {
  var sum: UInt16 = 0
  for byte in bytes {
    for half in [byte & 0xF, byte >> 4] {
      sum = sum >> 4 ^ halves[Int(sum & 0xF)] ^ halves[Int(half)]
    }
  }
  return sum
}

private let halves: [UInt16] = [
  0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401, 0xA001, 0x6C00, 0x7800, 0xB401, 0x5000,
  0x9C01, 0x8801, 0x4400,
]
