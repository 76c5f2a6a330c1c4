import ArgumentParser
import Control

/// An argument of a command as its completion needs it.
struct CompletionArgument {
  enum Kind: String {
    case positional
    case option
    case flag
  }

  /// What its values may be.
  enum Values: Equatable {
    case unknown
    case list([String])
    case files
    case folders
    case offer(Offer)
  }

  var kind: Kind
  /// `--json`, `-h`.
  var names: [String]
  var isRepeating: Bool
  /// Whether all words up to the next option are its values.
  var takesSeveral: Bool
  var about: String
  var values: Values

  /// The arguments of a command that people are shown. They come from the parser's description of the command, so that
  /// nothing has to be kept in step.
  static func all(of command: any ParsableCommand.Type) -> [CompletionArgument] {
    guard let tool = try? JSONValue(parsing: command._dumpHelp()),
      case .array(let arguments) = tool["command"]?["arguments"] ?? .null
    else { return [] }
    return arguments.compactMap(CompletionArgument.init)
  }

  private init?(_ json: JSONValue) {
    guard json["shouldDisplay"] != .bool(false), let kind = json["kind"]?.text.flatMap(Kind.init) else {
      return nil
    }
    self.kind = kind
    names = (json["names"]?.elements ?? []).compactMap { name in
      name["name"]?.text.map { (name["kind"] == .string("long") ? "--" : "-") + $0 }
    }
    isRepeating = json["isRepeating"] == .bool(true)
    takesSeveral = json["parsingStrategy"] == .string("upToNextOption")
    about = json["abstract"]?.text ?? ""
    let completion = json["completionKind"] ?? .null
    if let list = completion["list"]?["values"]?.elements {
      values = .list(list.compactMap(\.text))
    } else if let word = completion["shellCommand"]?["command"]?.text, let offer = Offer(rawValue: word) {
      values = .offer(offer)
    } else if completion["file"] != nil {
      values = .files
    } else if completion["directory"] != nil {
      values = .folders
    } else {
      values = .unknown
    }
  }
}

extension JSONValue {
  fileprivate var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  fileprivate var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }
}
