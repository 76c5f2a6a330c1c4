internal import Syscalls

/// The data that comes with the programs: exercises, programs, the sample configuration.
public enum ShippedData {
  /// The folder of the shipped data, found from where the running program lies.
  ///
  /// - Throws: `SettingsError` where there is none, which means a broken installation.
  public static func directory() throws(SettingsError) -> String {
    let program: String
    do { program = try executablePath() } catch {
      throw SettingsError(
        .unreadable, file: "/proc/self/exe", what: "cannot be read: \(error.message)", remedy: "mount /proc",
        underlying: error)
    }
    return try directory(of: program, fileExists: fileExists)
  }

  /// The folder of the shipped data for a program at `program`: `../share/holdfast` of an installation, else the
  /// `Config` of the checkout it was built in.
  static func directory(
    of program: String, fileExists: (String) -> Bool
  ) throws(SettingsError) -> String {
    var folder = program[..<(program.lastIndex(of: "/") ?? program.startIndex)]
    let prefix = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
    let installed = prefix + "/share/holdfast"
    if fileExists(installed + "/exercises.toml") { return String(installed) }
    while let slash = folder.lastIndex(of: "/") {
      if fileExists(folder + "/Package.swift"), fileExists(folder + "/Config/exercises.toml") {
        return folder + "/Config"
      }
      folder = folder[..<slash]
    }
    throw SettingsError(
      .unreadable, file: installed + "/exercises.toml",
      what: "not there, nor is a Config folder in a checkout around the program",
      remedy: "install Holdfast again (make install)")
  }
}
