import Testing

@testable import CLI

@Suite struct SchedulesTests {
  @Test func one() {
    let world = World()
    world.columns = 80
    let expected = """
      week-004-gym
      tue      program gym-plan, session gym-lower
      fri      program gym-plan, session gym-upper
      sun      program gym-plan, session gym-reset; optional
      note     the days are an example; the run days are open
      follows  D2: 004:783
      source   004:753-755

      """
    #expect(world.run("schedules", "week-004-gym") == World.Result(status: 0, out: expected, err: ""))
    let json = """
      {"id":"week-000","days":{"tue":{"run":"intervals","strength":null,"program":null,"session":null,"rest":null,\
      "optional":false,"note":null},"wed":{"run":null,"strength":"strength","program":null,"session":null,"rest":null,\
      "optional":false,"note":null},"fri":{"run":"easy","strength":"short strength","program":null,"session":null,\
      "rest":null,"optional":false,"note":null},"sun":{"run":"long","strength":null,"program":null,"session":null,\
      "rest":null,"optional":false,"note":null}},"note":"an example: the hardest strength opposite the hardest runs; \
      one day between the short strength and the long run","follows":{"D2":"000:105","D4":"000:107-110"},\
      "source":"000:107-110"}

      """
    #expect(world.run("schedules", "week-000", "--json") == World.Result(status: 0, out: json, err: ""))
  }

  @Test func all() {
    #expect(World().run("schedules", "--json").out.split(separator: "\n").count == 8)
    for columns in [40, 80] {
      let world = World()
      world.columns = columns
      let text = world.run("schedules").out
      #expect(text.contains("\n\nweek-004-stack\ntue      run: tempo; strength;"))
      for line in text.split(separator: "\n") { #expect(width(String(line)) <= columns) }
    }
  }

  @Test func refuses() {
    let result = World().run("schedules", "week-005")
    #expect(
      result
        == World.Result(
          status: 66, out: "",
          err: "holdfast: there is no schedule \"week-005\"\n  did you mean week-000?\n"))
  }
}
