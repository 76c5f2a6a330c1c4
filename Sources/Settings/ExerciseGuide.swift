internal import Syscalls
public import Training

/// The exercises with all that the files say of them.
///
/// Only commands that show it load it. The daemon loads the `Catalogue`: the shipped file is then skimmed, so that what
/// the tracker does not use is neither parsed nor kept. The tests read that file whole; a site's own is always read
/// whole, so that a slip in it is found where it is taken.
public struct ExerciseGuide: Sendable {
  /// The exercises, as the tracker knows them.
  public internal(set) var catalogue = Catalogue()
  /// What else is known of them, by id. One that no notes were read of has none.
  public internal(set) var notes: [String: ExerciseNotes] = [:]
  /// Which exercises may stand in for one another, in the order of the files.
  public internal(set) var swaps: [Swap] = []
  /// The kits of equipment.
  public internal(set) var kits: [Kit] = []
  /// The places of plans that leave the exercise open.
  public internal(set) var slots: [Slot] = []

  /// How much of a file is read.
  enum Extent {
    /// All of it.
    case whole
    /// What the tracker needs.
    case tracker
  }

  /// The shipped exercises, and a site's own: an equal id replaces the shipped entry.
  ///
  /// - Parameters:
  ///   - shipped: The folder of shipped data, see `ShippedData.directory()`.
  ///   - configuration: The configuration's path; an `exercises.toml` beside it is read where there is one.
  /// - Throws: All that is wrong in the first file that is wrong.
  public static func load(
    shipped: String, besideConfiguration configuration: String? = nil
  ) throws(SettingsErrors) -> ExerciseGuide {
    try read(shipped: shipped, besideConfiguration: configuration, .whole)
  }

  /// The entries of one file; `file` is its name for messages.
  ///
  /// - Throws: All that is wrong in it.
  public static func parse(_ bytes: [UInt8], file: String) throws(SettingsErrors) -> ExerciseGuide {
    var guide = ExerciseGuide()
    try guide.add(bytes, file: file, .whole)
    return guide
  }

  static func read(
    shipped: String, besideConfiguration configuration: String?, _ extent: Extent
  ) throws(SettingsErrors) -> ExerciseGuide {
    var guide = ExerciseGuide()
    let file = shipped + "/exercises.toml"
    try guide.add(settingsFile(file), file: file, extent)
    if let configuration {
      let site = siblingPath(of: configuration, named: "exercises.toml")
      if fileExists(site) { try guide.add(settingsFile(site), file: site, .whole) }
    }
    return guide
  }

  /// The exercises that may stand in for one, each with the source that says so.
  public func standIns(for id: String) -> [(exercise: String, source: String?)] {
    var found: [(exercise: String, source: String?)] = []
    for swap in swaps {
      for other in swap.standIns(for: id) where !found.contains(where: { $0.exercise == other }) {
        found.append((other, swap.source))
      }
    }
    return found
  }
}
