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
  /// answer lies nearer; whole numbers are right as they are. Shapes and places are right by their numbers.
  static func mark(_ text: String, for question: QuizKey.Question) -> Mark {
    let answer = trimmed(text)
    if answer.isEmpty { return .missing }
    if let index = index(ofLetter: answer) { return index == question.right ? .right : .wrong }
    let value = question.choices[question.right]
    if plain(answer) == plain(value) { return .right }
    if let wanted = extents(value) { return extents(answer) == wanted ? .right : .wrong }
    return isNumber(answer, question) ? .right : .wrong
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

  // MARK: Shapes and places

  private static let words = ["row", "column", "col", "map", "channel", "none"]

  /// The numbers of a shape or of a place, without the batch; `nil` where the text is neither.
  private static func extents(_ text: String) -> [Int]? {
    var numbers: [Int] = []
    var (digits, letters) = ("", "")
    func isWord() -> Bool { letters.isEmpty || letters == "x" || words.contains(letters) }
    for scalar in (text.lowercased() + " ").unicodeScalars {
      switch scalar {
      case "0"..."9":
        guard isWord(), digits.utf8.count < 12 else { return nil }
        letters = ""
        digits.unicodeScalars.append(scalar)
      case "a"..."z":
        if let number = Int(digits) { numbers.append(number) }
        digits = ""
        letters.unicodeScalars.append(scalar)
      case " ", ",", "(", ")", "[", "]", "×", "*", "·", ":":
        guard isWord() else { return nil }
        if let number = Int(digits) { numbers.append(number) }
        (digits, letters) = ("", "")
      default: return nil
      }
    }
    let isAlone = text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || $0 == "," }
    return numbers.isEmpty || (isAlone && numbers.count < 2) ? nil : isGrouped(text) ? nil : numbers
  }

  /// Whether a text is one number with commas between thousands.
  private static func isGrouped(_ text: String) -> Bool { whole(text) != nil }

  // MARK: Numbers

  private static func isNumber(_ answer: String, _ question: QuizKey.Question) -> Bool {
    let value = question.choices[question.right]
    if let wanted = whole(value) {
      return whole(answer) == wanted || number(answer) == Double(wanted)
    }
    guard let wanted = number(value), let found = number(answer) else { return false }
    let distance = (found - wanted).magnitude
    guard distance <= 3.000_001 * lastDigit(of: value) else { return false }
    return question.choices.allSatisfy { choice in
      number(choice).map { distance <= (found - $0).magnitude } ?? true
    }
  }

  /// A whole number, which may have signs between its thousands: `18,496`, `18.496`, `18 496`.
  private static func whole(_ text: String) -> Int? {
    let parts = text.split(omittingEmptySubsequences: false) { ",.' ’\u{202F}\u{A0}".contains($0) }
    let isPlain = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard isPlain, let first = parts.first, parts.count == 1 || first.count <= 3,
      parts.dropFirst().allSatisfy({ $0.count == 3 }), text.utf8.count < 24
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
