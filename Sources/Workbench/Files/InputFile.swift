private import Foundation

/// Reading files whole.
public enum InputFile {
  /// The most bytes that are read of a file: 4 GiB.
  public static let limit = 4 << 30

  /// Reads all bytes of a file or a pipe.
  ///
  /// - Throws: `CommandError.missing`, `.folder`, `.unreadable` or `.fileTooLarge`.
  public static func bytes(of path: String, limit: Int = limit) throws(CommandError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw error(errno, path: path) }
    defer { close(descriptor) }
    return try Self.bytes(from: descriptor, path: path, limit: limit)
  }

  /// Reads all bytes that come from an open file, of which errors say that it has the given path.
  static func bytes(
    from descriptor: Int32, path: String, limit: Int = limit
  ) throws(CommandError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw error(errno, path: path) }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else { throw .fileTooLarge(path: path, limit: limit) }
    }
  }

  /// What the system's code means for a file that is read.
  private static func error(_ code: Int32, path: String) -> CommandError {
    switch code {
    case ENOENT, ENOTDIR: .missing(path: path)
    case EISDIR: .folder(path: path)
    default: .unreadable(path: path, code: code)
    }
  }
}
