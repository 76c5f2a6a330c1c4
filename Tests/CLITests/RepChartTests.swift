import Testing
import Training

@testable import CLI

/// The bars of a set's repetitions. What is expected was drawn by hand.
@Suite struct RepChartTests {
  private typealias Rep = SetMotion.Rep

  /// Repetitions without a pause between them.
  private static func reps(
    _ ranges: [Double], each: Double = 2, from: Double = 3, pauses: [Int: Double] = [:]
  ) -> [SetMotion.Rep] {
    var time = from
    return ranges.enumerated().map { index, range in
      time += pauses[index] ?? 0
      defer { time += each }
      return SetMotion.Rep(start: .seconds(time), duration: .seconds(each), range: range * 100)
    }
  }

  private static func drawn(_ reps: [SetMotion.Rep], _ columns: Int, isASCII: Bool = false) -> String {
    RepChart(reps: reps, isASCII: isASCII).lines(columns: columns).joined(separator: "\n")
  }

  @Test("Nothing is drawn of nothing, nor where there is no room")
  func nothing() {
    #expect(RepChart(reps: []).lines(columns: 80) == [])
    #expect(RepChart(reps: Self.reps([1])).lines(columns: 11) == [])
    #expect(RepChart(reps: Self.reps([1])).lines(columns: -3) == [])
  }

