/// Words and formulas in the characters of ASCII.
///
/// A sign becomes what one writes where there is no such sign, however many characters that takes, in names too: `β_1`
/// is `beta_1`. Other letters, and the blocks of bars, are left as they are.
struct ASCIIWords {
  private let characters: [Character]
  private var next = 0
  private var words = ""

  /// The words of a text.
  static func words(of text: some StringProtocol) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return String(text) }
    var made = ASCIIWords(characters: Array(text))
    while made.next < made.characters.count { made.takeOne() }
    return made.words
  }

  private init(characters: [Character]) { self.characters = characters }

  /// The character before the next one, and the one behind it.
  private var before: Character? { next > 0 ? characters[next - 1] : nil }
  private var behind: Character? { next + 1 < characters.count ? characters[next + 1] : nil }

  private mutating func takeOne() {
    let sign = characters[next]
    if sign == "√" { return takeRoot() }
    words += word(for: sign)
    next += 1
  }

  /// What a sign is in its place.
  private func word(for sign: Character) -> String {
    if sign.isASCII { return String(sign) }
    if let fraction = Self.fractions[sign] { return (before?.isNumber == true ? " " : "") + fraction }
    if let digit = Self.superscripts[sign] { return (isBehindSuperscript ? "" : "^") + digit }
    if let arrow = Self.arrows[sign] { return isBesideArrow ? key(arrow.key) : arrow.sign }
    return switch sign {
    // Several dots stand for a number that is not known yet.
    case "·": before == "·" || behind == "·" ? "." : "*"
    // Of a size or a factor: 3x3, x2.
    case "×": behind?.isNumber == true ? "x" : "*"
    case "–": before == " " && behind == " " ? "to" : ".."
    case "Σ": "sum" + (behind == nil || behind == " " ? "" : " ")
    default: Self.signs[sign] ?? String(sign)
    }
  }

  private var isBehindSuperscript: Bool { before.map { Self.superscripts[$0] != nil } ?? false }

  private var isBesideArrow: Bool {
    [before, behind].contains { $0.map { Self.arrows[$0] != nil } ?? false }
  }

  /// The name of an arrow key beside others.
  private func key(_ name: String) -> String {
    (before.map { Self.arrows[$0] != nil } ?? false ? " " : "") + name
  }

  /// A root with what it is of in brackets.
  private mutating func takeRoot() {
    words += "sqrt"
    next += 1
    guard next < characters.count, characters[next] != "(" else { return }
    words += "("
    while next < characters.count, characters[next].isLetter || characters[next].isNumber { takeOne() }
    words += ")"
  }

  private static let signs: [Character: String] = [
    "−": "-", "÷": "/", "±": "+-", "≈": "~=", "≤": "<=", "≥": ">=", "≠": "!=", "∞": "inf", "…": "...",
    "⌊": "floor(", "⌋": ")", "⌈": "ceil(", "⌉": ")", "⏎": "Ret", "›": ">", "∅": "X",
    "α": "alpha", "β": "beta", "γ": "gamma", "ε": "eps", "τ": "tau", "“": "\"", "”": "\"", "‘": "'", "’": "'",
  ]

  private static let fractions: [Character: String] = [
    "½": "1/2", "⅓": "1/3", "¼": "1/4", "⅕": "1/5", "⅙": "1/6", "⅛": "1/8",
  ]

  private static let superscripts: [Character: String] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
    "⁻": "-",
  ]

  private static let arrows: [Character: (sign: String, key: String)] = [
    "→": ("->", "Right"), "←": ("<-", "Left"), "↑": ("^", "Up"), "↓": ("v", "Down"),
  ]
}
