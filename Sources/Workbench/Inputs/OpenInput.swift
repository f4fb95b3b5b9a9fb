internal import ModelFormats

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A file or a pipe that was opened for reading.
final class OpenInput: Sendable {
  /// The path, as errors name it; `-` is standard input.
  let path: String
  /// The open file.
  let descriptor: Int32
  /// What the file was like when it was opened; `nil` for a pipe, whose bytes come and go.
  let stamp: FileStamp?

  /// Opens a path; a pipe is opened at once, even if nobody writes to it yet.
  ///
  /// - Throws: `CommandError.missing`, `.folder`, `.device` or `.unreadable`.
  init(path: String) throws(CommandError) {
    // Opening some devices does something already.
    if let kind = try Self.kind(path: path), kind == S_IFCHR || kind == S_IFBLK { throw .device(path: path) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw InputFile.error(errno, path: path) }
    do {
      stamp = try Self.stamp(descriptor, path: path)
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    self.path = path
  }

  /// Takes standard input, which stays open.
  ///
  /// A device is let through, since it may stand for nothing at all, but no terminal.
  ///
  /// - Throws: `CommandError.device` where it is a terminal.
  init(standardInput path: String) throws(CommandError) {
    guard isatty(STDIN_FILENO) == 0 else { throw .device(path: path) }
    descriptor = STDIN_FILENO
    stamp = nil
    self.path = path
  }

  deinit {
    if descriptor != STDIN_FILENO { close(descriptor) }
  }

  /// The kind of what a path names, as `stat` has it.
  private static func kind(path: String) throws(CommandError) -> mode_t? {
    var status = stat()
    guard stat(path, &status) == 0 else { throw InputFile.error(errno, path: path) }
    return status.st_mode & S_IFMT
  }

  private static func stamp(_ descriptor: Int32, path: String) throws(CommandError) -> FileStamp? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, code: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return FileStamp(descriptor: descriptor)
    case S_IFDIR: throw .folder(path: path)
    case S_IFCHR, S_IFBLK: throw .device(path: path)
    default: return nil
    }
  }

  /// Reads the next bytes into a buffer; none at the end.
  ///
  /// A pipe is waited for, until the work is given up.
  ///
  /// - Throws: `CommandError.folder` or `.unreadable`, with `ECANCELED` where the work was given up.
  func read(into buffer: inout [UInt8], until cancellation: Cancellation) throws(CommandError) -> Int {
    while true {
      if let code = cancellation.wait(forInput: descriptor) { throw .unreadable(path: path, code: code) }
      if let count = try readNow(into: &buffer) { return count }
    }
  }

  /// Reads what is there into a buffer; none at the end, `nil` where there is nothing yet.
  func readNow(into buffer: inout [UInt8]) throws(CommandError) -> Int? {
    let count = buffer.withUnsafeMutableBytes { OpenFile.nextBytes(of: descriptor, into: $0) }
    guard count < 0 else { return count }
    if errno == EAGAIN { return nil }
    throw InputFile.error(errno, path: path)
  }

  /// - Throws: `CommandError.changed` where a file is not what it was when it was opened.
  func checkUnchanged() throws(CommandError) {
    guard let stamp, FileStamp(descriptor: descriptor) != stamp else { return }
    throw .changed(path: path)
  }
}
