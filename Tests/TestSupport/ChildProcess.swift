public import Foundation

/// A program that is run to its end.
public enum ChildProcess {
  /// How a program ended.
  public enum Ending: Hashable, Sendable {
    /// It returned a status.
    case exited(Int32)
    /// A signal ended it.
    case signalled(Int32)

    /// The status, or the number of the signal.
    var status: Int32 {
      switch self {
      case .exited(let status), .signalled(let status): status
      }
    }

    /// The ending that `waitpid` reports.
    init(waitStatus: Int32) {
      let signal = waitStatus & 0x7F
      self = signal == 0 ? .exited(waitStatus >> 8 & 0xFF) : .signalled(signal)
    }
  }

  /// What lets a debug build that a signal ends go at once: Swift's account of where it was takes half a minute.
  static let quietCrash = ["SWIFT_BACKTRACE": "enable=no"]

  /// Where a program is found in `PATH`; nil if it isn't there.
  public static func path(of program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The folder where the products of this build are.
  public static var products: URL {
    let test = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let folder = test.deletingLastPathComponent()
    let isBuilt = FileManager.default.isExecutableFile(atPath: folder.appending(path: "cnnview").path)
    return isBuilt ? folder : Repository.root.appending(path: ".build/tests/release")
  }

  /// Runs a program to its end; what it writes to standard output and error goes through a file.
  ///
  /// A daemon that it leaves behind can't hold the test up, and it starts with no signal blocked (the threads
  /// of a test run block almost all).
  public static func run(
    _ path: String, _ arguments: [String], environment: [String: String]
  ) throws -> (ending: Ending, output: String) {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, file.path, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let process = try spawn(path, arguments, environment, &actions)
    return (ending(of: process), (try? String(contentsOf: file, encoding: .utf8)) ?? "")
  }

  /// Waits until a program ends.
  static func ending(of process: pid_t) -> Ending {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return Ending(waitStatus: status)
  }

  /// Starts a program with no signal blocked.
  static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String: String],
    _ actions: inout posix_spawn_file_actions_t
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let argv = CStrings([path] + arguments)
    let envp = CStrings(environment.map { "\($0.key)=\($0.value)" })
    var process: pid_t = 0
    let error = posix_spawn(&process, path, &actions, &attributes, argv.pointers, envp.pointers)
    guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EINVAL) }
    return process
  }
}

/// Strings as C has them: an array of pointers that ends in a null.
final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  deinit {
    for pointer in pointers { free(pointer) }
  }
}
