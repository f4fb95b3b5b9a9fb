public import ModelFormats

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Reading files and pipes.
public enum InputFile {
  /// The most bytes that are read of a file: 4 GiB.
  public static let limit = 4 << 30
  /// So many bytes, or all where there are fewer, tell what a file is; before them no more are read.
  static let beginning = 64
  private static let chunkSize = 1 << 18

  /// Reads all bytes of a file or a pipe, or as many as it takes to see that they are not wanted.
  ///
  /// A pipe is waited for, and its bytes are kept, since they come only once.
  ///
  /// - Parameters:
  ///   - path: The path of the file; `-` is standard input.
  ///   - limit: The most bytes that are read.
  ///   - isWanted: Asked, by the first bytes, whether the others are to be read.
  ///   - cancellation: Gives the reading up.
  /// - Returns: The bytes.
  /// - Throws: `CommandError.missing`, `.folder`, `.device`, `.unreadable`, `.fileTooLarge`, `.changed` or `.memory`;
  ///   `.unreadable` with `ECANCELED` where the reading was given up.
  public static func bytes(
    of path: String, limit: Int = limit, isWanted: @Sendable (ArraySlice<UInt8>) -> Bool = { _ in true },
    until cancellation: Cancellation = Cancellation()
  ) throws(CommandError) -> [UInt8] {
    if path == PictureInput.standardInput || KeptPipe.isPipe(path) {
      return try KeptPipe.at(path).bytes(limit: limit, isWanted: isWanted, until: cancellation)
    }
    let input = try OpenInput(path: path)
    var bytes: [UInt8] = []
    while true {
      // What was a file when it was looked at may have become a pipe.
      if input.stamp == nil, let code = cancellation.wait(forInput: input.descriptor) {
        throw .unreadable(path: path, code: code)
      }
      if try append(from: input, to: &bytes, limit: limit) { break }
      if cancellation.isCancelled { throw .givenUp(path) }
      guard bytes.count < beginning || isWanted(bytes.prefix(beginning)) else { return bytes }
      if let size = input.stamp?.size { try reserve(size, in: &bytes, path: path, limit: limit) }
    }
    try input.checkUnchanged()
    return bytes
  }

  /// The bytes of a model file, to be read where and when they are needed.
  ///
  /// Those of a pipe are written to a file without a name first, where they can be.
  ///
  /// - Throws: What `bytes` throws; `CommandError.cannotCreate` where there is no room for a pipe's bytes.
  public static func content(of path: String) throws(CommandError) -> FileContent {
    let input = try OpenInput(path: path)
    guard input.stamp != nil else { return try spooled(input) }
    guard input.stamp?.size ?? 0 <= limit else { throw .fileTooLarge(path: path, limit: limit) }
    return try content(descriptor: fcntl(input.descriptor, F_DUPFD_CLOEXEC, 3), path: path)
  }

  /// Content of an open file, which it takes over.
  private static func content(descriptor: Int32, path: String) throws(CommandError) -> FileContent {
    guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
    do {
      return try FileContent(descriptor: descriptor)
    } catch .system(let code) {
      throw .unreadable(path: path, code: code)
    } catch {
      throw .changed(path: path)
    }
  }

  /// The content of a pipe, as a file without a name; what doesn't begin like a model is not read to its end.
  private static func spooled(_ input: OpenInput) throws(CommandError) -> FileContent {
    let cancellation = Cancellation()
    var first: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: chunkSize)
    while first.count < beginning {
      let count = try input.read(into: &chunk, until: cancellation)
      guard count > 0 else { return FileContent(first) }
      first += chunk[..<count]
    }
    guard ModelFile.isRecognised(beginning: Array(first.prefix(beginning))) else { return FileContent(first) }
    let file = try UnfinishedFile.nameless()
    var total = first.count
    try file.write(first)
    while true {
      let count = try input.read(into: &chunk, until: cancellation)
      guard count > 0 else { break }
      total += count
      guard total <= limit else { throw .fileTooLarge(path: input.path, limit: limit) }
      try file.write(Array(chunk[..<count]))
    }
    return try content(descriptor: fcntl(file.descriptor, F_DUPFD_CLOEXEC, 3), path: input.path)
  }

  /// Reads what comes next; says whether that was the end.
  static func append(
    from input: OpenInput, to bytes: inout [UInt8], limit: Int
  ) throws(CommandError) -> Bool {
    // A file that has grown meanwhile is read in more pieces.
    let rest = input.stamp.map { max(beginning, $0.size - bytes.count + 1) } ?? chunkSize
    var chunk = [UInt8](repeating: 0, count: min(chunkSize, rest))
    guard let count = try input.readNow(into: &chunk) else { return false }
    guard count > 0 else { return true }
    guard bytes.count + count <= limit else { throw .fileTooLarge(path: input.path, limit: limit) }
    if bytes.count + count > bytes.capacity {
      let wanted = max(2 * bytes.count, bytes.count + count)
      try reserve(min(wanted, limit), in: &bytes, path: input.path, limit: limit)
    }
    bytes.append(contentsOf: chunk[..<count])
    return false
  }

  /// Makes room for so many bytes, where there may be as many.
  private static func reserve(
    _ count: Int, in bytes: inout [UInt8], path: String, limit: Int
  ) throws(CommandError) {
    guard count <= limit else { throw .fileTooLarge(path: path, limit: limit) }
    guard count > bytes.capacity else { return }
    // Asking takes longer than it does to read a small file.
    guard count <= chunkSize || SystemMemory.gives(count) else { throw .memory(path: path, bytes: count) }
    bytes.reserveCapacity(count)
  }

  /// Looks whether a file is there and can be read, without reading it.
  ///
  /// - Throws: What `bytes` throws of a file that can't be opened.
  static func look(at path: String) throws(CommandError) {
    _ = try OpenInput(path: path)
  }

  /// What the system's code means for a file that is read.
  static func error(_ code: Int32, path: String) -> CommandError {
    switch code {
    case ENOENT, ENOTDIR: .missing(path: path)
    case EISDIR: .folder(path: path)
    default: .unreadable(path: path, code: code)
    }
  }
}
