public import Foundation

/// One run of the built program without a terminal, from start to end.
public struct ProgramRun: Sendable {
  /// The exit code.
  public let status: Int32
  /// What it wrote to standard output.
  public let output: String
  /// What it wrote to standard error.
  public let errors: String

  /// Runs the program; its environment is the test's without `CNNVIEW_ASSETS`, and the given variables.
  ///
  /// Standard input is empty, or the file whose path is `input`.
  public init(
    _ arguments: [String], environment: [String: String] = [:], folder: String? = nil,
    input: String? = nil, program: URL = Self.builtProgram
  ) throws {
    let files = try TemporaryFolder()
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    variables["CNNVIEW_ASSETS"] = nil
    variables["COLUMNS"] = nil
    process.environment = variables.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.standardInput = FileHandle(forReadingAtPath: input ?? "/dev/null")
    let output = try Self.file(files["output"])
    let errors = try Self.file(files["errors"])
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    self.output = try String(contentsOfFile: files["output"], encoding: .utf8)
    self.errors = try String(contentsOfFile: files["errors"], encoding: .utf8)
  }

  /// The program that was built beside the tests.
  public static var builtProgram: URL {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let tests = bundle ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appending(path: "cnnview")
  }

  /// Copies the program.
  ///
  /// Another process does it: a copy that this one has open for writing while another thread starts a program
  /// can't be run until that has come up.
  public static func copyProgram(to path: String) throws {
    let copy = try ChildProcess.run("/bin/cp", [builtProgram.path, path], environment: [:])
    guard copy.ending == .exited(0) else { throw CocoaError(.fileWriteUnknown) }
  }

  private static func file(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: path))
    return try FileHandle(forWritingTo: URL(filePath: path))
  }
}
