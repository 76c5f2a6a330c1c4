import Control
import Gym
import Settings
import Syscalls
import Tracking
import Training

/// The conversation of `setup`: taps come in, questions are asked, and a draft of the configuration grows.
final class SetupDialogue {
  private(set) var draft: ConfigurationDraft
  private let context: Context
  private let answers: Answers
  private let asksNothing: Bool
  private let proposals: SetupProposals
  /// The station that everything is for; `nil` where each new device's is asked for.
  private let onlyStation: Int?
  private var devices: [String: DeviceNotes] = [:]
  private var hasListed = false
  /// Entries that have been added, which no remark is needed about.
  private var hadInputs: [Bool]

  /// How long nothing must have been tapped, and how long to wait at all, where nothing is asked.
  private static let quiet = Interval.seconds(5)
  private static let patience = Interval.seconds(60)

  init(_ context: Context, _ draft: ConfigurationDraft, asksNothing: Bool, onlyStation: Int?) {
    self.context = context
    self.draft = draft
    self.asksNothing = asksNothing
    self.onlyStation = onlyStation
    answers = Answers(context)
    proposals = SetupProposals(catalogue: draft.catalogue)
    hadInputs = draft.configuration.stations.map { !$0.inputs.isEmpty }
  }

  private func say(_ text: String, _ role: Style.Role = .plain, indent: Int = 0) {
    for line in wrapped(text, to: context.style.columns, indent: indent) {
      context.out.line(context.style.paint(line, role))
    }
  }

  private func ask(_ text: String) throws -> String? {
    context.out.write(text)
    try context.out.flush()
    let answer = try answers.next()
    // Nobody typed the end of the line.
    if !context.machine.inputIsTyped { context.out.line() }
    return answer
  }

  func isYes(_ question: String) throws -> Bool {
    guard let answer = try ask(question) else { return false }
    return ["", "y", "yes"].contains(answer.lowercased().filter { $0 != " " && $0 != "\r" })
  }

  // MARK: Taps

  /// Listens until there is no more to set up.
  /// - Returns: whether what was said is to be written; `false` where somebody gave up.
  func run(_ monitoring: Monitoring, _ report: StatusReport?) throws -> Bool {
    var taps = TapCollector()
    var isAsking = false
    func handle(_ item: Monitoring.Item) {
      switch item {
      case .remark(let text): context.remark(text)
      case .began(let device, _):
        devices[device.identity.path] = device
        say("Listening to \(clean(device.identity.name)), \(device.ids) (\(node(device)))", .faint, indent: 2)
      case .ended(let path): devices[path] = nil
      case .resynced: break
      case .event(let event):
        guard !isAsking, let device = devices[event.path], isTap(event, device) else { return }
        taps.take(event, at: context.uptime())
      }
    }
    try monitoring.scan(handle)
    if !monitoring.hearsAnything {
      context.remark("no device with keys can be read; waiting for one (see: holdfast devices)")
    }
    if report != nil, devices.values.contains(where: { $0.heldText != nil }) {
      say("holdfastd runs: until you are done, taps also do what they did before.", .warning)
    }
    prompt()
    let begin = context.uptime()
    var lastTap: Instant?
    while true {
      try context.out.flush()
      let isReady = try monitoring.wait(
        milliseconds: taps.isBusy ? 20 : asksNothing ? 250 : -1,
        alsoFor: asksNothing || taps.isBusy ? nil : answers.descriptor,
        handle)
      if let tap = taps.finish(at: context.uptime()) {
        answers.discardTyped()
        isAsking = true
        guard try take(tap) else { return false }
        // What was pressed meanwhile was for the keyboard, or for fun.
        try monitoring.wait(milliseconds: 0, handle)
        isAsking = false
        lastTap = context.uptime()
        prompt()
      }
      if asksNothing {
        let now = context.uptime()
        if let lastTap, !taps.isBusy, now - lastTap >= Self.quiet { return true }
        if lastTap == nil, now - begin >= Self.patience { return true }
        continue
      }
      guard !taps.isBusy else { continue }
      if isReady { try answers.read() }
      if let line = answers.line() {
        // A pedal that types Enter is a tap: what it sends comes at the same time.
        if context.machine.inputIsTyped {
          try monitoring.wait(milliseconds: 100, handle)
          if taps.isBusy { continue }
        }
        switch line.filter({ !$0.isWhitespace }) {
        case "": return true
        case "q": return false
        default: say("Tap, or press Enter alone when you are done; q gives up.")
        }
      } else if answers.isAtEnd || answers.descriptor == nil {
        return true
      }
    }
  }

  private func prompt() {
    guard !asksNothing else {
      if !hasListed { say("Tap each pedal or key you want to use; 5 s without a tap end it.") }
      hasListed = true
      return
    }
    say("Tap the pedal or key you want to use (Enter: done, q: give up).")
  }

  private func isTap(_ event: InputEvent, _ device: DeviceNotes) -> Bool {
    guard let code = UInt16(exactly: event.code) else { return false }
    switch device.use {
    // Enter and q at the keyboard are answers.
    case "keyboard": return ![28, 96, 16].contains(code)
    case "pedal": return true
    default: return !SetupProposals.isPointing(code)
    }
  }

  private func node(_ device: DeviceNotes) -> String {
    clean(device.identity.path.split(separator: "/").last.map(String.init) ?? "")
  }

  // MARK: One tap

