internal import Training

/// What a hold's blocks say when it is over.
struct HoldAnalysis {
  let blocks: [MotionBlock]
  /// When the first block began, µs.
  let begun: Int64
  let referenceStart: Int
  let reference: SIMD3<Float>?
  let hasTremor: Bool
  /// So many blocks make a direction: more where samples are few.
  let span: Int

  func report() -> HoldReport {
    var report = HoldReport(observed: Interval(microseconds: observed))
    guard let reference else { return report }
    // The filters have their second to settle.
    let first = min(referenceStart + 4, blocks.count)
    let found = HoldBreak(blocks: blocks, first: referenceStart, reference: reference, hasTremor: hasTremor)
      .find()
    // An athlete who gets up before the stop did not hold any more.
    let end = found.gettingUp.map { max($0, first + 1) } ?? blocks.count
    let still = blocks[first..<min(max(end, first), blocks.count)]
    report.unsteadiness = rootMeanSquare(still) { $0.motion }
    report.sway = rootMeanSquare(still) { $0.sway }
    if hasTremor { report.tremor = rootMeanSquare(still) { $0.tremor } }
    drift(from: reference, until: end, into: &report)
    if let at = found.at {
      report.brokeAt = Instant(microseconds: begun + Int64(at * Double(MotionBlock.length)))
      report.breaking = found.breaking
    }
    return report
  }

  private var observed: Int64 {
    var count: Int64 = 0
    for block in blocks where block.count > 0 { count += 1 }
    return count * MotionBlock.length
  }

  /// In mg; `nil` of nothing.
  private func rootMeanSquare(_ blocks: ArraySlice<MotionBlock>, _ part: (MotionBlock) -> Float)
    -> Double?
  {
    var sum = 0.0
    var count = 0.0
    for block in blocks where block.count > 0 {
      sum += Double(part(block))
      count += 1
    }
    return count > 0 ? (sum / count).squareRoot() * 1_000 : nil
  }

  private func drift(from reference: SIMD3<Float>, until end: Int, into report: inout HoldReport) {
    var greatest: Double?
    for last in stride(from: referenceStart + span, through: end, by: 1) {
      guard let direction = direction(of: last - span..<last, in: blocks) else { continue }
      let angle = degrees(between: reference, and: direction)
      greatest = max(greatest ?? 0, angle)
      report.driftAtEnd = angle
    }
    report.greatestDrift = greatest
  }
}

/// The direction of gravity over blocks.
func direction(of range: Range<Int>, in blocks: [MotionBlock]) -> SIMD3<Float>? {
  var sum = SIMD3<Float>.zero
  for index in range { sum += blocks[index].mean }
  return sum.unit
}
