/// The characters of finished cells in those of ASCII, for terminals that know no others.
///
/// Each takes one cell as before, so nothing is displaced. Words come here made of ASCII already, as `Repertoire`
/// says; what is left are pictures, and names that were there before the screen was.
enum ASCII {
  /// A character of ASCII for a character; `?` where none says the same.
  static func glyph(_ glyph: Glyph) -> Glyph {
    glyph.isSingle && glyph.first < 0x80 ? glyph : Glyph(table[glyph.character] ?? "?")
  }

  private static let table = signs.merging(lines) { $1 }

  /// Signs that stand alone in a cell.
  private static let signs: [Character: Character] = [
    "−": "-", "–": "-", "×": "x", "·": ".", "÷": "/", "…": ".", "≡": "#", "›": ">", "↑": "^", "↓": "v",
    "▸": ">", "◂": "<", "▶": ">", "’": "'", "∅": "X", "●": "o",
  ]

  /// Lines, blocks, bars and hatching.
  private static let lines: [Character: Character] = [
    "─": "-", "│": "|", "├": "+", "┤": "+", "┼": "+", "┴": "+", "┬": "+", "╯": "+", "╰": "+", "╮": "+",
    "╭": "+", "╱": "/", "▀": "\"", "▄": "_", "█": "#", "▕": "|", "■": "#", "□": "_", "▣": "@",
    "░": "+", "▒": "*", "▓": "%", "▏": "|", "▎": "|", "▍": "|", "▌": "|", "▐": "|", "▋": "#",
    "▊": "#", "▉": "#", "▖": "_", "▗": "_",
  ]
}
