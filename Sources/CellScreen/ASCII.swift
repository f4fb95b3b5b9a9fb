/// The characters of the screens in those of ASCII, for terminals that know no others.
///
/// Each takes one cell as before, so nothing is displaced.
enum ASCII {
  /// A character of ASCII for a character; `?` where the screens don't use it.
  static func character(_ character: Character) -> Character {
    character.isASCII ? character : table[character] ?? "?"
  }

  private static let table = signs.merging(lines) { $1 }

  /// Signs of words and formulas; a fraction becomes its denominator.
  private static let signs: [Character: Character] = [
    "−": "-", "–": "-", "×": "x", "·": ".", "÷": "/", "…": ".", "⌊": "[", "⌋": "]", "⌈": "[", "⌉": "]",
    "∞": "8", "≈": "~", "±": "+", "≥": ">", "Σ": "S", "≡": "#", "→": ">", "←": "<", "↑": "^", "↓": "v",
    "⏎": "~", "›": ">", "▸": ">",
    "◂": "<", "▶": ">", "½": "2", "⅓": "3", "¼": "4", "⅕": "5", "⅙": "6", "⅛": "8", "’": "'", "∅": "0",
  ]

  /// Lines, blocks, bars and hatching.
  private static let lines: [Character: Character] = [
    "─": "-", "│": "|", "╱": "/", "▀": "\"", "▄": "_", "█": "#", "▕": "|", "■": "#", "□": "_", "▣": "@",
    "░": "+", "▒": "*", "▓": "%", "▏": "|", "▎": "|", "▍": "|", "▌": "|", "▐": "|", "▋": "#",
    "▊": "#", "▉": "#", "▖": "_", "▗": "_",
  ]
}
