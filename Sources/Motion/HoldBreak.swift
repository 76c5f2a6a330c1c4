/// Finds when a hold that is over began to break: the earliest of the ways of `HoldReport.Breaking`, except that tremor and sway
/// which come with the posture's leaving are part of that.
struct HoldBreak {
  let blocks: [MotionBlock]
  /// The number of the first block that counts.
  let first: Int
  let reference: SIMD3<Float>
  let hasTremor: Bool

  struct Found {
    /// When, in blocks.
    var at: Double?
    var breaking: HoldReport.Breaking?
    /// The block in which the athlete got up, within the last 2 s: no part of the hold.
    var gettingUp: Int?
  }

  func find() -> Found {
    var found = Found()
    var candidates: [(at: Double, breaking: HoldReport.Breaking)] = []
    let end = Double(blocks.count)
    if let way = givingWay() {
      if end - way.at >= HoldLimits.lasting / MotionBlock.seconds {
        candidates.append((way.at, .posture))
      } else {
        found.gettingUp = Int(way.at)
      }
    }
    let last = found.gettingUp ?? blocks.count
    if let at = sag(until: last) { candidates.append((at, .sag)) }
    if let at = growth(of: { $0.sway }, least: HoldLimits.leastSway, until: last) {
      candidates.append((at, .sway))
    }
    if hasTremor, let at = growth(of: { $0.tremor }, least: HoldLimits.leastTremor, until: last) {
      candidates.append((at, .tremor))
    }
    // The posture first: what shakes or sags with it, within a second, is of it.
    guard var earliest = candidates.first else { return found }
    for candidate in candidates.dropFirst() where candidate.at < earliest.at - 4 { earliest = candidate }
    found.at = earliest.at
    found.breaking = earliest.breaking
    return found
  }

  // MARK: Posture

  /// The first time that the posture moves 8° within 5 s and does not come back, dated to where it set off.
  private func givingWay() -> (at: Double, size: Double)? {
    // Directions over a half second, before and at each block.
    guard blocks.count >= first + 8 else { return nil }
    for i in (first + 6)..<blocks.count {
      let far = max(first, i - 22)
      guard let before = direction(of: far..<far + 4, in: blocks),
        let now = direction(of: i - 1..<i + 1, in: blocks)
      else { continue }
      let size = degrees(between: before, and: now)
      // Away from the first seconds: the way back to them is none.
      guard size > HoldLimits.givingWay,
        degrees(between: reference, and: now) > degrees(between: reference, and: before),
        isGone(from: before, at: i)
      else { continue }
      return (onset(from: before, far: far, by: i), size)
    }
    return nil
  }

  private func isGone(from before: SIMD3<Float>, at i: Int) -> Bool {
    let angleBefore = degrees(between: reference, and: before)
    var away = 0
    for k in i..<blocks.count {
      guard let now = blocks[k].mean.unit else { continue }
      // On the far side of where it was: nearer to the first seconds it has come back too.
      if degrees(between: before, and: now) > HoldLimits.comingBack,
        degrees(between: reference, and: now) > angleBefore
      {
        away += 1
      }
    }
    return Double(away) >= HoldLimits.share * Double(blocks.count - i)
  }

  /// Where the way from `before` begins: of a line that bends once, fitted to the departures from well before up to most
  /// of the way, the bend (least squares over all its places, D. J. Hudson, *Fitting segmented curves whose join points have
  /// to be estimated*, J. Am. Stat. Assoc. 61, 1966). A slow sag before it is the line's first part.
  private func onset(from before: SIMD3<Float>, far: Int, by i: Int) -> Double {
    // On to where the departure is plain, which for a slow one is after the 8°.
    let last = min(blocks.count - 1, i + 4)
    guard let goal = direction(of: max(i, last - 1)..<last + 1, in: blocks) else { return Double(i) }
    let way = goal - before
    let length = way.length
    guard length > 1e-6 else { return Double(i) }
    let axis = way / length
    let start = max(first, far - 12)
    // Departures along the way, as shares of it.
    var departures: [Double] = []
    for index in start...last {
      let unit = blocks[index].mean.unit ?? before
      departures.append(Double((unit - before).dot(axis) / length))
    }
    // Up to most of the way: where it ends is another bend.
    let most = departures.firstIndex { $0 >= 0.8 } ?? departures.count - 1
    let bend = bend(of: Array(departures.prefix(most + 1)))
    // A block's value belongs to its middle.
    return Double(start) + bend + 0.5
  }

