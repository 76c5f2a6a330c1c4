import Testing
import Training

@testable import CLI

@Suite struct BalanceCommandTests {
  @Test func textAt80() throws {
    let world = try World.withFixedLog()
    world.columns = 80
    #expect(
      world.run("balance")
        == World.Result(
          status: 0,
          out: """
            ben
                left  right   sets  differ  vary
              single-leg-calf-raise-hold
                   -      -  1 + 0                too few days (0 of 5)

            me
                            left   right     sets   differ   vary
              side-plank  0:37.3  0:28.9  11 + 11  22.4 %!  0.5 %  right weaker

            """, err: ""))
  }

  @Test func textAt40() throws {
    let world = try World.withFixedLog()
    world.columns = 40
    #expect(
      world.run("balance").out == """
        ben
            left  right   sets  differ  vary
          single-leg-calf-raise-hold: too few
            days (0 of 5)
               -      -  1 + 0

        me
              left   right   differ   vary
          side-plank: right weaker
            0:37.3  0:28.9  22.4 %!  0.5 %

        """)
  }

  @Test func json() throws {
    let result = try World.withFixedLog().run("balance", "--json")
    #expect(
      result.out == """
        {"athlete":"ben","exercise":"single-leg-calf-raise-hold","kind":"hold","of":"duration","days":0,\
        "left":{"sets":1,"mean_s":null,"mean_reps":null,"mean_kg":null,"variation_pct":null},\
        "right":{"sets":0,"mean_s":null,"mean_reps":null,"mean_kg":null,"variation_pct":null},\
        "difference_pct":null,"weaker":null,"is_flagged":false,"is_real":null}
        {"athlete":"me","exercise":"side-plank","kind":"hold","of":"duration","days":11,"left":{"sets":11,\
        "mean_s":37.336364,"mean_reps":null,"mean_kg":null,"variation_pct":0.499082},"right":{"sets":11,\
        "mean_s":28.990909,"mean_reps":null,"mean_kg":null,"variation_pct":0.4285},\
        "difference_pct":22.352082,"weaker":"right","is_flagged":true,"is_real":true}

        """)
    #expect(result.err == "")
  }

  /// A world in which left and right do so much, one set each a day.
  private func world(
    _ exercise: String, left: [Double], right: [Double], loads: (left: Double, right: Double)? = nil,
    kind: Kind = .hold
  ) throws -> World {
    let world = World()
    world.environment["HOLDFAST_DATABASE"] = world.database
    var sets: [LoggedSet] = []
    for (side, values) in [(Side.left, left), (.right, right)] {
      for (day, value) in values.enumerated() {
        let ending = "aa" + padded(day, 2) + (side == .left ? "00" : "01")
        var set = LoggedSet.hold(
          ending, at: "2026-11-\(padded(day + 1, 2))T10:00:00+00:00", seconds: value, exercise: exercise,
          side: side)
        set.kind = kind
        if kind == .reps { set.reps = Int(value) }
        set.loadKg = loads.map { side == .left ? $0.left : $0.right }
        sets.append(set)
      }
    }
    try world.store(sets)
    return world
  }

  @Test func saysWhatItComesTo() throws {
    func text(_ left: [Double], _ right: [Double]) throws -> String {
      let lines = try world("side-plank", left: left, right: right).run("balance").out.split(separator: "\n")
      return String(lines[1])
    }
    let even = [30.0, 30, 30, 30, 30]
    #expect(try text(even, even) == "side-plank  0:30.0  0:30.0  5 + 5   0.0 %  0.0 %  even")
    #expect(
      try text(even, [28, 28, 28, 28, 28]) == "side-plank  0:30.0  0:28.0  5 + 5   6.7 %  0.0 %  right less")
    #expect(
      try text([27, 27, 27, 27, 27], even) == "side-plank  0:27.0  0:30.0  5 + 5  10.0 %!  0.0 %  left weaker"
    )
    // The changes are 20, −20, 20, −20: sd √(1600 / 3), by √2 and the mean of 28 it is 58.3 %.
    #expect(
      try text([20, 40, 20, 40, 20], [36, 36, 36, 36, 36])
        == "side-plank  0:28.0  0:36.0  5 + 5  22.2 %!  58.3 %  not real")
    #expect(
      try text([30, 30, 30, 30], [20, 20, 20, 20, 20])
        == "side-plank  0:30.0  0:20.0  4 + 5                too few days (4 of 5)")
  }

  /// Twelve and twelve, but 10 kg against 8.
  @Test func loadCountsWhereEverySetHasOne() throws {
    let twelve = [12.0, 12, 12, 12, 12]
    let loaded = try world("step-up", left: twelve, right: twelve, loads: (10, 8), kind: .reps)
    #expect(
      loaded.run("balance").out.contains("step-up, kg  120.0   96.0  5 + 5  20.0 %!  0.0 %  right weaker"))
    #expect(loaded.run("balance", "--json").out.contains("\"of\":\"volume\",\"days\":5,"))
    let bare = try world("step-up", left: twelve, right: twelve, kind: .reps)
    #expect(bare.run("balance").out.contains("step-up, reps  12.0   12.0  5 + 5   0.0 %  0.0 %  even"))
  }

  @Test func helpNamesItsSources() throws {
    let help = World().run("balance", "--help").out.split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    for words in ["|L-R| / max(L, R) x 100", "Bishop", "10 %", "Parkinson", "Exell", "fewer than 5 days"] {
      #expect(help.contains(words), "\(words)")
    }
  }

  @Test func badInput() throws {
    let world = try World.withFixedLog()
    // Both sides are compared: there is no side to choose.
    #expect(world.run("balance", "--side", "left").status == 64)
    #expect(
      world.run("balance", "--exercise", "side-plnk").err
        == "holdfast: no set of exercise \"side-plnk\" is in the log; did you mean side-plank?\n")
    #expect(
      world.run("balance", "--exercise", "wall-sit")
        == World.Result(
          status: 0, out: "",
          err:
            "holdfast: none of these sets is of one side, measured to its end: there is nothing to compare\n")
    )
    #expect(world.run("balance", "2026-13").status == 64)
    let empty = World()
    #expect(empty.run("balance", "--json") == World.Result(status: 0, out: "", err: empty.run("records").err))
  }
}
