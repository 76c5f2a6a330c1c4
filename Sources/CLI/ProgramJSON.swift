public import Control
public import Training

/// A program as JSON: its top-level facts, and where the whole is asked for, all of it.
struct ProgramJSON: JSONWritable {
  /// What the helps say of it.
  static let discussion = """
    In JSON a figure is as it is written: 3, [2,3] for 2-3, {"from":17} for 17+, "open"; null where nothing is said. A rest \
    is a figure in seconds, "full" or "short".
    """

  private var program: Program
  private var file: String?
  private var view: ProgramView?

  /// The facts alone.
  init(_ program: Program, file: String?) {
    self.program = program
    self.file = file
  }

  /// All of it.
  init(_ view: ProgramView) {
    self.init(view.program, file: view.file)
    self.view = view
  }

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", program.id)
      $0.member("name", program.name)
      $0.member("kind", program.kind.rawValue)
      $0.member("about", program.about)
      $0.member("for", program.audience)
      $0.member("when", program.when)
      $0.member("minutes", program.minutes)
      $0.member("equipment", program.equipment)
      $0.member("equipment_optional", program.optionalEquipment)
      $0.member("sessions_per_week", program.sessionsPerWeek)
      $0.member("days", program.days.map(\.rawValue))
      $0.member("ends_days_before_race", program.endsDaysBeforeRace)
      $0.key("follows")
      $0.object { for choice in program.follows { $0.member(choice.disagreement, choice.source) } }
      $0.member("open", program.open)
      $0.member("progression", program.progression)
      $0.member("source", program.source)
      $0.member("file", file)
      guard let view else { return }
      $0.member("level", view.level.rawValue)
      $0.member("week", view.number)
      $0.member("weeks", view.weeks)
      $0.member("sessions", view.sessions)
      $0.member("phases", program.phases)
      $0.member("moves", view.moves)
      $0.member("injuries", program.injuries)
    }
  }
}

// MARK: - Figures

extension Figure: JSONWritable {
  /// Writes a number, `[low,high]`, `{"from":low}` or `"open"`.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .open: writer.value("open")
    case .exactly(let value): writer.value(value)
    case .range(let low, let high): [low, high].write(to: &writer)
    case .atLeast(let low): writer.object { $0.member("from", low) }
    }
  }
}

extension ProgramRest: JSONWritable {
  /// Writes a figure in seconds, or the word.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .seconds(let figure): figure.write(to: &writer)
    case .full, .short: writer.value(text)
    }
  }
}

extension Dose: JSONWritable {
  /// Writes the target, `{"from":target}` for "or more", or `"open"`.
  public func write(to writer: inout JSONWriter) {
    guard let target else { return writer.value("open") }
    guard isOrMore else { return target.write(to: &writer) }
    writer.object { $0.member("from", target) }
  }
}

extension WeekDose: JSONWritable {
  /// Writes the sets, and the target as text, since its unit is each exercise's own.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("sets", sets)
      $0.member("target", target)
    }
  }
}

extension Progression: JSONWritable {
  /// Writes the rule.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("rule", rule.rawValue)
      $0.member("step", step)
      $0.member("cap_pct", capPercent)
      $0.member("source", source)
    }
  }
}
