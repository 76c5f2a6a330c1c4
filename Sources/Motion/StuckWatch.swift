/// Finds an axis that stays while the others move: 5 s without the change of one unit, the last 2 s of them after the others
/// had ranged over 0.5 g. A sensor that lies still has no axis that moves.
struct StuckWatch: Sendable {
  private struct Axis {
    var value: Int32?
    var since: Int64 = 0
    /// The range of all axes since this one changed, and when it was wide.
    var least = SIMD3<Float>.zero
    var most = SIMD3<Float>.zero
    var movedAt: Int64?
    var isTold = false

    /// Whether it is found to be stuck, once.
    @inline(__always)
    mutating func add(_ sample: SIMD3<Float>, _ new: Int32, at time: Int64) -> Bool {
      if new != value {
        value = new
        since = time
        least = sample
        most = sample
        movedAt = nil
        return false
      }
      least.replace(with: sample, where: sample .< least)
      most.replace(with: sample, where: sample .> most)
      if movedAt == nil, (most - least).max() >= 0.5 { movedAt = time }
      guard !isTold, let movedAt, time - since >= 5_000_000, time - movedAt >= 2_000_000 else { return false }
      isTold = true
      return true
    }
  }

  private var x = Axis()
  private var y = Axis()
  private var z = Axis()

  /// Whether an axis is found to be stuck, once for each.
  @inline(__always)
  mutating func add(_ sample: SIMD3<Float>, raw: SIMD3<Int32>, at time: Int64) -> Bool {
    let isStuck = x.add(sample, raw.x, at: time)
    let isSecond = y.add(sample, raw.y, at: time)
    let isThird = z.add(sample, raw.z, at: time)
    return isStuck || isSecond || isThird
  }
}
