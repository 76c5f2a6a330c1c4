import Training

/// The repetitions of a set as a line of bars: each as high as it went far, as long as it took, and where it was in time.
/// Below are the numbers of some of them and when they began, and at the right when the last one ended.
///
/// Where there are more than can stand so, they are in a row without the pauses, and where even that is too narrow, a bar is
/// the mean of several.
struct RepChart {
  let reps: [SetMotion.Rep]
  /// Whether block elements cannot be expected to be seen: then digits from 1 to 8 stand for the heights.
  var isASCII = false

  /// Less than this is no chart.
  static let leastColumns = 12
  /// More than this for each is not drawn: enough for the time below it, and no wall.
  private static let mostColumnsOfRep = 8

  /// A bar: of one repetition or several.
  private struct Bar {
    var column: Int
    var width: Int
    var reps: Range<Int>
  }

  /// How many repetitions a bar stands for in so many columns.
  func repsOfBar(columns: Int) -> Int { reps.isEmpty ? 1 : (reps.count + columns - 1) / max(1, columns) }

  /// The bars, the numbers and the times, in at most so many columns; nothing where there is no repetition, or too little
  /// room.
  func lines(columns: Int) -> [String] {
    guard !reps.isEmpty, columns >= Self.leastColumns else { return [] }
    let bars = barsInTime(columns: columns) ?? barsInRow(columns: columns)
    var line = ScaleLine(columns: columns)
    for (bar, height) in zip(bars, heights(of: bars)) {
      let glyph = Character(isASCII ? String(height) : String(Self.blocks[height - 1]))
      line.write(String(repeating: glyph, count: bar.width), at: bar.column)
    }
    return [line.text] + labels(of: bars, columns: columns)
  }

  // MARK: - Bars

  /// A bar for each repetition where it was in time; `nil` where one has no room for itself and for a space.
  private func barsInTime(columns: Int) -> [Bar]? {
    let start = reps[0].start.seconds
    let length = end - start
    guard let shortest = reps.map(\.duration.seconds).min(), shortest > 0, length > 0 else { return nil }
    // The space behind the last one may fall off.
    let most = length / shortest * Double(Self.mostColumnsOfRep)
    let width = min(Double(columns + 1), max(Double(Self.leastColumns), most))
    func column(_ time: Double) -> Int { Int(((time - start) / length * width).rounded()) }
    var bars: [Bar] = []
    var free = 0
    for (index, rep) in reps.enumerated() {
      let begin = rep.start.seconds
      guard begin >= start, begin + rep.duration.seconds <= end else { return nil }
      // What overlaps by a hair in time does not on paper.
      let first = max(free, column(begin))
      free = column(begin + rep.duration.seconds)
      guard free - first >= 2 else { return nil }
      bars.append(Bar(column: first, width: free - first - 1, reps: index..<index + 1))
    }
    return bars
  }

  /// Bars side by side.
  private func barsInRow(columns: Int) -> [Bar] {
    let each = repsOfBar(columns: columns)
    let count = (reps.count + each - 1) / each
    let pitch = count * 2 - 1 <= columns ? 2 : 1
    return (0..<count).map {
      Bar(column: $0 * pitch, width: 1, reps: $0 * each..<min(($0 + 1) * each, reps.count))
    }
  }

  private static let blocks = Array("▁▂▃▄▅▆▇█")

  /// From 1 to 8, from nothing on: what is half as high went half as far as the farthest.
  private func heights(of bars: [Bar]) -> [Int] {
    let ranges = bars.map { bar in
      reps[bar.reps].reduce(0) { $0 + $1.range } / Double(bar.reps.count)
    }
    guard let greatest = ranges.max(), greatest > 0, greatest.isFinite else { return bars.map { _ in 1 } }
    return ranges.map { range in
      // An eighth that is full but for the rounding of the division is no further one.
      Int(min(8, max(1, (range / greatest * 8 - 1e-9).rounded(.up))))
    }
  }

  /// When the last one ended, in seconds; a sum of any two intervals that were read need not be one.
  private var end: Double { reps.last.map { $0.start.seconds + $0.duration.seconds } ?? 0 }

  // MARK: - Numbers and times

  private func labels(of bars: [Bar], columns: Int) -> [String] {
    let texts = reps.map { durationText($0.start) }
    let widest = texts.map(\.utf8.count).max() ?? 0
    var numbers = ScaleLine(columns: columns)
    var times = ScaleLine(columns: columns)
    func put(_ number: Int, at column: Int) {
      numbers.write(String(number), at: column)
      times.write(texts[number - 1], at: column)
    }
    put(1, at: 0)
    var free = max(1, texts[0].utf8.count) + 2
    // At the bars' end, or as near behind it as the first time lets it.
    let last = durationText(.seconds(end))
    var limit = columns
    let place = max((bars.last.map { $0.column + $0.width } ?? 0) - last.utf8.count, free)
    if place + last.utf8.count <= columns {
      times.write(last, at: place)
      limit = place - 2
    }
    let columnOfRep = bars.flatMap { bar in bar.reps.map { _ in bar.column } }
    for number in numbersShown(columnOfRep, apart: widest + 2) where number > 1 {
      let column = columnOfRep[number - 1]
      let width = max(texts[number - 1].utf8.count, String(number).utf8.count)
      guard column >= free, column + width <= limit else { continue }
      put(number, at: column)
      free = column + width + 2
    }
    return [numbers.text, times.text]
  }

  /// Every one, every second, every fifth …: as many as have room beside one another.
  private func numbersShown(_ columns: [Int], apart: Int) -> [Int] {
    var power = 1
    while power <= columns.count {
      for step in [power, 2 * power, 5 * power] {
        let numbers = Array(stride(from: step, through: columns.count, by: step))
        let haveRoom = zip(numbers, numbers.dropFirst()).allSatisfy {
          columns[$1 - 1] - columns[$0 - 1] >= apart
        }
        if haveRoom { return numbers }
      }
      power *= 10
    }
    return []
  }
}

/// A line that is written to at any place.
private struct ScaleLine {
  private var characters: [Character]

  init(columns: Int) { characters = Array(repeating: " ", count: columns) }

  /// Writes text, none of it wide; what is beyond the line's end is left out.
  mutating func write(_ text: String, at column: Int) {
    for (index, character) in text.enumerated() where characters.indices.contains(column + index) {
      characters[column + index] = character
    }
  }

  /// Without spaces at its end.
  var text: String {
    String(characters[..<(characters.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0)])
  }
}
