import ArgumentParser
import Control
import Glibc
import Gym
import Settings
import Store
import Syscalls
import Training

struct UndoCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", _superCommandName: "holdfast",
    abstract: "Take back the newest change to the log; again, the one before.",
    discussion: "Works with and without the daemon. redo brings back what was taken back last.")

  @OptionGroup var station: StationOption

  @Option(
    help: ArgumentHelp("The newest change of this athlete.", valueName: "id"),
    completion: .athlete)
  var athlete: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let history = History(
      context, Places(context, config: config.path, database: database.path, socket: socket.path), "undo")
    let done = try history.change(by: .undo(station: station.name, athlete: athlete)) {
      store throws(StoreError) in
      try store.undo(station: station.name, athlete: athlete)?.told(isRedo: false)
    }
    guard let done else { throw Failure(.noInput, "there is nothing to take back") }
    context.print(done, output.format)
  }
}

struct RedoCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo", _superCommandName: "holdfast", abstract: "Bring back what was taken back last.",
    discussion: "The set has its old id. A new change to the log ends redo.")

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let history = History(
      context, Places(context, config: config.path, database: database.path, socket: socket.path), "redo")
    let done = try history.change(by: .redo) { store throws(StoreError) in
      try store.redo()?.told(isRedo: true)
    }
    guard let done else {
      throw Failure(.noInput, "there is nothing to bring back", remedy: "a new change to the log ends redo")
    }
    context.print(done, output.format)
  }
}

/// A change to the log: made by the daemon where one serves the database, else here.
private struct History {
  private let context: Context
  private let places: Places
  private let command: String

  init(_ context: Context, _ places: Places, _ command: String) {
    self.context = context
    self.places = places
    self.command = command
  }

  /// - Returns: what was done; `nil` where there was nothing to do.
  func change(
    by request: Request, _ body: (Store) throws(StoreError) -> (text: String, set: LoggedSet?)?
  ) throws -> Done? {
    let path = try places.database()
    // Nothing is made where nothing is. A folder that this user may not look into may well have it.
    guard accessError(path, F_OK) != ENOENT else { return nil }
    let lock: DatabaseLock
    do throws(StoreError) {
      lock = try DatabaseLock(database: path, program: "holdfast \(command)")
    } catch {
      // Somebody has it, or only the daemon's user may take it.
      guard error.code == .locked || error.code == .cannotOpen || error.code == .readOnly else { throw error }
      return try askDaemon(request, database: path, instead: error)
    }
    return try withExtendedLifetime(lock) {
      let store = try Store(path: path, boot: try BootIdentity.current())
      return try body(store).map { Done(text: $0.text, set: $0.set) }
    }
  }

  private func askDaemon(_ request: Request, database: String, instead error: StoreError) throws -> Done? {
    let daemon: Daemon
    do {
      daemon = try Daemon(places)
    } catch let failure as ControlError where failure.code == .unavailable {
      throw error
    }
    let served = try daemon.status().database
    let paths = (try? canonicalPath(served), try? canonicalPath(database))
    guard served == database || paths.0 != nil && paths.0 == paths.1 else {
      throw Failure(
        .unavailable, "\(database): \(error.message)",
        remedy: "the daemon that answers serves \(served): name the right one with --socket or --database")
    }
    do {
      let result = try daemon.client.send(request)
      return try Done(json: result)
    } catch let failure as ControlError where failure.code == .noInput {
      return nil
    }
  }
}

/// A change that was taken back or brought back.
private struct Done: JSONWritable {
  var text: String
  var set: LoggedSet?

  init(text: String, set: LoggedSet?) {
    self.text = text
    self.set = set
  }

  init(json: JSONValue) throws {
    let set = json["set"] ?? .null
    text = try json["text"].map { try String(json: $0, at: "result.text") } ?? ""
    self.set = set == .null ? nil : try LoggedSet(json: set, at: "result.set")
  }

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("text", text)
      $0.member("set", set)
    }
  }
}

extension Context {
  fileprivate func print(_ done: Done, _ format: Format) {
    switch format {
    case .json: out.write(JSONWriter.line(done))
    case .text, .csv:
      var line = clean(done.text)
      if let set = done.set {
        let start = zone.civil(set.startedAt)
        line += " of \(dayText(start)), \(minuteText(start)) (\(set.id.short))"
      }
      out.line(line)
    }
  }
}
