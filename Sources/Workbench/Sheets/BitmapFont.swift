internal import CellScreen

/// A font for pictures made of pixels: every character in a box of 9 × 18.
struct BitmapFont {
  /// The columns of a character; one that takes two cells has twice as many.
  static let width = 9
  /// The rows of a character.
  static let height = 18
  /// The rows of a box from its top to the line that letters stand on.
  static let ascent = 14

  /// The font.
  static let shared = BitmapFont()

  /// The rows of each character from the top of its box, the leftmost column in the highest of nine bits.
  private let glyphs: [Character: [UInt16]]

  private init() {
    var glyphs: [Character: [UInt16]] = [" ": []]
    for entry in Self.glyphTable.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
      let parts = entry.split(separator: " ")
      guard parts.count == 3, let code = UInt32(parts[0], radix: 16), let first = Int(parts[1]),
        let scalar = Unicode.Scalar(code)
      else { preconditionFailure("the font has no glyph \(entry)") }
      glyphs[Character(scalar)] = [UInt16](repeating: 0, count: first) + Self.rows(parts[2])
    }
    self.glyphs = glyphs
  }

  /// Rows of three hexadecimal digits each.
  private static func rows(_ digits: Substring) -> [UInt16] {
    let values = digits.map { UInt16($0.hexDigitValue ?? 0) }
    return stride(from: 0, to: values.count - 2, by: 3).map {
      values[$0] << 8 | values[$0 + 1] << 4 | values[$0 + 2]
    }
  }

  /// Whether the font has a character.
  func has(_ character: Character) -> Bool { glyphs[character] != nil }

  /// The pixels of a text, from the upper left corner of its first box; what the font lacks is a `�`.
  ///
  /// Bold is each stroke twice, one pixel apart.
  func pixels(of text: DisplayText, isBold: Bool) -> [(row: Int, column: Int)] {
    var left = 0
    var pixels: [(row: Int, column: Int)] = []
    for grapheme in text.graphemes {
      let glyph = glyphs[grapheme.character] ?? glyphs["\u{FFFD}"] ?? []
      let start = left + (glyphs[grapheme.character] == nil ? (grapheme.width - 1) * Self.width / 2 : 0)
      for (row, bits) in glyph.enumerated() {
        let ink = isBold ? bits | bits >> 1 : bits
        for column in 0..<Self.width where ink >> (Self.width - 1 - column) & 1 == 1 {
          pixels.append((row, start + column))
        }
      }
      left += grapheme.width * Self.width
    }
    return pixels
  }
}