  /// The place at which a line through the values bends, in values.
  private func bend(of values: [Double]) -> Double {
    let count = Double(values.count)
    guard values.count > 3 else { return count - 1 }
    let middle = (count - 1) / 2
    let squares = (count * count - 1) * count / 12
    // What is left of a row beside a straight line.
    func bent(_ row: [Double]) -> [Double] {
      let mean = row.reduce(0, +) / count
      var slope = 0.0
      for (k, value) in row.enumerated() { slope += (Double(k) - middle) * value }
      slope /= squares
      return row.enumerated().map { $1 - mean - slope * (Double($0) - middle) }
    }
    let target = bent(values)
    var best = (place: count - 1, gain: 0.0)
    for place in stride(from: 1, to: count - 1, by: 0.1) {
      let row = bent((0..<values.count).map { max(0, Double($0) - place) })
      var product = 0.0
      var square = 0.0
      for k in row.indices {
        product += row[k] * target[k]
        square += row[k] * row[k]
      }
      // The way leads away: a bend back is none.
      let gain = product > 0 && square > 0 ? product * product / square : 0
      if gain > best.gain { best = (place, gain) }
    }
    return best.place
  }

  /// When the slow sag passes 15° for good.
  private func sag(until last: Int) -> Double? {
    var since: Double?
    for k in stride(from: first + 4, through: last, by: 1) {
      guard let now = direction(of: k - 4..<k, in: blocks) else { continue }
      let angle = degrees(between: reference, and: now)
      if angle < HoldLimits.sagBack { since = nil }
      if angle > HoldLimits.sag, since == nil { since = Double(k) - 2 }
    }
    guard let since, Double(last) - since >= HoldLimits.lasting / MotionBlock.seconds else { return nil }
    return since
  }

  // MARK: Steadiness

  /// When the mean square of a band rises lastingly: the change of variance of greatest likelihood (D. V. Hinkley, *Inference about
  /// the change-point in a sequence of random variables*, Biometrika 57, 1970), if the amplitude is that much greater and stays so.
  private func growth(of part: (MotionBlock) -> Float, least: Double, until last: Int) -> Double? {
    let start = first + 4
    let lasting = Int(HoldLimits.lasting / MotionBlock.seconds)
    guard last - start >= 2 * lasting else { return nil }
    var sums = [0.0]
    sums.reserveCapacity(last - start + 1)
    for block in blocks[start..<last] { sums.append(sums.last! + Double(part(block))) }
    let count = last - start
    // 1 mg: what a sensor's noise is, so that perfect rest has a logarithm.
    let floor = 1e-6
    var best: (at: Int, cost: Double)?
    for k in lasting...(count - lasting) {
      let before = sums[k] / Double(k) + floor
      let after = (sums[count] - sums[k]) / Double(count - k) + floor
      let cost = Double(k) * naturalLogarithm(before) + Double(count - k) * naturalLogarithm(after)
      if cost < best?.cost ?? .infinity { best = (k, cost) }
    }
    guard let at = best?.at else { return nil }
    let before = max(sums[at] / Double(at), floor)
    let after = (sums[count] - sums[at]) / Double(count - at)
    let limit = max(HoldLimits.growth * HoldLimits.growth * before, least * least / 1e6)
    guard after >= limit, isLasting(sums, from: at, limit: limit / 2) else { return nil }
    return Double(start + at)
  }

  /// Whether the means over seconds stay above a limit from a block on: a single blow does not.
  private func isLasting(_ sums: [Double], from at: Int, limit: Double) -> Bool {
    var above = 0
    var all = 0
    for k in stride(from: at, through: sums.count - 5, by: 1) {
      all += 1
      if (sums[k + 4] - sums[k]) / 4 >= limit { above += 1 }
    }
    return all > 0 && Double(above) >= HoldLimits.share * Double(all)
  }
}
