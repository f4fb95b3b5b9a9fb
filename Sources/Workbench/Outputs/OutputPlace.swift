#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What stands where something is to be written.
enum OutputPlace {
  /// A file or a link that is to be replaced, or nothing; with the mode of the file.
  case file(mode: mode_t?)
  /// A pipe, a device, or an open file of the program, which are written to as they are.
  case stream(Int32)

  /// Looks at a path.
  ///
  /// - Throws: `CommandError.cannotCreate`: for a folder, for one that isn't there, for a file that is protected.
  init(_ path: String) throws(CommandError) {
    let isStream = Self.namesOpenFile(path) || Self.isStream(path)
    self = isStream ? .stream(try Self.openStream(path)) : .file(mode: try Self.mode(ofFileAt: path))
  }

  /// The mode of a file that is to be replaced; `nil` where there is none, or a link.
  ///
  /// Nothing is opened.
  ///
  /// - Throws: `CommandError.cannotCreate`: for a folder, for one that isn't there, for a file that is protected.
  static func mode(ofFileAt path: String) throws(CommandError) -> mode_t? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT, !path.isEmpty else { throw .cannotCreate(path: path, code: errno) }
      return nil
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .cannotCreate(path: path, code: EISDIR)
    case S_IFREG:
      guard access(path, W_OK) == 0 else { throw .cannotCreate(path: path, code: errno) }
      return status.st_mode & 0o777
    default: return nil
    }
  }

  /// Whether a pipe, a socket or a device is at a path; a link is none, whatever it leads to.
  static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    return ![S_IFDIR, S_IFLNK, S_IFREG].contains(status.st_mode & S_IFMT)
  }

  /// Whether a path is one of those that stand for devices and open files: `/dev/stdout`, `/dev/fd/63`.
  private static func namesOpenFile(_ path: String) -> Bool {
    let folder = FilePath.parent(of: path)
    let isOfProcess = folder.hasPrefix("/proc/") && FilePath.name(of: folder) == "fd"
    return folder == "/dev" || folder == "/dev/fd" || isOfProcess
  }

  /// Opens what is there, without a change; an open file of the program goes on where it is.
  private static func openStream(_ path: String) throws(CommandError) -> Int32 {
    let descriptor =
      number(ofOpenFile: path).map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
      ?? open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
    return descriptor
  }

  private static func number(ofOpenFile path: String) -> Int32? {
    switch path {
    case "/dev/stdout": STDOUT_FILENO
    case "/dev/stderr": STDERR_FILENO
    default:
      ["/dev/fd", "/proc/self/fd"].contains(FilePath.parent(of: path)) ? Int32(FilePath.name(of: path)) : nil
    }
  }
}
