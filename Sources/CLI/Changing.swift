import Control
import Glibc
import Gym
import Store
import Syscalls
import Training

/// How commands change the database: the daemon does it where one serves it, else it is done here, by the same code of the
/// store.
struct Changing {
  private let places: Places
  private let command: String

  /// - Parameter command: the command's name, for those who find the database in use.
  init(_ places: Places, _ command: String) {
    self.places = places
    self.command = command
  }

  // MARK: - The database

  /// The database's path.
  /// - Throws: that there is none.
  func existingDatabase() throws -> String {
    let path = try places.database()
    guard let path = existing(path) else { throw Failure.noLog(path) }
    return path
  }

  /// A folder that this user may not look into may well have it.
  func existing(_ path: String) -> String? { accessError(path, F_OK) == ENOENT ? nil : path }

  // MARK: - Here or there

  /// Does something with the database, or has the daemon do it.
  func perform<Result>(
    on path: String, here: (Store) throws(StoreError) -> Result, orAsk ask: (Daemon) throws -> Result
  ) throws -> Result {
    var patience = 60
    while true {
      let lock: DatabaseLock
      do throws(StoreError) {
        lock = try DatabaseLock(database: path, program: "holdfast \(command)")
      } catch {
        // Somebody has it, or only the daemon's user may take it.
        guard error.code == .locked || error.code == .cannotOpen || error.code == .readOnly else {
          throw error
        }
        if let daemon = try daemon(serving: path, instead: error) {
          return try ask(daemon)
        }
        // Another command, or a daemon that starts, is done with it in a moment.
        patience -= 1
        guard error.code == .locked, patience > 0 else { throw error }
        pause(milliseconds: 50)
        continue
      }
      return try withExtendedLifetime(lock) {
        let store = try Store(path: path, boot: try BootIdentity.current())
        try store.storeWhatWaits()
        return try here(store)
      }
    }
  }

  /// - Returns: `nil` where no daemon runs.
  /// - Throws: that the one that runs serves another database.
  private func daemon(serving path: String, instead error: StoreError) throws -> Daemon? {
    let daemon: Daemon
    do {
      daemon = try Daemon(places)
    } catch let failure as ControlError where failure.code == .unavailable {
      return nil
    }
    let served = try daemon.status().database
    let paths = (try? canonicalPath(served), try? canonicalPath(path))
    guard served == path || paths.0 != nil && paths.0 == paths.1 else {
      throw Failure(
        .unavailable, "\(path): \(error.message)",
        remedy: "the daemon that answers serves \(served): name the right one with --socket or --database")
    }
    return daemon
  }
}

extension Daemon {
  /// Sends a request, and waits for what was done to be durable.
  func ask<Result: JSONReadable>(_ request: Request) throws -> Result {
    try Result(json: try client.send(request, timeout: .seconds(60)), at: "result")
  }
}
