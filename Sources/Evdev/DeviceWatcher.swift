internal import Glibc
public import Syscalls

/// Tells when nodes or links of input devices come, go or change their permissions. Sleeps otherwise: no polling.
///
/// The folder of the nodes need not exist: the kernel makes it with the first device and removes it with the last.
public final class DeviceWatcher {
  /// Becomes readable when `drain` has something to say.
  public var fileDescriptor: Int32 { inotify.fileDescriptor }

  private let inotify: Inotify
  private let input: String
  private let parent: String
  private var watches: [Int32: Place] = [:]

  private enum Place: Hashable {
    case parent
    case input
    case links(String)
  }

  private static let linkFolders = ["by-id", "by-path"]
  private static let mask = UInt32(
    IN_CREATE | IN_ATTRIB | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE_SELF | IN_MOVE_SELF)

  /// Watches from now on: scan after this, so that nothing is missed in between.
  ///
  /// - Parameter input: the folder of the nodes. The folder that it is in must exist.
  public init(input: String = "/dev/input") throws(SystemError) {
    let cut = input.utf8.lastIndex(of: UInt8(ascii: "/"))
    self.input = input
    self.parent = cut.map { $0 == input.startIndex ? "/" : String(input[..<$0]) } ?? "."
    self.inotify = try Inotify()
    _ = try renewWatches()
  }

  /// Takes all that happened off the queue.
  ///
  /// - Returns: whether the devices are to be scanned anew.
  public func drain() throws(SystemError) -> Bool {
    var needsScan = false
    var needsWatches = false
    while try inotify.read({ event in
      let place = watches[event.watch]
      if event.has(UInt32(IN_Q_OVERFLOW)) {
        needsScan = true
        needsWatches = true
      } else if event.has(UInt32(IN_IGNORED)) {
        watches[event.watch] = nil
        if place != nil { needsWatches = true }
      } else if event.has(UInt32(IN_MOVE_SELF)) {
        inotify.removeWatch(event.watch)
      } else {
        switch place {
        case .input:
          if eventNumber(event.name) != nil || event.name.isEmpty { needsScan = true }
          if Self.linkFolders.contains(event.name) { needsWatches = true }
        case .links: needsScan = true
        case .parent: if input.hasSuffix("/" + event.name) { needsWatches = true }
        case nil: break
        }
      }
    }) {}
    if needsWatches, try renewWatches() { needsScan = true }
    return needsScan
  }

  /// Watches what exists and is not watched yet: the nodes' folder with its folders of links, or the one above it.
  ///
  /// - Returns: whether there is a new watch, or one less: things may have come before it was there.
  private func renewWatches() throws(SystemError) -> Bool {
    let before = Set(watches.values)
    try watchInput()
    if watches.values.contains(.input) {
      for folder in Self.linkFolders { _ = try watch(.links(folder), "\(input)/\(folder)") }
      // What else happens in /dev must wake nobody.
      for (number, place) in watches where place == .parent {
        inotify.removeWatch(number)
        watches[number] = nil
      }
    }
    return Set(watches.values) != before
  }

  /// Another attempt after the watch above is there: the folder may have come in between.
  private func watchInput() throws(SystemError) {
    if try watch(.input, input) { return }
    let isWatching = try watch(.parent, parent)
    if try watch(.input, input) { return }
    if !isWatching { throw SystemError(ENOENT, doing: "watch \(parent)") }
  }

  /// - Returns: whether the folder exists and is watched.
  private func watch(_ place: Place, _ path: String) throws(SystemError) -> Bool {
    do throws(SystemError) {
      let number = try inotify.addWatch(path, Self.mask | UInt32(IN_ONLYDIR))
      // A folder made anew has a new number; the kernel ends the old watch itself.
      for (old, known) in watches where known == place && old != number { watches[old] = nil }
      watches[number] = place
      return true
    } catch {
      if error.errno == ENOENT || error.errno == ENOTDIR { return false }
      throw error
    }
  }
}
