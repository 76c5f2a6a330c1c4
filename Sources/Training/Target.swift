/// A figure that is asked for: a number, a range, or as much as possible.
public enum Amount: Hashable, Sendable {
  /// This much.
  case exactly(Double)
  /// From the first to the second, the second not less than the first.
  case range(Double, Double)
  /// As much as possible: never met, never missed.
  case max

  /// The figure at which the target is met; `nil` for `max`.
  public var lower: Double? {
    switch self {
    case .exactly(let value): value
    case .range(let low, _): low
    case .max: nil
    }
  }

  /// The figure at which `stop_at_target` acts; `nil` for `max`.
  public var upper: Double? {
    switch self {
    case .exactly(let value): value
    case .range(_, let high): high
    case .max: nil
    }
  }
}

/// What a set is asked for: any of seconds, repetitions and steps, with a load or an effort where the source
/// gives one. A repetition exercise may well have a target in seconds (timed reps).
public struct Target: Hashable, Sendable {
  /// Seconds.
  public var seconds: Amount?
  /// Repetitions.
  public var reps: Amount?
  /// Steps, as of walking lunges; counted like repetitions.
  public var steps: Amount?
  /// The load in kg.
  public var loadKg: Double?
  /// The effort in per cent of the greatest possible.
  public var effortPercent: Double?

  /// A target of any of these.
  public init(
    seconds: Amount? = nil, reps: Amount? = nil, steps: Amount? = nil, loadKg: Double? = nil,
    effortPercent: Double? = nil
  ) {
    self.seconds = seconds
    self.reps = reps
    self.steps = steps
    self.loadKg = loadKg
    self.effortPercent = effortPercent
  }

  /// Whether a set met every part: `nil` where no part can be met (none given, or only `max`).
  ///
  /// A part that nothing counted (`count` is `nil`) is not met.
  public func isMet(duration: Interval, count: Int?) -> Bool? {
    var met: Bool?
    func require(_ isMet: Bool) { met = met ?? true && isMet }
    if let lower = seconds?.lower { require(duration >= .seconds(lower)) }
    for amount in [reps, steps] {
      if let lower = amount?.lower { require(Double(count ?? -1) >= lower) }
    }
    return met
  }
}

// MARK: - Text

extension Target {
  /// Reads a target as people type it: `45s`, `30-45s`, `1:30`, `2min`, `8-10`, `12 reps`, `20 steps`, `max`, and
  /// with any of them `20kg` and `50%`, separated by spaces.
  ///
  /// A bare number or `max` means the exercise's own unit: seconds for a hold, repetitions for reps.
  /// - Returns: `nil` where a part is not understood, given twice, negative, less than 0.001, or upside down
  ///   (`45-30s`).
  public init?(_ text: String, kind: Kind) {
    self.init()
    var parts: [String] = []
    for word in text.lowercased().split(separator: " ") {
      // "12 reps" and "45 s" are one part each.
      if word.first!.isNumber || word.hasPrefix("max") || parts.isEmpty {
        parts.append(String(word))
      } else {
        parts[parts.count - 1] += word
      }
    }
    guard !parts.isEmpty else { return nil }
    for part in parts { guard read(part, kind: kind) else { return nil } }
  }

  private mutating func read(_ part: String, kind: Kind) -> Bool {
    let unitStart: String.Index
    if part.hasPrefix("max") {
      unitStart = part.index(part.startIndex, offsetBy: 3)
    } else {
      unitStart =
        part.firstIndex { !($0.isNumber || $0 == "." || $0 == "-" || $0 == "–" || $0 == ":") }
        ?? part.endIndex
    }
    let figure = part[..<unitStart]
    let isClock = figure.contains(":")
    guard let amount = Amount(String(figure)) else { return false }
    switch (part[unitStart...], isClock) {
    case ("", _): return set(amount, on: kind == .hold || isClock ? \.seconds : \.reps)
    case ("s", _), ("sec", _), ("secs", _), ("second", _), ("seconds", _): return set(amount, on: \.seconds)
    case ("m", _), ("min", _), ("minute", _), ("minutes", _):
      // "1:30 min" is a minute and a half.
      return set(isClock ? amount : amount.scaled(by: 60), on: \.seconds)
    case ("rep", false), ("reps", false), ("x", false): return set(amount, on: \.reps)
    case ("step", false), ("steps", false): return set(amount, on: \.steps)
    case ("kg", false):
      guard case .exactly(let value) = amount else { return false }
      return set(value, on: \.loadKg)
    case ("%", false):
      guard case .exactly(let value) = amount, value <= 100 else { return false }
      return set(value, on: \.effortPercent)
    default: return false
    }
  }

