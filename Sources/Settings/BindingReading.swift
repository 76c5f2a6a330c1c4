internal import Tracking
internal import Training

extension StationReading {
  /// Reads what a key means. A table without gestures binds nothing, which keeps the key out of `any`.
  func readBinding(_ table: TableReader) -> KeyBinding {
    var binding = KeyBinding()
    binding.press = action(table, "press")
    binding.release = action(table, "release")
    binding.tap = action(table, "tap")
    binding.double = action(table, "double")
    binding.long = action(table, "long")
    table.finish()
    if table.has("press"), let other = ["tap", "double", "long"].first(where: table.has) {
      table.report(
        .conflict, "press", "cannot stand beside \(other): it acts before a \(other) is known to be one",
        remedy: "bind press and release, or tap, double and long")
    }
    return binding
  }

  private func action(_ table: TableReader, _ gesture: String) -> Action? {
    guard let text = table.string(gesture, remedy: "write an action in quotes, such as \"go\"") else {
      return nil
    }
    guard let action = Action(text) else {
      reportAction(text, gesture, table)
      return nil
    }
    switch action {
    case .exercise(let id): return checkExercise(id, gesture, table) ? action : nil
    case .athlete(let id): return checkAthlete(id, gesture, table) ? action : nil
    case .hold where gesture != "press":
      table.report(
        .conflict, gesture, "hold lasts from press to release and cannot be bound to \(gesture)",
        remedy: "write press = \"hold\"")
      return nil
    default: return action
    }
  }

  private func reportAction(_ text: String, _ gesture: String, _ table: TableReader) {
    let word = text.split(separator: " ").first.map(String.init) ?? text
    guard Action.names.contains(word) else {
      let near = nearestName(to: word, among: Action.names)
      table.report(
        .unknownName, gesture, "no action \"\(word)\"",
        remedy: near.map { "did you mean \($0)?" } ?? "choose one of \(Action.names.joined(separator: ", "))")
      return
    }
    let remedy =
      switch word {
      case "exercise": "write \"exercise wall-sit\""
      case "athlete": "write \"athlete me\""
      case "load": "write \"load +2.5\", \"load -2.5\" or \"load 20\": kg, up to 1000"
      case "rpe": "write \"rpe 7\": 1 to 10"
      default: "write \"\(word)\" alone"
      }
    table.report(.badValue, gesture, "\"\(text)\" is not understood", remedy: remedy)
  }
}
