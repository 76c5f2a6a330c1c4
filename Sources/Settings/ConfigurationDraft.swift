public import Tracking
public import Training

/// A key of an input with what it is to mean, by the name that the configuration is to use for it.
public struct NamedBinding: Hashable, Sendable {
  /// `KEY_B`, or `any`.
  public var key: String
  /// What it means.
  public var binding: KeyBinding

  /// A binding of a key.
  public init(_ key: String, _ binding: KeyBinding) {
    self.key = key
    self.binding = binding
  }

  /// `{ tap = "go", long = "undo" }`.
  var value: String {
    let parts = binding.actions.map { "\($0.gesture) = \(tomlString($0.action.words))" }
    return parts.isEmpty ? "{}" : "{ \(parts.joined(separator: ", ")) }"
  }
}

/// Why something could not be added to a configuration without touching what is there: what to write by hand.
public struct DraftError: Error, Hashable, Sendable {
  /// What stands in the way.
  public var what: String
  /// The lines to add, and where.
  public var place: String
  /// The lines.
  public var lines: [String]
}

/// A configuration file to which inputs and keys are added. Not a byte of what is there changes; what was added is read
/// again and compared, so that a draft always means what it meant before, and that.
public struct ConfigurationDraft {
  /// The file, for messages.
  public let file: String
  /// What is in the file; empty where there is none yet.
  public let original: [UInt8]
  /// What is to be in it.
  public private(set) var bytes: [UInt8]
  /// What that means.
  public private(set) var configuration: Configuration

  /// The exercises that it may name.
  public let catalogue: Catalogue
  private let names: KeyNameTable

  /// A draft of a file as it is.
  /// - Parameters:
  ///   - bytes: what is in it; nothing where there is none yet.
  ///   - file: its name, for messages.
  /// - Throws: All that is wrong in it already.
  public init(
    _ bytes: [UInt8], file: String, catalogue: Catalogue, names: KeyNameTable
  ) throws(SettingsErrors) {
    self.file = file
    original = bytes
    self.bytes = bytes
    self.catalogue = catalogue
    self.names = names
    configuration = try Configuration.parse(bytes, file: file, catalogue: catalogue, names: names)
  }

  /// Whether anything was added.
  public var hasChanged: Bool { bytes != original }

  /// The line of an entry of a station, from 1; `nil` where there is none.
  public func line(ofInput input: Int, station: Int) -> Int? { tree?.input(input, of: station)?.line }

  // MARK: Adding

  /// Adds a `[[station.input]]` behind the last one of a station.
  /// - Parameters:
  ///   - match: the device.
  ///   - keys: what its keys mean, at least one.
  ///   - comment: a line of explanation.
  ///   - station: the station's number in `configuration`.
  /// - Throws: a `DraftError` where the file is written in a way that leaves no place for it.
  public mutating func addInput(
    _ match: DeviceMatch, keys: [NamedBinding], comment: String, toStation station: Int
  ) throws(DraftError) {
    var block = ["[[station.input]]", "# " + comment, "match = " + toml(match)]
    block += keys.map { "keys.\($0.key) = \($0.value)" }
    let place: String
    var after: [Int] = []
    if let tree, let written = tree.station(station) {
      let name = configuration.stations[station].name
      place = "behind the last [[station.input]] of station \"\(name)\""
      // Behind the last line that belongs to the station; a value may go on for some lines more.
      after = Array(written.lastLine...max(written.lastLine, min(written.lastLine + 40, text.lines.count)))
    } else {
      // Nothing says anything of a station yet.
      block = ["[[station]]", "name = " + tomlString(configuration.stations[station].name), ""] + block
      place = "at the end of \(file)"
      after = [text.lines.count]
    }
    for line in after {
      let candidate = text.inserting(block, afterLine: line, apart: true)
      guard var read = parsed(candidate), read.stations.indices.contains(station),
        let input = read.stations[station].inputs.last
      else { continue }
      let settled = read
      read.stations[station].inputs.removeLast()
      guard means(read, configuration), input.match == match, bound(input) == bound(keys) else { continue }
      return take(candidate, settled)
    }
    throw DraftError(
      what: "\(file) is written in a way that has no place for it", place: place, lines: block)
  }

