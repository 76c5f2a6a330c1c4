// swift-tools-version: 6.0
import PackageDescription

// Apart from the main package, so that its users build and resolve nothing of this.
let package = Package(
  name: "holdfast-benchmarks",
  dependencies: [.package(name: "holdfast", path: "..")],
  targets: [
    .target(name: "CEvents"),
    .executableTarget(
      name: "events", dependencies: ["CEvents", .product(name: "Tracking", package: "holdfast")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
      ]),
    .executableTarget(
      name: "motion", dependencies: [.product(name: "Tracking", package: "holdfast")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
