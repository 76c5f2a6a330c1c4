import CLI
import Control
import Glibc
import Settings
import Store
import Syscalls
import Testing
import Training

/// A small world for commands: a folder, no environment, Saturday 21 November 2026 at 11:30 in a zone one hour ahead
/// of UTC.
final class World {
  let folder: String
  var environment: [String: String] = [:]
  var now = WallTime(iso8601: "2026-11-21T10:30:00+00:00")!
  var zone = LocalZone { _ in 3_600 }
  /// The terminal's width; `nil` where output goes elsewhere.
  var columns: Int?
  var hasColor = false
  /// The effective user.
  var userID: UInt32 = 1_000
  /// The folder of the shipped data.
  var shipped = repository + "/Config"
  /// The machine; its files are below the folder.
  var machine: Machine

  init() {
    let template = strdup("/tmp/holdfast-cli-XXXXXX")!
    defer { free(template) }
    folder = String(cString: mkdtemp(template)!)
    machine = .of(folder)
  }

  deinit { Self.remove(folder) }

  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in (try? directoryEntries(path)) ?? [] { remove(path + "/" + name) }
    rmdir(path)
  }

  var database: String { folder + "/holdfast.db" }
  var socket: String { folder + "/holdfast.sock" }

  /// Makes a file.
  @discardableResult
  func write(_ name: String, _ text: String) -> String {
    let path = folder + "/" + name
    let file = fopen(path, "w")!
    fwrite(text, 1, text.utf8.count, file)
    fclose(file)
    return path
  }

  /// Makes folders below the world's.
  func makeFolders(_ path: String) {
    var whole = folder
    for part in path.split(separator: "/") {
      whole += "/" + part
      mkdir(whole, 0o755)
    }
  }

  /// Plugs a device in: in a sysfs of the world's own; its node is a plain file.
  func addDevice(
    _ number: Int, _ name: String, _ vendor: String, _ product: String, key: String, abs: String = "0",
    properties: String = "0", phys: String? = nil, uniq: String = ""
  ) {
    let device = "sys/class/input/event\(number)/device"
    makeFolders(device + "/id")
    makeFolders(device + "/capabilities")
    makeFolders("dev/input")
    write(device + "/name", name + "\n")
    write(device + "/phys", (phys ?? "usb-1/input\(number)") + "\n")
    write(device + "/uniq", uniq + "\n")
    write(device + "/properties", properties + "\n")
    write(device + "/id/bustype", "0003\n")
    write(device + "/id/vendor", vendor + "\n")
    write(device + "/id/product", product + "\n")
    write(device + "/id/version", "0100\n")
    write(device + "/capabilities/key", key + "\n")
    write(device + "/capabilities/abs", abs + "\n")
    for other in ["rel", "led", "snd"] { write(device + "/capabilities/" + other, "0\n") }
    chmod(write("dev/input/event\(number)", ""), 0o644)
  }

  /// What a command did.
  struct Result: Equatable {
    var status: Int32
    var out: String
    var err: String
  }

  func run(_ arguments: String...) -> Result { run(arguments) }

  func run(_ arguments: [String], out: Output = Output()) -> Result {
    let err = Output()
    let status = runHoldfast(arguments, in: context(out: out, err: err))
    return Result(status: status, out: out.text, err: err.text)
  }

  func context(out: Output = Output(), err: Output = Output()) -> Context {
    let environment = environment
    let columns = columns
    return Context(
      surroundings: Surroundings(
        userID: userID, home: folder, environment: { environment[$0] },
        // A service that is installed on this machine is none of its business.
        fileExists: { path in
          !["/etc/", "/run/", "/var/lib/"].contains { path.hasPrefix($0 + "holdfast") } && fileExists(path)
        }),
      now: { [now] in now }, uptime: { Instant(microseconds: SystemClock.boottime) },
      zone: zone, out: out, err: err,
      terminal: columns.map { columns in
        TerminalTraits(size: { TerminalSize(columns: columns, rows: 24) }, hasColor: hasColor)
      }, errIsTerminal: true, inputFolder: folder + "/dev/input", sysFolder: folder + "/sys",
      shippedData: { [shipped] in shipped }, machine: machine)
  }

  /// Stores sets as they are.
  func store(_ sets: [LoggedSet]) throws {
    let store = try Store(path: database, boot: BootIdentity(id: "test"))
    try store.apply(.add(sets), at: now)
  }
}

extension Machine {
  /// A machine whose files are below a folder, with nobody to answer, no group, no program, and all well.
  static func of(_ folder: String) -> Machine {
    Machine(
      root: folder, inputIsTyped: false, groups: { [] }, members: { _ in nil },
      space: { _ in DiskSpace(free: 20 << 30, total: 32 << 30, freeFiles: 1_000_000, isReadOnly: false) },
      isClockSynchronized: { true },
      capture: { arguments throws(SystemError) in throw SystemError(ENOENT, doing: "run \(arguments[0])") })
  }
}

/// The checkout.
let repository: String = {
  let parts = #filePath.split(separator: "/").dropLast(3)
  return "/" + parts.joined(separator: "/")
}()

/// The recordings of real devices beside the checkout; `nil`, and said aloud, where they are not there.
func recording(_ name: String, for test: String = #function) -> String? {
  let path = repository + "/../shared/recordings/" + name
  if fileExists(path) { return path }
  print("SKIPPED: \(test): there is no \(path)")
  return nil
}

extension LoggedSet {
  /// A hold of 45 s with an id that ends in `ending`.
  static func hold(
    _ ending: String, at start: String, seconds: Double = 45.012345, exercise: String = "wall-sit",
    side: Side = .both
  ) -> LoggedSet {
    LoggedSet(
      id: SetID("0198c1f2-0000-7000-8000-000000" + ending)!, athlete: "me", station: "main",
      exercise: exercise,
      kind: .hold, side: side, startedAt: WallTime(iso8601: start)!, duration: .seconds(seconds),
      target: Target(seconds: .range(30, 45)), targetMet: seconds >= 30, endedBy: .tap, clock: .synced)
  }
}

/// Text with every id of a set made the same: replays make new ones.
func withoutIDs(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
    guard line.hasPrefix("{\"id\":\"") else { return String(line) }
    return "{\"id\":\"-\"" + line.dropFirst(7 + 36 + 1)
  }.joined(separator: "\n")
}
