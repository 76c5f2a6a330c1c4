internal import Tracking

/// A text file by lines, their ends kept as they are.
public struct TextLines: Sendable {
  /// The lines, each with its line feed; the last one may have none.
  public let lines: [ArraySlice<UInt8>]
  private let lineEnd: [UInt8]

  /// The lines of a file.
  public init(_ bytes: [UInt8]) {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    self.lines = lines
    lineEnd = lines.first?.hasCarriageReturn == true ? Array("\r\n".utf8) : Array("\n".utf8)
  }

  /// The file with lines added behind its line of that number (from 1; 0 is the beginning), in the same way of ending
  /// lines.
  /// - Parameter apart: whether they are to stand between empty lines.
  func inserting(_ block: [String], afterLine line: Int, apart: Bool) -> [UInt8] {
    let line = max(0, min(line, lines.count))
    var bytes: [UInt8] = []
    for former in lines[..<line] { bytes += former }
    if line > 0, !lines[line - 1].hasLineFeed { bytes += lineEnd }
    if apart, line > 0, !lines[line - 1].isBlank { bytes += lineEnd }
    for text in block { bytes += Array(text.utf8) + lineEnd }
    if apart, line < lines.count, !lines[line].isBlank { bytes += lineEnd }
    for later in lines[line...] { bytes += later }
    return bytes
  }

  /// What was added to a file, as a unified diff with three lines around it: the lines without their ends.
  ///
  /// Lines may only have been added.
  /// - Parameter name: the file's name.
  /// - Returns: nothing where nothing was added.
  public static func diff(from old: [UInt8], to new: [UInt8], name: String, isNew: Bool) -> [String] {
    let before = TextLines(old).lines
    let after = TextLines(new).lines
    // From the end, since what was added stands behind an empty line of its own.
    var isAdded = [Bool](repeating: false, count: after.count)
    var next = before.count - 1
    for index in after.indices.reversed() {
      if next >= 0, after[index].content.elementsEqual(before[next].content) {
        next -= 1
      } else {
        isAdded[index] = true
      }
    }
    guard isAdded.contains(true) else { return [] }
    var result = [isNew ? "--- /dev/null" : "--- " + name, "+++ " + name]
    let context = 3
    var index = 0
    var oldLine = 0
    while index < after.count {
      guard isAdded[index...].contains(true) else { break }
      let first = isAdded[index...].firstIndex(of: true)!
      let start = max(index, first - context)
      // Up to where more than six lines in a row are old.
      var end = first
      var last = first
      while end < after.count, end - last <= 2 * context + 1 {
        if isAdded[end] { last = end }
        end += 1
      }
      end = min(after.count, last + context + 1)
      oldLine += isAdded[index..<start].filter { !$0 }.count
      let oldCount = isAdded[start..<end].filter { !$0 }.count
      let oldStart = oldCount == 0 ? oldLine : oldLine + 1
      result.append("@@ -\(oldStart),\(oldCount) +\(start + 1),\(end - start) @@")
      for line in start..<end {
        result.append((isAdded[line] ? "+" : " ") + String(decoding: after[line].content, as: UTF8.self))
      }
      oldLine += oldCount
      index = end
    }
    return result
  }
}

extension ArraySlice<UInt8> {
  fileprivate var hasLineFeed: Bool { last == UInt8(ascii: "\n") }
  fileprivate var hasCarriageReturn: Bool { suffix(2).elementsEqual("\r\n".utf8) }

  /// The line without its end.
  fileprivate var content: ArraySlice<UInt8> {
    var line = self
    if line.hasLineFeed { line.removeLast() }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return line
  }

  fileprivate var isBlank: Bool {
    allSatisfy {
      [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains($0)
    }
  }
}

// MARK: - Writing TOML

/// A text as a TOML string: in double quotes, control characters and what they would mean escaped.
func tomlString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

/// `{ name = "PCsensor FootSwitch", vendor = 0x3553, product = 0xb001 }`.
func toml(_ match: DeviceMatch) -> String {
  func hex(_ number: UInt16) -> String {
    let digits = String(number, radix: 16)
    return "0x" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
  var parts: [String] = []
  if let name = match.name { parts.append("name = " + tomlString(name)) }
  if let vendor = match.vendor { parts.append("vendor = " + hex(vendor)) }
  if let product = match.product { parts.append("product = " + hex(product)) }
  if let uniq = match.uniq { parts.append("uniq = " + tomlString(uniq)) }
  if let phys = match.phys { parts.append("phys = " + tomlString(phys)) }
  if let path = match.path { parts.append("path = " + tomlString(path)) }
  if let accelerometer = match.accelerometer { parts.append("accelerometer = \(accelerometer)") }
  return "{ \(parts.joined(separator: ", ")) }"
}

/// A shell pattern that only this text matches.
public func globLiteral(_ text: String) -> String {
  var pattern = ""
  for character in text {
    if "*?[\\".contains(character) { pattern += "\\" }
    pattern.append(character)
  }
  return pattern
}
