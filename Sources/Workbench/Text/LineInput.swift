#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Standard input, line by line, as it comes.
public struct LineInput {
  /// How many bytes of a line are kept; the others are read and dropped.
  private static let longest = 10_000

  private var bytes: [UInt8] = []
  private var place = 0

  /// Starts where standard input stands.
  public init() {}

  /// The next line without its end, or what stands behind the last one; `nil` at the end of the input.
  ///
  /// Waits for it. What is no UTF-8 becomes `�`.
  public mutating func next() -> String? {
    var line: [UInt8] = []
    var isRead = false
    while let byte = nextByte() {
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      if line.count < Self.longest { line.append(byte) }
      isRead = true
    }
    return isRead ? String(decoding: line, as: UTF8.self) : nil
  }

  /// The next byte; `nil` at the end, or where nothing can be read.
  private mutating func nextByte() -> UInt8? {
    if place == bytes.count { fill() }
    guard place < bytes.count else { return nil }
    defer { place += 1 }
    return bytes[place]
  }

  /// Reads what there is.
  private mutating func fill() {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = buffer.withUnsafeMutableBytes { OpenFile.nextBytes(of: STDIN_FILENO, into: $0) }
    bytes = Array(buffer.prefix(max(0, count)))
    place = 0
  }
}
