public import Foundation

/// One run of the built program without a terminal, from start to end.
public struct ProgramRun: Sendable {
  /// The exit code, or the number of the signal that ended it.
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
    var variables = ProcessInfo.processInfo.environment
    variables["CNNVIEW_ASSETS"] = nil
    variables["COLUMNS"] = nil
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files["output"], writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files["errors"], writing, 0o600)
    // Foundation's `Process` waits until nobody has its socket any more, which programs that others start get too.
    let inFolder = folder.map { ["-c", "cd \"$0\" && exec \"$@\"", $0, program.path] }
    let process = try ChildProcess.spawn(
      inFolder == nil ? program.path : "/bin/sh", (inFolder ?? []) + arguments,
      variables.merging(environment) { $1 }, &actions)
    status = ChildProcess.ending(of: process).status
    output = try String(contentsOfFile: files["output"], encoding: .utf8)
    errors = try String(contentsOfFile: files["errors"], encoding: .utf8)
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
}
