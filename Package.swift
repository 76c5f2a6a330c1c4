// swift-tools-version: 6.0
import PackageDescription

/// Warnings are errors where HOLDFAST_WERROR is set (`make test`, `.ci/run`): a user who builds with a
/// newer compiler must not fail on a warning that compiler invented.
let strict: [SwiftSetting] =
  Context.environment["HOLDFAST_WERROR"] == "1" ? [.unsafeFlags(["-warnings-as-errors"])] : []

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + strict

/// `holdfast` runs for a moment, and the dynamic linker would take longer than it does: nothing is relocated or exported,
/// and the libraries whose archives `make release` puts into the folder are linked in.
let wholeLinking = LinkerSetting.unsafeFlags(
  [
    "-Xclang-linker", "-no-pie", "-Xclang-linker", "-static-libgcc", "-Xlinker", "--no-export-dynamic",
    "-L\(Context.packageDirectory)/.build/archives",
  ], .when(configuration: .release))

/// `holdfastd` lives for months: what it does not use is left out, which nothing could be while all is exported.
let lean = LinkerSetting.unsafeFlags(["-Xlinker", "--no-export-dynamic"], .when(configuration: .release))

/// A room of the house (see CONTRIBUTING.md): `needs` are the rooms below it that it may know.
func room(_ name: String, needs: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: needs, swiftSettings: settings)
}

func tests(_ room: String, needs: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: room + "Tests", dependencies: [.target(name: room)] + needs, swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "holdfast",
  products: [
    .executable(name: "holdfastd", targets: ["holdfastd"]),
    .executable(name: "holdfast", targets: ["holdfast"]),
    // For Benchmarks/, a package of its own.
    .library(name: "Tracking", targets: ["Training", "Motion", "Tracking"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // C libraries.
    .systemLibrary(name: "CLibevdev", pkgConfig: "libevdev", providers: [.apt(["libevdev-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CLinux"),
    .target(name: "CTOML", cxxSettings: [.unsafeFlags(["-fno-exceptions", "-fno-rtti"])]),

    // The ground: pure, no Foundation, no C, no clock.
    room("Training"),
    room("Motion", needs: ["Training"]),
    room("Tracking", needs: ["Motion", "Training"]),
    room("FIT", needs: ["Training"]),

    // The first floor: each knows the ground and the system, none knows another.
    room("Syscalls", needs: ["CLinux"]),
    room("Evdev", needs: ["CLibevdev", "Syscalls", "Training", "Tracking"]),
    room("Store", needs: ["CSQLite", "Syscalls", "Training"]),
    room("Control", needs: ["Syscalls", "Training"]),
    room("Settings", needs: ["CTOML", "FIT", "Syscalls", "Training", "Tracking"]),

    // The second floor: stations with their devices, shared by the daemon and by `replay`.
    room("Gym", needs: ["Evdev", "Motion", "Settings", "Store", "Syscalls", "Training", "Tracking"]),

    // The roof.
    room(
      "Daemon",
      needs: [
        argumentParser, "Control", "Evdev", "Gym", "Motion", "Settings", "Store", "Syscalls", "Tracking",
        "Training",
      ]),
    room(
      "CLI",
      needs: [
        argumentParser, "Control", "Evdev", "FIT", "Gym", "Motion", "Settings", "Store", "Syscalls",
        "Tracking",
        "Training",
      ]),
    .executableTarget(
      name: "holdfastd", dependencies: ["Daemon"], swiftSettings: settings, linkerSettings: [lean]),
    .executableTarget(
      name: "holdfast", dependencies: ["CLI"], swiftSettings: settings, linkerSettings: [wholeLinking]),

    tests("Training"),
    tests("Motion", needs: ["Training"]),
    tests("Tracking", needs: ["Motion", "Training"]),
    tests("FIT", needs: ["Training"]),
    tests("Evdev", needs: ["Tracking", "Training", "Syscalls"]),
    tests("Syscalls"),
    tests("Store", needs: ["Training", "CSQLite", "Syscalls", "StoreTorture"]),
    .executableTarget(
      name: "StoreTorture", dependencies: ["Store", "Syscalls", "Training"], path: "Tests/StoreTorture",
      swiftSettings: settings),
    tests("Control", needs: ["Training", "Syscalls"]),
    tests("Settings", needs: ["FIT", "Syscalls", "Training", "Tracking"]),
    tests(
      "CLI",
      needs: [
        argumentParser, "CSQLite", "Control", "Evdev", "FIT", "Gym", "Settings", "Store", "Syscalls",
        "Tracking", "Training",
      ]),
    tests("Gym", needs: ["Evdev", "Settings", "Store", "Training", "Tracking"]),
    // They run the program itself, which is built for them.
    tests(
      "Daemon",
      needs: ["holdfastd", "Control", "CSQLite", "Motion", "Store", "Syscalls", "Tracking", "Training"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
