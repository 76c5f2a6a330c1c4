internal import Syscalls

/// Where a path was taken from.
public enum PathOrigin: String, Hashable, Sendable {
  /// A flag of the command line.
  case flag
  /// `$HOLDFAST_CONFIG`, `$HOLDFAST_DATABASE` or `$HOLDFAST_SOCKET`.
  case environment
  /// `database` or `socket` of the configuration.
  case configuration
  /// The user's own place after the XDG base directory specification.
  case user
  /// The system's place.
  case system
}

/// A path with where it was taken from.
public struct ResolvedPath: Hashable, Sendable {
  /// The path; relative only where somebody gave it so.
  public var path: String
  /// Where it was taken from.
  public var origin: PathOrigin

  /// A path taken from somewhere.
  public init(_ path: String, _ origin: PathOrigin) {
    self.path = path
    self.origin = origin
  }

  /// Whether somebody asked for just this file, so that its absence is an error and no reason for defaults.
  public var isAskedFor: Bool { origin == .flag || origin == .environment || origin == .configuration }
}

/// What the choice of paths depends on, as values, so that it can be tested.
public struct Surroundings: Sendable {
  /// An environment variable; `nil` where it is unset. An empty one counts as unset.
  public var environment: @Sendable (String) -> String?
  /// The effective user's id.
  public var userID: UInt32
  /// The user's home directory, where `$HOME` does not say.
  public var home: String?
  /// Whether the system's service manager (not a user's own) started the program.
  public var isUnderSystemd: Bool
  /// Whether there is something at a path.
  public var fileExists: @Sendable (String) -> Bool

  /// Surroundings of these values.
  public init(
    userID: UInt32, home: String? = nil, isUnderSystemd: Bool = false,
    environment: @escaping @Sendable (String) -> String?, fileExists: @escaping @Sendable (String) -> Bool
  ) {
    self.userID = userID
    self.home = home
    self.isUnderSystemd = isUnderSystemd
    self.environment = environment
    self.fileExists = fileExists
  }

  /// Those of this process. It counts as started by the system's systemd where it has a `$NOTIFY_SOCKET`, as the
  /// unit's `Type=notify` gives it, and no `$MANAGERPID`, which only a user's own manager sets: `$INVOCATION_ID`
  /// is inherited by every shell below a service and says nothing.
  public static func current() -> Surroundings {
    let userID = effectiveUserID()
    // The user database is asked only where it is needed: that may take longer than all else at start.
    let home = environmentVariable("HOME")?.hasPrefix("/") == true ? nil : homeDirectory(ofUser: userID)
    return Surroundings(
      userID: userID, home: home,
      isUnderSystemd: environmentVariable("NOTIFY_SOCKET") != nil && environmentVariable("MANAGERPID") == nil,
      environment: environmentVariable, fileExists: Syscalls.fileExists)
  }
}

/// Chooses the three paths: flag, environment, configuration, and then by program and user.
///
/// First `configuration`; then, with what that file says, `database(configured:)` and `socket(configured:)`.
public struct Paths: Sendable {
  /// Which program asks.
  public enum Program: Hashable, Sendable {
    /// `holdfastd`: the system's places as root or under systemd, the user's own otherwise.
    case daemon
    /// `holdfast`: the user's own file where it exists, else the system's.
    case command
  }

  /// Paths of the command line.
  public struct Flags: Hashable, Sendable {
    /// `--config`.
    public var configuration: String?
    /// `--database`.
    public var database: String?
    /// `--socket`.
    public var socket: String?

    /// These flags.
    public init(configuration: String? = nil, database: String? = nil, socket: String? = nil) {
      self.configuration = configuration
      self.database = database
      self.socket = socket
    }
  }

  /// Which program asks.
  public var program: Program
  /// Paths of the command line.
  public var flags: Flags
  /// What the choice depends on.
  public var surroundings: Surroundings

  /// The choice for a program.
  public init(_ program: Program, flags: Flags = Flags(), surroundings: Surroundings) {
    self.program = program
    self.flags = flags
    self.surroundings = surroundings
  }

  /// The configuration's path. One that nobody asked for need not exist: then the defaults apply.
  public var configuration: ResolvedPath {
    choose(
      flags.configuration, "HOLDFAST_CONFIG", nil, user: userConfiguration,
      system: "/etc/holdfast/holdfast.toml")
  }

  /// The database's path.
  public func database(configured: String?) -> ResolvedPath {
    choose(
      flags.database, "HOLDFAST_DATABASE", configured, user: userDatabase,
      system: "/var/lib/holdfast/holdfast.db")
  }

  /// The control socket's path.
  public func socket(configured: String?) -> ResolvedPath {
    choose(
      flags.socket, "HOLDFAST_SOCKET", configured, user: userSocket, system: "/run/holdfast/holdfast.sock")
  }

  private func choose(
    _ flag: String?, _ variable: String, _ configured: String?, user: String?, system: String
  ) -> ResolvedPath {
    if let flag { return ResolvedPath(flag, .flag) }
    if let path = environment(variable) { return ResolvedPath(path, .environment) }
    if let configured { return ResolvedPath(configured, .configuration) }
    let isUsers =
      switch program {
      case .daemon: surroundings.userID != 0 && !surroundings.isUnderSystemd
      case .command: user.map(surroundings.fileExists) ?? false
      }
    if isUsers, let user { return ResolvedPath(user, .user) }
    return ResolvedPath(system, .system)
  }

  private func environment(_ name: String) -> String? {
    surroundings.environment(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  // MARK: XDG

  private var userConfiguration: String? { base("XDG_CONFIG_HOME", ".config").map { $0 + "/holdfast.toml" } }

  private var userDatabase: String? { base("XDG_DATA_HOME", ".local/share").map { $0 + "/holdfast.db" } }

  /// Below `$XDG_RUNTIME_DIR`; where that is unset (sudo, cron, a service) below `/run/user/UID`, which logind
  /// makes; where that is not there either, beside the user's database. Never below /tmp, where anybody could
  /// put a socket for our client to talk to.
  private var userSocket: String? {
    if let directory = absolute("XDG_RUNTIME_DIR") { return directory + "/holdfast/holdfast.sock" }
    let logind = "/run/user/\(surroundings.userID)"
    if surroundings.fileExists(logind) { return logind + "/holdfast/holdfast.sock" }
    return base("XDG_DATA_HOME", ".local/share").map { $0 + "/holdfast.sock" }
  }

  private func base(_ variable: String, _ belowHome: String) -> String? {
    if let directory = absolute(variable) { return directory + "/holdfast" }
    guard let home = absolute("HOME") ?? surroundings.home else { return nil }
    return (home == "/" ? "" : home) + "/\(belowHome)/holdfast"
  }

  /// A directory from the environment; the specification has relative ones ignored.
  private func absolute(_ variable: String) -> String? {
    environment(variable).flatMap { $0.hasPrefix("/") ? $0 : nil }
  }
}

/// The path of another file in a file's folder.
func siblingPath(of path: String, named name: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return name }
  return path[...slash] + name
}
