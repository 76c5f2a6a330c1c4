import Testing

@testable import Settings

@Suite struct PathsTests {
  private func surroundings(
    _ environment: [String: String], userID: UInt32 = 1000, home: String? = "/home/db", systemd: Bool = false,
    files: Set<String> = []
  ) -> Surroundings {
    Surroundings(
      userID: userID, home: home, isUnderSystemd: systemd, environment: { environment[$0] },
      fileExists: { files.contains($0) })
  }

  private func all(_ paths: Paths, configured: (database: String?, socket: String?) = (nil, nil))
    -> [ResolvedPath]
  {
    [
      paths.configuration, paths.database(configured: configured.database),
      paths.socket(configured: configured.socket),
    ]
  }

  private let system = [
    ResolvedPath("/etc/holdfast/holdfast.toml", .system),
    ResolvedPath("/var/lib/holdfast/holdfast.db", .system),
    ResolvedPath("/run/holdfast/holdfast.sock", .system),
  ]

  @Test func flagsComeFirstThenTheEnvironmentThenTheConfiguration() {
    let environment = ["HOLDFAST_CONFIG": "/e/c", "HOLDFAST_DATABASE": "/e/d", "HOLDFAST_SOCKET": "/e/s"]
    let flags = Paths.Flags(configuration: "c", database: "d", socket: "s")
    let configured: (String?, String?) = ("/c/d", "/c/s")
    for program in [Paths.Program.daemon, .command] {
      #expect(
        all(Paths(program, flags: flags, surroundings: surroundings(environment)), configured: configured)
          == [ResolvedPath("c", .flag), ResolvedPath("d", .flag), ResolvedPath("s", .flag)])
      #expect(
        all(Paths(program, surroundings: surroundings(environment)), configured: configured)
          == [
            ResolvedPath("/e/c", .environment), ResolvedPath("/e/d", .environment),
            ResolvedPath("/e/s", .environment),
          ])
      let empty = environment.mapValues { _ in "" }
      #expect(
        all(Paths(program, surroundings: surroundings(empty, userID: 0)), configured: configured)
          == [system[0], ResolvedPath("/c/d", .configuration), ResolvedPath("/c/s", .configuration)])
    }
  }

  @Test func theDaemonUsesTheSystemsPlacesAsRootOrUnderSystemd() {
    #expect(all(Paths(.daemon, surroundings: surroundings([:], userID: 0))) == system)
    #expect(all(Paths(.daemon, surroundings: surroundings(["HOME": "/home/u"], systemd: true))) == system)
  }

  @Test func theDaemonOtherwiseUsesTheUsersOwnWhetherTheyExistOrNot() {
    let paths = Paths(
      .daemon, surroundings: surroundings(["HOME": "/home/u", "XDG_RUNTIME_DIR": "/run/user/1000"]))
    #expect(
      all(paths) == [
        ResolvedPath("/home/u/.config/holdfast/holdfast.toml", .user),
        ResolvedPath("/home/u/.local/share/holdfast/holdfast.db", .user),
        ResolvedPath("/run/user/1000/holdfast/holdfast.sock", .user),
      ])
  }

  @Test func theXDGVariablesCount() {
    let environment = [
      "XDG_CONFIG_HOME": "/x/c", "XDG_DATA_HOME": "/x/d", "XDG_RUNTIME_DIR": "/x/r", "HOME": "/home/u",
    ]
    #expect(
      all(Paths(.daemon, surroundings: surroundings(environment))).map(\.path)
        == ["/x/c/holdfast/holdfast.toml", "/x/d/holdfast/holdfast.db", "/x/r/holdfast/holdfast.sock"])
  }

  @Test func relativeOrEmptyXDGVariablesAndAMissingHomeDoNot() {
    let environment = ["XDG_CONFIG_HOME": "c", "XDG_DATA_HOME": "", "XDG_RUNTIME_DIR": "r", "HOME": ""]
    #expect(
      all(Paths(.daemon, surroundings: surroundings(environment, files: ["/run/user/1000"]))).map(\.path) == [
        "/home/db/.config/holdfast/holdfast.toml", "/home/db/.local/share/holdfast/holdfast.db",
        "/run/user/1000/holdfast/holdfast.sock",
      ])
    // Without /run/user either, the socket lies beside the database.
    #expect(
      Paths(.daemon, surroundings: surroundings(environment)).socket(configured: nil)
        == ResolvedPath("/home/db/.local/share/holdfast/holdfast.sock", .user))
    #expect(all(Paths(.daemon, surroundings: surroundings(environment, home: nil))) == system)
    #expect(
      Paths(.daemon, surroundings: surroundings([:], home: "/")).configuration.path
        == "/.config/holdfast/holdfast.toml")
  }

  @Test func theCommandUsesTheUsersOwnOnlyWhereItExists() {
    let environment = ["HOME": "/home/u", "XDG_RUNTIME_DIR": "/run/user/1000"]
    #expect(all(Paths(.command, surroundings: surroundings(environment))) == system)
    let files: Set<String> = ["/home/u/.local/share/holdfast/holdfast.db"]
    #expect(
      all(Paths(.command, surroundings: surroundings(environment, files: files)))
        == [system[0], ResolvedPath("/home/u/.local/share/holdfast/holdfast.db", .user), system[2]])
    // Also as root, who may run a daemon of his own with flags.
    let root = surroundings(
      ["HOME": "/root"], userID: 0, files: ["/root/.config/holdfast/holdfast.toml"])
    #expect(Paths(.command, surroundings: root).configuration.origin == .user)
  }

  @Test func onlyWhatSomebodyAskedForMustExist() {
    #expect(ResolvedPath("/a", .flag).isAskedFor)
    #expect(ResolvedPath("/a", .environment).isAskedFor)
    #expect(!ResolvedPath("/a", .user).isAskedFor)
    #expect(!ResolvedPath("/a", .system).isAskedFor)
  }

  @Test func thisProcessHasSurroundings() {
    let current = Surroundings.current()
    #expect(current.fileExists("/proc/self/exe"))
    #expect(!current.fileExists("/nonexistent"))
    #expect(current.environment("PATH") != nil)
    let home = current.environment("HOME").flatMap { $0.isEmpty ? nil : $0 } ?? current.home
    #expect(home?.hasPrefix("/") == true)
  }
}

