#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// What tells whether a file was changed: its size, and when it was last written.
public struct FileStamp: Equatable, Sendable {
  /// The number of bytes.
  public let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// The stamp of an open file; `nil` where the system doesn't tell.
  public init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, let size = Int(exactly: status.st_size) else { return nil }
    #if os(Linux)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    self.size = size
    seconds = Int(time.tv_sec)
    nanoseconds = Int(time.tv_nsec)
  }
}
