/// The bytes of a file, which stay where they are for the value's life and are never written.
public final class FileContent: @unchecked Sendable {
  /// The bytes, which are there as long as the value is: keep it alive while they are used.
  public let bytes: UnsafeBufferPointer<UInt8>
  /// Whether the bytes are pages of a mapped file, which memory needn't keep: they come back when they are read.
  let isMapped: Bool
  private let release: @Sendable (UnsafeBufferPointer<UInt8>) -> Void

  /// Takes over bytes that somebody else keeps until they are released: a mapped file, a part of other content.
  public init(
    _ bytes: UnsafeBufferPointer<UInt8>, isMapped: Bool = false,
    release: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    self.bytes = bytes
    self.isMapped = isMapped
    self.release = release
  }

  /// Copies bytes.
  public convenience init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.initialize(fromContentsOf: bytes)
    self.init(UnsafeBufferPointer(copy)) { UnsafeMutableBufferPointer(mutating: $0).deallocate() }
  }

  deinit {
    release(bytes)
  }

  /// A part of the bytes, which keeps the whole alive.
  func part(_ range: Range<Int>) -> FileContent {
    FileContent(UnsafeBufferPointer(rebasing: bytes[range]), isMapped: isMapped) { [self] _ in _ = self }
  }
}
