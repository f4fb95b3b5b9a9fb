#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Making files and folders.
///
/// A file is written beside its place and put there when it is whole: until then what is there stays. A link is
/// replaced, and what it leads to stays.
public enum OutputFile {
  /// Makes a file of the given bytes, in place of one that is there.
  ///
  /// - Throws: `CommandError.cannotCreate`.
  public static func create(_ path: String, holding bytes: [UInt8]) throws(CommandError) {
    try fill(path) { writeAll(bytes, to: $0) }
  }

  /// Makes a file, in place of one that is there, of text that comes in pieces.
  ///
  /// - Throws: `CommandError.cannotCreate`.
  public static func create(
    _ path: String, writing write: (inout ByteSink) -> Void
  ) throws(CommandError) {
    try fill(path) { descriptor in
      var sink = ByteSink { writeAll($0, to: descriptor) }
      write(&sink)
      sink.flush()
      return sink.failure
    }
  }

  /// Makes a file of a name that no file has yet: `stem.suffix`, else `stem-2.suffix`, `stem-3.suffix` …; returns it.
  ///
  /// - Throws: `CommandError.cannotCreate`.
  public static func createNew(
    _ stem: String, suffix: String, inFolder folder: String, holding bytes: [UInt8]
  ) throws(CommandError) -> String {
    for number in 1...9_999 {
      let name = number == 1 ? "\(stem).\(suffix)" : "\(stem)-\(number).\(suffix)"
      let path = FilePath.joined(folder, name)
      var status = stat()
      guard lstat(path, &status) != 0 else { continue }
      do {
        let file = try UnfinishedFile(for: path)
        try file.write(bytes)
        try file.appear()
        return name
      } catch .cannotCreate(_, EEXIST) {
        continue
      }
    }
    throw .cannotCreate(path: FilePath.joined(folder, "\(stem).\(suffix)"), code: EEXIST)
  }

  /// Has a file written; `write` answers with the system's code where that fails.
  private static func fill(_ path: String, _ write: (Int32) -> Int32?) throws(CommandError) {
    switch try OutputPlace(path) {
    case .stream(let descriptor):
      let failure = write(descriptor)
      let closing = close(descriptor) == 0 ? nil : errno
      if let code = failure ?? closing { throw .cannotCreate(path: path, code: code) }
    case .file(let mode):
      let file = try UnfinishedFile(for: path, mode: mode)
      if let code = write(file.descriptor) { throw .cannotCreate(path: path, code: code) }
      try file.replace()
    }
  }

  /// Writes all bytes; returns the system's code where that fails.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
  }

  /// Writes all bytes; returns the system's code where that fails.
  static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        // Whether writing waits is shared with whoever else has the pipe or the terminal.
        _ = OpenFile.waitForRoom(in: descriptor, milliseconds: -1)
        continue
      }
      guard count >= 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return nil
  }

  /// Makes a folder and those above it, where they are not there yet.
  ///
  /// - Throws: `CommandError.cannotCreate`.
  public static func makeFolder(_ path: String) throws(CommandError) {
    guard !FilePath.isFolder(path), mkdir(path, 0o777) != 0 else { return }
    // Something that is no folder is there.
    let code = errno == EEXIST ? ENOTDIR : errno
    let parent = FilePath.parent(of: path)
    guard code == ENOENT, !path.isEmpty, !FilePath.isFolder(parent) else {
      throw .cannotCreate(path: path, code: code)
    }
    try makeFolder(parent)
    guard mkdir(path, 0o777) == 0 else { throw .cannotCreate(path: path, code: errno) }
  }
}

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
    let isStream = Self.namesOpenFile(path) || FilePath.isStream(path)
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
