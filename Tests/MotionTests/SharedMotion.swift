import Glibc
import Motion
import Training

/// The folder of recorded sets beside the repository; `nil`, said aloud, where it is not there.
func sharedMotion(for test: String) -> String? {
  let repository = realpath(#filePath, nil).map { path in
    defer { free(path) }
    return String(cString: path).split(separator: "/").dropLast(3).joined(separator: "/")
  }
  let folder = "/\(repository ?? "")/../shared/motion"
  if access(folder, R_OK) == 0 { return folder }
  print("SKIPPED \(test): there is no folder \(folder)")
  return nil
}

/// The lines of a file, unpacked where it is packed.
func unpackedLines(_ path: String) -> [Substring] {
  guard let pipe = popen("gzip -dcf '\(path)'", "r") else { return [] }
  defer { pclose(pipe) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, pipe)
    if count == 0 { break }
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
}

/// The paths that a manifest names in its first column.
func filesOfManifest(_ path: String) -> [String] {
  unpackedLines(path).dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) }
}

/// The samples of a recorded set, from 1,000 s on.
func recordedSamples(_ path: String) -> [MotionSample] {
  unpackedLines(path).dropFirst().compactMap { line in
    let fields = line.split(separator: ",").compactMap { Int64($0) }
    guard fields.count == 4 else { return nil }
    return MotionSample(
      at: Instant(microseconds: 1_000_000_000 + fields[0]), x: Float(fields[1]) / 1_000,
      y: Float(fields[2]) / 1_000, z: Float(fields[3]) / 1_000)
  }
}
