/// The modules by level, and what each may import: the table of the design.
enum ImportTable {
  /// A module's row.
  struct Row {
    /// Its level; a module imports from lower levels only.
    let level: Int
    /// What it may import.
    let imports: Set<String>
  }

  /// The C library of Linux and of macOS.
  static let library: Set<String> = ["Glibc", "Darwin"]
  /// The only file of a pure module that may import it, for the system's mathematics.
  static let mathematicsFile = "Tensors/ElementaryFunctions.swift"

  /// What comes with the toolchain and is declared in no manifest.
  static let toolchain = system.union(["Synchronization"])
  /// What pure modules don't import: ways to files, the clock and the environment.
  ///
  /// Foundation stands in for FoundationEssentials on macOS, which has no module of that name.
  static let system = library.union(["FoundationEssentials", "Foundation", "Dispatch"])

  /// The modules that know neither files, nor the clock, nor the terminal.
  static let pure: Set<String> = [
    "Tensors", "ConvNet", "KerasNotation", "CellScreen", "Explorer", "ExplorerViews",
  ]

  /// What reads a clock, the command line, standard input or the system's randomness without any import.
  static let impureWords = [
    "ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator", "CommandLine", "readLine(", "print(",
    "randomElement()", "shuffled()", "getenv",
  ]

  private static let values: Set<String> = ["Tensors", "CellScreen"]
  private static let engine: Set<String> = ["ConvNet", "KerasNotation", "ImageFormats"]

  /// The table.
  static let rows: [String: Row] = [
    "HDF5Library": Row(level: -1, imports: []), "ZipLibrary": Row(level: -1, imports: []),
    "PNGLibrary": Row(level: -1, imports: []), "JPEGLibrary": Row(level: -1, imports: []),
    "WebPLibrary": Row(level: -1, imports: []),
    "Tensors": Row(level: 0, imports: []), "CellScreen": Row(level: 0, imports: []),
    "CNcurses": Row(level: 0, imports: []), "CHDF5": Row(level: 0, imports: ["HDF5Library"]),
    "CZip": Row(level: 0, imports: ["ZipLibrary"]), "CPNG": Row(level: 0, imports: ["PNGLibrary"]),
    "CJPEG": Row(level: 0, imports: ["JPEGLibrary"]),
    "CWebP": Row(level: 0, imports: ["WebPLibrary"]), "CKernels": Row(level: 0, imports: []),
    "ConvNet": Row(level: 1, imports: ["Tensors", "CKernels"]),
    "ImageFormats": Row(level: 1, imports: ["Tensors", "CPNG", "CJPEG", "CWebP"]),
    "CursesTerminal": Row(level: 1, imports: ["CellScreen", "CNcurses"]),
    "KerasNotation": Row(level: 2, imports: ["ConvNet", "Tensors"]),
    "ModelFormats": Row(
      level: 3,
      imports: library.union([
        "KerasNotation", "ConvNet", "Tensors", "CHDF5", "CZip", "SwiftProtobuf", "FoundationEssentials",
        "Foundation",
        "Synchronization",
      ])),
    "Explorer": Row(level: 3, imports: values.union(["KerasNotation", "ConvNet", "Synchronization"])),
    "ExplorerViews": Row(level: 4, imports: values.union(["KerasNotation", "ConvNet", "Explorer"])),
    "Workbench": Row(
      level: 4,
      imports: values.union(engine).union(system).union(["ModelFormats", "Explorer", "Synchronization"])),
    "cnnview": Row(
      level: 5,
      imports: values.union(engine).union([
        "CursesTerminal", "ModelFormats", "Explorer", "ExplorerViews", "Workbench", "ArgumentParser",
        "Synchronization",
      ])),
  ]
}
