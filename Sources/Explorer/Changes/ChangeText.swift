/// The words of a change: split at blanks, and in double quotes where they have blanks themselves.
enum ChangeText {
  /// What stands before the end of an unfinished text.
  struct Unfinished: Equatable {
    /// The words that are finished.
    let words: [String]
    /// The word that is being typed; empty behind a blank.
    let last: String
    /// Whether that word has begun with a double quote that has no end yet.
    let isQuoted: Bool
  }

  private static let quote: Unicode.Scalar = "\""
  private static let backslash: Unicode.Scalar = "\\"

  /// Splits by scalars: there are characters that would swallow the blank or the quote before them.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { " \t\n\r".unicodeScalars.contains(scalar) }

  /// The words of a text.
  ///
  /// - Throws: `ChangeError` where quotes don't fit.
  static func words(of text: String) throws(ChangeError) -> [String] {
    var rest = text.unicodeScalars[...]
    var words: [String] = []
    while let word = try nextWord(&rest) {
      guard word.isFinished else { throw .openQuote }
      words.append(word.text)
    }
    return words
  }

  /// The words of a text that is being typed; `nil` where quotes don't fit.
  static func unfinished(_ text: String) -> Unfinished? {
    var rest = text.unicodeScalars[...]
    var words: [String] = []
    do {
      while let word = try nextWord(&rest) {
        guard word.isFinished else { return Unfinished(words: words, last: word.text, isQuoted: true) }
        words.append(word.text)
      }
    } catch {
      return nil
    }
    guard let end = text.unicodeScalars.last, !isBlank(end) else {
      return Unfinished(words: words, last: "", isQuoted: false)
    }
    return Unfinished(words: words.dropLast(), last: words.last ?? "", isQuoted: false)
  }

  /// Takes the next word off a text, and whether its quote has an end; `nil` where there is none.
  private static func nextWord(
    _ rest: inout Substring.UnicodeScalarView
  ) throws(ChangeError) -> (text: String, isFinished: Bool)? {
    rest = rest.drop(while: isBlank)
    guard let first = rest.first else { return nil }
    if first == quote { return try quotedWord(&rest) }
    let word = String(rest.prefix { !isBlank($0) })
    guard !word.unicodeScalars.contains(quote) else { throw .quoteInside(word) }
    rest = rest.dropFirst(word.unicodeScalars.count)
    return (word, true)
  }

  /// Takes a word in double quotes off a text that begins with one.
  private static func quotedWord(
    _ rest: inout Substring.UnicodeScalarView
  ) throws(ChangeError) -> (text: String, isFinished: Bool) {
    rest = rest.dropFirst()
    var word = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case quote:
        guard rest.first.map(isBlank) ?? true else { throw .quoteInside(quoted(String(word)) + String(rest)) }
        return (String(word), true)
      case backslash:
        guard let next = rest.popFirst() else { return (String(word), false) }
        guard next == quote || next == backslash else { throw .escape(String(next)) }
        word.append(next)
      default: word.append(scalar)
      }
    }
    return (String(word), false)
  }

  /// A word as it is typed: in double quotes where it has blanks or quotes, or is empty.
  static func quoted(_ word: String) -> String {
    let scalars = word.unicodeScalars
    guard scalars.isEmpty || scalars.contains(where: { isBlank($0) || $0 == quote }) else { return word }
    return "\"" + escaped(word) + "\""
  }

  /// A word as it stands inside of double quotes.
  static func escaped(_ word: String) -> String {
    word.unicodeScalars.map { $0 == quote || $0 == backslash ? "\\\($0)" : String($0) }.joined()
  }

  // MARK: Numbers

  /// A finite decimal number, none that is not 0 and would become it; the minus sign may be the true one, as numbers are printed; `nil` where a word is none.
  static func number(_ word: String) -> Float? {
    let digits = word.hasPrefix("−") ? "-" + word.dropFirst() : word
    guard digits.utf8.allSatisfy({ "0123456789.+-eE".utf8.contains($0) }),
      let number = Float(digits), number.isFinite, number != 0 || Double(digits) == 0
    else { return nil }
    return number
  }

  /// A number in as few digits as name it.
  static func number(_ value: Float) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A whole number that is not negative, in digits only; `nil` where a word is none.
  static func index(_ word: some StringProtocol) -> Int? {
    word.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(word) : nil
  }
}
