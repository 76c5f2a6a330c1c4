public import Settings
import Syscalls
public import Training

/// All that a command takes from the world around it, so that tests can hand in another world. Nothing has a default:
/// a test that forgets a part does not compile.
public struct Context {
  /// Environment, user and home.
  public var surroundings: Surroundings
  /// The calendar.
  public var now: () -> WallTime
  /// A clock that only runs forward, at the pace of the calendar.
  public var uptime: () -> Instant
  /// How local time relates to UTC.
  public var zone: LocalZone
  /// The descriptor that commands read where they are told to read `-`, or ask something.
  public var input: Int32 = 0
  /// Where results go.
  public var out: Output
  /// Where all else goes.
  public var err: Output
  /// What is known of the terminal behind `out`; `nil` where it is none.
  public var terminal: TerminalTraits?
  /// When text is colored; the command's own option says so.
  var colorChoice = ColorChoice.auto
  /// Whether a person reads `err`.
  public var errIsTerminal: Bool
  /// The folder of the device nodes: `/dev/input`.
  public var inputFolder: String
  /// Where sysfs is: `/sys`.
  public var sysFolder: String
  /// The folder of the shipped data.
  public var shippedData: () throws -> String
  /// The machine.
  public var machine: Machine

  /// A world of these parts.
  public init(
    surroundings: Surroundings, now: @escaping () -> WallTime, uptime: @escaping () -> Instant,
    zone: LocalZone,
    out: Output, err: Output, terminal: TerminalTraits?, errIsTerminal: Bool, inputFolder: String,
    sysFolder: String,
    shippedData: @escaping () throws -> String, machine: Machine
  ) {
    self.surroundings = surroundings
    self.now = now
    self.uptime = uptime
    self.zone = zone
    self.out = out
    self.err = err
    self.terminal = terminal
    self.errIsTerminal = errIsTerminal
    self.inputFolder = inputFolder
    self.sysFolder = sysFolder
    self.shippedData = shippedData
    self.machine = machine
  }

  /// The real world.
  public static func live() -> Context {
    let surroundings = Surroundings.current()
    let out = Terminal(1)
    var traits: TerminalTraits?
    if out.isTerminal {
      let isDumb = surroundings.environment("TERM") == "dumb"
      // Any text but an empty one: https://no-color.org
      let plain = isDumb || surroundings.environment("NO_COLOR") != nil
      traits = TerminalTraits(
        size: { out.size.map { TerminalSize(columns: $0.columns, rows: $0.rows) } }, hasColor: !plain,
        pager: isDumb ? nil : pagerCommand(environment: environmentVariableOrEmpty, isProgram: isProgram))
    }
    return Context(
      surroundings: surroundings, now: { WallTime(microseconds: SystemClock.realtime) },
      uptime: { Instant(microseconds: SystemClock.boottime) },
      zone: LocalZone { secondsEastOfUTC(atUnixTime: $0) }, out: Output(descriptor: 1),
      err: Output(descriptor: 2),
      terminal: traits, errIsTerminal: Terminal(2).isTerminal, inputFolder: "/dev/input", sysFolder: "/sys",
      shippedData: { try ShippedData.directory() }, machine: .live())
  }

  /// How text is to look.
  var style: Style {
    let hasColor =
      switch colorChoice {
      case .auto: terminal?.hasColor ?? false
      case .always: true
      case .never: false
      }
    return Style(columns: terminal == nil ? columnsAsked : terminal?.size()?.columns, hasColor: hasColor)
  }

  /// The width that the environment asks for where output is no terminal: `watch` and CI logs have one that way.
  private var columnsAsked: Int? {
    surroundings.environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// Says something that is no result.
  func remark(_ text: String) { remark(["holdfast: " + text]) }

  /// Says what a failure would, where it is none.
  func remark(_ failure: Failure) { remark(failure.lines) }

  private func remark(_ lines: [String]) {
    for line in lines { err.line(line) }
    // Beside a pager it would be written into its screen: it waits for the end.
    if !out.isPaged { try? err.flush() }
  }
}

/// What is known of a terminal.
public struct TerminalTraits {
  /// Its size now; `nil` where it does not know.
  public var size: () -> TerminalSize?
  /// Whether it may be colored.
  public var hasColor: Bool
  /// What shows long text screen by screen, as a line for the shell; `nil` where nothing does.
  public var pager: String?

  /// A terminal of these traits.
  public init(size: @escaping () -> TerminalSize?, hasColor: Bool, pager: String? = nil) {
    self.size = size
    self.hasColor = hasColor
    self.pager = pager
  }
}

/// A terminal's size in characters.
public struct TerminalSize: Hashable, Sendable {
  /// The width.
  public var columns: Int
  /// The height.
  public var rows: Int

  /// A size.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}
