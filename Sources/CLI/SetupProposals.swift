import Evdev
import Settings
import Tracking
import Training

/// What `setup` proposes for a key, and what answers to its questions mean. Nothing here asks or waits.
struct SetupProposals {
  let catalogue: Catalogue

  /// What is offered by number.
  struct Offer {
    var text: String
    /// `nil` where the exercise is still to be asked for.
    var binding: KeyBinding?
  }

  static let offers: [Offer] = [
    Offer(text: "go: starts and stops a set, counts a repetition; held long: undo", binding: go),
    Offer(text: "toggle: starts and stops a set, of repetitions too", binding: KeyBinding(tap: .toggle)),
    Offer(text: "hold: the set lasts as long as the key is down", binding: KeyBinding(press: .hold)),
    Offer(text: "stop: ends the set", binding: KeyBinding(tap: .stop)),
    Offer(text: "next: the next exercise", binding: KeyBinding(tap: .next)),
    Offer(text: "previous: the exercise before", binding: KeyBinding(tap: .previous)),
    Offer(text: "side: the other side", binding: KeyBinding(tap: .side)),
    Offer(text: "load +2.5: 2.5 kg more", binding: KeyBinding(tap: .load(by: 2.5))),
    Offer(text: "load -2.5: 2.5 kg less", binding: KeyBinding(tap: .load(by: -2.5))),
    Offer(text: "undo: takes back what runs, else the last set", binding: KeyBinding(tap: .undo)),
    Offer(text: "exercise …: selects one", binding: nil),
  ]

  static let go = KeyBinding(tap: .go, long: .undo)

  // MARK: Keys

  /// The keys that a tap means: what keypads wrap a digit in is left out (KEY_NUMLOCK; some send KEY_UNKNOWN for it).
  static func meant(_ codes: [UInt16]) -> [UInt16] {
    let wrapping: Set<UInt16> = [69, 240]
    let others = codes.filter { !wrapping.contains($0) }
    return others.isEmpty ? Array(codes.prefix(1)) : others
  }

  /// The name to bind a tap under: that of its key, or `any` where it sends several, or one without a name.
  static func name(of codes: [UInt16]) -> String {
    codes.count == 1 ? KeyNames.name(for: codes[0]) ?? "any" : "any"
  }

  /// Keys that are no business of a training log: mouse buttons and the touch of a finger or pen, unless a pedal says so.
  static func isPointing(_ code: UInt16) -> Bool {
    (0x110...0x117).contains(code) || (0x140...0x14F).contains(code)
  }

  /// What to propose for a key: what is printed on it, else what the station lacks.
  /// - Parameters:
  ///   - key: its name.
  ///   - used: what the station's keys are bound to already.
  func proposal(for key: String, used: [Action]) -> KeyBinding {
    switch key {
    case "KEY_KPPLUS", "KEY_EQUAL", "KEY_VOLUMEUP": return KeyBinding(tap: .load(by: 2.5))
    case "KEY_KPMINUS", "KEY_MINUS", "KEY_VOLUMEDOWN": return KeyBinding(tap: .load(by: -2.5))
    case "KEY_KPSLASH", "KEY_SLASH": return KeyBinding(tap: .side)
    default: break
    }
    for start in ["KEY_KP", "KEY_"] where key.hasPrefix(start) {
      guard let digit = Int(key.dropFirst(start.count)), (1...9).contains(digit) else { continue }
      let exercises = catalogue.exercises
      if exercises.indices.contains(digit - 1) { return KeyBinding(tap: .exercise(exercises[digit - 1].id)) }
    }
    let order = [Self.go] + [.next, .previous, .side, .stop].map { KeyBinding(tap: $0) }
    return order.first { binding in !used.contains { $0 == binding.tap } } ?? KeyBinding(tap: .undo)
  }

  // MARK: Answers

  /// What an answer means.
  enum Answer: Equatable {
    case bind(KeyBinding)
    case askForExercise
    case list
    case skip
    case giveUp
    /// Nothing that is known; the text says why and what would be.
    case wrong(String)
  }

  /// Reads the answer to what a key is to do; an empty one takes the proposal, or skips the key where there is none.
  func answer(_ text: String, proposal: KeyBinding?, athletes: [String]) -> Answer {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else { return proposal.map { .bind($0) } ?? .skip }
    if words.count == 1 {
      switch first {
      case "?": return .list
      case "s": return .skip
      case "q": return .giveUp
      case "exercise": return .askForExercise
      default: break
      }
      if let number = Int(first) {
        guard Self.offers.indices.contains(number - 1) else {
          return .wrong("there is no \(number): 1 to \(Self.offers.count)")
        }
        return Self.offers[number - 1].binding.map { .bind($0) } ?? .askForExercise
      }
    }
    if first == "exercise" { return exercise(words.dropFirst().joined(separator: " ")) }
    guard let action = Action(words.joined(separator: " ")) else {
      let near = nearestName(to: first, among: Action.names).map { "; did you mean \($0)?" }
      return .wrong("\"\(clean(text))\" is no action\(near ?? "; ? lists them")")
    }
    switch action {
    case .hold: return .bind(KeyBinding(press: .hold))
    case .athlete(let id) where !athletes.contains(id):
      return .wrong("there is no athlete \"\(clean(id))\"; there are: \(athletes.joined(separator: ", "))")
    default: return .bind(KeyBinding(tap: action))
    }
  }

  /// The exercise that is meant, by its id, its name or an alias.
  func exercise(_ text: String) -> Answer {
    if let exercise = catalogue.find(text) { return .bind(KeyBinding(tap: .exercise(exercise.id))) }
    let near = catalogue.nearest(to: text).map { "; did you mean \($0)?" } ?? ""
    return .wrong("there is no exercise \"\(clean(text))\"\(near)")
  }

  // MARK: Devices

  /// Conditions that this device meets and no other that is plugged in, and what there is to know of them. They hold after
  /// a replug and a restart: event numbers are none of them.
  static func match(for device: DeviceIdentity, among all: [DeviceIdentity]) -> (
    match: DeviceMatch, remark: String?
  ) {
    var match = DeviceMatch()
    if !device.name.isEmpty { match.name = globLiteral(device.name) }
    if device.vendor != 0 || device.product != 0 {
      match.vendor = device.vendor
      match.product = device.product
    }
    let equal = all.filter { $0.path != device.path && (match == DeviceMatch() || match.matches($0)) }
    if equal.isEmpty, match != DeviceMatch() { return (match, nil) }
    if !device.uniq.isEmpty, !equal.contains(where: { $0.uniq == device.uniq }) {
      match.uniq = globLiteral(device.uniq)
      return (match, "told apart from an equal one by its serial number")
    }
    if !device.phys.isEmpty, !equal.contains(where: { $0.phys == device.phys }) {
      match.phys = globLiteral(device.phys)
      return (match, "told apart from an equal one by the socket that it is plugged into: keep it there")
    }
    if let link = device.links.first(where: { link in !equal.contains { $0.links.contains(link) } }) {
      match.path = globLiteral(link)
      return (match, "told apart from an equal one by the socket that it is plugged into: keep it there")
    }
    if match == DeviceMatch() { match.path = globLiteral(device.path) }
    return (match, "nothing tells it from an equal one: what is said of it counts for both")
  }
}
