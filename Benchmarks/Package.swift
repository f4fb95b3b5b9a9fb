// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A module of cnnview, by one of its two libraries; it has this name whatever the checkout's folder has.
func cnnview(_ product: String) -> Target.Dependency { .product(name: product, package: "cnnview") }

/// The benchmarks of one level: `swift package benchmark` looks for them in the folder `Benchmarks`.
func benchmarks(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      "BenchmarkSubjects", cnnview("ConvNet"), cnnview("Workbench"),
      .product(name: "Benchmark", package: "benchmark"),
    ],
    path: "Benchmarks/\(name)", swiftSettings: settings,
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "cnnview-benchmarks",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "pass-timer", targets: ["PassTimer"])],
  dependencies: [
    .package(name: "cnnview", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  ],
  targets: [
    .target(
      name: "BenchmarkSubjects", dependencies: [cnnview("ConvNet"), cnnview("Workbench")],
      swiftSettings: settings),
    benchmarks("EngineBenchmarks"),
    benchmarks("ExplorerBenchmarks"),
    .executableTarget(
      name: "PassTimer",
      dependencies: [
        "BenchmarkSubjects", cnnview("ConvNet"), cnnview("Workbench"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
