/// A font for pictures made of pixels: every character in a box of 9 × 18.
struct BitmapFont {
  /// The columns of a character; one that takes two cells has twice as many.
  static let width = 9
  /// The rows of a character.
  static let height = 18
  /// The rows of a box from its top to the line that letters stand on.
  static let ascent = 14
  /// The row of a box that a line below words is drawn in.
  static let underline = 16

  /// The font.
  static let shared = BitmapFont()

  /// The rows of each character from the top of its box, the leftmost column in the highest of nine bits.
  private let glyphs: [Character: [UInt16]]

  private init() {
    var glyphs: [Character: [UInt16]] = [" ": []]
    for entry in (Self.glyphTable + "\n" + Self.letterTable).split(whereSeparator: Self.isSeparator) {
      let parts = entry.split(separator: " ")
      guard parts.count == 3, let code = UInt32(parts[0], radix: 16), let first = Int(parts[1]),
        let scalar = Unicode.Scalar(code)
      else { preconditionFailure("the font has no glyph \(entry)") }
      glyphs[Character(scalar)] = [UInt16](repeating: 0, count: first) + Self.rows(parts[2])
    }
    self.glyphs = glyphs
  }

  /// Whether a character stands between two glyphs of a table.
  private static func isSeparator(_ character: Character) -> Bool {
    character == ";" || character.isNewline
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

  /// A grapheme of one or two cells, each `width` pixels wide and twice as high; what the font lacks is a `�`.
  ///
  /// Bold is each stroke twice, one column of the font apart.
  func mask(of grapheme: Character, cells: Int, isBold: Bool, width: Int) -> GlyphMask {
    let right = Self.width * (cells - 1)
    let (glyph, shift) =
      glyphs[grapheme].map { ($0, right) } ?? (glyphs["\u{FFFD}"] ?? [], right - right / 2)
    let rows = glyph.map { bits in
      let ink = UInt32(bits) << shift
      return isBold ? ink | ink >> 1 : ink
    }
    return GlyphMask(rows: rows, boxes: cells, width: width)
  }
}
