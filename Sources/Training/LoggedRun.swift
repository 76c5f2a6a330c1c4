// A run, as far as the rules about hard and easy days ask. The store keeps runs, `run add` and a CSV bring them, the rules
// look at them. A run that is still to come is one like all others.

/// A run of the calendar.
public struct LoggedRun: Hashable, Sendable {
  /// What a run is for.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// At ease.
    case easy
    /// Between easy and hard.
    case moderate
    /// Hard, whatever else.
    case hard
    /// Repetitions with pauses.
    case intervals
    /// A fast stretch at an even pace.
    case tempo
    /// Uphill, fast.
    case hills
    /// The long run of the week.
    case long
    /// A race.
    case race

    /// Whether it is fast: what the sources call a hard, fast or key run. No source gives a figure for it.
    public var isHard: Bool {
      switch self {
      case .hard, .intervals, .tempo, .hills, .race: true
      case .easy, .moderate, .long: false
      }
    }
  }

  /// Its id, as sets have them.
  public var id: SetID
  /// The athlete's id.
  public var athlete: String
  /// Its day's number, from 1970-01-01, in local time.
  public var day: Int
  /// When in the day it began, in minutes from midnight; `nil` where nobody said.
  public var minute: Int?
  /// What it was for.
  public var kind: Kind
  /// How long it took.
  public var duration: Interval?
  /// How far it was, in km.
  public var km: Double?
  /// What somebody wrote to it.
  public var note: String?

  /// A run.
  public init(
    id: SetID, athlete: String, day: Int, minute: Int? = nil, kind: Kind, duration: Interval? = nil,
    km: Double? = nil, note: String? = nil
  ) {
    self.id = id
    self.athlete = athlete
    self.day = day
    self.minute = minute
    self.kind = kind
    self.duration = duration
    self.km = km
    self.note = note
  }
}
