internal import Training

/// A sensor's latest samples: a press is taken for what it is up to a second after it was made, and the set that it
/// begins is watched from the press on. Constant memory.
struct LatestSamples: Sendable {
  /// So many are kept: 1 s at 1 kHz.
  private static let most = 1_024

  private var ring: [MotionSample] = []
  private var next = 0

  init() { ring.reserveCapacity(Self.most) }

  /// A sample, in order of time.
  mutating func add(_ sample: MotionSample) {
    if ring.count < Self.most { ring.append(sample) } else { ring[next] = sample }
    next = next + 1 == Self.most ? 0 : next + 1
  }

  /// Those since an instant, in order; `nil` where older ones than are kept may be among them.
  func since(_ start: Instant) -> [MotionSample]? {
    let inOrder = ring.count < Self.most ? ring[...] : ring[next...] + ring[..<next]
    if ring.count == Self.most, let oldest = inOrder.first, oldest.at > start { return nil }
    return inOrder.filter { $0.at >= start }
  }
}
