import CellScreen

/// Text as plain mode says it: lines that a screen reader reads well, safe to print, none of them long.
enum PlainText {
  /// The most columns of a line.
  static let width = 160

  /// What a sign of the screens is called.
  private static let words: [Character: String] = [
    "−": "-", "–": " to ", "→": " to ", "÷": " divided by ", "·": " times ", "⌊": "floor(", "⌋": ")",
    "⌈": "ceiling(", "⌉": ")", "∞": "infinity", "√": "square root of ", "γ": "gamma", "β": "beta",
    "ε": "epsilon", "α": "alpha", "τ": "tau", "…": "...", "›": ", ", "≤": " at most ", "≥": " at least ",
    "²": " squared", "≈": " about ", "±": "plus or minus ",
  ]

  /// A sentence of the screens with words in place of its signs, and without what can only be seen.
  static func spoken(_ text: String) -> String {
    var result = ""
    var before: Character = " "
    var rest = text.replacing(" (hatched)", with: "")[...]
    while let character = rest.popFirst() {
      switch character {
      case "×": result += before == " " ? "times" : " by "
      case "Σ": result += sum(before: rest)
      default: append(words[character] ?? String(character), to: &result, before: rest)
      }
      before = character
    }
    return joined(result)
  }

  /// Adds a word; blanks round it only where there are none yet, as wide gaps have a meaning.
  private static func append(_ word: String, to result: inout String, before rest: Substring) {
    let start = word.hasPrefix(" ") && result.last == " " ? word.dropFirst() : word[...]
    result += start.hasSuffix(" ") && rest.first == " " ? start.dropLast() : start
  }

  /// What `Σ` is called: before what is counted, as in ` i<3`, before a number, and at the end of a side.
  private static func sum(before rest: Substring) -> String {
    let next = rest.drop { $0 == " " }
    if next.dropFirst().first == "<" { return "sum over" }
    return next.isEmpty || next.first == "=" ? "the sum" : "the sum of"
  }

  /// A text with single blanks; where a wide gap parts two formulas a comma does.
  private static func joined(_ text: String) -> String {
    var result = ""
    var gap = 0
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    for (index, word) in words.enumerated() {
      guard !word.isEmpty else {
        gap += 1
        continue
      }
      let isFormula = index + 1 < words.count && words[index + 1] == "="
      let isWide = (gap > 0 && isFormula) || (gap > 1 && word.first?.isNumber == true)
      let isParted = isWide && !"=,".contains(result.last ?? "=")
      result += result.isEmpty ? word : (isParted ? ", " : " ") + word
      gap = 0
    }
    return result
  }

  /// A number with a count of decimals; an exact zero is said without any.
  static func number(_ value: Double, decimals: Int) -> String {
    value == 0 ? "0" : spoken(NumberText.fixed(value, decimals: decimals))
  }

  /// A share of 1 as a percentage: `87 %`, `over 99 %`, `under 1 %`.
  static func percent(_ share: Double) -> String { said(NumberText.percent(share, decimals: 0)) }

  /// A share as the screens have it: `99.7 %`, `0.308 %`, `under 0.001 %`.
  static func exactPercent(_ share: Double) -> String { said(NumberText.percent(share)) }

  private static func said(_ percentage: String) -> String {
    spoken(percentage.replacing("> ", with: "over ").replacing("< ", with: "under "))
  }

  /// A name from a file, cut where it is long; what has no name is said to have none.
  static func name(_ text: DisplayText) -> String {
    let name = text.truncated(to: 40).string
    return name.contains { $0 != " " } ? name : "(no name)"
  }

  /// What a person typed, as an answer repeats it.
  static func typed(_ text: String) -> String { "'\(DisplayText(text).truncated(to: 40).string)'" }

  /// A text cleaned of what could act on a terminal, in lines of at most `width` columns.
  static func lines(_ text: String) -> [String] {
    wrapped(DisplayText(text).string, to: width).map { DisplayText($0).truncated(to: width).string }
  }

  /// What keeps numbers that were said from making the total that is said.
  static func words(of closing: ColumnClosing) -> String {
    if closing.isRounding { return "Rounding of these numbers: \(spoken(closing.amount))." }
    let words = sentence(spoken(closing.words.first ?? ""))
    return closing.amount.isEmpty ? words + "." : "\(words): \(spoken(closing.amount))."
  }

  /// A sentence with a capital at its beginning.
  static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