  /// - Returns: whether to go on.
  private func take(_ tap: Tap) throws -> Bool {
    guard let device = devices[tap.path] else { return true }
    let meant = SetupProposals.meant(tap.keys)
    let key = SetupProposals.name(of: meant)
    var heading = "\(key) of \(clean(device.identity.name))"
    if key == "any" {
      heading = "any key of \(clean(device.identity.name)), since one tap sends \(meant.count) keys"
    }
    say(heading, .heading)

    let claim = claim(device.identity)
    if let claim, let binding = claim.binding(of: key),
      let line = draft.line(ofInput: claim.input, station: claim.station)
    {
      let station = draft.configuration.stations[claim.station].name
      say(
        "  It is bound already, for station \(clean(station)): \(clean(binding.words)) (line \(line) of \(draft.file)). "
          + "Change it there.", indent: 2)
      return true
    }
    // Enter leaves it so.
    let isCovered = claim?.settings.any != nil
    if isCovered, let any = claim?.settings.any {
      say("  So far it does what any key of it does: \(clean(any.words)).", indent: 2)
      if asksNothing { return true }
    }
    guard let station = try claim?.station ?? chosenStation() else { return false }
    guard let binding = try binding(of: key, station, isCovered: isCovered) else { return false }
    guard case .bind(let binding) = binding else { return true }
    do throws(DraftError) {
      let named = NamedBinding(key, binding)
      if let claim {
        try draft.bind(named, input: claim.input, station: claim.station)
      } else {
        let all = context.devices(nil).map(\.identity)
        let (match, remark) = SetupProposals.match(for: device.identity, among: all)
        if let remark { say("  \(remark)", indent: 2) }
        try draft.addInput(
          match, keys: [named], comment: "\(clean(device.identity.name)), added by holdfast setup",
          toStation: station)
      }
      say("  \(key): \(clean(binding.words))", .good)
    } catch {
      say("  \(error.what). Add by hand, \(error.place):", .warning, indent: 2)
      for line in error.lines { context.out.line("    " + clean(line)) }
    }
    return true
  }

  private struct EntryClaim {
    var station: Int
    var input: Int
    var settings: InputConfiguration

    /// What the entry binds the key to.
    func binding(of name: String) -> KeyBinding? {
      if name == "any" { return settings.any }
      return KeyNameTable.kernel.code(name).flatMap { settings.keys[$0] }
    }
  }

  /// The entry that takes the device, were the draft written.
  private func claim(_ device: DeviceIdentity) -> EntryClaim? {
    for (station, settings) in draft.configuration.stations.enumerated() {
      for (number, input) in settings.inputs.enumerated() where input.match.matches(device) {
        return EntryClaim(station: station, input: number, settings: input)
      }
    }
    return nil
  }

  private func chosenStation() throws -> Int? {
    if let onlyStation { return onlyStation }
    let names = draft.configuration.stations.map { clean($0.name) }
    if asksNothing {
      throw Failure(
        .usage, "there are several stations",
        remedy: "name one with --station: " + names.joined(separator: ", "))
    }
    let list = names.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")
    while true {
      guard let answer = try ask("  For which station? \(list): ")?.filter({ !$0.isWhitespace }),
        answer != "q"
      else {
        return nil
      }
      if let number = Int(answer), names.indices.contains(number - 1) { return number - 1 }
      if let index = names.firstIndex(of: answer) { return index }
      say("  There is no station \"\(clean(answer))\".", .warning)
    }
  }

  /// What a key is to do; `nil` where somebody gives up, `.skip` where it is to do nothing.
  private func binding(of key: String, _ station: Int, isCovered: Bool) throws -> SetupProposals.Answer? {
    let settings = draft.configuration.stations[station]
    let used = settings.inputs.flatMap { Array($0.keys.values) + [$0.any].compactMap { $0 } }
      .flatMap { $0.actions.map(\.action) }
    let proposal = isCovered ? nil : proposals.proposal(for: key, used: used)
    if asksNothing, let proposal { return .bind(proposal) }
    if !hasListed { list() }
    var isForExercise = false
    while true {
      let question =
        isForExercise
        ? "  Which exercise? " : "  What is it to do? [\(proposal.map { clean($0.words) } ?? "leave it")] "
      guard let text = try ask(question) else { return nil }
      let answer =
        isForExercise
        ? proposals.exercise(text.filter { $0 != "\r" })
        : proposals.answer(text, proposal: proposal, athletes: draft.configuration.athletes.map(\.id))
      isForExercise = false
      switch answer {
      case .bind, .skip: return answer
      case .giveUp: return nil
      case .askForExercise: isForExercise = true
      case .list: list()
      case .wrong(let why): say("  \(why)", .warning, indent: 2)
      }
    }
  }

  private func list() {
    hasListed = true
    for (index, offer) in SetupProposals.offers.enumerated() {
      let number = index + 1 < 10 ? " \(index + 1)" : "\(index + 1)"
      say("  \(number)  \(offer.text)", indent: 6)
    }
    say(
      "  Or any action, as the configuration writes it; Enter: as proposed; s: skip; ?: this list; q: give up.",
      indent: 2)
  }

  // MARK: Afterwards

  /// Where nothing was configured every known pedal was taken; now only those are that were tapped.
  func warnOfDefaults() {
    guard hadInputs == [false], draft.configuration.stations.first?.inputs.isEmpty == false else { return }
    let left = context.devices(nil).filter { $0.use == "pedal" && claim($0.identity) == nil }
    // The nodes of one pedal that send nothing are not missed.
    let missed = left.filter { device in
      !devices.values.contains {
        claim($0.identity) != nil && $0.identity.vendor == device.identity.vendor
          && $0.identity.product == device.identity.product
      }
    }
    guard !missed.isEmpty else { return }
    let names = missed.map { clean($0.identity.name) }.joined(separator: ", ")
    say(
      "Until now every known pedal was taken; from now on no more: \(names). Tap it too, if it is to stay.",
      .warning)
  }
}
