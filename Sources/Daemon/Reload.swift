import Control
import Glibc
import Evdev
import Gym
import Settings
import Synchronization
import Syscalls
import Training

/// Reads the configuration on a thread of its own, since the loop does not wait for a disk.
final class Reload {
  typealias Loaded = Result<(configuration: Configuration, catalogue: Catalogue), Failure>

  /// Readable when the result is there.
  let wakeUp: WakeUp
  private let box: Box
  private let thread: SystemThread

  private final class Box: Sendable {
    let result = Mutex<Loaded?>(nil)
  }

  init(_ file: ResolvedPath) throws(SystemError) {
    let wakeUp = try WakeUp()
    let box = Box()
    self.wakeUp = wakeUp
    self.box = box
    thread = try SystemThread(name: "reload") {
      let loaded: Loaded
      do { loaded = .success(try Daemon.load(file)) } catch { loaded = .failure(Failure(error)) }
      box.result.withLock { $0 = loaded }
      wakeUp.signal()
    }
  }

  /// The result, once it is there.
  func finish() -> Loaded? {
    guard let loaded = box.result.withLock({ $0 }) else { return nil }
    thread.join()
    return loaded
  }
}

extension Daemon {
  /// The configuration and the catalogue behind a path; the defaults where there is no file and nobody asked for one.
  static func load(_ file: ResolvedPath) throws -> (configuration: Configuration, catalogue: Catalogue) {
    let isThere = fileExists(file.path)
    let catalogue = try Catalogue.load(
      shipped: ShippedData.directory(), besideConfiguration: isThere ? file.path : nil)
    guard isThere || file.isAskedFor else { return (.default(catalogue), catalogue) }
    let names = KeyNameTable(
      code: { KeyNames.code(for: $0) }, all: { KeyNames.all }, led: { KeyNames.ledCode(for: $0) })
    return (try Configuration.load(path: file.path, catalogue: catalogue, names: names), catalogue)
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
      let reload = try Reload(paths.configuration)
      self.reload = reload
      try loop.add(reload.wakeUp.descriptor, .readable) { [unowned self] _ in endReload() }
      try? manager?.status("reading the configuration")
    } catch {
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

  private func finishReload(_ loaded: Reload.Loaded) {
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
      ("database", configuration.database, new.database), ("socket", configuration.socket, new.socket),
    ] where old != new { Log.warning("a new \(what) is taken with the next start") }
    configuration = new
    gym.reconfigure(Gym.stations(of: new, catalogue: catalogue), at: now)
    reseatDevices(at: now)
    doRequests(at: now)
    Log.notice("configuration \(new.source ?? "none (defaults)") taken")
    server.broadcast(Event(.reloaded, station: nil, at: clock.wallOffset.wallTime(of: now)))
  }
}
