import Testing

@testable import CLI

@Suite struct RulesCommandTests {
  private func run(columns: Int? = 80, _ arguments: String...) -> World.Result {
    let world = World()
    world.columns = columns
    return world.run(["rules"] + arguments)
  }

  @Test(arguments: ["17", "spacing", "SPACING"]) func oneRule(name: String) {
    let expected = """
      rule       17, spacing
      topic      where-in-the-week
      says       Not on two days in a row, as far as it can be; at least a full day
                 lies between strength sessions.
      figures    full days between strength sessions: 1+ days (003:70)
      needs      sets
      checked    two days in a row with a strength session
      source     001:50, 003:70

      """
    #expect(run(name) == World.Result(status: 0, out: expected, err: ""))
  }

  @Test func oneRuleAsJSON() {
    let expected = """
      {"number":17,"id":"spacing","topic":"where-in-the-week","text":"Not on two days in a row, as far as it can be; at \
      least a full day lies between strength sessions.","exercises":[],"figures":[{"what":"full days between strength \
      sessions","value":{"from":1},"unit":"days","minutes":null,"phase":null,"program":null,"weeks":null,"level":null,\
      "runner":null,"race":null,"exercises":[],"when":null,"source":"003:70"}],"source":"001:50, 003:70",\
      "differs":null,"disagreements":[],"needs":["sets"],"check":"two days in a row with a strength session",\
      "advice":null}

      """
    #expect(run("17", "--json") == World.Result(status: 0, out: expected, err: ""))
  }

  @Test func whereSourcesDisagree() {
    let expected = """
      id         D14
      about      Machines and isolation
      says       004 calls leg-extension and abductor machines a mistake
                 (004:429-434). Yet its gym plan has optional curls or extensions on a
                 machine for rehab (004:763), and it counts machines among what speaks
                 for a gym (004:454).
      rules      78, machines
                 88, not-first
      source     004:429-434, 004:454, 004:763

      """
    #expect(run("d14") == World.Result(status: 0, out: expected, err: ""))
    #expect(
      run("D14", "--json").out.hasPrefix("{\"id\":\"D14\",\"title\":\"Machines and isolation\",\"text\":\""))
  }

  @Test func allOfThem() {
    let lines = run("--json").out.split(separator: "\n")
    #expect(lines.count == 90)
    for (index, line) in lines.enumerated() { #expect(line.hasPrefix("{\"number\":\(index + 1),\"id\":\"")) }
    // Each says how it is checked, or why it is not.
    #expect(lines.allSatisfy { $0.contains(",\"check\":null,") != $0.hasSuffix(",\"advice\":null}") })
    #expect(run("--json").out == run("--json", columns: 40).out)
  }

  private func run(_ argument: String, columns: Int) -> World.Result {
    let world = World()
    world.columns = columns
    return world.run(["rules", argument])
  }

  @Test func ofATopic() {
    let expected = """
          sides
      64  match-sides       Both sides do the same repetitions or seconds. One-sided …
      65  weak-side         Step-ups and lunges show the weak side; base is the time …
      66  single-leg-share  Single-leg work is always a part of it.
      67  back-of-the-body  Glutes, hamstrings and lower back must not come short of …
      68  side-to-side      Every short session has a move to the side.

      """
    #expect(run("--topic", "sides").out == expected)
    for columns in [40, 60, 80] {
      for line in run(columns: columns).out.split(separator: "\n") { #expect(width(String(line)) <= columns) }
    }
  }

  @Test(arguments: [
    (["0"], 66, "there is no rule 0", "they are numbered from 1 to 90"),
    (["91"], 66, "there is no rule 91", "they are numbered from 1 to 90"),
    (["leastdose"], 66, "there is no rule \"leastdose\"", "did you mean least-dose?"),
    (["D22"], 66, "there is no rule \"D22\"", "did you mean D2?"),
    (["--topic", "rac"], 64, "--topic \"rac\": no rule has it", "did you mean race?"),
  ]) func refuses(arguments: [String], status: Int32, message: String, remedy: String) {
    let result = World().run(["rules"] + arguments)
    #expect(
      result == World.Result(status: status, out: "", err: "holdfast: \(message)\n  \(remedy)\n"), "\(result)"
    )
  }

  @Test func completion() {
    let offered = World().run("complete", "zsh", "rules", "").out
    #expect(offered.contains("least-dose\thow-often\n"), "\(offered)")
  }
}
