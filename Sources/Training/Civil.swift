/// A date and time of the proleptic Gregorian calendar, in UTC.
///
/// The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`
/// (howardhinnant.github.io/date_algorithms.html): exact for every representable year, no tables, no locale.
public struct CivilTime: Hashable, Sendable {
  /// The year, 1 BC being 0.
  public var year: Int
  /// 1 to 12.
  public var month: Int
  /// 1 to 31.
  public var day: Int
  /// 0 to 23.
  public var hour: Int
  /// 0 to 59.
  public var minute: Int
  /// 0 to 59.
  public var second: Int
  /// 0 to 999,999.
  public var microsecond: Int

  /// A civil time from its parts, taken as they are.
  public init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
  }

  /// The civil time in UTC of a moment.
  public init(_ time: WallTime) {
    let (days, inDay) = time.microseconds.dividedFloor(by: 86_400_000_000)
    let shifted = days + 719_468
    let (era, dayOfEra) = shifted.dividedFloor(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    hour = Int(inDay / 3_600_000_000)
    minute = Int(inDay / 60_000_000 % 60)
    second = Int(inDay / 1_000_000 % 60)
    microsecond = Int(inDay % 1_000_000)
  }

  /// The moment, the parts being read as UTC.
  public var wallTime: WallTime {
    let y = Int64(month <= 2 ? year - 1 : year)
    let (era, yearOfEra) = y.dividedFloor(by: 400)
    let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    let seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    return WallTime(microseconds: seconds * 1_000_000 + Int64(microsecond))
  }
}

extension CivilTime {
  /// The day of the week: 0 is Monday, 6 is Sunday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let days = CivilTime(year: year, month: month, day: day).wallTime.microseconds / 86_400_000_000
    return Int(((days + 3) % 7 + 7) % 7)
  }
}

extension Int64 {
  /// Quotient rounded towards negative infinity, and the remainder, which is never negative.
  fileprivate func dividedFloor(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

extension WallTime {
  /// The moment in UTC with six decimals, as in a set's JSON: `2026-11-21T10:00:00.123456+00:00`.
  public var iso8601: String {
    let c = CivilTime(self)
    return "\(padded(c.year, 4))-\(padded(c.month, 2))-\(padded(c.day, 2))"
      + "T\(padded(c.hour, 2)):\(padded(c.minute, 2)):\(padded(c.second, 2))"
      + ".\(padded(c.microsecond, 6))+00:00"
  }
}

extension WallTime {
  /// Reads what `iso8601` writes, with any number of decimals from none to six, and any offset from UTC:
  /// `2026-11-21T11:00:00+01:00`, `2026-11-21T10:00:00.5Z`.
  ///
  /// - Returns: `nil` for anything else, such as a date without a time, or the 30th of February.
  public init?(iso8601 text: String) {
    var rest = Array(text.utf8)[...]
    func take(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest.removeFirst()
      return true
    }
    func number(digits: Int) -> Int? {
      let part = rest.prefix(digits)
      guard part.count == digits, part.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
      else {
        return nil
      }
      rest = rest.dropFirst(digits)
      return part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
    guard let year = number(digits: 4), take(UInt8(ascii: "-")), let month = number(digits: 2),
      take(UInt8(ascii: "-")), let day = number(digits: 2), take(UInt8(ascii: "T")),
      let hour = number(digits: 2), take(UInt8(ascii: ":")), let minute = number(digits: 2),
      take(UInt8(ascii: ":")), let second = number(digits: 2)
    else { return nil }
    var microsecond = 0
    if take(UInt8(ascii: ".")) {
      var unit = 100_000
      while unit > 0, let digit = number(digits: 1) {
        microsecond += digit * unit
        unit /= 10
      }
      guard unit < 100_000 else { return nil }
    }
    var offset = 0
    if !take(UInt8(ascii: "Z")) {
      let isWest = take(UInt8(ascii: "-"))
      guard isWest || take(UInt8(ascii: "+")), let hours = number(digits: 2), take(UInt8(ascii: ":")),
        let minutes = number(digits: 2), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (isWest ? -60 : 60)
    }
    let civil = CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second,
      microsecond: microsecond)
    // What is not in the calendar comes back as another day or hour.
    guard rest.isEmpty, CivilTime(civil.wallTime) == civil else { return nil }
    self = WallTime(microseconds: civil.wallTime.microseconds - Int64(offset) * 1_000_000)
  }
}

extension Interval {
  /// The length in seconds with six decimals, as in a set's JSON: `45.012345`.
  public var decimalSeconds: String {
    let magnitude = microseconds.magnitude
    return (microseconds < 0 ? "-" : "") + "\(magnitude / 1_000_000).\(padded(Int(magnitude % 1_000_000), 6))"
  }
}

/// The number of a date: days since 1970-01-01.
package func dayNumber(_ civil: CivilTime) -> Int {
  let midnight = CivilTime(year: civil.year, month: civil.month, day: civil.day).wallTime
  return Int(midnight.microseconds / 86_400_000_000)
}

/// The date of a number, without a time.
package func civil(ofDay number: Int) -> CivilTime {
  CivilTime(WallTime(microseconds: Int64(number) * 86_400_000_000))
}

/// `2026-11-21`, of a date's number.
package func dateText(ofDay number: Int) -> String {
  let civil = civil(ofDay: number)
  return padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" + padded(civil.day, 2)
}

/// The number of a date that is written as `2026-11-21`; `nil` for anything else, such as the 30th of February.
package func dayNumber(iso8601 text: String) -> Int? {
  guard text.utf8.count == 10, let midnight = WallTime(iso8601: text + "T00:00:00Z") else { return nil }
  return dayNumber(CivilTime(midnight))
}

/// The number of the week that a day is in: 0 has 1 January 1970, a Thursday, in it.
package func weekNumber(ofDay number: Int) -> Int { Int(((Double(number) + 3) / 7).rounded(.down)) }

/// The Monday of a week.
package func monday(ofWeek number: Int) -> Int { number * 7 - 3 }

/// A whole number with zeros before it up to `width` digits.
package func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number.magnitude)
  let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
  return (number < 0 ? "-" : "") + zeros + digits
}
