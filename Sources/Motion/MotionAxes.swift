/// The range of one axis as the kernel tells it (`struct input_absinfo`).
public struct AxisRange: Hashable, Sendable {
  /// The least reading; with `maximum` not above it, the range is unknown.
  public var minimum: Int32
  /// The greatest reading.
  public var maximum: Int32
  /// Units per g; 0 where unknown.
  public var resolution: Int32
  /// The reading when the device was opened; `nil` where a recording does not tell, and then 0, which is what the kernel
  /// has before a device's first frame.
  public var value: Int32?

  /// A range of these figures.
  public init(minimum: Int32 = 0, maximum: Int32 = 0, resolution: Int32 = 0, value: Int32? = nil) {
    self.minimum = minimum
    self.maximum = maximum
    self.resolution = resolution
    self.value = value
  }
}

/// Where a device's acceleration is found among its events.
public struct MotionAxes: Hashable, Sendable {
  /// The kinds of axes that drivers use.
  public enum Kind: Hashable, Sendable {
    /// `ABS_X`, `ABS_Y`, `ABS_Z`: most. Their `ABS_RX` … is a gyroscope.
    case absolute
    /// `ABS_RX`, `ABS_RY`, `ABS_RZ` alone: the Wii Remote.
    case rotational
    /// `REL_X`, `REL_Y`, `REL_Z`: adxl34x, where its platform data says so. The values are readings, no differences
    /// (`adxl34x_service_ev_fifo` in drivers/input/misc/adxl34x.c), and the kernel does not pass on a relative
    /// value of 0: an axis that is not in a frame reads 0 there.
    case relative
  }

  /// Which events they are.
  public var kind: Kind
  /// The ranges of the three axes.
  public var ranges: [AxisRange]
  /// Whether the device is said to send `MSC_TIMESTAMP`: then every measurement makes a frame, and silence is loss.
  public var sendsTimestamps: Bool

  /// Axes of a kind with their ranges: three, or fewer where they are unknown.
  public init(kind: Kind, ranges: [AxisRange] = [], sendsTimestamps: Bool = false) {
    self.kind = kind
    self.ranges = Array((ranges + [AxisRange(), AxisRange(), AxisRange()]).prefix(3))
    self.sendsTimestamps = sendsTimestamps
  }

  /// The axes of a device; `nil` where it has none that could be an accelerometer's.
  /// - Parameters:
  ///   - absolute: its axes of `EV_ABS` by code.
  ///   - relative: the codes of its axes of `EV_REL`.
  ///   - sendsTimestamps: whether it has `MSC_TIMESTAMP`.
  public init?(absolute: [UInt16: AxisRange], relative: [UInt16] = [], sendsTimestamps: Bool) {
    let first = (MotionCode.absX...MotionCode.absX + 2).compactMap { absolute[$0] }
    let second = (MotionCode.absRX...MotionCode.absRX + 2).compactMap { absolute[$0] }
    if first.count == 3 {
      self.init(kind: .absolute, ranges: first, sendsTimestamps: sendsTimestamps)
    } else if second.count == 3 {
      self.init(kind: .rotational, ranges: second, sendsTimestamps: sendsTimestamps)
    } else if (MotionCode.relX...MotionCode.relX + 2).allSatisfy(relative.contains) {
      self.init(kind: .relative, sendsTimestamps: sendsTimestamps)
    } else {
      return nil
    }
  }

  /// Units per g as the driver says; `nil` where it does not, or where the range would not even hold 1 g, or would hold
  /// 2,000 g, which no sensor measures.
  var resolution: Float? {
    let axis = ranges[0]
    guard ranges.allSatisfy({ $0.resolution > 0 && $0.resolution == axis.resolution }) else { return nil }
    guard axis.maximum > axis.minimum else { return Float(axis.resolution) }
    let reach = Float(max(abs(Int64(axis.minimum)), abs(Int64(axis.maximum)))) / Float(axis.resolution)
    return reach >= 1 && reach <= 2_000 ? Float(axis.resolution) : nil
  }
}

/// The kernel's numbers for the events of an accelerometer (`linux/input-event-codes.h`).
enum MotionCode {
  static let syn: UInt16 = 0
  static let rel: UInt16 = 2
  static let abs: UInt16 = 3
  static let msc: UInt16 = 4
  static let synReport: UInt16 = 0
  static let synDropped: UInt16 = 3
  static let mscTimestamp: UInt16 = 5
  static let absX: UInt16 = 0
  static let absRX: UInt16 = 3
  static let relX: UInt16 = 0
}
