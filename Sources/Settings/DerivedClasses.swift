internal import Training

extension ExerciseNotes {
  /// What trains the back of the body, by the words of `muscles` (003:28): glutes, hamstrings, lower back.
  private static let posterior: Set<String> = [
    "glutes", "gluteus medius", "gluteus maximus", "lateral glutes", "hamstrings", "lower back",
    "posterior chain",
  ]
  /// What trains its front (003:28): quads, chest, abs.
  private static let anterior: Set<String> = ["quads", "chest", "abs", "lower abs", "VMO"]
  /// The legs, with what else a source names there.
  private static let lower: Set<String> = posterior.subtracting(["lower back"]).union([
    "quads", "VMO", "calves", "gastrocnemius", "soleus", "hips", "hip flexors", "hip abductors", "adductors",
    "legs", "feet", "ankles", "knees", "arch", "tibialis anterior", "tibialis posterior", "Achilles tendon",
    "patellar tendon",
  ])
  /// The arms, the chest and what is between.
  private static let upper: Set<String> = [
    "chest", "shoulders", "triceps", "biceps", "arms", "lats", "upper back", "rhomboids", "traps", "grip",
    "rear shoulders", "shoulder blades",
  ]

  /// What an exercise counts as whose entry does not say it; Holdfast's own reading of the rest of the entry:
  ///
  /// - the pillar gives `compound`, `plyometric`, `core`, `upper`, `prehab`, and `mobility` to one that is counted, `stretch` to
  ///   one that is timed;
  /// - one that is timed is a `hold`, unless it is of mobility;
  /// - the muscles give `lower`, `upper`, `posterior` and `anterior`, the last two not in mobility, which trains neither;
  /// - one of legs and several joints that has sides is `single-leg`.
  ///
  /// A pattern of movement, `lateral`, `activation`, `machine` and the size of muscles nothing tells.
  static func derivedClasses(_ exercise: Exercise, pillar: Pillar?, muscles: [String]) -> Set<ExerciseClass> {
    let isMobility = pillar == .mobility
    var classes: Set<ExerciseClass> = []
    switch pillar {
    case .compound: classes.insert(.compound)
    case .plyometric: classes.insert(.plyometric)
    case .core: classes.insert(.core)
    case .upper: classes.insert(.upper)
    case .prehab: classes.insert(.prehab)
    case .mobility: classes.insert(exercise.kind == .hold ? .stretch : .mobility)
    case .isometric, nil: break
    }
    if exercise.kind == .hold, !isMobility { classes.insert(.hold) }
    if !Self.lower.isDisjoint(with: muscles) { classes.insert(.lower) }
    if !Self.upper.isDisjoint(with: muscles), pillar != .compound { classes.insert(.upper) }
    if !isMobility {
      if !Self.posterior.isDisjoint(with: muscles) { classes.insert(.posterior) }
      if !Self.anterior.isDisjoint(with: muscles) { classes.insert(.anterior) }
    }
    if pillar == .compound, exercise.sides == .each, classes.contains(.lower) { classes.insert(.singleLeg) }
    return classes
  }
}