  private mutating func set<T>(_ value: T, on part: WritableKeyPath<Target, T?>) -> Bool {
    guard self[keyPath: part] == nil else { return false }
    self[keyPath: part] = value
    return true
  }

  /// The target for people: `20-30 s`, `10-15 reps`, `as many steps as possible`, `20 kg`, `50 %`.
  public var inWords: String {
    var parts: [String] = []
    for (amount, unit) in [(seconds, "s"), (reps, "reps"), (steps, "steps")] {
      switch amount {
      case nil: continue
      case .max: parts.append(unit == "s" ? "as long as possible" : "as many \(unit) as possible")
      case let amount?: parts.append(amount.text + " " + unit)
      }
    }
    if let loadKg { parts.append(decimalText(loadKg) + " kg") }
    if let effortPercent { parts.append(decimalText(effortPercent) + " %") }
    return parts.joined(separator: ", ")
  }

  /// The target in a form that `init(_:kind:)` reads back whatever the kind: `30-45s`, `8-10reps`, `maxs`, `20kg`.
  public var text: String {
    var parts: [String] = []
    if let seconds { parts.append(seconds.text + "s") }
    if let reps { parts.append(reps.text + "reps") }
    if let steps { parts.append(steps.text + "steps") }
    if let loadKg { parts.append(decimalText(loadKg) + "kg") }
    if let effortPercent { parts.append(decimalText(effortPercent) + "%") }
    return parts.joined(separator: " ")
  }
}

extension Amount {
  /// Anything less is a slip, and would be written with an exponent, which nobody types.
  private static let least = 0.001

  fileprivate init?(_ text: String) {
    if text == "max" {
      self = .max
      return
    }
    let bounds = text.replacingEnDash.split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
    switch bounds.count {
    case 1:
      guard let value = bounds[0], value >= Self.least else { return nil }
      self = .exactly(value)
    case 2:
      guard let low = bounds[0], let high = bounds[1], low >= Self.least, high >= low else { return nil }
      self = .range(low, high)
    default: return nil
    }
  }

  /// `45`, `2.5`, or minutes and seconds as `1:30`.
  private static func number(_ text: Substring) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") } })
    else { return nil }
    guard parts.count == 2 else { return Double(text).flatMap { $0 <= 1e6 ? $0 : nil } }
    guard let minutes = Int(parts[0]), let seconds = Double(parts[1]), seconds < 60, minutes < 10_000 else {
      return nil
    }
    return Double(minutes * 60) + seconds
  }

  fileprivate func scaled(by factor: Double) -> Amount {
    switch self {
    case .exactly(let value): .exactly(value * factor)
    case .range(let low, let high): .range(low * factor, high * factor)
    case .max: .max
    }
  }

  fileprivate var text: String {
    switch self {
    case .exactly(let value): decimalText(value)
    case .range(let low, let high): decimalText(low) + "-" + decimalText(high)
    case .max: "max"
    }
  }
}

extension String {
  fileprivate var replacingEnDash: String { String(map { $0 == "–" ? "-" : $0 }) }
}

/// The shortest decimal that reads back as the same number, without a fraction where it has none: `45`, `2.5`.
public func decimalText(_ value: Double) -> String {
  if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
  return "\(value)"
}
