// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// Built by `Scripts/fuzz` only, which gives the sanitizers, the coverage and libFuzzer: a package of its own, so that
// nothing else is built with them.
let package = Package(
  name: "cnnview-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "cnnview", path: "../..")],
  targets: [
    .target(name: "FuzzDriver"),
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzDriver", .product(name: "FuzzTargets", package: "cnnview")],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
