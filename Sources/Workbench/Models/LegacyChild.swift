internal import ModelFormats

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

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
