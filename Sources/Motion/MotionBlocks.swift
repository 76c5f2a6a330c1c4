internal import Training

/// A quarter of a second of motion in few figures.
struct MotionBlock: Sendable {
  /// A block's length, µs.
  static let length: Int64 = 250_000
  /// The same in seconds.
  static let seconds = 0.25

  /// The mean of the samples, g: gravity, nearly.
  var mean: SIMD3<Float>
  /// Mean squares of what is not gravity, g²: of all of it, of sway and of tremor.
  var motion: Float
  var sway: Float
  var tremor: Float
  /// The mean square of the samples about their mean, g²: how still the quarter of a second was in itself. Unlike the bands
  /// it knows nothing of a movement that is over.
  var scatter: Float
  /// How many samples it has; 0 where it stands in for a gap.
  var count: Int32
}

/// Gathers samples into blocks that follow one another without a hole from an instant on.
struct BlockGatherer: Sendable {
  /// The beginning of the block under way, µs.
  private(set) var start: Int64
  private var sum = SIMD3<Float>.zero
  /// The squares of the samples, less the first one, so that little is lost between two large figures.
  private var origin = SIMD3<Float>.zero
  private var offset = SIMD3<Float>.zero
  private var squares: Float = 0
  private var motion: Float = 0
  private var sway: Float = 0
  private var tremor: Float = 0
  private var count: Int32 = 0
  private var last: MotionBlock?
  /// 15 minutes, which no set outlasts.
  private static let longestGap: Int64 = 3_600

  /// Begins at an instant.
  init(at start: Instant) { self.start = start.microseconds }

  /// The next block that is complete at a time; `nil` when there is none. One without samples repeats the last, with a
  /// count of 0. To be asked until there is none, before the sample of that time is added.
  mutating func next(until time: Int64) -> MotionBlock? {
    guard time - start >= MotionBlock.length else { return nil }
    if count == 0 {
      // A gap: its blocks stand in, but no more than anybody keeps.
      let missing = (time - start) / MotionBlock.length
      guard var block = last, missing <= Self.longestGap else {
        start += missing * MotionBlock.length
        return nil
      }
      block.count = 0
      start += MotionBlock.length
      return block
    }
    let scale = 1 / Float(count)
    let scatter = max(0, squares - offset.lengthSquared * scale) / max(Float(count) - 1, 1)
    let block = MotionBlock(
      mean: sum * scale, motion: motion * scale, sway: sway * scale, tremor: tremor * scale, scatter: scatter,
      count: count)
    last = block
    sum = .zero
    offset = .zero
    squares = 0
    motion = 0
    sway = 0
    tremor = 0
    count = 0
    start += MotionBlock.length
    return block
  }

  /// Adds a sample to the block under way.
  @inline(__always)
  mutating func add(_ sample: SIMD3<Float>, _ parts: BodyBands.Parts) {
    if count == 0 { origin = sample }
    sum += sample
    offset += sample - origin
    squares += (sample - origin).lengthSquared
    motion += parts.motion.lengthSquared
    sway += parts.sway.lengthSquared
    tremor += parts.tremor.lengthSquared
    count += 1
  }
}
