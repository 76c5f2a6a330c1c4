internal import Glibc
internal import Syscalls
internal import Training

/// What was found wrong in one file, and beside it what is only odd.
final class Findings {
  let file: String
  private var errors: [SettingsError] = []
  private(set) var warnings: [SettingsError] = []

  init(file: String) { self.file = file }

  func report(
    _ code: SettingsError.Code, _ place: Place, _ what: String, remedy: String
  ) {
    errors.append(error(code, place, what, remedy))
  }

  func warn(_ place: Place, _ what: String, remedy: String) {
    warnings.append(error(.conflict, place, what, remedy))
  }

  private func error(
    _ code: SettingsError.Code, _ place: Place, _ what: String, _ remedy: String
  ) -> SettingsError {
    SettingsError(
      code, file: file, line: place.line, column: place.column, key: place.key, what: what, remedy: remedy)
  }

  /// Throws what was found, in the order of the file.
  func throwErrors() throws(SettingsErrors) {
    guard !errors.isEmpty else { return }
    // The order of finding decides between equal places, since `sort` alone need not keep it.
    let inOrder = errors.enumerated().sorted { a, b in
      (a.element.line, a.element.column, a.offset) < (b.element.line, b.element.column, b.offset)
    }
    throw SettingsErrors(inOrder.map(\.element))
  }
}

/// Where something stands, for messages.
struct Place {
  var key: String
  var line: Int
  var column: Int
}

/// Reads a table of a settings file, key by key. What is not as it should be is reported and read as not there.
/// The keys that were asked for are the known ones: `finish` reports all others.
final class TableReader {
  let findings: Findings
  /// Where the table begins.
  let place: Place
  private let members: [TOMLMember]
  private var asked: [String] = []

  init(_ members: [TOMLMember], at place: Place, _ findings: Findings) {
    self.members = members
    self.place = place
    self.findings = findings
  }

  /// The keys that are there, in the order of the file.
  var keys: [String] { members.map(\.key) }

  /// Whether the key is there, be it right or wrong.
  func has(_ key: String) -> Bool { members.contains { $0.key == key } }

  /// Where the key stands, else where the table begins.
  func place(of key: String) -> Place {
    let path = place.key.isEmpty ? key : place.key + "." + key
    guard let member = members.first(where: { $0.key == key }) else {
      return Place(key: path, line: place.line, column: place.column)
    }
    return Place(key: path, line: member.line, column: member.column)
  }

  /// The value as it stands in the file.
  func value(_ key: String) -> TOMLValue? {
    if !asked.contains(key) { asked.append(key) }
    return members.first { $0.key == key }?.value
  }

  /// Reports an error at the key.
  func report(_ code: SettingsError.Code, _ key: String, _ what: String, remedy: String) {
    findings.report(code, place(of: key), what, remedy: remedy)
  }

  /// Reports every key that was not asked for. `elsewhere` are keys of other tables, with where they belong.
  func finish(elsewhere: [String: String] = [:]) {
    for key in keys where !asked.contains(key) {
      let remedy: String
      if let home = elsewhere[key] {
        remedy = "it belongs in \(home)"
      } else if let near = nearestName(to: key, among: asked) {
        remedy = "did you mean \(near)?"
      } else {
        remedy = "known here: \(asked.joined(separator: ", "))"
      }
      report(.unknownKey, key, "unknown key", remedy: remedy)
    }
  }
}

// MARK: - Types

extension TableReader {
  private func reportType(_ key: String, _ value: TOMLValue, _ wanted: String, remedy: String) {
    report(.wrongType, key, "\(value.typeName) instead of \(wanted)", remedy: remedy)
  }

  /// A string that is not empty.
  func string(_ key: String, remedy: String = "write it in quotes") -> String? {
    guard let value = value(key) else { return nil }
    guard case .string(let text) = value.content else {
      reportType(key, value, "a string", remedy: remedy)
      return nil
    }
    return checked(text, key)
  }

  private func checked(_ text: String, _ key: String) -> String? {
    if text.isEmpty {
      report(.badValue, key, "empty", remedy: "give it a value or leave the key out")
      return nil
    }
    if text.utf8.contains(0) {
      report(.badValue, key, "holds a NUL character", remedy: "take \\u0000 out")
      return nil
    }
    return text
  }

  /// Strings, none of them empty.
  func strings(_ key: String, remedy: String) -> [String]? {
    guard let value = value(key) else { return nil }
    guard case .array(let values) = value.content else {
      reportType(key, value, "an array of strings", remedy: remedy)
      return nil
    }
    var texts: [String] = []
    for value in values {
      guard case .string(let text) = value.content else {
        reportType(key, value, "a string in the array", remedy: remedy)
        return nil
      }
      guard let text = checked(text, key) else { return nil }
      texts.append(text)
    }
    return texts
  }

