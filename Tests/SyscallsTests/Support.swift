import Glibc
import Syscalls

/// A folder that is removed with the last reference to it.
final class Folder {
  let path: String

  init() {
    let template = strdup("/tmp/holdfast-files-XXXXXX")!
    defer { free(template) }
    path = String(cString: mkdtemp(template)!)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in (try? directoryEntries(path)) ?? [] { remove(path + "/" + name) }
    rmdir(path)
  }

  /// What is in it, in order.
  var names: [String] { ((try? directoryEntries(path)) ?? []).sorted() }

  @discardableResult
  func write(_ name: String, _ text: String) -> String {
    let file = fopen(path + "/" + name, "w")!
    fputs(text, file)
    fclose(file)
    return path + "/" + name
  }

  func read(_ name: String) -> String? {
    (try? readFile(path + "/" + name)).map { String(decoding: $0, as: UTF8.self) }
  }
}
