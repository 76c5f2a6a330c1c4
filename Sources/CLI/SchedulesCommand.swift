import ArgumentParser
public import Control
import Gym
public import Settings
import Training

struct SchedulesCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedules", _superCommandName: "holdfast",
    abstract: "Weeks of runs and strength as the sources lay them out.",
    discussion: """
      They are examples to look at; where sources disagree, each says which it follows (holdfast rules D4 says what \
      about). A day that the source leaves empty is left out.
      """)

  @Argument(help: ArgumentHelp("A schedule's id, for that one alone.", valueName: "id"))
  var id: String?

  @OptionGroup var output: OutputOptions

  func run(in context: Context) throws {
    let all = try WeekSchedule.load(shipped: try context.shippedData())
    var shown = all
    if let id {
      shown = all.filter { $0.id == id.lowercased() }
      if shown.isEmpty {
        throw Failure(
          .noInput, "there is no schedule \"\(id)\"",
          remedy: nearestName(to: id, among: all.map(\.id)).map { "did you mean \($0)?" }
            ?? "see: holdfast schedules")
      }
    }
    for (index, schedule) in shown.enumerated() {
      switch output.format {
      case .json: context.out.write(JSONWriter.line(schedule))
      case .text, .csv:
        if index > 0 { context.out.line() }
        schedule.print(context)
      }
    }
  }
}

extension WeekSchedule {
  fileprivate func print(_ context: Context) {
    context.out.line(context.style.paint(clean(id), .heading))
    var lines = days.map { (label: $0.weekday.rawValue, text: $0.inWords) }
    if let note { lines.append(("note", note)) }
    if !follows.isEmpty {
      let choices = follows.map { "\($0.disagreement): \($0.source)" }.joined(separator: "; ")
      lines.append(("follows", choices))
    }
    lines.append(("source", source))
    printLabelled(lines, margin: 9, context)
  }
}

extension WeekSchedule.Day {
  /// `run: easy; program gym-plan, session gym-reset; optional; heavy`.
  fileprivate var inWords: String {
    var parts: [String] = []
    if let run { parts.append("run: " + run) }
    if let strength { parts.append(strength) }
    if let program { parts.append("program \(program)" + (session.map { ", session \($0)" } ?? "")) }
    if let rest { parts.append(rest) }
    if isOptional { parts.append("optional") }
    if let note { parts.append(note) }
    return parts.joined(separator: "; ")
  }
}

extension WeekSchedule: JSONWritable {
  /// Writes the schedule; a day that is left out has no entry.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.key("days")
      $0.object { for day in days { $0.member(day.weekday.rawValue, day) } }
      $0.member("note", note)
      $0.key("follows")
      $0.object { for choice in follows { $0.member(choice.disagreement, choice.source) } }
      $0.member("source", source)
    }
  }
}

extension WeekSchedule.Day: JSONWritable {
  /// Writes what the day has.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("run", run)
      $0.member("strength", strength)
      $0.member("program", program)
      $0.member("session", session)
      $0.member("rest", rest)
      $0.member("optional", isOptional)
      $0.member("note", note)
    }
  }
}
