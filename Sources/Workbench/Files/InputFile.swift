private import Foundation
public import ModelFormats

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

  /// Files of so many bytes are mapped, not read.
  public static let mappedSize = 64 << 20

  /// All bytes of a file or a pipe, which a large file leaves where it is.
  ///
  /// A mapped file that another program cuts short ends this one with SIGBUS as soon as a lost byte is touched, so
  /// only files are mapped whose copy would be a burden.
  ///
  /// - Throws: `CommandError.missing`, `.folder`, `.unreadable` or `.fileTooLarge`.
  public static func content(of path: String, mappedFrom size: Int = mappedSize) throws(CommandError)
    -> FileContent
  {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw error(errno, path: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size >= size else {
      return FileContent(try bytes(from: descriptor, path: path))
    }
    let count = Int(status.st_size)
    guard count <= limit else { throw .fileTooLarge(path: path, limit: limit) }
    guard let content = FileContent(mapping: descriptor, count: count) else {
      throw error(errno, path: path)
    }
    return content
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

extension FileContent {
  /// Maps an open file for reading; `nil` where the system refuses.
  convenience init?(mapping descriptor: Int32, count: Int) {
    guard count > 0, let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return nil }
    let bytes = UnsafeRawBufferPointer(start: start, count: count).bindMemory(to: UInt8.self)
    self.init(bytes, isMapped: true) { bytes in
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }
  }
}
