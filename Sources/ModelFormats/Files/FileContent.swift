private import Synchronization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The bytes of a file, each read where and when it is needed.
///
/// A file that another program changes meanwhile gives a failure, never a crash: nothing is mapped, and no place
/// beyond the end that the file had at first is read. The first failure is kept, since the C libraries that read by
/// way of this one know only that something went wrong.
public final class FileContent: Sendable {
  /// Why bytes could not be read.
  public enum Failure: Error, Equatable, Sendable {
    /// The file is not what it was when it was opened.
    case changed
    /// The system's code.
    case system(code: Int32)
  }

  /// Where bytes come from.
  private enum Source: Sendable {
    case bytes([UInt8])
    /// An open file, and what it was like at first.
    case descriptor(Int32, FileStamp)
    /// A part of other content, from an offset on.
    case part(of: FileContent, from: Int)
  }

  /// The number of bytes.
  public let count: Int
  private let source: Source
  private let firstFailure = Mutex<Failure?>(nil)

  /// Keeps bytes that are in memory.
  public init(_ bytes: [UInt8]) {
    source = .bytes(bytes)
    count = bytes.count
  }

  /// Takes over an open file, which it closes at the end of its life.
  ///
  /// - Throws: `Failure.system` where the system says nothing of the file; it is closed then.
  public init(descriptor: Int32) throws(Failure) {
    guard let stamp = FileStamp(descriptor: descriptor) else {
      let code = errno
      close(descriptor)
      throw .system(code: code)
    }
    source = .descriptor(descriptor, stamp)
    count = stamp.size
  }

  private init(part range: Range<Int>, of whole: FileContent) {
    source = .part(of: whole, from: range.lowerBound)
    count = range.count
  }

  deinit {
    if case .descriptor(let descriptor, _) = source { close(descriptor) }
  }

  /// The open file, where the bytes are one's.
  public var descriptor: Int32? {
    if case .descriptor(let descriptor, _) = source { descriptor } else { nil }
  }

  /// A part of the bytes, which keeps the whole alive.
  ///
  /// - Precondition: The range lies inside.
  func part(_ range: Range<Int>) -> FileContent {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) of \(count) bytes")
    return FileContent(part: range, of: self)
  }

  /// Where the bytes stand in other content that they are a part of; `nil` where they are none.
  func offset(in whole: FileContent) -> Int? {
    if case .part(let other, let start) = source, other === whole { start } else { nil }
  }

  /// Whether the bytes begin with some.
  func starts(with beginning: [UInt8]) -> Bool {
    first(beginning.count) == beginning
  }

  /// The first bytes, so many at most; none where they can't be read.
  public func first(_ count: Int) -> [UInt8] { bytes(from: 0, min(count, self.count)) }

  /// The last bytes, so many at most; none where they can't be read.
  func last(_ count: Int) -> [UInt8] {
    let count = min(count, self.count)
    return bytes(from: self.count - count, count)
  }

  private func bytes(from offset: Int, _ count: Int) -> [UInt8] {
    var found = [UInt8](repeating: 0, count: count)
    return found.withUnsafeMutableBytes { fill($0, from: offset) } ? found : []
  }

  /// Fills a buffer with the bytes from an offset on; false where that can't be done.
  func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) -> Bool {
    guard offset >= 0, offset <= count, buffer.count <= count - offset else { return false }
    switch source {
    case .bytes(let bytes):
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + buffer.count]))
      }
      return true
    case .part(let whole, let start): return whole.fill(buffer, from: start + offset)
    case .descriptor(let descriptor, _):
      guard let failure = read(descriptor, into: buffer, from: offset) else { return true }
      note(failure)
      return false
    }
  }

  /// Why bytes could not be read so far, or that the file is no longer what it was; `nil` where all is well.
  func failure() -> Failure? {
    if case .part(let whole, _) = source { return whole.failure() }
    if case .descriptor(let descriptor, let stamp) = source, FileStamp(descriptor: descriptor) != stamp {
      note(.changed)
    }
    return firstFailure.withLock { $0 }
  }

  private func note(_ failure: Failure) {
    firstFailure.withLock { $0 = $0 ?? failure }
  }

  private func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, from offset: Int
  ) -> Failure? {
    var filled = 0
    while filled < buffer.count {
      let place = buffer.baseAddress?.advanced(by: filled)
      let count = pread(descriptor, place, buffer.count - filled, off_t(offset + filled))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .system(code: errno) }
      guard count > 0 else { return .changed }
      filled += count
    }
    return nil
  }
}

extension FileContent {
  /// How C reads content: the context is the value, which the caller keeps alive.
  typealias Reader = @convention(c) (UnsafeMutableRawPointer?, UInt64, UnsafeMutableRawPointer?, Int) -> Bool

  /// Fills a buffer with bytes from an offset on; false where that can't be done.
  static let reader: Reader = { context, offset, buffer, count in
    guard let context, let offset = Int(exactly: offset) else { return false }
    let content = Unmanaged<FileContent>.fromOpaque(context).takeUnretainedValue()
    return content.fill(UnsafeMutableRawBufferPointer(start: buffer, count: count), from: offset)
  }

  /// The context that `reader` takes.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}
