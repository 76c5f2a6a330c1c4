import ArgumentParser
import Control
import Evdev
import Gym
import Motion
import Settings
import Store
import Syscalls
import Tracking
import Training

struct LearnCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn", _superCommandName: "holdfast",
    abstract: "Learn the posture of a hold from an accelerometer, so that it starts and stops by itself.",
    discussion: """
      Strap the sensor on as it will be worn, start the command, take the posture and keep still until it says so. At a \
      station whose input for motion has auto = true the hold then starts when the posture is taken, and stops when it is \
      given up, while the exercise is selected. A sensor that is strapped on elsewhere, or another way round, needs to learn \
      anew.

      Alone it lists what was learnt.
      """)

  @Argument(help: ArgumentHelp("The exercise: a hold.", valueName: "exercise"), completion: .exercise)
  var exercise: String?

  @Option(
    help: ArgumentHelp("A node, a link to one, or a pattern for the name.", valueName: "device"),
    completion: .device)
  var device: String?

  // Without defaults of the parser's: what was given is refused where it would say nothing.
  @Option(help: ArgumentHelp("How long there is to take the posture, by default 5s.", valueName: "time"))
  var delay: String?

  @Option(help: ArgumentHelp("How long it is kept, 3s to 60s, by default 4s.", valueName: "time"))
  var time: String?

  @Option(
    help: ArgumentHelp(
      "How far from it counts as the same, in degrees: 5 to 25, by default 15.", valueName: "degrees"))
  var tolerance: Double?

  @Flag(help: "Forget the posture of the exercise.")
  var forget = false

  @Option(
    help: ArgumentHelp("The athlete's id, where there are several.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  /// How long a posture may be kept. The 2 s that are needed never come whole out of 2 s of time: they begin with the first
  /// sample, and end with the last.
  private static let times: ClosedRange<Interval> = .seconds(3)...(.seconds(60))

  func validate() throws {
    if exercise == nil, let option = optionOfOne {
      throw ValidationError("\(option): name the exercise, such as holdfast learn wall-sit")
    }
    if let tolerance, !LearntPosture.tolerances.contains(tolerance) {
      throw ValidationError("--tolerance \(decimalText(tolerance)): give 5 to 25 degrees")
    }
    if let time, let interval = Interval(typed: time), !Self.times.contains(interval) {
      throw ValidationError("--time \"\(clean(time))\": give 3 to 60 seconds")
    }
  }

  /// An option that is given and is about one exercise.
  private var optionOfOne: String? {
    if forget { return "--forget" }
    if device != nil { return "--device" }
    if delay != nil { return "--delay" }
    if time != nil { return "--time" }
    return tolerance == nil ? nil : "--tolerance"
  }

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let configuration = try places.configurationOrDefault()
    guard let exercise else { return try list(places, configuration, context) }
    let athlete = try configuration.athleteMeant(athlete)
    let known = try places.catalogue().known(exercise)
    guard known.kind == .hold else {
      throw Failure(.usage, "\(known.id) is counted, not held", remedy: "a posture is learnt of a hold")
    }
    if forget { return try forgetPosture(athlete, known, places, context) }
    let (posture, device) = try learn(known, places, context)
    let tolerance = tolerance ?? Posture.defaultTolerance
    let learnt = LearntPosture(
      athlete: athlete, exercise: known.id,
      direction: SIMD3(Double(posture.x), Double(posture.y), Double(posture.z)), tolerance: tolerance,
      device: device, learntAt: context.now())
    let kept: LearntPosture = try Changing(places, "learn").perform(on: try places.databaseToMake()) {
      store throws(StoreError) in
      try store.setPosture(learnt)
      return learnt
    } orAsk: {
      try $0.ask(
        .learn(
          LearnRequest(
            athlete: athlete, exercise: known.id, direction: learnt.direction, tolerance: tolerance,
            device: device)))
    }
    context.out.isAboutChange = true
    switch output.format {
    case .json: context.out.write(JSONWriter.line(kept))
    case .text, .csv:
      context.say("\(kept.exercise): learnt, \(clean(kept.athlete))")
      let isUsed = configuration.stations.contains { $0.inputs.contains { $0.use == .motion && $0.auto } }
      if !isUsed { context.remark("no input has auto = true: nothing starts by itself yet") }
    }
  }

  private func forgetPosture(
    _ athlete: String, _ exercise: Exercise, _ places: Places, _ context: Context
  ) throws {
    let gone: LearntPosture? = try Changing(places, "learn").perform(on: try places.databaseToMake()) {
      store throws(StoreError) in
      try store.forgetPosture(athlete: athlete, exercise: exercise.id)
    } orAsk: {
      try $0.ask(.forget(athlete: athlete, exercise: exercise.id))
    }
    guard let gone else {
      throw Failure(
        .noInput, "no posture of \(exercise.id) was learnt for \(clean(athlete))",
        remedy: "see what was learnt: holdfast learn")
    }
    context.out.isAboutChange = true
    switch output.format {
    case .json: context.out.write(JSONWriter.line(gone))
    case .text, .csv: context.say("\(gone.exercise): forgotten, \(clean(gone.athlete))")
    }
  }

  private func list(_ places: Places, _ configuration: Configuration, _ context: Context) throws {
    let postures = try Store.openReadOnly(try places.database())?.postures() ?? []
    let shown = postures.filter { athlete == nil || $0.athlete == athlete }
    // Somebody whom the configuration no longer has may have learnt some.
    if let athlete, shown.isEmpty { try configuration.checkAthlete(athlete) }
    if output.format == .json { return shown.forEach { context.out.write(JSONWriter.line($0)) } }
    if shown.isEmpty {
      guard let athlete else { return context.say("nothing was learnt yet: holdfast learn wall-sit") }
      return context.say(
        "nothing was learnt for \(athlete) yet: holdfast learn wall-sit --athlete \(athlete)")
    }
    var table = Table(columns: [
      Table.Column(), Table.Column(), Table.Column(minimum: 11, worth: 2),
      Table.Column(minimum: 10, worth: 1),
    ])
    for posture in shown {
      table.rows.append([
        Table.Cell(posture.exercise), Table.Cell(clean(posture.athlete)),
        Table.Cell(dayText(context.zone.civil(posture.learntAt))), Table.Cell(clean(posture.device)),
      ])
    }
    table.print(to: context.out, context.style)
  }

  // MARK: Learning

  /// Listens to the sensor while the posture is taken and kept.
  private func learn(
    _ exercise: Exercise, _ places: Places, _ context: Context
  ) throws -> (posture: Posture, device: String) {
    let delay = try typedDuration(delay ?? "5s", option: "--delay")
    let time = try typedDuration(time ?? "4s", option: "--time")
    let notes = try choose(from: context.devices(try? Daemon(places).status()))
    let identity = notes.identity
    let node: Device
    do throws(SystemError) {
      node = try Device(opening: identity.path, identity: identity, readOnly: true)
    } catch {
      throw Failure(
        ExitStatus(reading: error), "\(clean(identity.path)): \(error.message)", remedy: notes.remedy)
    }
    guard let axes = MotionAxes(node.capabilities, value: { node.axisValue($0) }) else {
      throw Failure(
        .data, "\(clean(identity.name)): no axes of an accelerometer", remedy: "see: holdfast devices")
    }
    var assembler = SampleAssembler(axes: axes)
    var learner = PostureLearner()
    let monitoring = try Monitoring(context, places, DeviceChoice(wanted: identity.path, isDirect: true))
    var isGone = false
    let start = context.uptime()
    let begin = start + delay
    let end = begin + time
    func take(_ item: Monitoring.Item) {
      switch item {
      case .event(let event):
        assembler.take(
          type: UInt16(clamping: event.type), code: UInt16(clamping: event.code),
          value: Int32(clamping: event.value),
          at: event.time
        ) { if $0.at >= begin, $0.at <= end { learner.add($0) } }
      case .ended: isGone = true
      case .began: isGone = false
      case .resynced(_, _, let at): assembler.resynced(at: at)
      case .remark(let text): context.remark(text)
      }
    }
    try monitoring.scan { take($0) }
    context.remark(
      "take the posture of \(exercise.id): it is looked at in \(durationText(delay)), for \(durationText(time))"
    )
    var isTold = false
    while context.uptime() < end, !isGone {
      let now = context.uptime()
      if now >= begin, !isTold {
        context.remark("keep still")
        isTold = true
      }
      let next = isTold ? end : begin
      let left = max(1, (next - now).microseconds / 1_000 + 1)
      try monitoring.wait(milliseconds: Int32(clamping: left)) { take($0) }
    }
    if isGone {
      throw Failure(.noInput, "\(clean(identity.name)) is gone", remedy: "plug it in and learn anew")
    }
    assembler.advance(to: end) { if $0.at >= begin, $0.at <= end { learner.add($0) } }
    do throws(PostureError) {
      return (try learner.finish(), identity.name)
    } catch {
      throw Failure(.data, error.message(of: identity), remedy: error.remedy)
    }
  }

  /// The sensor that is meant: the only one, where none is named.
  private func choose(from devices: [DeviceNotes]) throws -> DeviceNotes {
    let choice = DeviceChoice(wanted: device)
    let found = devices.filter { $0.identity.abilities.contains(.accelerometer) && choice.includes($0) }
    if found.count == 1 { return found[0] }
    guard !found.isEmpty else {
      throw Failure(
        .noInput,
        device.map { "there is no accelerometer \"\(clean($0))\"" }
          ?? "there is no accelerometer to learn from",
        remedy: "see what there is: holdfast devices")
    }
    let list = found.prefix(8).map { "\($0.identity.path) \"\(clean($0.identity.name))\"" }.joined(
      separator: ", ")
    throw Failure(.usage, "there are several accelerometers: " + list, remedy: "name one with --device")
  }
}

extension PostureError {
  fileprivate func message(of device: DeviceIdentity) -> String {
    switch self {
    case .tooShort(let time): "the sensor told of \(durationText(time)) only, 2 s are needed"
    case .moved(let milligravity):
      "that was not still: \(Int(milligravity.rounded())) mg of movement, 60 are allowed"
    case .turned(let degrees): "the posture changed by \(Int(degrees.rounded()))° meanwhile, 6° are allowed"
    case .noGravity(let length):
      "\(clean(device.name)) shows no gravity: \(decimalText((length * 100).rounded() / 100)) g"
    case .tooNear(_, let degrees, let least):
      "another posture is only \(Int(degrees.rounded()))° away, \(Int(least.rounded()))° are needed"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .tooShort: "give it longer with --time, or look at it: holdfast monitor"
    case .moved, .turned: "get into it with --delay 10s, then keep still"
    case .noGravity: "look at it: holdfast monitor"
    case .tooNear: "strap the sensor on where the two differ"
    }
  }
}
