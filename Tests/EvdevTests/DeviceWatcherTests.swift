import Evdev
import Glibc
import Syscalls
import Testing

/// inotify queues a change before the call that made it returns, so that no test has to wait.
@Suite struct DeviceWatcherTests {
  private let folder = TemporaryFolder()
  private var input: String { folder.path + "/input" }

  private func isReadable(_ watcher: DeviceWatcher) -> Bool {
    var descriptor = pollfd(fd: watcher.fileDescriptor, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 1
  }

  @Test func aNodeThatComesChangesAndGoesIsNoticed() throws {
    folder.makeFolder("input")
    let watcher = try DeviceWatcher(input: input)
    #expect(!isReadable(watcher))
    #expect(try !watcher.drain())
    folder.write("input/event0", "")
    #expect(isReadable(watcher))
    #expect(try watcher.drain())
    #expect(!isReadable(watcher))
    #expect(try !watcher.drain())
    #expect(chmod(input + "/event0", 0o600) == 0)
    #expect(try watcher.drain())
    #expect(rename(input + "/event0", input + "/event1") == 0)
    #expect(try watcher.drain())
    folder.delete("input/event1")
    #expect(try watcher.drain())
    #expect(try !watcher.drain())
  }

  @Test func readingANodeAndOtherNodesWakeNobodyForAScan() throws {
    folder.makeFolder("input")
    folder.write("input/event0", "x")
    let watcher = try DeviceWatcher(input: input)
    let file = open(input + "/event0", O_RDWR)
    var byte: UInt8 = 0
    #expect(read(file, &byte, 1) == 1)
    #expect(write(file, &byte, 1) == 1)
    close(file)
    #expect(!isReadable(watcher))
    folder.write("input/mouse0", "")
    folder.write("input/js0", "")
    #expect(try !watcher.drain())
  }

  @Test func linksAreNoticedWhenTheirFolderComesLate() throws {
    folder.makeFolder("input")
    folder.write("input/event0", "")
    let watcher = try DeviceWatcher(input: input)
    folder.makeFolder("input/by-id")
    #expect(try watcher.drain())
    folder.link("input/by-id/usb-Pedal", to: "../event0")
    #expect(try watcher.drain())
    folder.delete("input/by-id/usb-Pedal")
    #expect(try watcher.drain())
    folder.delete("input/by-id")
    #expect(try watcher.drain())
    folder.makeFolder("input/by-id")
    folder.link("input/by-id/usb-Pedal", to: "../event0")
    #expect(try watcher.drain())
    folder.delete("input/by-id/usb-Pedal")
    #expect(try watcher.drain())
    #expect(try !watcher.drain())
  }

  @Test func linksInAFolderThatIsThereAlreadyAreNoticed() throws {
    folder.makeFolder("input")
    folder.makeFolder("input/by-path")
    let watcher = try DeviceWatcher(input: input)
    folder.link("input/by-path/pci-1", to: "../event0")
    #expect(try watcher.drain())
  }

  /// The kernel makes /dev/input with the first device and removes it with the last.
  @Test func theFolderOfTheNodesMayComeLateAndGoAgain() throws {
    let watcher = try DeviceWatcher(input: input)
    folder.write("other", "")
    #expect(try !watcher.drain())
    for _ in 0..<3 {
      folder.makeFolder("input")
      folder.write("input/event0", "")
      #expect(try watcher.drain())
      // Nothing else in /dev matters while the folder is there, not even as a wake-up.
      folder.write("other", "more")
      folder.write("another", "")
      #expect(try !watcher.drain())
      folder.delete("another")
      #expect(!isReadable(watcher))
      #expect(chmod(input + "/event0", 0o600) == 0)
      #expect(try watcher.drain())
      folder.delete("input/event0")
      folder.delete("input")
      #expect(try watcher.drain())
      #expect(try !watcher.drain())
    }
  }

  @Test func aFolderThatIsReplacedIsFollowed() throws {
    folder.makeFolder("input")
    let watcher = try DeviceWatcher(input: input)
    #expect(rename(input, input + "-old") == 0)
    folder.makeFolder("input")
    #expect(try watcher.drain())
    folder.write("input/event0", "")
    #expect(try watcher.drain())
    folder.write("input-old/event0", "")
    #expect(try !watcher.drain())
  }

  @Test func aThousandNodesAtOnceAreOneScan() throws {
    folder.makeFolder("input")
    let watcher = try DeviceWatcher(input: input)
    for number in 0..<1000 { folder.write("input/event\(number)", "") }
    #expect(try watcher.drain())
    #expect(try !watcher.drain())
  }

  @Test func aLossInTheKernelsQueueAsksForAScan() throws {
    folder.makeFolder("input")
    let watcher = try DeviceWatcher(input: input)
    let text = try #require(attribute("/proc/sys/fs/inotify/max_queued_events"))
    let limit = try #require(Int(String(decoding: text.dropLast(), as: UTF8.self)))
    // Names that no scan is made for: only the loss itself can ask for one. Two alternating, since equal events in
    // a row are one.
    for _ in 0...(limit / 2) { for name in ["a", "b"] { _ = symlinkAndRemove(input + "/" + name) } }
    #expect(try watcher.drain())
    #expect(try !watcher.drain())
  }

  private func symlinkAndRemove(_ path: String) -> Int32 { symlink("x", path) | unlink(path) }

  @Test func aFolderInNoFolderIsAnError() {
    #expect(throws: (any Error).self) { try DeviceWatcher(input: "/nonexistent/dev/input") }
  }
}
