/// An answer as somebody has typed it.
enum AnswerText {
  /// How an answer is marked.
  enum Mark: UInt8, Equatable, Sendable {
    /// Nothing was typed.
    case missing
    /// It is right.
    case right
    /// It is not.
    case wrong
  }

  /// Marks an answer: a letter, or what an answer says.
  ///
  /// A number is right within three of its last printed digit, since what was added up was rounded, and where no other
  /// answer lies nearer; whole numbers are right as they are. Shapes and places are right by their numbers, in order or
  /// with the words of their axes. A unit behind a number, and a point at the end, are passed over.
  static func mark(_ text: String, for question: QuizKey.Question) -> Mark {
    let answer = trimmed(text)
    if answer.isEmpty { return .missing }
    if let index = index(ofLetter: answer) { return index == question.right ? .right : .wrong }
    let value = question.choices[question.right]
    if plain(answer) == plain(value) { return .right }
    return isRight(withoutPoint(answer), question) ? .right : .wrong
  }

  private static func isRight(_ answer: String, _ question: QuizKey.Question) -> Bool {
    let value = question.choices[question.right]
    if let wanted = whole(value, signs: ",") { return isWhole(withoutUnit(answer), wanted) }
    guard let wanted = AnswerExtents.ofKey(value) else { return isNear(withoutUnit(answer), question) }
    if AnswerExtents.says(answer, wanted) { return true }
    // Of a line of numbers, its only extent may be typed as a number is.
    return wanted.count == 1 && isWhole(withoutUnit(withoutBrackets(answer)), wanted[0])
  }

  /// The index that a letter stands for, alone or as `b)`, `(B)`, `B.`; `nil` of other texts.
  static func index(ofLetter text: String) -> Int? {
    var letters = text.utf8[...]
    if letters.first == UInt8(ascii: "(") { letters = letters.dropFirst() }
    if let last = letters.last, last == UInt8(ascii: ")") || last == UInt8(ascii: ".") {
      letters = letters.dropLast()
    }
    guard letters.count == 1, let letter = letters.first else { return nil }
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "D"): return Int(letter - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "d"): return Int(letter - UInt8(ascii: "a"))
    default: return nil
    }
  }

  /// A text without blanks at its ends.
  static func trimmed(_ text: String) -> String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    let scalars = text.unicodeScalars.drop(while: isBlank)
    guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(scalars[...last])
  }

  /// A text in small letters, with `-` for a minus sign and without blanks.
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.filter { !$0.properties.isWhitespace }.map { $0 == "−" ? "-" : $0 }))
  }

  /// A text without a point at its end.
  private static func withoutPoint(_ text: String) -> String {
    text.utf8.count > 1 && text.hasSuffix(".") ? trimmed(String(text.dropLast())) : text
  }

  /// What stands in brackets, without a comma at its end: of `(1,024,)` the number.
  private static func withoutBrackets(_ text: String) -> String {
    guard let first = text.first, let last = text.last, ["()", "[]"].contains("\(first)\(last)") else {
      return text
    }
    let inside = trimmed(String(text.dropFirst().dropLast()))
    return inside.hasSuffix(",") ? trimmed(String(inside.dropLast())) : inside
  }

  /// What can be counted by an answer, as it is written behind a number.
  private static let units: Set = [
    "map", "maps", "feature map", "feature maps", "channel", "channels", "pixel", "pixels", "number",
    "numbers",
    "parameter", "parameters", "weight", "weights", "unit", "units", "value", "values",
  ]

  /// A number without the unit behind it: `64` of `64 maps`.
  private static func withoutUnit(_ text: String) -> String {
    guard let end = text.unicodeScalars.firstIndex(where: { $0.properties.isAlphabetic }),
      units.contains(text[end...].lowercased())
    else { return text }
    return trimmed(String(text[..<end]))
  }

  // MARK: Numbers

  /// Whether an answer is a whole number: what can be read as one is that, `1,000` and not `1.0`.
  private static func isWhole(_ answer: String, _ wanted: Int) -> Bool {
    if let found = whole(answer, signs: thousands) { return found == wanted }
    return number(answer) == Double(wanted)
  }

  /// Whether an answer is as near to the right number as one can get with what is printed.
  private static func isNear(_ answer: String, _ question: QuizKey.Question) -> Bool {
    let value = question.choices[question.right]
    guard let wanted = number(value), let found = number(answer) else { return false }
    let distance = (found - wanted).magnitude
    guard distance <= 3.000_001 * lastDigit(of: value) else { return false }
    return question.choices.allSatisfy { choice in
      number(choice).map { distance <= (found - $0).magnitude } ?? true
    }
  }

  /// The signs that people write between thousands.
  private static let thousands = ",.' ’\u{202F}\u{A0}"

  /// A whole number, which may have one of some signs between its thousands: `18,496`, `18.496`, `18 496`.
  private static func whole(_ text: String, signs: String) -> Int? {
    let sign = text.first { signs.contains($0) }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == sign }
    let isPlain = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard isPlain, text.utf8.count < 24, let first = parts.first else { return nil }
    // A number that is grouped doesn't begin with 0: `0.018` is none.
    guard parts.count == 1 || (first.count <= 3 && first.first != "0"),
      parts.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return Int(parts.joined())
  }

  /// A finite number in decimal digits, with a point or a comma.
  private static func number(_ text: String) -> Double? {
    var digits = plain(text)
    guard digits.utf8.count < 40,
      digits.unicodeScalars.allSatisfy({ "0123456789+-.,e".unicodeScalars.contains($0) })
    else { return nil }
    if digits.contains("."), digits.contains(",") {
      digits = digits.replacing(",", with: "")
    } else if digits.count(where: { $0 == "," }) == 1 {
      digits = digits.replacing(",", with: ".")
    }
    return Double(digits).flatMap { $0.isFinite ? $0 : nil }
  }

  /// What the last printed digit of a number counts.
  private static func lastDigit(of text: String) -> Double {
    let parts = plain(text).split(separator: "e")
    let decimals =
      parts.first?.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return (0..<min(400, (power - decimals).magnitude)).reduce(1.0) { step, _ in
      power < decimals ? step / 10 : step * 10
    }
  }
}
