// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A module of `Sources/`; the modules it imports are listed here and nowhere else.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one module.
func tests(_ name: String, _ dependencies: [Target.Dependency], excluding: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: excluding, swiftSettings: settings)
}

let package = Package(
  name: "cnnview",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "cnnview", targets: ["cnnview"]),
    .library(name: "ConvNet", targets: ["Tensors", "ConvNet"]),
    // For `Benchmarks/` only, a package of its own, so that users don't fetch what it needs: a package sees no
    // other modules than those of products.
    .library(
      name: "Workbench",
      targets: [
        "CellScreen", "ImageFormats", "ModelFormats", "Explorer", "ExplorerViews", "Workbench", "TestSupport",
      ]),
    // For `Tests/Fuzz/` only, which is built with sanitizers.
    .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // Without its trait, which would link Foundation.
    .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0", traits: []),
  ],
  targets: [
    // Level 0: values, and the C libraries.
    module("Tensors"),
    module("CellScreen"),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo", .when(platforms: [.linux]))]),
    .target(name: "CHDF5", dependencies: ["HDF5Library"]),
    .target(name: "CZip", dependencies: ["ZipLibrary"]),
    .target(name: "CPNG", dependencies: ["PNGLibrary"]),
    .target(name: "CJPEG", dependencies: ["JPEGLibrary"]),
    .target(name: "CWebP", dependencies: ["WebPLibrary"]),
    .target(name: "CKernels"),
    .systemLibrary(
      name: "HDF5Library", pkgConfig: "hdf5",
      providers: [.apt(["libhdf5-dev"]), .brew(["hdf5"])]),
    .systemLibrary(
      name: "ZipLibrary", pkgConfig: "libzip",
      providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
    .systemLibrary(
      name: "PNGLibrary", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "JPEGLibrary", pkgConfig: "libturbojpeg",
      providers: [.apt(["libturbojpeg0-dev"]), .brew(["jpeg-turbo"])]),
    .systemLibrary(
      name: "WebPLibrary", pkgConfig: "libwebp",
      providers: [.apt(["libwebp-dev"]), .brew(["webp"])]),

    // Level 1: the engine, pictures, the terminal.
    module("ConvNet", ["Tensors", "CKernels"]),
    module("ImageFormats", ["Tensors", "CPNG", "CJPEG", "CWebP"]),
    module("CursesTerminal", ["CellScreen", "CNcurses"]),

    // Level 2: operations as lines of code.
    module("KerasNotation", ["ConvNet", "Tensors"]),

    // Level 3: model files; the explorer's state.
    module(
      "ModelFormats",
      [
        "KerasNotation", "ConvNet", "Tensors", "CHDF5", "CZip",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ]),
    module("Explorer", ["KerasNotation", "ConvNet", "Tensors", "CellScreen"]),

    // Level 4: its screens; what happens outside the screen.
    module("ExplorerViews", ["Explorer", "KerasNotation", "ConvNet", "Tensors", "CellScreen"]),
    module(
      "Workbench",
      ["Explorer", "ModelFormats", "KerasNotation", "ImageFormats", "ConvNet", "Tensors", "CellScreen"]),

    // Level 5: the program.
    .executableTarget(
      name: "cnnview",
      dependencies: [
        "Workbench", "ExplorerViews", "Explorer", "ModelFormats", "ImageFormats", "CursesTerminal",
        "ConvNet", "Tensors", "CellScreen",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // Tests, in the same order.
    .target(
      name: "TestSupport", dependencies: ["Explorer", "KerasNotation", "ConvNet", "Tensors", "CellScreen"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["CursesTerminal", "CellScreen", "TestSupport"],
      path: "Tests/TerminalProbe", swiftSettings: settings),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Workbench", "Explorer", "ModelFormats", "ImageFormats", "CursesTerminal", "ConvNet", "Tensors",
        "CellScreen", "TestSupport",
      ],
      path: "Tests/FuzzTargets", swiftSettings: settings),
    tests("HouseRulesTests", ["TestSupport"]),
    tests("FuzzTests", ["FuzzTargets", "TestSupport"]),
    tests("TensorsTests", ["Tensors", "TestSupport"]),
    tests("CellScreenTests", ["CellScreen", "TestSupport"]),
    tests("ConvNetTests", ["ConvNet", "Tensors", "CKernels", "TestSupport"]),
    tests("KerasNotationTests", ["KerasNotation", "ConvNet", "Tensors", "TestSupport"]),
    tests("ImageFormatsTests", ["ImageFormats", "Tensors", "TestSupport"]),
    tests("CursesTerminalTests", ["CursesTerminal", "CellScreen", "TestSupport", "TerminalProbe"]),
    tests("ModelFormatsTests", ["ModelFormats", "KerasNotation", "ConvNet", "Tensors", "TestSupport"]),
    tests(
      "ExplorerTests",
      ["Explorer", "ModelFormats", "KerasNotation", "ConvNet", "Tensors", "CellScreen", "TestSupport"]),
    tests(
      "ExplorerViewsTests",
      [
        "ExplorerViews", "Explorer", "Workbench", "ModelFormats", "ImageFormats", "ConvNet", "Tensors",
        "CellScreen", "TestSupport",
      ], excluding: ["Goldens"]),
    tests(
      "WorkbenchTests",
      [
        "Workbench", "Explorer", "ModelFormats", "ImageFormats", "ConvNet", "Tensors", "CellScreen",
        "TestSupport",
      ]),
    tests(
      "KerasAgreementTests",
      [
        "Workbench", "Explorer", "ModelFormats", "ImageFormats", "ConvNet", "Tensors", "CellScreen",
        "TestSupport",
      ]),
    tests(
      "EndToEndTests",
      ["cnnview", "Workbench", "ModelFormats", "ConvNet", "Tensors", "CellScreen", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
