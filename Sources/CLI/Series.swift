import Store
import Training

/// One series of sets: of an athlete, an exercise, a kind and a side, as the numbers of a pass over the log.
struct SeriesKey: Hashable {
  var athlete: Int
  var exercise: Int
  var kind: Kind
  /// `both` where the sides belong together.
  var side: Side

  init(_ set: SetFigures, side: Side) {
    athlete = set.athlete
    exercise = set.exercise
    kind = set.kind
    self.side = side
  }

  /// A number of its own, since to hash that is quicker.
  var number: Int { (athlete << 24 | exercise) << 3 | (kind == .hold ? 0 : 4) | side.place }

  /// In the order of the names: athlete, exercise, side; holds first.
  static func isBefore(_ a: SeriesKey, _ b: SeriesKey, _ found: FiguresQuery.Found) -> Bool {
    let names = (
      (found.athletes[a.athlete], found.exercises[a.exercise]),
      (found.athletes[b.athlete], found.exercises[b.exercise])
    )
    if names.0 != names.1 { return names.0 < names.1 }
    return (a.kind == .hold ? 0 : 1, a.side.place) < (b.kind == .hold ? 0 : 1, b.side.place)
  }
}

extension Side {
  /// 0 for both, 1 for left, 2 for right.
  var place: Int {
    switch self {
    case .both: 0
    case .left: 1
    case .right: 2
    }
  }
}

/// Values of series that are found by their keys.
struct SeriesTable<Value> {
  private(set) var keys: [SeriesKey] = []
  private var values: [Value] = []
  private var places: [Int: Int] = [:]

  /// Changes the value of a key, which begins as `initial`.
  mutating func update(_ key: SeriesKey, initial: @autoclosure () -> Value, _ change: (inout Value) -> Void) {
    let place: Int
    if let known = places[key.number] {
      place = known
    } else {
      place = keys.count
      places[key.number] = place
      keys.append(key)
      values.append(initial())
    }
    change(&values[place])
  }

  /// All, in the order of the names.
  func sorted(_ found: FiguresQuery.Found) -> [(key: SeriesKey, value: Value)] {
    zip(keys, values).map { (key: $0, value: $1) }.sorted { SeriesKey.isBefore($0.key, $1.key, found) }
  }
}
