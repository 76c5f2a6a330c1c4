import Glibc

/// A file could not be read.
struct FileError: Error, CustomStringConvertible {
  var description: String
}

/// The names in a folder that end in `suffix`, sorted.
func fileNames(in folder: String, suffix: String) throws -> [String] {
  guard let directory = opendir(folder) else {
    throw FileError(description: "\(folder): cannot be opened: \(String(cString: strerror(errno)))")
  }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name.hasSuffix(suffix) { names.append(name) }
  }
  return names.sorted()
}

/// A whole text file.
func textFile(_ path: String) throws -> String {
  guard let file = fopen(path, "r") else {
    throw FileError(description: "\(path): cannot be read: \(String(cString: strerror(errno)))")
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4_096)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return String(decoding: bytes, as: UTF8.self) }
    bytes += buffer[..<count]
  }
}

/// Two texts line by line, `-` for what was expected and is missing, `+` for what came instead.
func difference(expected: [String], actual: [String]) -> String {
  // The length of the longest common part of the rests that begin at i and j.
  var common = Array(repeating: Array(repeating: 0, count: actual.count + 1), count: expected.count + 1)
  for i in expected.indices.reversed() {
    for j in actual.indices.reversed() {
      common[i][j] =
        expected[i] == actual[j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
    }
  }
  var lines: [String] = []
  var (i, j) = (0, 0)
  while i < expected.count || j < actual.count {
    if i < expected.count, j < actual.count, expected[i] == actual[j] {
      lines.append("  " + expected[i])
      (i, j) = (i + 1, j + 1)
    } else if j == actual.count || i < expected.count && common[i + 1][j] >= common[i][j + 1] {
      lines.append("- " + expected[i])
      i += 1
    } else {
      lines.append("+ " + actual[j])
      j += 1
    }
  }
  return lines.joined(separator: "\n")
}
