import Control
import Glibc
import Gym
import Settings
import Syscalls
import Training

/// A configuration that was read, or why not.
typealias Loaded = Result<(configuration: Configuration, catalogue: Catalogue), Failure>

extension Daemon {
  /// The configuration and the catalogue behind a path; the defaults where there is no file and nobody asked for one.
  static func load(_ file: ResolvedPath) throws -> (configuration: Configuration, catalogue: Catalogue) {
    let isThere = fileExists(file.path)
    let catalogue = try Catalogue.load(
      shipped: ShippedData.directory(), besideConfiguration: isThere ? file.path : nil)
    // What the file was read into is far more than what is kept of it.
    returnFreedMemory()
    guard isThere || file.isAskedFor else { return (.default(catalogue), catalogue) }
    let shipped = try ShippedData.directory()
    let configuration = try Configuration.load(
      path: file.path, catalogue: catalogue, names: .kernel,
      programs: { () throws(SettingsErrors) in
        try ProgramLibrary.ids(shipped: shipped, besideConfiguration: file.path)
      }, today: trustedDay)
    return (configuration, catalogue)
  }

  /// Reads the configuration anew, and answers the client that asked for it when that is done.
  func beginReload(_ token: ReplyToken?) {
    if let token { reloadTokens.append(token) }
    guard reload == nil else {
      // What is being read now may be older than the wish.
      reloadAgain = true
      return
    }
    do {
      let file = paths.configuration
      let reload = try Background<Loaded>("reload") {
        do { return .success(try Daemon.load(file)) } catch { return .failure(Failure(error)) }
      }
      self.reload = reload
      try loop.add(reload.wakeUp.descriptor, .readable) { [unowned self] _ in endReload() }
      try? manager?.status("reading the configuration")
    } catch {
      reload = nil
      finishReload(.failure(Failure(error)))
    }
  }

  private func endReload() {
    guard let reload, let loaded = reload.finish() else { return }
    loop.remove(reload.wakeUp.descriptor)
    self.reload = nil
    if reloadAgain {
      reloadAgain = false
      return beginReload(nil)
    }
    finishReload(loaded)
  }

  private func finishReload(_ loaded: Loaded) {
    let reply: Reply
    switch loaded {
    case .failure(let failure):
      reloadFault = "the configuration was not taken, the former one stays: \(failure)"
      Log.error(reloadFault!)
      reply = .failure(
        ControlError(
          ControlError.Code(rawValue: failure.code), failure.description,
          remedy: "the former configuration stays; correct the file and reload again"))
    case .success(let (configuration, catalogue)):
      take(configuration, catalogue)
      reply = .done
    }
    try? manager?.status(statusLine)
    for token in reloadTokens { server.reply(to: token, reply) }
    reloadTokens = []
  }

  private func take(_ new: Configuration, _ catalogue: Catalogue) {
    turn()
    let now = clock.now
    reloadFault = nil
    for warning in new.warnings { Log.warning(warning.description) }
    for (what, old, new) in [
      ("database", taken.database, new.database), ("socket", taken.socket, new.socket),
    ] where old != new { Log.warning("a new \(what) is taken with the next start") }
    configuration = new
    gym.reconfigure(Gym.stations(of: new, catalogue: catalogue), at: now)
    gym.learn(postures)
    reseatDevices(at: now)
    if planning != nil || new.athletes.contains(where: { $0.program != nil }) { replan(.all) }
    doRequests(at: now)
    followConfigured()
    Log.notice("configuration \(new.source ?? "none (defaults)") taken")
    server.broadcast(Event(.reloaded, station: nil, at: clock.wallOffset.wallTime(of: now)))
  }
}
