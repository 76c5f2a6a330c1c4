internal import Syscalls
public import Training

/// The programs that there are: those that come with Holdfast, and a site's own beside its configuration, of which an equal
/// id replaces the shipped one. It knows files and reads one when it is asked for: a daemon follows one program, and pays for
/// no other.
public struct ProgramLibrary: Sendable {
  /// The exercises that programs may name.
  public let catalogue: Catalogue
  private let paths: [String: String]
  private let own: Set<String>

  /// Looks which there are.
  /// - Parameters:
  ///   - shipped: The folder of shipped data, see `ShippedData.directory()`.
  ///   - configuration: The configuration's path; `programs/` beside it is looked into where there is one.
  /// - Throws: that a folder which is there cannot be read.
  public init(
    shipped: String, besideConfiguration configuration: String? = nil, catalogue: Catalogue
  ) throws(SettingsErrors) {
    self.catalogue = catalogue
    let site = try Self.ownFiles(besideConfiguration: configuration, shipped: shipped)
    paths = try Self.files(in: shipped + "/programs").merging(site) { $1 }
    own = Set(site.keys)
  }

  /// The ids, in their order, without a look into the files.
  /// - Throws: that a folder which is there cannot be read.
  public static func ids(
    shipped: String, besideConfiguration configuration: String? = nil
  ) throws(SettingsErrors) -> [String] {
    let site = try ownFiles(besideConfiguration: configuration, shipped: shipped)
    return try files(in: shipped + "/programs").merging(site) { $1 }.keys.sorted()
  }

  private static func ownFiles(
    besideConfiguration path: String?, shipped: String
  ) throws(SettingsErrors) -> [String: String] {
    let folder = path.map { siblingPath(of: $0, named: "programs") }
    // The sample configuration lies among the shipped data.
    guard let folder, folder != shipped + "/programs" else { return [:] }
    return try files(in: folder)
  }

  /// The files of programs in a folder, by their ids.
  private static func files(in folder: String) throws(SettingsErrors) -> [String: String] {
    guard fileExists(folder) else { return [:] }
    let names: [String]
    do { names = try directoryEntries(folder) } catch {
      throw SettingsErrors([
        SettingsError(
          .unreadable, file: folder, what: "cannot be read: \(error.message)",
          remedy: "let this user read it",
          underlying: error)
      ])
    }
    var paths: [String: String] = [:]
    for name in names where name.hasSuffix(".toml") && !name.hasPrefix(".") {
      paths[String(name.dropLast(5))] = folder + "/" + name
    }
    return paths
  }

  /// The ids, in their order.
  public var ids: [String] { paths.keys.sorted() }

  /// The ids of a site's own, in their order.
  public var ownIDs: [String] { own.sorted() }

  /// The file of a program; `nil` where there is none.
  public func path(of id: String) -> String? { paths[id] }

  /// The file of a program that a site has of its own; `nil` where there is none.
  public func ownPath(of id: String) -> String? { own.contains(id) ? paths[id] : nil }

  /// The program of an id; `nil` where there is none.
  /// - Throws: All that is wrong in its file.
  public func program(_ id: String) throws(SettingsErrors) -> Program? {
    guard let path = paths[id] else { return nil }
    let program = try Program.parse(settingsFile(path), file: path, catalogue: catalogue, programs: ids)
    guard program.id == id else {
      throw SettingsErrors([
        SettingsError(
          .conflict, file: path, line: 1, column: 1, key: "id",
          what: "\"\(program.id)\" in a file of another name",
          remedy: "call the file \(program.id).toml, or write id = \"\(id)\"")
      ])
    }
    return program
  }

  /// All programs, in the order of their ids.
  /// - Throws: All that is wrong in the first file that is wrong.
  public func all() throws(SettingsErrors) -> [Program] {
    var programs: [Program] = []
    for id in ids { if let program = try program(id) { programs.append(program) } }
    return programs
  }
}
