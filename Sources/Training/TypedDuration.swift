extension Interval {
  /// Reads a length of time as people type it: `45` and `45s` (seconds), `1:30`, `1:02:03.5`, `90 s`, `2min`, `1min30s`,
  /// `1h 5min`; the greater unit first, each once. A `-` before it makes it negative, for a message that says so.
  ///
  /// - Returns: `nil` for anything else.
  public init?(typed text: String) {
    var rest = Substring(text.lowercased().filter { $0 != " " })
    let isNegative = rest.hasPrefix("-") || rest.hasPrefix("−")
    if isNegative { rest.removeFirst() }
    guard let seconds = rest.contains(":") ? clockSeconds(rest) : unitSeconds(rest) else { return nil }
    self = .seconds(isNegative ? -seconds : seconds)
  }
}

/// `1:30`, `1:02:03.5`: what stands behind a colon is less than 60, and only the seconds have decimals.
private func clockSeconds(_ text: Substring) -> Double? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard (2...3).contains(parts.count), let last = parts.last, let seconds = figure(last) else { return nil }
  var total = 0.0
  for (index, part) in parts.dropLast().enumerated() {
    guard part.utf8.count <= 6, !part.contains("."), let value = figure(part), index == 0 || value < 60 else {
      return nil
    }
    total = (total + value) * 60
  }
  return seconds < 60 ? total + seconds : nil
}

/// `45`, `90s`, `1min30s`, `1.5h`.
private func unitSeconds(_ text: Substring) -> Double? {
  if let seconds = figure(text) { return seconds }
  var rest = text
  var total = 0.0
  var lastUnit = Double.infinity
  while !rest.isEmpty {
    let digits = rest.prefix { $0.isNumber || $0 == "." }
    rest = rest.dropFirst(digits.count)
    let unit = rest.prefix { !$0.isNumber && $0 != "." }
    rest = rest.dropFirst(unit.count)
    guard let value = figure(digits), let length = secondsPerUnit(unit), length < lastUnit else { return nil }
    total += value * length
    lastUnit = length
  }
  return lastUnit < .infinity ? total : nil
}

/// Digits with at most one point among them: no sign, no exponent.
private func figure(_ text: Substring) -> Double? {
  guard text.utf8.count <= 15, text.first?.isNumber == true,
    text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
  else { return nil }
  return Double(text)
}

private func secondsPerUnit(_ unit: Substring) -> Double? {
  switch unit {
  case "h", "hour", "hours": 3_600
  case "m", "min", "mins", "minute", "minutes": 60
  case "s", "sec", "secs", "second", "seconds": 1
  default: nil
  }
}
