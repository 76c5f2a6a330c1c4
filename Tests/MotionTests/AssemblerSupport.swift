import Motion
import Training

/// An assembler with what it handed over.
struct Assembly {
  var assembler: SampleAssembler
  var samples: [MotionSample] = []

  init(_ axes: MotionAxes) { assembler = SampleAssembler(axes: axes) }

  /// A sensor with 1,000 units per g on ABS_X/Y/Z.
  static func plain(stamps: Bool = true, limit: Int32 = 32_767) -> Assembly {
    let range = AxisRange(minimum: -limit, maximum: limit, resolution: 1_000)
    return Assembly(
      MotionAxes(kind: .absolute, ranges: [range, range, range], sendsTimestamps: stamps))
  }

  mutating func event(_ type: UInt16, _ code: UInt16, _ value: Int32, at: Int64) {
    assembler.take(type: type, code: code, value: value, at: Instant(microseconds: at)) { samples.append($0) }
  }

  mutating func sync(at: Int64) { event(0, 0, 0, at: at) }

  /// A frame: the axes that are given, and the stamp before them.
  mutating func frame(
    at: Int64, stamp: Int64? = nil, x: Int32? = nil, y: Int32? = nil, z: Int32? = nil
  ) {
    if let stamp { event(4, 5, Int32(truncatingIfNeeded: stamp), at: at) }
    if let x { event(3, 0, x, at: at) }
    if let y { event(3, 1, y, at: at) }
    if let z { event(3, 2, z, at: at) }
    sync(at: at)
  }

  mutating func advance(to time: Int64) {
    assembler.advance(to: Instant(microseconds: time)) { samples.append($0) }
  }

  var times: [Int64] { samples.map(\.at.microseconds) }
  var values: [[Float]] { samples.map { [$0.x, $0.y, $0.z] } }
  var faults: [MotionFault] { assembler.faults.summary.map(\.kind) }
}
