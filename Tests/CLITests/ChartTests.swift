import Testing
import Training

@testable import CLI

@Suite struct ChartTests {
  /// 12 October 2026, a Monday.
  static let start = 20_738

  static func tally(_ days: [(Int, Double)]) -> Tally {
    var tally = Tally()
    for (day, value) in days { tally.add(value, to: start + day) }
    return tally
  }

  static func chart(
    _ panels: [[(Int, Double)]], level: Double? = nil, unit: ChartUnit = .seconds,
    glyphs: ChartGlyphs = .braille
  ) -> Chart {
    let titles = panels.count > 1 ? ["left", "right"] : [""]
    return Chart(
      panels: zip(titles, panels).map { .init(title: $0, days: tally($1)) },
      level: level.map { .init(value: $0, label: "target") }, unit: unit, glyphs: glyphs)
  }

  /// What is drawn in 40 columns and 10 rows.
  struct Picture: CustomTestStringConvertible {
    var name: String
    var chart: Chart
    var lines: String
    var testDescription: String { name }
  }

  static let pictures: [Picture] = [
    Picture(
      name: "one set", chart: chart([[(0, 30)]], level: 30),
      lines: """
        35 s ┤
             │
             │
        30   ┤⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒⠶⠒ ⠒ ⠒ ⠒  target
             │
             │
        25   ┤
             └─────────────────┬────────────────
                            12 Oct
        """),
    Picture(
      name: "two sets under a target", chart: chart([[(0, 30), (1, 40)]], level: 45),
      lines: """
        45 s ┤⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒  target
             │
        40   ┤                            ⢀⣀⡠⠤⠔⠶
             │                    ⣀⣀⠤⠤⠔⠒⠊⠉⠁
        35   ┤            ⣀⣀⠤⠤⠒⠒⠉⠉
             │   ⢀⣀⡠⠤⠔⠒⠊⠉⠉
        30   ┤⠶⠊⠉⠁
             └┬────────────────────────────────┬
           12 Oct                         13 Oct
        """),
    Picture(
      name: "equal values on their target", chart: chart([[(0, 8), (7, 8), (14, 8)]], level: 8, unit: .reps),
      lines: """
        9 reps ┤
               │
               │                         target
        8      ┤⠶⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠶⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠶
               │
               │
        7      ┤
               └┬───────────────┬──────────────┬
             12 Oct          19 Oct       26 Oct
        """),
    Picture(
      name: "a pause of two years",
      chart: chart([[(0, 20), (7, 25), (700, 60), (707, 62)]], level: 30),
      lines: """
        90 s ┤
             │
        60   ┤                                 ⠿
             │
        30   ┤⢠⡄⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒  target
             │⠛
         0   ┤
             └────┬────────────────┬────────────
                2027             2028
        """),
    Picture(
      name: "a century of days",
      chart: chart([(0..<36_525).map { (-36_525 + $0, 100 + Double($0 * 7_919 % 200)) }], level: 150),
      lines: """
        6:00 ┤
             │⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒
        4:00 ┤
             │⣀ ⣀ ⣀ ⣀ ⣀ ⣀ ⣀ ⣀ ⣀ ⣀ ⣀ ⣀ ⣀  target
        2:00 ┤
             │
        0:00 ┤
             └────┬──────┬──────┬─────┬──────┬──
                1940   1960   1980  2000   2020
        """),
    Picture(
      name: "without Unicode",
      chart: chart([[(0, 30), (1, 40), (9, 37)]], level: 45, unit: .kilograms, glyphs: .ascii),
      lines: """
        45 kg +- - - - - - - - - - - - - target
              |
        40    +    o.............
              |   .              ..............o
        35    +  .
              | .
        30    +o
              ++------------------------+-------
            12 Oct                   19 Oct
        """),
  ]

  @Test(arguments: pictures) func draws(_ picture: Picture) {
    #expect(picture.chart.lines(columns: 40, rows: 10).joined(separator: "\n") == picture.lines)
  }

