internal import ModelFormats
private import Synchronization

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

/// A pipe, whose bytes can be read once, and are kept for whoever asks again.
///
/// Several may ask at a time, and each may give up: what was read until then isn't lost.
final class KeptPipe: Sendable {
  private struct State {
    var input: OpenInput?
    var bytes: [UInt8] = []
    var isDone = false
    var failure: CommandError?
  }

  private static let known = Mutex<[String: KeptPipe]>([:])

  private let path: String
  private let state = Mutex(State())

  /// The pipe at a path, always the same one; `-` is standard input.
  static func at(_ path: String) -> KeptPipe {
    known.withLock { known in
      if let pipe = known[path] { return pipe }
      let pipe = KeptPipe(path)
      known[path] = pipe
      return pipe
    }
  }

  private init(_ path: String) {
    self.path = path
  }

  /// Whether a path names a pipe, or something else whose bytes come once.
  static func isPipe(_ path: String) -> Bool {
    var status = stat()
    let code = path == PictureInput.standardInput ? fstat(STDIN_FILENO, &status) : stat(path, &status)
    return code == 0 && [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
  }

  /// All bytes, or as many as it takes to see that they are not wanted.
  ///
  /// - Throws: What `InputFile.bytes` throws.
  func bytes(
    limit: Int, isWanted: @Sendable (ArraySlice<UInt8>) -> Bool, until cancellation: Cancellation
  ) throws(CommandError) -> [UInt8] {
    while true {
      let result = state.withLock { Self.outcome(of: &$0, path, limit: limit, isWanted) }
      if let result { return try result.get() }
      guard let input = try opened() else { continue }
      if let code = cancellation.wait(forInput: input.descriptor) {
        throw .unreadable(path: path, code: code)
      }
    }
  }

  /// Opens the pipe, unless that was done; `nil` where there is nothing to wait for any more.
  private func opened() throws(CommandError) -> OpenInput? {
    try state.withLock { state throws(CommandError) in
      if state.input != nil || state.isDone || state.failure != nil { return state.input }
      let isStandardInput = path == PictureInput.standardInput
      let input = try isStandardInput ? OpenInput(standardInput: path) : OpenInput(path: path)
      state.input = input
      return input
    }
  }

  /// What came of the pipe, after reading what is there; `nil` where there is more to wait for.
  private static func outcome(
    of state: inout State, _ path: String, limit: Int, _ isWanted: (ArraySlice<UInt8>) -> Bool
  ) -> Result<[UInt8], CommandError>? {
    if let failure = state.failure { return .failure(failure) }
    if state.isDone { return .success(state.bytes) }
    guard let input = state.input, OpenFile.wait(for: [input.descriptor], milliseconds: 0) == nil
    else { return nil }
    do {
      state.isDone = try InputFile.append(from: input, to: &state.bytes, limit: limit)
      let beginning = state.bytes.prefix(InputFile.beginning)
      state.isDone = state.isDone || beginning.count == InputFile.beginning && !isWanted(beginning)
    } catch {
      state.failure = error
      state.bytes = []
    }
    if state.isDone || state.failure != nil { state.input = nil }
    return state.failure.map { .failure($0) } ?? (state.isDone ? .success(state.bytes) : nil)
  }
}
