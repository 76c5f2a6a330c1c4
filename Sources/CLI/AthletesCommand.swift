import ArgumentParser
import Control
import Gym
import Settings
import Store
import Training

struct AthletesCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "athletes", _superCommandName: "holdfast",
    abstract: "The athletes that are known, and the programs that they follow.",
    discussion:
      "Those of the configuration, and whoever else follows a program. --json prints an object for each.")

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path)
    let configuration = try places.configurationOrDefault()
    let log = try Store.openReadOnly(try places.database())
    let today = context.zone.dayNumber(of: context.now())
    let rows = try log?.programRows() ?? []
    var athletes = configuration.athletes
    for (run, _) in rows where !athletes.contains(where: { $0.id == run.athlete }) {
      athletes.append(AthleteSettings(id: run.athlete))
    }
    let entries = athletes.map { athlete in
      AthleteEntry(
        athlete: athlete,
        run: effectiveRun(
          configured: athlete.configuredProgram, rows: rows.filter { $0.run.athlete == athlete.id },
          today: today
        ).run, today: today)
    }
    switch output.format {
    case .json: for entry in entries { context.out.write(JSONWriter.line(entry)) }
    case .text, .csv:
      var table = Table(columns: [Table.Column(), Table.Column(), Table.Column(minimum: 12, worth: 1)])
      for entry in entries {
        table.rows.append([
          Table.Cell(clean(entry.athlete.id)), Table.Cell(entry.athlete.level.rawValue),
          Table.Cell(entry.inWords),
        ])
      }
      table.print(to: context.out, context.style)
    }
  }
}

/// An athlete, with the program that is followed.
struct AthleteEntry: JSONWritable {
  let athlete: AthleteSettings
  let run: ProgramRun?
  let today: Int

  /// The race that is trained for; one that is past is none.
  private var race: Race? { (run?.race ?? athlete.race).flatMap { $0.day >= today ? $0 : nil } }
  private var week: Int? { run.map { weekNumber(ofDay: today) - weekNumber(ofDay: $0.startDay) + 1 } }

  /// `home-plan, week 2; the marathon is in 22 days`.
  var inWords: String {
    var parts: [String] = []
    if let run, let week { parts.append("\(clean(run.program)), week \(week)") }
    if let race { parts.append(race.until(today)) }
    return parts.joined(separator: "; ")
  }

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("athlete", athlete.id)
      $0.member("level", athlete.level.rawValue)
      $0.member("program", run?.program)
      $0.member("since", run.map { dateText(ofDay: $0.startDay) })
      $0.member("week", week)
      $0.member("race_date", race.map { dateText(ofDay: $0.day) })
      $0.member("race_distance", race?.distance.text)
    }
  }
}
