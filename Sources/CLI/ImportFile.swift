import Gym
import Syscalls
import Training

/// A set as a file has it.
struct ImportedSet {
  var set: LoggedSet
  /// The line on which it begins.
  var line: Int
  /// Whether the file says if it is doubtful; what `log` prints as JSON does not.
  var saysDoubt: Bool
  /// Whether the file says if an accelerometer saw it; what an earlier holdfast exported as CSV does not.
  var saysMotion: Bool
}

/// What is wrong with a file, the first of it in words and all of it counted.
struct ImportFindings {
  static let shown = 10
  /// The file, for messages.
  let file: String
  private(set) var lines: [String] = []
  private(set) var count = 0

  init(file: String) { self.file = file }

  /// Reports what is wrong on a line, from 1.
  mutating func report(_ line: Int, _ key: String? = nil, _ message: String, remedy: String? = nil) {
    count += 1
    guard lines.count < Self.shown else { return }
    lines.append(
      "\(file):\(line): " + (key.map { $0 + ": " } ?? "") + clean(message)
        + (remedy.map { "; " + clean($0) } ?? ""))
  }

  /// - Throws: all that was reported.
  func throwProblems() throws(Failure) {
    guard count > 0 else { return }
    var failure = Failure(.data, "", remedy: "nothing was imported: put the file right and import it again")
    failure.messages = lines + (count > lines.count ? ["and \(count - lines.count) more"] : [])
    throw failure
  }
}

/// The formats that can be read.
enum ImportFormat: String, CaseIterable {
  case csv
  case json
}

/// A file of sets, read whole.
struct ImportFile {
  /// 1 GiB, some 4 million sets: more is a mistake, or would fill a small machine's memory.
  private static let limit = 1 << 30
  /// What it is called in messages.
  let name: String
  let bytes: [UInt8]

  /// Reads a file, or standard input where it is `-`.
  init(_ path: String, _ context: Context) throws(Failure) {
    name = path == "-" ? "standard input" : path
    do throws(SystemError) {
      bytes =
        path == "-"
        ? try readToEnd(context.input, name, limit: Self.limit) : try readFile(path, limit: Self.limit)
    } catch {
      throw Failure(
        ExitStatus(reading: error), "\(name): \(error.message)",
        remedy: fileExists(path) || path == "-"
          ? nil : "name a file that holdfast export has written, or - for standard input")
    }
  }

  /// A file of these bytes.
  init(_ bytes: [UInt8], name: String) {
    self.name = name
    self.bytes = bytes
  }

  /// The sets.
  /// - Parameters:
  ///   - format: the format; `nil` where the content is to tell.
  ///   - now: what no set may be later than.
  /// - Throws: all that is wrong.
  func sets(_ format: ImportFormat?, now: WallTime) throws(Failure) -> [ImportedSet] {
    let content = try content()
    var findings = ImportFindings(file: name)
    let first = content.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    // An array of objects is no JSON of ours, but its author will not want to hear of commas.
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    let sets: [ImportedSet]
    switch format ?? (isJSON ? .json : .csv) {
    case .json:
      sets = importedJSON(content, now: now, &findings)
    case .csv:
      sets = importedCSV(content, now: now, &findings)
    }
    refuseDoubles(sets, &findings)
    try findings.throwProblems()
    return sets
  }

  /// The bytes without a mark of their order, of a file that is none of those that people may take for text.
  func content() throws(Failure) -> [UInt8] {
    var content = bytes
    if content.starts(with: [0xEF, 0xBB, 0xBF]) { content.removeFirst(3) }
    try refuseOthers(content)
    return content
  }

  /// Files that people may take for an export.
  private func refuseOthers(_ content: [UInt8]) throws(Failure) {
    if content.starts(with: "SQLite format 3\0".utf8) {
      throw Failure(
        .data, "\(name): this is a database, not an export",
        remedy: "to put a backup into its place, see docs/backup.md; to merge it, export from it: "
          + "holdfast export --database \(name)")
    }
    if content.count >= 12, content[8..<12].elementsEqual(".FIT".utf8) {
      throw Failure(
        .data, "\(name): a FIT file cannot be imported: it does not know the sets' ids",
        remedy: "import what was exported as CSV or JSON")
    }
    if content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF]) {
      throw Failure(.data, "\(name): this is UTF-16", remedy: "save it as UTF-8")
    }
    if content.isEmpty {
      throw Failure(.data, "\(name): the file is empty", remedy: "an export has a header at least")
    }
  }

  private func refuseDoubles(_ sets: [ImportedSet], _ findings: inout ImportFindings) {
    var lines: [SetID: Int] = [:]
    lines.reserveCapacity(sets.count)
    for imported in sets {
      if let before = lines.updateValue(imported.line, forKey: imported.set.id) {
        findings.report(
          imported.line, "id", "the same id as on line \(before)", remedy: "a set stands in a file once")
      }
    }
  }
}