@Suite struct ShippedDataTests {
  @Test func anInstallationsShareComesFirst() throws {
    let files: Set<String> = [
      "/opt/h/share/holdfast/exercises.toml", "/opt/h/Package.swift", "/opt/h/Config/exercises.toml",
    ]
    #expect(
      try ShippedData.directory(of: "/opt/h/bin/holdfast", fileExists: files.contains)
        == "/opt/h/share/holdfast")
    // What the kernel says of a program that was replaced while it runs.
    #expect(
      try ShippedData.directory(of: "/opt/h/bin/holdfast (deleted)", fileExists: files.contains)
        == "/opt/h/share/holdfast")
    #expect(
      try ShippedData.directory(of: "/bin/holdfast") { $0 == "/share/holdfast/exercises.toml" }
        == "/share/holdfast")
  }

  @Test func elseTheCheckoutAroundTheProgram() throws {
    let files: Set<String> = ["/src/h/Package.swift", "/src/h/Config/exercises.toml", "/src/Package.swift"]
    #expect(
      try ShippedData.directory(of: "/src/h/.build/x86_64/debug/holdfast", fileExists: files.contains)
        == "/src/h/Config")
  }

  @Test func elseTheInstallationIsBroken() {
    for program in ["/usr/bin/holdfast", "/holdfast", "holdfast", ""] {
      #expect(throws: SettingsError.self) { try ShippedData.directory(of: program) { _ in false } }
    }
    do {
      _ = try ShippedData.directory(of: "/usr/bin/holdfast") { _ in false }
    } catch {
      #expect(
        error.description
          == "/usr/share/holdfast/exercises.toml: not there, nor is a Config folder in a checkout around "
          + "the program; install Holdfast again (make install)")
    }
  }
}
