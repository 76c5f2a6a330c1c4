import Testing

@testable import CLI

@Suite struct ExercisesTests {
  @Test func textAt80() {
    let world = World()
    world.columns = 80
    #expect(
      world.run("exercises", "--pillar", "isometric")
        == World.Result(
          status: 0,
          out: """
            isometric                     kind       beginner    advanced  equipment
            wall-sit                      hold       20-30 s     60-90 s   wall
            wall-sit-single-leg           hold each              open      wall
            glute-bridge-hold             hold       20-30 s     open
            single-leg-glute-bridge-hold  hold each  20 s        open
            single-leg-calf-raise-hold    hold each  15-20 s     30-60 s
            calf-raise-hold               hold       open        open
            side-plank-reach              hold each  20 s        open
            reverse-lunge-hold            hold each  15 s        30-60 s
            hip-flexor-hold               hold each  15 s        30 s
            push-up-hold-high             hold       30 s        open
            push-up-hold-mid              hold       open        20-30 s
            dead-hang                     hold       20-30 s     60 s      bar
            hollow-body-hold              hold       15-20 s     30 s
            wall-press                    hold       20 s, 50 %  open      wall
            plank                         hold       open        open
            side-plank                    hold each  open        open
            side-plank-leg-raise          hold each              open
            single-leg-balance            hold each
            spanish-squat-hold            hold       open        open      band or strap
            knee-extension-hold           hold each                        machine
            banded-hip-hold               hold each  open        open      band
            pistol-squat-hold !           hold each

            ! A source advises against it; holdfast exercises ID says why.

            """, err: ""))
    // Where there is room, the names too.
    #expect(
      world.run("exercises", "--muscle", "traps", "--pillar", "upper").out == """
        upper                         kind  beginner  advanced  equipment
        bent-over-row  Bent-over row  reps  open      open      dumbbell or barbell
        band-row       Band row       reps                      band

        """)
  }

  @Test func textAt40() {
    let world = World()
    world.columns = 40
    #expect(
      world.run("exercises", "--equipment", "bar").out == """
        isometric           kind  beginner
        dead-hang           hold  20-30 s

        core                kind  beginner
        hanging-knee-raise  reps

        upper               kind  beginner
        pull-up             reps  max
        assisted-pull-up    reps  max
        chin-up             reps  max
        inverted-row        reps  max

        """)
  }

  @Test func allOfOneAt80() {
    let world = World()
    world.columns = 80
    #expect(
      world.run("exercises", "side", "plank").out == """
        id        side-plank
        name      Side plank
        kind      hold: it is timed
        sides     each has its own set
        pillar    isometric
        trains    obliques, hip abductors, glutes, gluteus medius, core, shoulders
        takes     nothing
        beginner  open
        advanced  open
        doses     20 s, beginner, knee down, as side-plank-reach (004:288-295)
                  30 s, 3-4 times a week (000:133)
                  20-45 s, runners' set of holds (004:204)
                  3 × 30 s, home plan (004:742)
                  3 × 10, unit open, week 2 of 10 (000:89)
                  4 × 10, unit open, week 7 of 10 (000:94)
                  open, between the sets of a leg day (004:195)
        progress  knee down, then full, then with a reach, then the upper leg lifted
        next      side-plank-reach
        in FIT    plank/side_plank
        source    000:71, 003:54, 004:189

        See also: side-plank-reach, side-plank-leg-raise

        """)
    // What stands in for what, and what Holdfast reads into it.
    #expect(
      world.run("exercises", "dip").out == """
        id        dip
        name      Dip
        also      dips
        kind      reps: they are counted
        sides     both in one set
        pillar    upper
        trains    chest, triceps (Holdfast's reading)
        takes     bench or bars (Holdfast's reading)
        beginner  open
        advanced  open
        doses     open, in place of push-up (004:749)
        or else   push-up (004:749)
        in FIT    triceps_extension/body_weight_dip
        source    004:749

        """)
  }

  @Test func allOfOneAt40() {
    let world = World()
    world.columns = 40
    #expect(
      world.run("exercises", "knee-extension-hold").out == """
        id        knee-extension-hold
        name      Knee extension hold
        also      isometric knee extension,
                  isometric leg extension
        kind      hold: it is timed
        sides     each has its own set
                  (Holdfast's reading)
        pillar    isometric
        trains    quads, patellar tendon
        takes     machine (Holdfast's reading)
        doses     5 × 45 s, jumper's knee, in a
                  study (004:51)
                  5 × 45 s, 70 %, tendons, in
                  rehab (004:830)
        in FIT    banded_exercises/leg_extension
        source    004:51

        """)
  }

  @Test func json() {
    let world = World()
    #expect(
      world.run("exercises", "--json", "walking-lunge").out == """
        {"id":"walking-lunge","name":"Walking lunge","aliases":[],"kind":"reps","sides":"each","beginner":"open",\
        "advanced":null,"doses":[\
        {"dose":"6-12","sets":null,"target":{"reps":[6,12]},"for":null,"source":"004:367"},\
        {"dose":"20","sets":null,"target":{"reps":20},"for":"lunges as one set","source":"004:367"},\
        {"dose":"2x20 steps","sets":2,"target":{"steps":20},"for":"45-minute session","source":"004:413"},\
        {"dose":"2x10","sets":2,"target":{"reps":10},"for":"gym plan","source":"004:761"},\
        {"dose":"open","sets":null,"target":null,"for":"taper","source":"000:51"}],\
        "muscles":["glutes","hamstrings","calves","quads","core"],"pillar":"compound","equipment":[],\
        "equipment_optional":["dumbbell"],"progression":"with dumbbells; the most dynamic lunge",\
        "next":"bulgarian-split-squat","stand_ins":[{"exercise":"step-up","source":"004:761"}],"inferred":[],\
        "discouraged":null,"category":"lunge/walking_lunge","source":"000:65, 003:49, 004:365-367"}

        """)
    let all = world.run("exercises", "--json").out.split(separator: "\n")
    #expect(all.count == 167)
    #expect(all.allSatisfy { $0.hasPrefix("{\"id\":\"") && $0.hasSuffix("\"}") })
    #expect(
      world.run("exercises", "--json", "--pillar", "core", "--kind", "hold").out.contains("\"farmers-carry\"")
    )
  }

  /// The ids of what is found.
  private func found(_ arguments: String...) -> [String] {
    let lines = World().run(["exercises", "--json"] + arguments).out.split(separator: "\n")
    return lines.map { line in String(line.dropFirst("{\"id\":\"".count).prefix { $0 != "\"" }) }
  }

  @Test func searches() {
    // An id, a name or an alias, whatever the case, and words of it in any order.
    #expect(found("WALL-SIT") == ["wall-sit"])
    #expect(found("Push-up hold, mid") == ["push-up-hold-mid"])
    #expect(found("rdl") == ["romanian-deadlift"])
    #expect(found("banana") == ["hollow-body-hold"])
    #expect(found("wall sit") == ["wall-sit"])
    #expect(found("sit", "wall", "leg") == ["wall-sit-single-leg"])
    #expect(found("heel drop") == ["eccentric-heel-drop", "bent-knee-heel-drop"])
    #expect(found("carry", "--equipment", "kettlebell") == ["farmers-carry"])
  }

  @Test func narrows() {
    #expect(found("--muscle", "soleus", "--pillar", "mobility") == ["calf-stretch-bent"])
    // Whole words: no barbell for a bar, and the lower back for a back.
    #expect(found("--equipment", "bar", "--pillar", "compound") == [])
    #expect(found("--equipment", "machine", "--kind", "hold") == ["knee-extension-hold"])
    // A band by its name is no mini band, and the words of a name are enough where none is called so.
    #expect(!found("--equipment", "band").contains("lateral-band-walk"))
    #expect(found("--equipment", "hurdles") == ["mini-hurdle-hop"])
    #expect(found("--muscle", "Back", "--pillar", "isometric") == ["glute-bridge-hold", "plank"])
    #expect(found("--equipment", "strap") == ["spanish-squat-hold"])
    #expect(found("--equipment", "None", "--pillar", "plyometric", "--kind", "reps").contains("skater"))
    #expect(!found("--equipment", "none").contains("side-hip-abduction"))
    let world = World()
    #expect(
      world.run("exercises", "plank", "--kind", "reps")
        == World.Result(status: 0, out: "", err: "holdfast: no exercise is all of that\n"))
  }

  @Test(arguments: [
    (["plnk"], 66, "no exercise has \"plnk\" in its id, name or aliases\n  did you mean plank?"),
    (["wal sot"], 66, "no exercise has \"wal sot\" in its id, name or aliases\n  did you mean wall-sit?"),
    (
      ["zzzzzzzz"], 66,
      "no exercise has \"zzzzzzzz\" in its id, name or aliases\n  holdfast exercises lists them all"
    ),
    (["--muscle", "glute"], 64, "--muscle \"glute\": no exercise has it\n  did you mean \"glutes\"?"),
    (
      ["--equipment", "kettlbell"], 64,
      "--equipment \"kettlbell\": no exercise has it\n  did you mean \"kettlebell\"?"
    ),
    (
      ["--pillar", "cor"], 64,
      "exercises: the value 'cor' is invalid for '--pillar <pillar>'; please provide one of the following: "
        + "isometric, compound, plyometric, core, upper, prehab, mobility\n  see: holdfast exercises --help"
    ),
  ])
  func says(_ arguments: [String], _ status: Int32, _ text: String) {
    #expect(
      World().run(["exercises"] + arguments)
        == World.Result(status: status, out: "", err: "holdfast: \(text)\n"))
  }

  @Test func aSitesOwn() {
    let world = World()
    world.write(
      "exercises.toml",
      "[[exercise]]\nid = \"odd\"\nname = \"\\u001b[31mOdd\"\nkind = \"reps\"\nequipment = [\"rock\"]\n"
        + "doses = [{ dose = \"2x5\" }]\n")
    let config = ["--config", world.write("holdfast.toml", "")]
    #expect(
      world.run(["exercises", "--equipment", "rock"] + config).out
        == "other            kind  beginner  advanced  equipment\nodd    ?[31mOdd  reps                      rock\n"
    )
    #expect(
      world.run(["exercises", "odd"] + config).out == """
        id        odd
        name      ?[31mOdd
        kind      reps: they are counted
        sides     both in one set
        takes     rock
        doses     2 × 5 reps

        """)
    world.write("exercises.toml", "[[exercise]]\nid = \"odd\"\nkind = \"reps\"\nnext = \"wal-sit\"\n")
    let result = world.run(["exercises"] + config)
    #expect(result.status == 78)
    #expect(
      result.err == "holdfast: \(world.folder)/exercises.toml:4: exercise.next: no exercise \"wal-sit\"; "
        + "did you mean \"wall-sit\"?\n")
  }

  @Test func shellsOfferWhatThereIs() {
    func words(_ arguments: String...) -> [String] {
      World().run(["complete", "zsh", "exercises"] + arguments).out.split(separator: "\n").dropFirst().map {
        String($0.prefix { $0 != "\t" })
      }
    }
    #expect(
      words("--pillar", "")
        == ["isometric", "compound", "plyometric", "core", "upper", "prehab", "mobility"])
    #expect(words("--kind", "") == ["hold", "reps"])
    #expect(words("--muscle", "").contains("lower back") && words("--muscle", "").contains("soleus"))
    // Of a choice each, and nothing that is open.
    let equipment = words("--equipment", "")
    #expect(equipment.contains("kettlebell") && equipment.contains("none"))
    #expect(!equipment.contains { $0.contains(" or ") || $0 == "open" })
    #expect(words("").contains("wall-sit"))
  }
}
