import Glibc
import Syscalls

/// Tells when the wall clock may have become right: when somebody sets it, and when systemd-timesyncd says that it is
/// synchronized (it makes /run/systemd/timesync/synchronized). Sleeps otherwise.
struct ClockWatch {
  private static let folder = "/run/systemd/timesync"
  private static let parent = "/run/systemd"

  private let changes: ClockChanges
  private let inotify: Inotify

  init() throws {
    changes = try ClockChanges()
    inotify = try Inotify()
    watchFolder()
  }

  /// To be watched for reading.
  var descriptors: [Int32] { [changes.descriptor.number, inotify.fileDescriptor] }

  /// The folder may come later, and without systemd never.
  private func watchFolder() {
    let mask = UInt32(IN_CREATE) | UInt32(IN_MOVED_TO) | UInt32(IN_ATTRIB) | UInt32(IN_ONLYDIR)
    if (try? inotify.addWatch(Self.folder, mask)) != nil { return }
    _ = try? inotify.addWatch(Self.parent, UInt32(IN_CREATE) | UInt32(IN_ONLYDIR))
  }

  /// Makes the descriptors unreadable; whether the clock is worth a look.
  func clear() -> Bool {
    var isWorthALook = (try? changes.clear()) ?? false
    while (try? inotify.read { event in
      // What is in the folder by the time it is watched is not told of.
      if event.name == "timesync" { watchFolder() }
      if event.name != "" { isWorthALook = true }
    }) == true {}
    return isWorthALook
  }
}
