import CursesTerminal

/// What a terminal sends.
///
/// The byte 0xFF, which is no part of UTF-8, stands for a pause, and two of them for a silence.
enum Terminal {
  private static let pause: UInt8 = 0xFF

  static func seeds() -> [[UInt8]] {
    let pieces: [[String]] = [
      ["q\u{1B}[1;5A\u{1B}OP\r\t\u{7F}é日"], ["\u{1B}]11;rgb:00/00/00\u{1B}\\q", "\u{1B}[?1;2c"],
      ["\u{1B}P1$r0m\u{1B}\\\u{1B}_x\u{7}\u{1B}^"], ["\u{1B}[200~q\r:é", "\u{1B}[201~q"],
      ["\u{1B}[<0;12;5", "M\u{1B}[<65;1;2m", "\u{1B}[M a!"], ["\u{1B}", "[A", "\u{1B}OA\u{1B}[[A"],
    ]
    let controlSequenceOfOneByte: [UInt8] = [0x9B, 0x21]
    return pieces.map { Array($0.map { Array($0.utf8) }.joined(separator: [pause])) } + [
      controlSequenceOfOneByte
    ]
  }

  /// Decodes an input piece by piece, and the silence behind it, which makes no more events than there are bytes, and
  /// keeps no more of them than there were, and one: a byte that begins a sequence by itself stands for two scalars.
  static func read(_ input: [UInt8]) {
    var decoded = DecodedInput()
    var count = 0
    for piece in input.split(separator: pause, omittingEmptySubsequences: false) {
      count += decoded.events(of: Array(piece)).count
      require(
        decoded.heldCount <= input.count + 1, "\(decoded.heldCount) scalars of \(input.count) bytes are kept")
      if piece.isEmpty { count += decoded.silence().count }
    }
    count += decoded.silence().count
    require(count <= input.count, "\(count) events of \(input.count) bytes")
    require(decoded.heldCount == 0, "\(decoded.heldCount) scalars are kept after silence")
  }
}