  @Test("One is a bar of its own, with where it began and ended")
  func one() {
    #expect(
      Self.drawn(Self.reps([0.7]), 70) == """
        ███████████
        1
        0:03.0  0:05.0
        """)
    // Of 12 columns there is no room for the end.
    #expect(
      Self.drawn(Self.reps([0.7]), 12) == """
        ███████████
        1
        0:03.0
        """)
  }

  @Test("Bars are as high as the way was long, from nothing on")
  func heights() {
    #expect(
      Self.drawn(Self.reps([1, 0.5, 0.25]), 70) == """
        ███████ ▄▄▄▄▄▄▄ ▂▂▂▂▂▂▂
        1       2
        0:03.0  0:05.0   0:09.0
        """)
    // An eighth each; what is nothing has the lowest bar.
    let eighths = (0...8).map { Double($0) * 0.11 }
    #expect(Self.drawn(Self.reps(eighths), 17).hasPrefix("▁ ▁ ▂ ▃ ▄ ▅ ▆ ▇ █\n"))
    #expect(Self.drawn(Self.reps(eighths), 17, isASCII: true).hasPrefix("1 1 2 3 4 5 6 7 8\n"))
  }

  @Test("Equal ways are equally high, and no way at all is the lowest bar", arguments: [0.01, 1, 40, 0, -1])
  func equal(range: Double) {
    let block = range > 0 ? "█" : "▁"
    let bar = String(repeating: block, count: 7)
    #expect(
      Self.drawn(Self.reps([range, range, range]), 40) == """
        \(bar) \(bar) \(bar)
        1       2
        0:03.0  0:05.0   0:09.0
        """)
  }

  /// A slow one is wider, and a pause is a gap.
  @Test("Bars stand where they were in time")
  func time() {
    var reps = Self.reps([1, 1.1, 1, 1.2, 0.9, 0.8, 0.7, 0.6], pauses: [3: 5, 6: 4])
    #expect(
      Self.drawn(reps, 70) == """
        ▇▇▇▇▇ ████ ▇▇▇▇▇               █████ ▆▆▆▆▆ ▆▆▆▆             ▅▅▅▅ ▄▄▄▄▄
        1                              4           6
        0:03.0                         0:14.0      0:18.0               0:28.0
        """)
    reps[7].duration = .seconds(6)
    #expect(
      Self.drawn(reps, 70) == """
        ▇▇▇▇ ████ ▇▇▇▇             ████ ▆▆▆▆ ▆▆▆▆          ▅▅▅▅ ▄▄▄▄▄▄▄▄▄▄▄▄▄▄
        1                          4         6                  8
        0:03.0                     0:14.0    0:18.0             0:26.0  0:32.0
        """)
    #expect(
      Self.drawn(reps, 30) == """
        ▇ █ ▇       █ ▆ ▆     ▅▅ ▄▄▄▄▄
        1             5
        0:03.0        0:16.0    0:32.0
        """)
    // Here they have no room for a space each, and so not for the pauses.
    #expect(
      Self.drawn(reps, 13) == """
        ▇█▇█▆▆▅▄
        1
        0:03.0
        """)
  }

  @Test("Two hundred are fewer bars, of several each")
  func many() {
    let reps = Self.reps((0..<200).map { 1 - Double($0) / 400 })
    #expect(
      Self.drawn(reps, 70) == """
        █████████████████▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅
        1               50               100             150
        0:03.0          1:41.0           3:21.0          5:01.0      6:43.0
        """)
    #expect(
      Self.drawn(reps, 30) == """
        ████████▇▇▇▇▇▇▇▆▆▆▆▆▆▆▅▅▅▅▅▅▅
        1             100
        0:03.0        3:21.0   6:43.0
        """)
    #expect(
      Self.drawn(reps, 30, isASCII: true) == """
        88888888777777766666665555555
        1             100
        0:03.0        3:21.0   6:43.0
        """)
    let chart = RepChart(reps: reps)
    #expect(chart.repsOfBar(columns: 70) == 3 && chart.repsOfBar(columns: 30) == 7)
    #expect(chart.repsOfBar(columns: 200) == 1 && chart.repsOfBar(columns: 199) == 2)
    #expect(chart.lines(columns: 200)[0].count == 200)
  }

  /// As many bars as repetitions wherever there is room for them, and never more than there is room for.
  @Test("It keeps to its columns", arguments: [12, 13, 30, 31, 70, 190, 400])
  func columns(_ columns: Int) {
    for count in [1, 2, 3, 7, 12, 29, 35, 36, 99, 200, 1_000] {
      for pauses in [[:], [1: 0.1, 2: 30, 11: 3.5]] {
        let reps = Self.reps((0..<count).map { Double($0 % 9) }, each: 0.9, pauses: pauses)
        let chart = RepChart(reps: reps)
        let lines = chart.lines(columns: columns)
        #expect(lines.count == 3)
        for line in lines { #expect(line.count <= columns && !line.hasSuffix(" "), "\(count): \(line)") }
        let each = chart.repsOfBar(columns: columns)
        let bars = (count + each - 1) / each
        #expect(each == 1 || bars <= columns)
        // Bars with a space between them can be counted.
        if bars * 2 - 1 <= columns {
          #expect(lines[0].split(separator: " ").count == bars, "\(lines[0])")
        } else {
          #expect(lines[0].count == bars)
        }
        // Each number stands above its time.
        let numbers = starts(of: lines[1])
        #expect(numbers.first == 0 && Set(numbers).isSubset(of: starts(of: lines[2])), "\(lines)")
      }
    }
  }

  /// Where words begin.
  private func starts(of line: String) -> [Int] {
    let characters = [" "] + Array(line)
    return characters.indices.dropFirst().filter { characters[$0] != " " && characters[$0 - 1] == " " }
      .map { $0 - 1 }
  }

  /// What an import may bring: out of order, over one another, of no length, without end.
  @Test("Times that cannot be are drawn in a row")
  func impossible() {
    let good = Self.reps([1, 0.5, 1])
    for change: (inout SetMotion.Rep) -> Void in [
      { $0.start = .zero }, { $0.start = .seconds(4) }, { $0.duration = .zero },
      { $0.duration = .seconds(-5) },
      { $0.start = Interval(microseconds: .max) }, { $0.duration = Interval(microseconds: .max) },
      { $0.start = Interval(microseconds: .min) }, { $0.duration = Interval(microseconds: .min) },
    ] {
      for index in good.indices {
        var reps = good
        change(&reps[index])
        for columns in [12, 30, 70] {
          let lines = RepChart(reps: reps).lines(columns: columns)
          #expect(lines.count == 3 && lines.allSatisfy { $0.count <= columns }, "\(lines)")
          #expect(lines[0].split(separator: " ").count == 3, "\(lines)")
        }
      }
    }
    var reps = good
    reps[1].start = .zero
    #expect(Self.drawn(reps, 30).hasPrefix("█ ▄ █\n1\n0:03.0"))
    reps = good
    // Rounding made it 0 when the repetition was made; whoever writes it later may not.
    reps[1].range = .infinity
    #expect(RepChart(reps: reps).lines(columns: 30).count == 3)
    reps[1].range = .nan
    #expect(RepChart(reps: reps).lines(columns: 30).count == 3)
  }
}