  /// `true` or `false`.
  func boolean(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    guard case .boolean(let isTrue) = value.content else {
      reportType(key, value, "a boolean", remedy: "write true or false, without quotes")
      return nil
    }
    return isTrue
  }

  /// A number of 16 bits, as of a device's vendor.
  func id16(_ key: String) -> UInt16? {
    guard let value = value(key) else { return nil }
    guard case .integer(let number) = value.content else {
      reportType(key, value, "a whole number", remedy: "write it without quotes, such as 0x13ba")
      return nil
    }
    guard let id = UInt16(exactly: number) else {
      report(.badValue, key, "\(number) is out of bounds", remedy: "give 0 to 0xffff, as lsusb shows it")
      return nil
    }
    return id
  }

  /// A length of time within bounds.
  func duration(_ key: String, _ bounds: ClosedRange<Interval>) -> Interval? {
    guard let value = value(key) else { return nil }
    guard case .string(let text) = value.content else {
      reportType(
        key, value, "a length of time", remedy: "write it in quotes with its unit, such as \"3s\" or \"250ms\"")
      return nil
    }
    guard let interval = readDuration(text) else {
      report(
        .badValue, key, "\"\(text)\" is not a length of time",
        remedy: "write figures with h, m, s or ms, such as \"1m30s\"")
      return nil
    }
    guard bounds.contains(interval) else {
      report(
        .badValue, key, "\"\(text)\" is out of bounds",
        remedy: "give \(durationText(bounds.lowerBound)) to \(durationText(bounds.upperBound))")
      return nil
    }
    return interval
  }

  /// One of a few words.
  func word<Word: CaseIterable & RawRepresentable<String>>(_ key: String, _: Word.Type) -> Word? {
    let words = Word.allCases.map(\.rawValue)
    let all = words.map { "\"\($0)\"" }.joined(separator: " or ")
    guard let text = string(key, remedy: "write \(all)") else { return nil }
    if let word = Word(rawValue: text) { return word }
    let near = nearestName(to: text, among: words)
    report(
      .unknownName, key, "\"\(text)\" is not known here",
      remedy: near.map { "did you mean \"\($0)\"?" } ?? "write \(all)")
    return nil
  }

  /// A name that commands and actions can say as one word.
  func name(_ key: String) -> String? {
    guard let text = string(key) else { return nil }
    guard text.utf8.count <= 64, text.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) }) else {
      report(
        .badValue, key, "\"\(text)\" cannot be a name", remedy: "use up to 64 letters, digits, -, _ and . only")
      return nil
    }
    return text
  }

  /// A table in the table.
  func table(_ key: String, remedy: String) -> TableReader? {
    guard let value = value(key) else { return nil }
    guard case .table(let members) = value.content else {
      reportType(key, value, "a table", remedy: remedy)
      return nil
    }
    return TableReader(members, at: place(of: key), findings)
  }

  /// An array of tables, as `[[name]]` writes them.
  func tables(_ key: String) -> [TableReader] {
    guard let value = value(key) else { return [] }
    let path = place(of: key).key
    guard case .array(let values) = value.content else {
      reportType(key, value, "tables", remedy: "write [[\(path)]] over each")
      return []
    }
    return values.compactMap { element in
      guard case .table(let members) = element.content else {
        reportType(key, element, "a table", remedy: "write [[\(path)]] over each")
        return nil
      }
      return TableReader(members, at: Place(key: path, line: element.line, column: element.column), findings)
    }
  }
}

extension TableReader {
  /// The reader of a whole file.
  ///
  /// - Throws: `SettingsErrors` where the bytes are not TOML.
  static func document(_ bytes: [UInt8], file: String) throws(SettingsErrors) -> TableReader {
    let value: TOMLValue
    do { value = try TOMLValue.document(bytes, file: file) } catch { throw SettingsErrors([error]) }
    guard case .table(let members) = value.content else { preconditionFailure("a TOML document is a table") }
    return TableReader(members, at: Place(key: "", line: 1, column: 1), Findings(file: file))
  }
}

/// The bytes of a settings file.
///
/// - Throws: `SettingsErrors` with the failed system call as `underlying`.
func settingsFile(_ path: String) throws(SettingsErrors) -> [UInt8] {
  do { return try readFile(path) } catch {
    let remedy =
      switch error.errno {
      case ENOENT, ENOTDIR: "check the path"
      case EACCES: "let this user read it"
      case EISDIR: "name a file in it"
      case EFBIG: "a settings file has at most 1 MiB"
      default: "see what is wrong with the disk or the path"
      }
    throw SettingsErrors([
      SettingsError(
        .unreadable, file: path, what: "cannot be read: \(error.message)", remedy: remedy, underlying: error)
    ])
  }
}
