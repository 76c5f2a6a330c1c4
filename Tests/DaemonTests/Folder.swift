import Glibc
import Syscalls
import Testing

/// A folder that goes with the object.
final class Folder {
  let path: String

  init() {
    var template = Array("/tmp/holdfastd-XXXXXX".utf8CString)
    path = String(cString: mkdtemp(&template)!)
  }

  deinit { remove(path) }

  /// The path of something in it.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Makes a file, or puts another in its place at once.
  @discardableResult
  func write(_ name: String, _ text: String, mode: mode_t = 0o644) -> String {
    let file = fopen(self(name + ".new"), "w")!
    #expect(fwrite(text, 1, text.utf8.count, file) == text.utf8.count)
    fclose(file)
    chmod(self(name + ".new"), mode)
    #expect(rename(self(name + ".new"), self(name)) == 0)
    return self(name)
  }

  /// A file's text; empty where there is none.
  func text(_ name: String) -> String {
    (try? readFile(self(name), limit: 1 << 28)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// A file's permissions; `nil` where there is none.
  func mode(_ name: String) -> mode_t? {
    var status = stat()
    return stat(self(name), &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  private func remove(_ path: String) {
    if unlink(path) == 0 { return }
    chmod(path, 0o700)
    for name in (try? directoryEntries(path)) ?? [] { remove(path + "/" + name) }
    rmdir(path)
  }
}

/// Waits until something is so; whether it came about within ten seconds.
func eventually(seconds: Int = 10, _ isSo: () throws -> Bool) rethrows -> Bool {
  let end = SystemClock.boottime + Int64(seconds) * 1_000_000
  while true {
    if try isSo() { return true }
    if SystemClock.boottime > end { return false }
    pause(milliseconds: 3)
  }
}
