import CellScreen
import TestSupport
import Testing

@testable import CursesTerminal

/// Bytes without end, cut at random places.
@Suite struct InputFuzzTests {
  private let fresh = InputDecoder(escapeDelay: 25, KeyTable { _ in nil })

  /// Bytes in pieces.
  private func cut(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...9, using: &generator)
      pieces.append(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    return pieces
  }

  private func events(_ pieces: [ArraySlice<UInt8>]) -> [TerminalEvent] {
    var decoder = fresh
    return pieces.flatMap { decoder.events(of: $0) }
  }

  /// A control string of any bytes but those that end one.
  private func controlString(_ generator: inout SeededGenerator) -> [UInt8] {
    let openers = ["\u{1B}]", "\u{1B}P", "\u{1B}_", "\u{1B}^", "\u{1B}X", "\u{9D}", "\u{90}"]
    let ends = ["\u{7}", "\u{1B}\\", "\u{9C}"]
    var bytes = Array(openers[Int.random(in: 0..<openers.count, using: &generator)].utf8)
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      let byte = UInt8.random(in: 0...255, using: &generator)
      let isEnd = [0x07, 0x9C].contains(byte) || bytes.last == 0x1B && byte == 0x5C
      if !isEnd { bytes.append(byte) }
    }
    return bytes + Array(ends[Int.random(in: 0..<ends.count, using: &generator)].utf8)
  }

  @Test("no key comes out of the inside of a control string, wherever it is cut", arguments: UInt64(0)..<20)
  func controlStrings(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      var bytes: [UInt8] = []
      var expected: [TerminalEvent] = []
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        bytes += controlString(&generator)
        if Bool.random(using: &generator) {
          bytes.append(0x6B)
          expected.append(.key(.character("k")))
        }
      }
      #expect(events(cut(bytes, &generator)) == expected, "\(bytes)")
    }
  }

  /// Any bytes, those that mean something often.
  private func noise(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    let meaningful = Array("\u{1B}\u{1B}\u{1B}[[]OPX^_\\\u{7}0;<?12~MAmRq\u{9B}\u{9D}é日".utf8)
    return (0..<count).map { _ in
      Bool.random(using: &generator)
        ? UInt8.random(in: 0...255, using: &generator)
        : meaningful[Int.random(in: 0..<meaningful.count, using: &generator)]
    }
  }

  @Test("where bytes are cut changes nothing, and after a silence a key is a key", arguments: UInt64(0)..<20)
  func pieces(seed: UInt64) {
    var generator = SeededGenerator(seed: 1_000 + seed)
    for _ in 0..<50 {
      let bytes = noise(200, &generator)
      #expect(events(cut(bytes, &generator)) == events([bytes[...]]), "\(bytes)")
      var decoder = fresh
      _ = decoder.events(of: bytes)
      _ = decoder.silence()
      #expect(decoder.patience == nil)
      #expect(decoder.events(of: "q".utf8) == [.key(.character("q"))])
    }
  }

  @Test(
    "what has begun and doesn't end takes bounded memory", arguments: ["[", "O", "]", "P", "[<", "[200~"])
  func bounded(opener: String) {
    var decoder = fresh
    _ = decoder.events(of: Array("\u{1B}".utf8) + Array(opener.utf8))
    for _ in 0..<50 { _ = decoder.events(of: [UInt8](repeating: 0x3B, count: 10_000)) }
    #expect(decoder.heldCount <= InputDecoder.longestPaste)
    if !opener.hasSuffix("~") { #expect(decoder.heldCount <= InputDecoder.longestSequence) }
  }

  @Test(
    "bytes become the scalars that they are, and what belongs to none is replaced", arguments: UInt64(0)..<5)
  func scalars(seed: UInt64) {
    var generator = SeededGenerator(seed: 2_000 + seed)
    for _ in 0..<200 {
      let text = String(
        String.UnicodeScalarView(
          (0..<20).compactMap { _ in
            let shift = UInt32.random(in: 0...20, using: &generator)
            return Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator) >> shift)
          }))
      var reader = UTF8Reader()
      #expect(text.utf8.flatMap { reader.scalars(completedBy: $0) }.elementsEqual(text.unicodeScalars))
      #expect(!reader.hasBegun)
    }
    var reader = UTF8Reader()
    let wrong: [UInt8] = [0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF5, 0xE6, 0x41]
    #expect(
      wrong.flatMap { reader.scalars(completedBy: $0) }.map(\.value)
        == [0xFFFD, 0x80, 0xFFFD, 0xFFFD, 0x80, 0xFFFD, 0xFFFD, 0x41])
  }
}
