/// A figure as a source gives it.
public enum Figure: Hashable, Sendable {
  /// The source names the thing, and no figure.
  case open
  /// This much.
  case exactly(Double)
  /// From the first to the second, the second greater than the first.
  case range(Double, Double)
  /// This much or more.
  case atLeast(Double)

  /// Reads `3`, `2-3`, `17+` or `open`.
  /// - Returns: `nil` for anything else, for less than 0, and for a range that is upside down.
  public init?(_ text: String) {
    if text == "open" {
      self = .open
      return
    }
    if text.hasSuffix("+") {
      guard let value = Self.number(text.dropLast()) else { return nil }
      self = .atLeast(value)
      return
    }
    let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
    switch bounds.count {
    case 1:
      guard let value = bounds[0] else { return nil }
      self = .exactly(value)
    case 2:
      guard let low = bounds[0], let high = bounds[1], low < high else { return nil }
      self = .range(low, high)
    default: return nil
    }
  }

  /// Plain decimals; what has an exponent or a sign nobody has typed on purpose.
  private static func number(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.utf8.count <= 7,
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }
      )
    else { return nil }
    return Double(text)
  }

  /// The least of it; `nil` where it is open.
  public var lower: Double? {
    switch self {
    case .open: nil
    case .exactly(let value), .atLeast(let value): value
    case .range(let low, _): low
    }
  }

  /// The most of it; `nil` where it is open or has no upper end.
  public var upper: Double? {
    switch self {
    case .open, .atLeast: nil
    case .exactly(let value): value
    case .range(_, let high): high
    }
  }

  /// Whether a number is as it asks; `nil` where it is open.
  public func holds(_ number: Double) -> Bool? {
    guard let lower else { return nil }
    return number >= lower && number <= upper ?? .infinity
  }

  /// As it is read: `2-3`.
  public var text: String {
    switch self {
    case .open: "open"
    case .exactly(let value): decimalText(value)
    case .range(let low, let high): decimalText(low) + "-" + decimalText(high)
    case .atLeast(let value): decimalText(value) + "+"
    }
  }
}
