import ArgumentParser
import Control
import Gym
import Store
import Training

extension ImportFormat: ExpressibleByArgument {}

struct ImportCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", _superCommandName: "holdfast",
    abstract: "Take sets from a file that export has written.",
    discussion: """
      A set is known by its id: importing a file twice changes nothing the second time, and a set that is known and \
      different is left as it is. All of a file is imported, or nothing where anything is wrong with it; undo takes an \
      import back whole. --dry-run says what would be imported, and changes nothing.
      """)

  @Argument(help: ArgumentHelp("The file, or - for standard input.", valueName: "file"), completion: .file())
  var file: String

  @Flag(name: .customLong("dry-run"), help: "Only say what would be imported.")
  var isDryRun = false

  @Option(help: ArgumentHelp("csv or json; by default as the content is.", valueName: "format"))
  var format: ImportFormat?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let sets = try ImportFile(file, context).sets(format, now: context.now())
    var outcome = try ImportOutcome(sets, Store.openReadOnly(places.database()), isDryRun: isDryRun)
    outcome.unknownExercises = try unknownExercises(outcome.new, places)
    if !isDryRun, !outcome.new.isEmpty {
      let report = try History(context, places, "import").change(.import(outcome.new))
      // Somebody else may have been quicker with some of them.
      outcome.knownCount += outcome.new.count - report.count
      outcome.newCount = report.count
    }
    context.print(outcome, output.format)
  }

  /// The exercises of sets that are in no catalogue, each with how often it occurs, in the order of their names.
  private func unknownExercises(
    _ sets: [LoggedSet], _ places: Places
  ) throws -> [ImportOutcome.UnknownExercise] {
    var counts: [String: Int] = [:]
    for set in sets { counts[set.exercise, default: 0] += 1 }
    guard !counts.isEmpty else { return [] }
    let catalogue = try places.catalogue()
    return counts.filter { catalogue[$0.key] == nil }.sorted { $0.key < $1.key }.map { id, count in
      ImportOutcome.UnknownExercise(
        id: id, count: count, near: catalogue.find(id)?.id ?? catalogue.nearest(to: id))
    }
  }
}

/// What an import did, or would do.
struct ImportOutcome {
  /// An exercise that no catalogue has. Its sets are imported all the same: no set is orphaned.
  struct UnknownExercise: Equatable {
    var id: String
    /// How many sets of the file are of it.
    var count: Int
    /// The id that may be meant.
    var near: String?
  }

  /// A set that is known, and is another in the file.
  struct Difference: Equatable {
    var known: LoggedSet
    var inFile: LoggedSet
  }

  /// The sets that are not known yet, in the order of the file.
  private(set) var new: [LoggedSet] = []
  /// How many of them there are, or were imported.
  var newCount: Int
  /// How many are known already, those that differ not counted.
  var knownCount = 0
  private(set) var differences: [Difference] = []
  var unknownExercises: [UnknownExercise] = []
  let isDryRun: Bool

  /// Compares a file with the log.
  init(_ sets: [ImportedSet], _ log: Log?, isDryRun: Bool) throws(StoreError) {
    for imported in sets {
      guard let known = try log?.set(imported.set.id) else {
        new.append(imported.set)
        continue
      }
      var compared = known
      if !imported.saysDoubt { compared.isDoubtful = imported.set.isDoubtful }
      if !imported.saysMotion { compared.motion = imported.set.motion }
      if compared == imported.set {
        knownCount += 1
      } else {
        differences.append(Difference(known: known, inFile: imported.set))
      }
    }
    newCount = new.count
    self.isDryRun = isDryRun
  }
}

extension ImportOutcome: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("new", newCount)
      $0.member("known", knownCount)
      $0.member("different", differences.map(\.known.id))
      $0.member("unknown_exercises", unknownExercises.map(\.id))
      $0.member("dry_run", isDryRun)
    }
  }
}
