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
  /// - Returns: `nil` where a part is not understood, negative, zero, or upside down (`45-30s`).
  public init?(_ text: String, kind: Kind) {
    self.init()
    var words = text.split(separator: " ").map(String.init)
    guard !words.isEmpty else { return nil }
    // "12 reps" and "45 s" are one part each.
    for index in words.indices.reversed().dropLast(1)
    where words[index].first.map({ $0.isLetter }) == true && words[index] != "max" {
      words[index - 1] += words.remove(at: index)
    }
    for word in words { guard read(word.lowercased(), kind: kind) else { return nil } }
  }

  private mutating func read(_ word: String, kind: Kind) -> Bool {
    let unitStart: String.Index
    if word.hasPrefix("max") {
      unitStart = word.index(word.startIndex, offsetBy: 3)
    } else {
      unitStart =
        word.firstIndex { !($0.isNumber || $0 == "." || $0 == "-" || $0 == "–" || $0 == ":") }
        ?? word.endIndex
    }
    let figure = word[..<unitStart]
    let unit = String(word[unitStart...])
    guard let amount = Amount(String(figure)) else { return false }
    switch unit {
    case "": set(amount, on: kind == .hold || figure.contains(":") ? \.seconds : \.reps)
    case "s", "sec", "secs", "second", "seconds": set(amount, on: \.seconds)
    case "m", "min", "minute", "minutes": set(amount.scaled(by: 60), on: \.seconds)
    case "rep", "reps", "x": set(amount, on: \.reps)
    case "step", "steps": set(amount, on: \.steps)
    case "kg":
      guard case .exactly(let value) = amount else { return false }
      loadKg = value
    case "%":
      guard case .exactly(let value) = amount, value <= 100 else { return false }
      effortPercent = value
    default: return false
    }
    return true
  }

  private mutating func set(_ amount: Amount, on part: WritableKeyPath<Target, Amount?>) {
    self[keyPath: part] = amount
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
  fileprivate init?(_ text: String) {
    if text == "max" {
      self = .max
      return
    }
    let bounds = text.replacingEnDash.split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
    switch bounds.count {
    case 1:
      guard let value = bounds[0], value > 0 else { return nil }
      self = .exactly(value)
    case 2:
      guard let low = bounds[0], let high = bounds[1], low > 0, high >= low else { return nil }
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
