import CellScreen
import Explorer

/// Letters for the back row: each five pixels wide and up to eight high, drawn with quarters of cells, or with halves
/// where there are only the characters of ASCII, which have no quarters.
struct LargeGlyphs {
  /// The columns of cells that a letter takes, with the gap behind it.
  static var width: Int { Repertoire.isASCII ? 6 : 3 }
  /// The rows of cells of a line.
  static let height = Layout.largeLineHeight

  /// The letters.
  static let shared = LargeGlyphs()

  /// The rows of each letter from the top, the leftmost pixel in the highest of five bits.
  private let rows: [Character: [UInt8]]

  private init() {
    var rows: [Character: [UInt8]] = [" ": []]
    for entry in Self.table.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
      let parts = entry.split(separator: " ")
      guard parts.count == 2, let code = UInt32(parts[0], radix: 16), let scalar = Unicode.Scalar(code) else {
        continue
      }
      let digits = parts[1].map { UInt8($0.hexDigitValue ?? 0) }
      rows[Character(scalar)] = stride(from: 0, to: digits.count - 1, by: 2).map {
        digits[$0] << 4 | digits[$0 + 1]
      }
    }
    self.rows = rows
  }

  /// Whether there is a letter for a character; others are a box.
  func has(_ character: Character) -> Bool { rows[character] != nil }

  /// Whether a character's letter has ink at a pixel.
  private func hasInk(_ character: Character, row: Int, column: Int) -> Bool {
    let letter = rows[character] ?? Self.box
    return letter.indices.contains(row) && column < 5 && letter[row] >> (4 - column) & 1 == 1
  }

  /// What a cell of a character's letter has of it, as a character.
  func block(of character: Character, row: Int, column: Int) -> Character {
    guard !Repertoire.isASCII else {
      let upper = hasInk(character, row: 2 * row, column: column)
      let lower = hasInk(character, row: 2 * row + 1, column: column)
      return upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " "
    }
    let places = [(0, 0), (0, 1), (1, 0), (1, 1)]
    let index = places.enumerated().reduce(0) { index, place in
      let (bit, (down, right)) = place
      return index | (hasInk(character, row: 2 * row + down, column: 2 * column + right) ? 1 << bit : 0)
    }
    return Self.blocks[index]
  }

  /// Blocks by which quarters have ink: upper left 1, upper right 2, lower left 4, lower right 8.
  private static let blocks: [Character] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
  ]

  private static let box: [UInt8] = [0x1F, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1F]

  /// Each letter: its character in hexadecimal, and its rows, two digits each.
  private static let table = """
    0030 0E11131519110E; 0031 040C040404040E; 0032 0E11010204081F; 0033 1F02040201110E;
    0034 02060A121F0202; 0035 1F101E0101110E; 0036 0608101E11110E; 0037 1F010204080808;
    0038 0E11110E11110E; 0039 0E11110F01020C; 0041 0E11111F111111; 0042 1E11111E11111E;
    0043 0E11101010110E; 0044 1E11111111111E; 0045 1F10101E10101F; 0046 1F10101E101010;
    0047 0E11101711110F; 0048 1111111F111111; 0049 0E04040404040E; 004A 0702020202120C;
    004B 11121418141211; 004C 1010101010101F; 004D 111B1515111111; 004E 11111915131111;
    004F 0E11111111110E; 0050 1E11111E101010; 0051 0E11111115120D; 0052 1E11111E141211;
    0053 0F10100E01011E; 0054 1F040404040404; 0055 1111111111110E; 0056 11111111110A04;
    0057 11111115151B11; 0058 11110A040A1111; 0059 11110A04040404; 005A 1F01020408101F;
    0061 00000E010F110F; 0062 10101E1111111E; 0063 00000F1010100F; 0064 01010F1111110F;
    0065 00000E111F100E; 0066 06081C08080808; 0067 00000F11110F010E; 0068 10101E11111111;
    0069 04000C0404040E; 006A 020006020202120C; 006B 10101214181412; 006C 0C04040404040E;
    006D 00001A15151515; 006E 00001E11111111; 006F 00000E1111110E; 0070 00001E11111E1010;
    0071 00000F11110F0101; 0072 00001618101010; 0073 00000F100E011E; 0074 08081C08080806;
    0075 0000111111110F; 0076 00001111110A04; 0077 0000111515150A; 0078 0000110A040A11;
    0079 00001111110F010E; 007A 00001F0204081F; 002B 0004041F0404; 2212 0000001F; 002D 0000000E;
    2013 0000001F; 00D7 00110A040A11; 00B7 0000000C0C; 00F7 0004001F0004; 003D 00001F001F;
    002E 00000000000C0C; 002C 00000000000C0408; 003A 000C0C000C0C; 003B 000C0C000C0408;
    0028 02040808080402; 0029 08040202020408; 005B 0E08080808080E; 005D 0E02020202020E; 0027 040408;
    0022 0A0A; 002F 000102040810; 0025 18190204081303; 003E 08040201020408; 003C 02040810080402;
    2192 0004021F0204; 005F 0000000000001F; 2026 00000000000015; 03A3 1F10080408101F;
    2248 00081502081502; 2265 0804020408001F; 2264 0204080402001F; 00B1 04041F0404001F;
    003F 0E110102040004; 0021 04040404040004; 005E 040A11; 002A 0004150E1504; 0023 0A0A1F0A1F0A0A;
    0026 0C12140815120D; 221E 00000A15150A; 2205 010E1315190E10; 007C 04040404040404; 007E 0000081502;
    0040 0E11171517100E; 0024 040F140E051E04; 005C 001008040201; 007B 03040408040403; 007D 18040402040418;
    0060 0804; 25B8 10181C1E1C1810;
    221A 07040414140C04; 03B1 00000D1212120D; 03B2 0E111E11111E1010; 03B3 0000110A04040C;
    03B5 00000E100C100E; 03BC 00001111131D1010; 03C3 00000F1211110E; 03C4 00001F04040402;
    230A 0808080808080E; 230B 0202020202020E; 2308 0E080808080808; 2309 0E020202020202; 00B2 0C0204080E;
    00B3 0C0204020C; 00BD 0818080A010203; 00BC 08180809030507; 2260 01021F041F0810; 203A 000804020408;
    2019 040408; 201C 050A; 201D 0A14; 00B0 060906; 2190 0004081F0804; 2191 040E15040404;
    2193 040404150E04;
    """
}

extension CellGrid {
  /// Writes a text in large letters, from the upper left cell on, as many as fit; returns the column behind them.
  @discardableResult
  mutating func writeLarge(_ text: DisplayText, row: Int, column: Int, _ style: Style = .text) -> Int {
    var left = column
    for grapheme in text.graphemes {
      guard left + LargeGlyphs.width - 1 <= width else { return left }
      for line in 0..<LargeGlyphs.height where row + line < height {
        for cell in 0..<LargeGlyphs.width where left + cell < width {
          let block = LargeGlyphs.shared.block(of: grapheme.character, row: line, column: cell)
          let isFilled = style.attributes.contains(.reverse)
          if block != " " || isFilled { self[row + line, left + cell] = Cell(block, style) }
        }
      }
      left += LargeGlyphs.width
    }
    return left
  }

  /// Writes a text in large letters that ends before a column; returns where it starts.
  @discardableResult
  mutating func writeLarge(_ text: String, row: Int, endingAt end: Int, _ style: Style = .text) -> Int {
    let text = DisplayText(text)
    let start = end - LargeGlyphs.width * text.graphemes.count
    writeLarge(text, row: row, column: start, style)
    return start
  }
}
