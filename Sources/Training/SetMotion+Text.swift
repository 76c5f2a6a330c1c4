// Motion as one line of text: what the database and CSV keep.

extension SetMotion {
  /// All of it as one line, for the database: `rate=49.8 coverage=1 faults=gap confidence=0.93 …`.
  public var text: String {
    var words = ["rate=\(decimalText(rate))", "coverage=\(decimalText(coverage))"]
    if !faults.isEmpty { words.append("faults=" + faults.map(\.rawValue).joined(separator: ",")) }
    if let reps {
      words.append("confidence=\(decimalText(reps.confidence))")
      words.append("regularity=\(decimalText(reps.regularity))")
      if let tempo = reps.tempo { words.append("tempo=\(tempo.microseconds)") }
      if reps.unlisted > 0 { words.append("unlisted=\(reps.unlisted)") }
      words.append("reps=" + reps.each.map(\.text).joined(separator: ";"))
    }
    if let hold {
      words.append("rms=\(decimalText(hold.rms))")
      words.append("sway=\(decimalText(hold.sway))")
      if let tremor = hold.tremor { words.append("tremor=\(decimalText(tremor))") }
      words.append("drift=\(decimalText(hold.drift))")
      words.append("end=\(decimalText(hold.driftAtEnd))")
      if let brokeAt = hold.brokeAt { words.append("broke=\(brokeAt.microseconds)") }
    }
    return words.joined(separator: " ")
  }

  /// Reads what `text` gave; words that are not known are passed over, as a newer Holdfast may know more.
  /// - Returns: `nil` for anything else.
  public init?(_ text: String) {
    var words: [Substring: Substring] = [:]
    // By bytes: to look for characters takes many times as long.
    for word in text.utf8.split(separator: UInt8(ascii: " ")) {
      guard let mark = word.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      words[Substring(word[..<mark])] = Substring(word[word.index(after: mark)...])
    }
    func number(_ key: Substring) -> Double? { words[key].flatMap { Double($0) } }
    func interval(_ key: Substring) -> Interval? { words[key].flatMap(Interval.init(text:)) }
    guard let rate = number("rate"), let coverage = number("coverage") else { return nil }
    var reps: CountedReps?
    if let list = words["reps"] {
      guard let confidence = number("confidence"), let regularity = number("regularity") else { return nil }
      guard let each = Rep.list(list) else { return nil }
      reps = CountedReps(
        confidence: confidence, regularity: regularity, tempo: interval("tempo"), each: each,
        unlisted: words["unlisted"].flatMap { Int($0) } ?? 0)
    }
    var hold: HoldForm?
    if let rms = number("rms") {
      guard let sway = number("sway"), let drift = number("drift"), let end = number("end") else {
        return nil
      }
      hold = HoldForm(
        rms: rms, sway: sway, tremor: number("tremor"), drift: drift, driftAtEnd: end,
        brokeAt: interval("broke"))
    }
    let faults = (words["faults"] ?? "").split(separator: ",").compactMap {
      MotionFault(rawValue: String($0))
    }
    self.init(rate: rate, coverage: coverage, faults: faults, reps: reps, hold: hold)
  }
}

extension SetMotion.Rep {
  fileprivate var text: String {
    let halves = phases.map { "\($0.up.microseconds):\($0.down.microseconds)" } ?? ":"
    return "\(start.microseconds):\(duration.microseconds):\(halves):\(decimalText(range))"
  }

  /// Reads repetitions; `nil` where one of them is none.
  fileprivate static func list(_ text: Substring) -> [SetMotion.Rep]? {
    var text = text
    return text.withUTF8 { bytes in
      var numbers = Numbers(bytes: bytes)
      var each: [SetMotion.Rep] = []
      while !numbers.isAtEnd {
        guard let start = numbers.whole(before: ":"), let duration = numbers.whole(before: ":"),
          let out = numbers.field(before: ":"), let back = numbers.field(before: ":"),
          let range = numbers.decimal(), numbers.take(";") || numbers.isAtEnd
        else { return nil }
        var phases: Phases?
        if let out, let back {
          phases = Phases(up: Interval(microseconds: out), down: Interval(microseconds: back))
        }
        each.append(
          SetMotion.Rep(
            start: Interval(microseconds: start), duration: Interval(microseconds: duration), phases: phases,
            range: range))
      }
      return each
    }
  }
}

/// Numbers with signs between them. There may be hundreds in a set, and the library takes a µs for each.
private struct Numbers {
  let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: sign) else { return false }
    index += 1
    return true
  }

  /// Up to 18 digits, which fit, with how many they are.
  private mutating func digits() -> (value: Int64, count: Int)? {
    let start = index
    var value: Int64 = 0
    while index < bytes.count, index - start < 18, bytes[index] &- UInt8(ascii: "0") < 10 {
      value = value * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    return index > start ? (value, index - start) : nil
  }

  /// A whole number and the sign after it.
  mutating func whole(before sign: Unicode.Scalar) -> Int64? {
    let isNegative = take("-")
    guard let digits = digits(), take(sign) else { return nil }
    return isNegative ? -digits.value : digits.value
  }

  /// A whole number, or nothing (the inner `nil`), and the sign after it.
  mutating func field(before sign: Unicode.Scalar) -> Int64?? {
    if take(sign) { return .some(nil) }
    return whole(before: sign).map { .some($0) }
  }

  /// A decimal of at most 15 digits, which is then the nearest to what is written: both parts of the quotient are exact.
  mutating func decimal() -> Double? {
    let isNegative = take("-")
    guard let whole = digits(), whole.count <= 12 else { return nil }
    var value = Double(whole.value)
    if take(".") {
      guard let part = digits(), part.count <= 3 else { return nil }
      let scale = [1, 10, 100, 1_000][part.count]
      value = Double(whole.value * Int64(scale) + part.value) / Double(scale)
    }
    return isNegative ? -value : value
  }
}

extension Interval {
  fileprivate init?(text: Substring) {
    guard let microseconds = Int64(text) else { return nil }
    self.init(microseconds: microseconds)
  }
}