  @Test func putsSidesAboveEachOtherOnOneScale() {
    let chart = Self.chart([[(0, 30), (10, 40)], [(5, 20), (12, 25)]], level: 30)
    #expect(
      chart.lines(columns: 40, rows: 14).joined(separator: "\n") == """
              left
        40 s ┤                   ⢀⣀⣀⣀⠤⠤⠤⠔⠒⠶
             │     ⢀⣀⣀⣀⠤⠤⠤⠔⠒⠒⠒⠉⠉⠉⠁
        30   ┤⠶⠒⠉⠉⠉⠁⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒  target
             │
        20   ┤
              right
        40 s ┤
             │
        30   ┤⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒  target
             │                     ⢀⣀⣀⣀⣀⡠⠤⠤⠤⠤⠔⠒⠶
        20   ┤              ⠶⠒⠊⠉⠉⠉⠉⠁
             └┬──────────────────┬──────────────
           12 Oct             19 Oct
        """)
  }

  @Test func nothingWithoutDaysOrRoom() {
    #expect(Self.chart([[]], level: 30).lines(columns: 80, rows: 20).isEmpty)
    #expect(Self.chart([[(0, 30)]]).lines(columns: 15, rows: 20).isEmpty)
    #expect(Self.chart([[(0, 30)]]).lines(columns: 0, rows: 0).isEmpty)
  }

  static let shapes: [[(Int, Double)]] = [
    [(0, 1)], [(0, 1e-9)], [(0, 1e300)], [(0, 0.5), (1, 1e12)], [(0, 1e300), (40_000, 1)],
    [(-700_000, 30), (2_000_000, 31)], (0..<500).map { ($0, 30 + Double($0 * 7 % 11)) },
    (0..<30).map { ($0 * $0 * $0, Double($0)) }, [(0, 119.9), (1, 120.1)], [(0, 3_599), (400, 7_201)],
    [(0, 9.2e18), (365, 9.1e18)], [(0, 42.25), (3, 42.5), (6, 42.25)], [(0, 7), (1, 7), (2, 7)],
  ]

  /// Whatever the values: no line is too long, none is torn, the axis has its two ends, and each panel has the same rows.
  @Test(arguments: shapes.indices) func keepsToItsRoom(index: Int) {
    let days = Self.shapes[index]
    for unit in [ChartUnit.seconds, .reps, .kilograms] {
      for (columns, rows) in [(20, 6), (40, 10), (40, 23), (80, 20), (120, 60), (33, 0)] {
        for glyphs in [ChartGlyphs.braille, .ascii] {
          for (panels, level) in [([days], nil), ([days, [(1, 5)]], 10.0)] {
            let lines = Self.chart(panels, level: level, unit: unit, glyphs: glyphs)
              .lines(columns: columns, rows: rows)
            // Huge figures leave no room for a chart in the narrowest.
            if lines.isEmpty { continue }
            let longest = lines.map { width($0) }.max() ?? 0
            #expect(longest <= columns, "\(unit) \(columns)×\(rows):\n\(lines.joined(separator: "\n"))")
            #expect(lines.count <= max(rows, 4 * panels.count + 2))
            let marks = lines.filter { $0.contains(glyphs == .ascii ? " +" : "┤") }.count
            #expect(marks >= 2 * panels.count)
            if glyphs == .ascii { #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }) }
          }
        }
      }
    }
  }

  static let scales: [(low: Double, high: Double, unit: ChartUnit, most: Int, labels: [String])] = [
    (30.4, 55.4, .seconds, 6, ["30  ", "40  ", "50  ", "60 s"]),
    (0, 45, .seconds, 5, [" 0  ", "20  ", "40  ", "60 s"]),
    (100, 290, .seconds, 4, ["0:00", "2:00", "4:00", "6:00"]),
    (1_000, 5_000, .seconds, 3, ["   0:00", "1:00:00", "2:00:00"]),
    (8, 13, .reps, 5, [" 8     ", "10     ", "12     ", "14 reps"]),
    (8, 8, .reps, 4, ["7     ", "8     ", "9 reps"]),
    (1, 2, .reps, 6, ["1     ", "2 reps"]),
    (22.5, 24, .kilograms, 6, ["22.5   ", "  23   ", "23.5   ", "  24 kg"]),
    (20, 20, .kilograms, 3, ["18   ", "20   ", "22 kg"]),
    (0, 0, .kilograms, 3, ["  0   ", "0.5   ", "  1 kg"]),
  ]

  @Test(arguments: scales.indices) func labelsRoundValues(index: Int) {
    let (low, high, unit, most, labels) = Self.scales[index]
    let scale = ValueScale(from: low, to: high, unit: unit, most: most)
    #expect(scale.labels == labels)
    #expect(scale.low <= low && scale.high >= high)
  }

  static let dates: [(from: Int, to: Int, columns: Int, labels: [String])] = [
    (0, 0, 70, ["12 Oct"]),
    (0, 4, 70, ["12 Oct", "13 Oct", "14 Oct", "15 Oct", "16 Oct"]),
    (0, 4, 30, ["12 Oct", "14 Oct", "16 Oct"]),
    (1, 30, 70, ["19 Oct", "26 Oct", "2 Nov", "9 Nov"]),
    (0, 100, 40, ["2026-11", "2026-12", "2027-01"]),
    (0, 700, 70, ["2027-01", "2027-04", "2027-07", "2027-10", "2028-01", "2028-04", "2028-07"]),
    (-3_650, 0, 70, ["2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"]),
    (-36_525, 0, 30, ["1940", "1960", "1980", "2000", "2020"]),
    (100, 300, 8, ["2027-07"]),
    // Tuesday to Thursday: two dates have no room, and nothing rounder is between them.
    (1, 3, 8, ["13 Oct"]),
  ]

  @Test(arguments: dates.indices) func labelsRoundDays(index: Int) {
    let (from, to, columns, labels) = Self.dates[index]
    let scale = DayScale(from: Self.start + from, to: Self.start + to, columns: columns)
    #expect(scale.ticks.map(\.label) == labels)
    #expect(scale.ticks.allSatisfy { (Self.start + from...Self.start + to).contains($0.day) })
  }
}
