import Evdev
import Glibc
import Syscalls
import Testing
import Tracking
import Training

/// A folder that goes with the object.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/holdfast-evdev-XXXXXX".utf8CString)
    // sysfs and the watcher compare canonical paths; /tmp might be a link.
    path = String(cString: realpath(mkdtemp(&template), nil))
  }

  deinit { remove(path) }

  func makeFolder(_ name: String) { #expect(mkdir("\(path)/\(name)", 0o755) == 0 || errno == EEXIST) }

  /// Makes a file, and the folders above it.
  func write(_ name: String, _ text: String) {
    let parts = name.split(separator: "/")
    for count in 1..<max(parts.count, 1) { makeFolder(parts[..<count].joined(separator: "/")) }
    let file = fopen("\(path)/\(name)", "w")!
    #expect(fwrite(text, 1, text.utf8.count, file) == text.utf8.count)
    fclose(file)
  }

  func link(_ name: String, to target: String) { #expect(symlink(target, "\(path)/\(name)") == 0) }

  func delete(_ name: String) { remove("\(path)/\(name)") }

  private func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in (try? directoryEntries(path)) ?? [] { remove(path + "/" + name) }
    rmdir(path)
  }
}

/// A fake /sys/class/input with nodes in a fake /dev/input.
final class FakeMachine {
  let folder = TemporaryFolder()
  var input: String { folder.path + "/dev/input" }
  var sys: String { folder.path + "/sys" }

  init() {
    for name in ["dev", "dev/input", "sys", "sys/class", "sys/class/input"] { folder.makeFolder(name) }
  }

  /// Adds a device; `capabilities` are the texts of sysfs: `["key": "7 0 0 0 0"]`.
  func add(
    _ number: Int, name: String, ids: (String, String, String, String) = ("0003", "0000", "0000", "0001"),
    phys: String = "", uniq: String = "", capabilities: [String: String] = [:], properties: String = "0",
    hasNode: Bool = true
  ) {
    let device = "sys/class/input/event\(number)/device"
    folder.write("\(device)/name", name + "\n")
    folder.write("\(device)/phys", phys + "\n")
    folder.write("\(device)/uniq", uniq + "\n")
    folder.write("\(device)/id/bustype", ids.0 + "\n")
    folder.write("\(device)/id/vendor", ids.1 + "\n")
    folder.write("\(device)/id/product", ids.2 + "\n")
    folder.write("\(device)/id/version", ids.3 + "\n")
    folder.write("\(device)/properties", properties + "\n")
    for kind in ["key", "rel", "abs", "led", "snd"] {
      folder.write("\(device)/capabilities/\(kind)", (capabilities[kind] ?? "0") + "\n")
    }
    if hasNode { folder.write("dev/input/event\(number)", "") }
  }

  func scan() -> [DeviceListing] { scanDevices(input: input, sys: sys) }
}

/// The keys of an ordinary keyboard as sysfs writes them.
let keyboardKeys = "10000 7 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe"

/// The folder of real devices' recordings beside the repository; `nil`, said aloud, where it is not there.
func sharedRecordings(for test: String) -> String? {
  let repository = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  let folder = "/\(repository)/../shared/recordings"
  if access(folder, R_OK) == 0 { return folder }
  print("SKIPPED \(test): there is no folder \(folder)")
  return nil
}

/// The lines of a recording of one pedal with one key, followed by these.
func pedalRecording(_ lines: String...) -> [UInt8] {
  let description = """
    # EVEMU 1.3
    N: Test Pedal
    I: 0003 05f3 00ff 0100
    P: 00 00 00 00 00 00 00 00
    B: 01 00 00 00 00 00 00 00 00
    B: 01 00 00 00 00 00 00 00 00
    """
  return Array((description + "\n" + lines.map { $0 + "\n" }.joined()).utf8)
}

/// The error of reading these bytes.
func errorOfReading(_ bytes: [UInt8]) -> RecordingError? {
  do throws(RecordingError) {
    _ = try Recording(parsing: bytes, name: "test.evemu")
    return nil
  } catch {
    return error
  }
}

func key(_ code: UInt16, _ value: Int32, at microseconds: Int64) -> RawEvent {
  RawEvent(at: Instant(microseconds: microseconds), type: 1, code: code, value: value)
}

func axis(_ code: UInt16, _ value: Int32, at microseconds: Int64) -> RawEvent {
  RawEvent(at: Instant(microseconds: microseconds), type: 3, code: code, value: value)
}

func report(at microseconds: Int64) -> RawEvent {
  RawEvent(at: Instant(microseconds: microseconds), type: 0, code: 0, value: 0)
}
