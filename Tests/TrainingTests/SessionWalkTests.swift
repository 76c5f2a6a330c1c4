import Testing
import Training

private let catalogue = Catalogue([
  Exercise(id: "squat", name: "Squat", kind: .reps, sides: .both),
  Exercise(
    id: "plank", name: "Plank", kind: .hold, sides: .both, beginner: Target("30s", kind: .hold),
    advanced: Target("60s", kind: .hold)),
  Exercise(id: "side-plank", name: "Side plank", kind: .hold, sides: .each),
  Exercise(id: "lunge", name: "Lunge", kind: .reps, sides: .both),
])

/// Each set in a line: exercise and side, number of count, target, rest; `~` marks what is Holdfast's own.
private func walk(
  _ blocks: [ProgramBlock], week: ProgramWeek? = nil, level: Level = .beginner
) -> [String] {
  var session = ProgramSession(id: "s", name: "S")
  session.blocks = blocks
  return session.plannedSets(in: week, catalogue: catalogue, level: level).map { set in
    var text = set.exercise
    if set.side != .both { text += " " + set.side.rawValue }
    text += " \(set.number)/\(set.count) " + (set.target?.text ?? "-") + (set.isOwnTarget ? "~" : "")
    if let rest = set.rest { text += " rest \(decimalText(rest.seconds))" + (set.isOwnRest ? "~" : "") }
    return text
  }
}

private func exercise(
  _ ids: String..., sets: Figure? = nil, dose: String? = nil, sides: Sides? = nil, rest: ProgramRest? = nil
) -> ProgramExercise {
  var exercise = ProgramExercise(ids)
  exercise.sets = sets
  exercise.dose = dose.flatMap { Dose($0, kind: catalogue[ids[0]]?.kind ?? .reps) }
  (exercise.sides, exercise.rest) = (sides, rest)
  return exercise
}

private func block(
  form: ProgramBlock.Form = .straight, part: ProgramBlock.Part = .work, rounds: Figure? = nil,
  rest: ProgramRest? = nil, roundRest: ProgramRest? = nil, _ exercises: ProgramExercise...
) -> ProgramBlock {
  var block = ProgramBlock(name: "b")
  (block.form, block.part, block.rounds, block.rest) = (form, part, rounds, rest)
  (block.roundRest, block.exercises) = (roundRest, exercises)
  return block
}

@Suite struct SessionWalkTests {
  @Test func straightSetsWithSidesByTurns() {
    #expect(
      walk([
        block(
          rest: .seconds(.exactly(90)), exercise("squat", sets: .exactly(2), dose: "12"),
          exercise("side-plank", sets: .range(2, 3), dose: "30s", rest: .seconds(.range(20, 40))))
      ]) == [
        "squat 1/2 12reps rest 90", "squat 2/2 12reps rest 90", "side-plank left 1/2 30s rest 0",
        "side-plank right 1/2 30s rest 20", "side-plank left 2/2 30s rest 0", "side-plank right 2/2 30s",
      ])
  }

  @Test func aCircuitRestsAfterItsRounds() {
    #expect(
      walk([
        block(
          form: .circuit, rounds: .exactly(2), roundRest: .seconds(.exactly(60)),
          exercise("squat", dose: "12"),
          exercise("lunge", dose: "10", sides: .each))
      ]) == [
        "squat 1/2 12reps rest 0", "lunge left 1/2 10reps rest 0", "lunge right 1/2 10reps rest 60",
        "squat 2/2 12reps rest 0", "lunge left 2/2 10reps rest 0", "lunge right 2/2 10reps",
      ])
  }

  @Test func aSupersetOfUnequalSets() {
    #expect(
      walk([
        block(
          form: .superset, roundRest: .seconds(.exactly(60)), exercise("squat", sets: .exactly(2), dose: "8"),
          exercise("lunge", sets: .exactly(1), dose: "max"))
      ]) == ["squat 1/2 8reps rest 0", "lunge 1/1 maxreps rest 60", "squat 2/2 8reps"])
  }

  @Test func whatIsOpenIsHoldfastsOwn() {
    #expect(
      walk([
        block(
          rest: .full, exercise("squat", sets: .open, dose: "open"), exercise("plank"),
          exercise("side-plank", rest: .short))
      ]) == [
        "squat 1/2 8reps~ rest 180~", "squat 2/2 8reps~ rest 180~", "plank 1/2 30s rest 180~",
        "plank 2/2 30s rest 180~",
        "side-plank left 1/2 20s~ rest 0", "side-plank right 1/2 20s~ rest 30~",
        "side-plank left 2/2 20s~ rest 0",
        "side-plank right 2/2 20s~",
      ])
    #expect(
      walk([block(form: .circuit, rounds: .open, exercise("squat", dose: "5"))]).count == Guidance.rounds)
    #expect(walk([block(exercise("plank"))], level: .advanced).first == "plank 1/2 60s rest 60~")
  }

  @Test func theWeekSaysWhatAnExerciseDoesNot() {
    var week = ProgramWeek(weeks: .exactly(1))
    week.dose = WeekDose("3x8-10")
    #expect(
      walk([block(exercise("squat"), exercise("plank", sets: .exactly(1), dose: "45s"))], week: week) == [
        "squat 1/3 8-10reps rest 60~", "squat 2/3 8-10reps rest 60~", "squat 3/3 8-10reps rest 60~",
        "plank 1/1 45s",
      ])
  }

  @Test func whatIsLeftToEverybodyIsNoSet() {
    var slot = ProgramExercise([])
    slot.slot = "core work"
    #expect(
      walk([
        block(part: .warmUp, exercise("squat"), exercise("plank", dose: "30s")),
        block(slot, exercise("gone")),
        block(part: .finisher, exercise("lunge", dose: "15")),
        block(part: .coolDown, exercise("side-plank", dose: "open")),
      ]) == ["plank 1/1 30s rest 60~", "lunge 1/1 15reps"])
    #expect(
      walk([]) == [] && walk([block()]) == [] && walk([block(form: .circuit, rounds: .exactly(3))]) == [])
  }
}
