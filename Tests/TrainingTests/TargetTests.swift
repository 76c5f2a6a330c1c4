import Testing
import Training

@Suite struct TargetTests {
  @Test func readAsPeopleTypeIt() {
    let table: [(String, Kind, Target)] = [
      ("45", .hold, Target(seconds: .exactly(45))),
      ("45", .reps, Target(reps: .exactly(45))),
      ("45s", .reps, Target(seconds: .exactly(45))),
      ("45 s", .hold, Target(seconds: .exactly(45))),
      ("45 seconds", .reps, Target(seconds: .exactly(45))),
      ("2.5s", .hold, Target(seconds: .exactly(2.5))),
      ("30-45s", .hold, Target(seconds: .range(30, 45))),
      ("30–45 s", .hold, Target(seconds: .range(30, 45))),
      ("30-30s", .hold, Target(seconds: .range(30, 30))),
      ("1:30", .hold, Target(seconds: .exactly(90))),
      ("1:30", .reps, Target(seconds: .exactly(90))),
      ("1:30-2:00", .hold, Target(seconds: .range(90, 120))),
      ("0:05.5", .hold, Target(seconds: .exactly(5.5))),
      ("2min", .hold, Target(seconds: .exactly(120))),
      ("2 min", .reps, Target(seconds: .exactly(120))),
      ("1-2 minutes", .hold, Target(seconds: .range(60, 120))),
      ("1:30 min", .hold, Target(seconds: .exactly(90))),
      ("1:30s", .hold, Target(seconds: .exactly(90))),
      ("8-10", .reps, Target(reps: .range(8, 10))),
      ("12 reps", .hold, Target(reps: .exactly(12))),
      ("12x", .reps, Target(reps: .exactly(12))),
      ("20 steps", .reps, Target(steps: .exactly(20))),
      ("max", .hold, Target(seconds: .max)),
      ("max", .reps, Target(reps: .max)),
      ("MAX", .reps, Target(reps: .max)),
      ("max reps", .hold, Target(reps: .max)),
      ("Max Steps", .hold, Target(steps: .max)),
      ("maxs", .reps, Target(seconds: .max)),
      ("45S", .reps, Target(seconds: .exactly(45))),
      ("45s 20kg", .hold, Target(seconds: .exactly(45), loadKg: 20)),
      ("20kg", .hold, Target(loadKg: 20)),
      ("20kg MAX", .reps, Target(reps: .max, loadKg: 20)),
      ("12 reps 2.5 kg 70 %", .reps, Target(reps: .exactly(12), loadKg: 2.5, effortPercent: 70)),
      ("30s 8-10reps", .reps, Target(seconds: .exactly(30), reps: .range(8, 10))),
      ("  45s  ", .hold, Target(seconds: .exactly(45))),
    ]
    for (text, kind, target) in table { #expect(Target(text, kind: kind) == target, "`\(text)`") }
  }

  @Test(arguments: [
    "", " ", "s", "kg", "abc", "0", "0s", "-5", "45-30s", "45-", "-45", "45--50", "30-40-50", "1:60", "1:2:3",
    ":30", "1:", "1:-5", "12:", "4 5x6", "45parsecs", "nan", "inf", "infs", "1e3s", "0x10s", "½", "٣s",
    "maximum", "max-30", "30-max", "maxkg", "20-30kg", "101%", "0%", "0kg", "1e400", "99999999s", "..",
    "45s 30s", "8 10", "max 30", "20kg 20kg", "50% 60%", "45s 45", "1:30reps", "1:30x", "1:30kg", "1:30%",
    "1:30steps", "0.0001s", "45s,", "45s; 20kg", "45s\n20kg",
  ])
  func bad(_ text: String) {
    #expect(Target(text, kind: .hold) == nil, "\(String(describing: Target(text, kind: .hold)))")
  }

  @Test func textIsReadBack() {
    let amounts: [Amount?] = [
      nil, .exactly(45), .exactly(2.5), .exactly(0.001), .exactly(1e6), .exactly(0.1 + 0.2), .range(8, 10),
      .range(7.5, 7.5), .max,
    ]
    for seconds in amounts {
      for reps in amounts {
        for steps in [nil, Amount.exactly(20)] {
          for (load, effort) in [(nil, nil), (20, nil), (2.5, 70), (nil, 33.3)] as [(Double?, Double?)] {
            let target = Target(
              seconds: seconds, reps: reps, steps: steps, loadKg: load, effortPercent: effort)
            guard target != Target() else { continue }
            for kind in Kind.allCases {
              #expect(Target(target.text, kind: kind) == target, "`\(target.text)`")
            }
          }
        }
      }
    }
  }

  @Test func text() {
    #expect(Target(seconds: .range(30, 45)).text == "30-45s")
    #expect(Target(reps: .range(8, 10), loadKg: 20).text == "8-10reps 20kg")
    #expect(Target(seconds: .max).text == "maxs")
    #expect(Target(steps: .exactly(20), effortPercent: 50).text == "20steps 50%")
    #expect(Target().text == "")
  }

  @Test func met() {
    let table: [(Target, Double, Int?, Bool?)] = [
      (Target(), 10, 3, nil),
      (Target(loadKg: 20), 10, 3, nil),
      (Target(seconds: .max), 10, nil, nil),
      (Target(seconds: .exactly(10)), 10, nil, true),
      (Target(seconds: .exactly(10)), 9.999999, nil, false),
      (Target(seconds: .range(10, 20)), 15, nil, true),
      (Target(seconds: .range(10, 20)), 30, nil, true),
      (Target(reps: .range(8, 10)), 1, 8, true),
      (Target(reps: .range(8, 10)), 1, 7, false),
      (Target(reps: .exactly(8)), 1, nil, false),
      (Target(steps: .exactly(20)), 1, 20, true),
      (Target(seconds: .exactly(10), reps: .exactly(8)), 10, 8, true),
      (Target(seconds: .exactly(10), reps: .exactly(8)), 10, 7, false),
      (Target(seconds: .exactly(10), reps: .exactly(8)), 9, 8, false),
      (Target(seconds: .exactly(10), reps: .max), 10, 0, true),
      (Target(seconds: .max, reps: .exactly(8)), 10, 7, false),
    ]
    for (target, seconds, count, expected) in table {
      #expect(target.isMet(duration: .seconds(seconds), count: count) == expected, "\(target.text)")
    }
  }

  @Test func bounds() {
    #expect(Amount.exactly(5).lower == 5)
    #expect(Amount.exactly(5).upper == 5)
    #expect(Amount.range(5, 8).lower == 5)
    #expect(Amount.range(5, 8).upper == 8)
    #expect(Amount.max.lower == nil)
    #expect(Amount.max.upper == nil)
  }

  @Test func decimals() {
    #expect(decimalText(45) == "45")
    #expect(decimalText(2.5) == "2.5")
    #expect(decimalText(-2.5) == "-2.5")
    #expect(decimalText(0) == "0")
    #expect(decimalText(0.1) == "0.1")
    #expect(decimalText(1e14) == "100000000000000")
    #expect(Double(decimalText(1e300)) == 1e300)
  }
}

@Suite struct TargetsForPeopleTests {
  @Test(arguments: [
    ("20-30s", "20-30 s"), ("10-15reps", "10-15 reps"), ("max", "as long as possible"),
    ("20s 50%", "20 s, 50 %"),
    ("20steps 12.5kg", "20 steps, 12.5 kg"), ("maxreps", "as many reps as possible"),
  ])
  func inWords(_ text: String, _ words: String) {
    #expect(Target(text, kind: .hold)?.inWords == words)
  }
}
