internal import ModelFormats

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

extension LegacyReader {
  /// Has an open file read by another process of the program at a path.
  init(_ content: FileContent, helper: String?) {
    self.init { () throws(ModelError) in
      guard let helper, let descriptor = content.descriptor else { throw .legacyProcess(code: nil) }
      return try ChildReader(of: descriptor, helper: helper)
    }
  }
}

/// A process of cnnview that reads a legacy file, and the pipe that its records come through.
private final class ChildReader: LegacyProcess {
  private let process: pid_t
  private let output: Int32
  private var isFinished = false

  /// Starts the program at a path on an open file.
  init(of file: Int32, helper: String) throws(ModelError) {
    guard let pipe = OpenFile.makePipe() else { throw .legacyProcess(code: errno) }
    defer { close(pipe.writes) }
    do {
      process = try ChildReader.spawn(helper, input: file, output: pipe.writes)
    } catch {
      close(pipe.reads)
      throw error
    }
    output = pipe.reads
  }

  deinit {
    finish()
  }

  /// Fills a buffer from the pipe.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = OpenFile.nextBytes(of: output, into: rest)
      guard count > 0 else { break }
      filled += count
    }
    return filled
  }

  /// Ends the process whatever it is at: all that it had to say was read, or is wanted no more.
  func finish() {
    guard !isFinished else { return }
    isFinished = true
    kill(process, SIGKILL)
    close(output)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// Starts the program with no signal blocked or ignored, and of what the program has opened nothing but its
  /// input and output.
  private static func spawn(_ helper: String, input: Int32, output: Int32) throws(ModelError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let arguments = cStrings([helper, LegacyChild.command])
    let environment = cStrings(environment)
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, helper, &actions, &attributes, arguments, environment)
    guard code == 0 else { throw .legacyProcess(code: code) }
    return process
  }

  /// Copies of texts as C wants a list of them; to be freed.
  private static func cStrings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }

  /// The environment, in which a crash ends at once instead of being described.
  private static var environment: [String] {
    Machine.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
      .map { "\($0.key)=\($0.value)" }
  }
}

/// The process of cnnview that reads a legacy `.h5` file for another one, and may die of it.
public enum LegacyChild {
  /// The hidden command that does it: the file is standard input, and the records go to standard output.
  public static let command = "read-h5"

  /// The path of the running program.
  public static var runningProgram: String? { Machine.program }

  /// Reads the file at standard input under limits of memory and time; ends the process.
  public static func run() -> Never {
    guard let content = try? FileContent(descriptor: STDIN_FILENO) else { exit(1) }
    setLimits(fileSize: content.count)
    LegacyDump.write(content) { bytes in
      guard OutputFile.writeAll(bytes, to: STDOUT_FILENO) == nil else { exit(1) }
    }
    exit(0)
  }

  /// Memory for the program, the file and twice its numbers; a second, and one more for every 16 MiB; no files, no
  /// dump of the memory.
  private static func setLimits(fileSize: Int) {
    let size = min(fileSize, InputFile.limit)
    limit(RLIMIT_AS, 1 << 30 + 4 * size)
    limit(RLIMIT_CPU, 1 + size >> 24)
    limit(RLIMIT_FSIZE, 0)
    limit(RLIMIT_CORE, 0)
  }

  #if os(Linux)
    private static func limit(_ resource: __rlimit_resource, _ value: Int) {
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
      setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }
  #else
    private static func limit(_ resource: Int32, _ value: Int) {
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
      setrlimit(resource, &limit)
    }
  #endif
}