  /// Binds a key in an entry that is there.
  /// - Parameters:
  ///   - key: the key, which the entry does not bind, with its meaning.
  ///   - input: the entry's number at its station.
  ///   - station: the station's number in `configuration`.
  /// - Throws: a `DraftError` where the entry is written in a way that leaves no place for it.
  public mutating func bind(_ key: NamedBinding, input: Int, station: Int) throws(DraftError) {
    let dotted = "keys.\(key.key) = \(key.value)"
    let written = tree?.input(input, of: station)
    var candidates: [[UInt8]] = []
    if let written {
      if let keys = written.keys {
        candidates = [
          // Below others of its kind, or in a table [station.input.keys] of its own.
          text.inserting([dotted], afterLine: keys.lastLine, apart: false),
          text.inserting(["\(key.key) = \(key.value)"], afterLine: keys.lastLine, apart: false),
        ]
      } else {
        // An entry without keys takes every key for `go`: that must be said now.
        let any = NamedBinding("any", KeyBinding(tap: .go))
        candidates = [
          text.inserting(["keys.any = \(any.value)", dotted], afterLine: written.lastLine, apart: false)
        ]
      }
    }
    for candidate in candidates {
      guard let read = parsed(candidate), read.stations.indices.contains(station),
        read.stations[station].inputs.indices.contains(input)
      else { continue }
      var former = read
      guard let (code, binding) = bound([key]).first,
        former.stations[station].inputs[input].keys.removeValue(forKey: code) == binding,
        means(former, configuration)
      else { continue }
      return take(candidate, read)
    }
    throw DraftError(
      what: "the entry of line \(written?.line ?? 0) is written in a way that has no place for it",
      place: "to the keys of that entry", lines: ["\(key.key) = \(key.value)"])
  }

  private mutating func take(_ candidate: [UInt8], _ read: Configuration) {
    bytes = candidate
    configuration = read
  }

  // MARK: Reading again

  private var text: TextLines { TextLines(bytes) }

  private var tree: StationTree? { try? StationTree(TOMLValue.document(bytes, file: file)) }

  private func parsed(_ candidate: [UInt8]) -> Configuration? {
    try? Configuration.parse(candidate, file: file, catalogue: catalogue, names: names)
  }

  /// Whether two configurations are the same but for their warnings, which name lines.
  private func means(_ one: Configuration, _ other: Configuration) -> Bool {
    var (one, other) = (one, other)
    one.warnings = []
    other.warnings = []
    return one == other
  }

  /// What is bound to codes; `any` has one that no key has.
  private func bound(_ keys: [NamedBinding]) -> [UInt16: KeyBinding] {
    var bindings: [UInt16: KeyBinding] = [:]
    for key in keys { bindings[names.code(key.key) ?? .max] = key.binding }
    return bindings
  }

  private func bound(_ input: InputConfiguration) -> [UInt16: KeyBinding] {
    var bindings = input.keys
    if let any = input.any { bindings[.max] = any }
    return bindings
  }
}

// MARK: - Where things stand in the file

/// The stations of a document, with their lines.
private struct StationTree {
  struct Written {
    /// Where it begins.
    var line: Int
    /// The last line on which something of it begins.
    var lastLine: Int
    /// The table of keys of an input, where there is one.
    var keys: (line: Int, lastLine: Int)?
  }

  private let stations: [TOMLValue]

  init(_ document: TOMLValue) {
    stations = document.member("station")?.elements ?? []
  }

  func station(_ index: Int) -> Written? {
    guard stations.indices.contains(index) else { return nil }
    return Written(line: stations[index].line, lastLine: stations[index].lastLine)
  }

  func input(_ index: Int, of station: Int) -> Written? {
    guard stations.indices.contains(station), let inputs = stations[station].member("input")?.elements,
      inputs.indices.contains(index)
    else { return nil }
    let keys = inputs[index].member("keys")
    return Written(
      line: inputs[index].line, lastLine: inputs[index].lastLine, keys: keys.map { ($0.line, $0.lastLine) })
  }
}

extension TOMLValue {
  fileprivate func member(_ key: String) -> TOMLValue? {
    guard case .table(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate var elements: [TOMLValue] {
    guard case .array(let values) = content else { return [] }
    return values
  }

  /// The last line on which this value, or one within it, begins.
  fileprivate var lastLine: Int {
    switch content {
    case .table(let members): members.reduce(line) { max($0, $1.line, $1.value.lastLine) }
    case .array(let values): values.reduce(line) { max($0, $1.lastLine) }
    default: line
    }
  }
}
