/// Broken copies of a file, the same ones for the same seed.
public struct Corruption: Sendable {
  private var generator: SeededGenerator

  /// Starts the sequence of a seed.
  public init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// A copy with one to four things broken: bytes changed, removed, repeated or inserted, or the end cut off.
  public mutating func corrupted(_ bytes: [UInt8]) -> [UInt8] {
    var copy = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      guard !copy.isEmpty else { break }
      breakOnce(&copy)
    }
    return copy
  }

  private mutating func breakOnce(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let end = min(bytes.count, place + Int.random(in: 1...16, using: &generator))
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
    case 2: bytes[place] = [0x00, 0xFF, 0x7F, 0x80].randomElement(using: &generator) ?? 0
    case 3: bytes[place] = UInt8.random(in: 0x30...0x39, using: &generator)
    case 4: bytes.removeSubrange(place..<end)
    case 5: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 6: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &generator), at: place)
    default: bytes.removeSubrange(place...)
    }
  }
}
