import Store
import Training

/// Of which sets statistics are wanted, as it was typed.
struct FiguresQuery {
  var period = PeriodWords()
  /// An exercise's id, name or alias.
  var exercise: String?
  var athlete: String?
  var side: Side?
  var station: String?

  /// What a pass over the log has found.
  struct Found {
    /// The log; `nil` where there is none yet.
    var log: Log?
    var athletes: [String] = []
    var exercises: [String] = []
    /// How many sets passed.
    var sets = 0
  }

  /// Hands the figures of the sets to `body`, in any order.
  ///
  /// An exercise is meant by its id; where no set has it, by its name or alias.
  func read(_ places: Places, _ context: Context, _ body: (SetFigures) -> Void) throws -> Found {
    var filter = SetFilter(exercise: exercise, athlete: athlete, side: side, station: station)
    try period.narrow(&filter, context)
    guard let log = try openLog(places, context) else { return Found() }
    var athletes = NameTable()
    var exercises = NameTable()
    var sets = 0
    func pass() throws {
      try log.forEachFigures(filter, inOrder: false, athletes: &athletes, exercises: &exercises) {
        sets += 1
        body($0)
      }
    }
    try pass()
    if sets == 0, let id = otherExercise(than: filter, places) {
      filter.exercise = id
      try pass()
    }
    return Found(log: log, athletes: athletes.names, exercises: exercises.names, sets: sets)
  }

  /// Where nothing was found: says which name is in no set, with the nearest that is.
  func explain(_ found: Found, _ places: Places, _ context: Context) throws {
    guard found.sets == 0, let log = found.log else { return }
    try hint(
      log, asked: SetFilter(athlete: athlete, station: station), exercise: exercise, places, context)
  }
}
