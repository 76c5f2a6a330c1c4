internal import Syscalls

/// What the disagreements between the sources are about, by their ids: `D2`, as programs say which side they follow.
///
/// - Parameter shipped: The folder of shipped data. Where it has no `rules.toml`, there are none.
/// - Throws: That the file cannot be read, or is not TOML.
public func disagreementTitles(shipped: String) throws(SettingsErrors) -> [String: String] {
  let file = shipped + "/rules.toml"
  guard fileExists(file) else { return [:] }
  var titles: [String: String] = [:]
  for table in try TableReader.document(settingsFile(file), file: file).tables("disagreement") {
    if let id = table.string("id"), let title = table.string("title") { titles[id] = title }
  }
  return titles
}
