internal import Training

/// Reads a length of time as the configuration writes it: figures with `h`, `m`, `s` or `ms`, the greater unit
/// first, each once: `3s`, `250ms`, `1m30s`, `1.5s`; a `-` before it makes it negative.
///
/// - Returns: `nil` where a figure or a unit is missing or unknown, or units repeat or stand in another order.
func readDuration(_ text: String) -> Interval? {
  let isNegative = text.hasPrefix("-")
  var rest = Substring(isNegative ? text.dropFirst() : text[...])
  guard !rest.isEmpty else { return nil }
  var microseconds = 0.0
  var lastUnit = Double.infinity
  while !rest.isEmpty {
    let figure = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
    rest = rest.dropFirst(figure.count)
    let unit = rest.prefix { !("0"..."9").contains($0) && $0 != "." }
    rest = rest.dropFirst(unit.count)
    guard let value = Double(figure), let factor = microsecondsPerUnit(unit), factor < lastUnit else {
      return nil
    }
    microseconds += value * factor
    lastUnit = factor
  }
  return .seconds((isNegative ? -microseconds : microseconds) / 1e6)
}

private func microsecondsPerUnit(_ unit: Substring) -> Double? {
  switch unit {
  case "h": 3.6e9
  case "m": 6e7
  case "s": 1e6
  case "ms": 1e3
  default: nil
  }
}

/// A length of time as `readDuration` reads it: `1h30m`, `25ms`, `0s`. Less than a millisecond is left out.
func durationText(_ interval: Interval) -> String {
  var rest = interval.microseconds / 1_000
  var text = ""
  for (unit, milliseconds) in [("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)] as [(String, Int64)]
  {
    if rest >= milliseconds { text += "\(rest / milliseconds)\(unit)" }
    rest %= milliseconds
  }
  return text.isEmpty ? "0s" : text
}
