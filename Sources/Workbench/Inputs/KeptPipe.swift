private import Synchronization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

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
    try state.withLock { state in
      Result { () throws(CommandError) in
        if state.input != nil || state.isDone || state.failure != nil { return state.input }
        let isStandardInput = path == PictureInput.standardInput
        let input = try isStandardInput ? OpenInput(standardInput: path) : OpenInput(path: path)
        state.input = input
        return input
      }
    }.get()
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
