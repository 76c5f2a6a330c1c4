internal import Glibc

/// The whole content of a file, or of a pipe up to its end.
///
/// - Parameter limit: The greatest size in bytes; `EFBIG` is thrown for more, so that no path can fill the memory.
public func readFile(_ path: String, limit: Int = 1 << 20) throws(SystemError) -> [UInt8] {
  let descriptor = try syscall("open \(path)") { open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) }
  defer { close(descriptor) }
  return try readToEnd(descriptor, path, limit: limit)
}

/// All that a descriptor gives up to its end.
///
/// - Parameters:
///   - name: what it is called in errors.
///   - limit: the greatest size in bytes; `EFBIG` is thrown for more.
public func readToEnd(_ descriptor: Int32, _ name: String, limit: Int) throws(SystemError) -> [UInt8] {
  var bytes: [UInt8] = []
  let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
  defer { chunk.deallocate() }
  while true {
    let count = try syscall("read \(name)") { read(descriptor, chunk.baseAddress, chunk.count) }
    if count == 0 { return bytes }
    if bytes.count + count > limit { throw SystemError(EFBIG, doing: "read \(name)") }
    bytes.append(contentsOf: chunk[..<count])
  }
}

/// Whether there is something at the path, links being followed.
public func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Where a symbolic link points, as it is written in the link.
public func readLink(_ path: String) throws(SystemError) -> String {
  var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
  let count = try syscall("readlink \(path)") {
    buffer.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
  }
  return String(decoding: buffer[..<count], as: UTF8.self)
}

/// The path of the program that runs, from `/proc/self/exe`.
public func executablePath() throws(SystemError) -> String { try readLink("/proc/self/exe") }

/// An environment variable; `nil` where it is unset or empty, which the XDG specification takes for the same.
public func environmentVariable(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}

/// An environment variable; `nil` where it is unset, `""` where it is empty: to some, that is an answer.
public func environmentVariableOrEmpty(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// The effective user's id.
public func effectiveUserID() -> UInt32 { geteuid() }

/// The home directory that the user database has for a user, `$HOME` not being asked.
public func homeDirectory(ofUser id: UInt32) -> String? {
  var entry = passwd()
  var found: UnsafeMutablePointer<passwd>?
  var buffer = [CChar](repeating: 0, count: 16_384)
  var code: Int32
  repeat { code = getpwuid_r(id, &entry, &buffer, buffer.count, &found) } while code == EINTR
  guard code == 0, found != nil, let home = entry.pw_dir else { return nil }
  let path = String(cString: home)
  return path.isEmpty ? nil : path
}
