internal import Glibc
internal import Syscalls
internal import Training

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

  /// Takes keys for known whose tables nobody asks for.
  func passOver(_ keys: [String]) { asked += keys }

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

extension TableReader {
  /// The reader of a whole file.
  ///
  /// - Parameter keys: The keys that are passed over, see `TOMLValue.document`.
  /// - Throws: `SettingsErrors` where the bytes are not TOML.
  static func document(
    _ bytes: [UInt8], file: String, passingOver keys: String? = nil
  ) throws(SettingsErrors) -> TableReader {
    let value: TOMLValue
    do { value = try TOMLValue.document(bytes, file: file, passingOver: keys) } catch {
      throw SettingsErrors([error])
    }
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
