// The words that findings of rules have in common.

/// `Tue`.
func weekdayText(_ day: Int) -> String {
  ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][civil(ofDay: day).weekday]
}

/// `Tue` within a week, `27 Feb` outside of it.
func dayText(_ day: Int, in week: Int) -> String {
  guard weekNumber(ofDay: day) != week else { return weekdayText(day) }
  let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  let date = civil(ofDay: day)
  return "\(date.day) \(months[date.month - 1])"
}

/// The days of a week, each once: `Tue`, `Tue and Fri`, `Mon, Tue and Fri`.
func weekdayList(_ days: some Sequence<Int>) -> String {
  listText(Set(days).sorted().map(weekdayText))
}

/// `a`, `a and b`, `a, b and c`.
func listText(_ words: [String], _ last: String = "and") -> String {
  guard let end = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(last) " + end
}

/// From the least to the greatest: `8`, `8-15`.
func spreadText(_ values: [Double]) -> String {
  guard let least = values.min(), let greatest = values.max() else { return "" }
  return least == greatest ? decimalText(least) : decimalText(least) + "-" + decimalText(greatest)
}

/// `1 set`, `2 sets`.
func countText(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
