/// Puts bytes together to scalars, as they arrive.
struct UTF8Reader {
  private var pending: [UInt8] = []

  /// Whether a scalar has begun.
  var hasBegun: Bool { !pending.isEmpty }

  /// The scalars that a byte completes.
  ///
  /// A byte that belongs to no scalar is a scalar of its own: a control character of the upper half of ISO 8859
  /// where it is one, else the replacement character.
  mutating func scalars(completedBy byte: UInt8) -> [Unicode.Scalar] {
    pending.append(byte)
    var scalars: [Unicode.Scalar] = []
    while let first = pending.first {
      let length = Self.length(from: first)
      let wrong = pending.prefix(length).indices.dropFirst().first { !isContinuation(at: $0) }
      guard length > 0, wrong == nil else {
        scalars.append(Self.stray(pending.removeFirst()))
        continue
      }
      guard pending.count >= length else { break }
      scalars += String(decoding: pending.prefix(length), as: UTF8.self).unicodeScalars
      pending.removeFirst(length)
    }
    return scalars
  }

  /// The scalars of what has begun and doesn't go on.
  mutating func end() -> [Unicode.Scalar] {
    defer { pending = [] }
    return pending.map(Self.stray)
  }

  /// Whether the byte at a place may follow its first: forms that are too long and surrogates have none that may.
  private func isContinuation(at index: Int) -> Bool {
    let lowest: [UInt8: UInt8] = [0xE0: 0xA0, 0xF0: 0x90]
    let highest: [UInt8: UInt8] = [0xED: 0x9F, 0xF4: 0x8F]
    guard index == 1 else { return (0x80...0xBF).contains(pending[index]) }
    return ((lowest[pending[0]] ?? 0x80)...(highest[pending[0]] ?? 0xBF)).contains(pending[index])
  }

  /// How many bytes the scalar has that begins with a byte; 0 where none does.
  private static func length(from first: UInt8) -> Int {
    switch first {
    case 0..<0x80: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  private static func stray(_ byte: UInt8) -> Unicode.Scalar {
    (0x80..<0xA0).contains(byte) ? Unicode.Scalar(byte) : "\u{FFFD}"
  }
}
