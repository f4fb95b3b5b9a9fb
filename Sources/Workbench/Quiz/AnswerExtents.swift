/// The numbers of a shape or of a place, as somebody has typed them: in order, or each with a word.
enum AnswerExtents {
  /// The numbers of what a key says is right, a shape or a place; `nil` of other texts.
  static func ofKey(_ value: String) -> [Int]? {
    guard let tokens = tokens(of: value), tokens.count > 1 || value.hasPrefix("(") else { return nil }
    return ordered(tokens, rank: tokens.count { $0.isNumber })
  }

  /// Whether an answer says these numbers, without the batch.
  static func says(_ answer: String, _ wanted: [Int]) -> Bool {
    guard let tokens = tokens(of: answer) else { return false }
    return ordered(tokens, rank: wanted.count) == wanted
  }

  // MARK: Words and numbers

  private enum Token: Equatable {
    case number(Int)
    /// The word of an axis: 0 of rows, 1 of columns, 2 of maps.
    case axis(Int)

    var isNumber: Bool { if case .number = self { true } else { false } }
  }

  private static let axes = [
    "row": 0, "rows": 0, "column": 1, "columns": 1, "col": 1, "cols": 1, "map": 2, "maps": 2, "channel": 2,
    "channels": 2,
  ]
  /// Words that say nothing of which number is which.
  private static let fillers: Set = ["x", "by", "of", "and", "feature"]
  private static let separators: Set<Unicode.Scalar> = [
    " ", ",", "(", ")", "[", "]", "×", "*", "·", ":",
  ]

  /// The numbers and the words of axes; `nil` where something else is there.
  private static func tokens(of text: String) -> [Token]? {
    var tokens: [Token] = []
    var rest = text.lowercased().unicodeScalars[...]
    while let scalar = rest.first {
      if isDigit(scalar) {
        let digits = rest.prefix(while: isDigit)
        guard digits.count < 12, let number = Int(String(digits)) else { return nil }
        tokens.append(.number(number))
        rest = rest.dropFirst(digits.count)
      } else if isLetter(scalar) {
        let letters = rest.prefix(while: isLetter)
        let word = String(letters)
        if let axis = axes[word] {
          tokens.append(.axis(axis))
        } else if !fillers.contains(word), word != "none" || !tokens.isEmpty {
          return nil
        }
        rest = rest.dropFirst(letters.count)
      } else {
        guard separators.contains(scalar) else { return nil }
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }

  /// The numbers in the order of the axes: those with a word at its axis, the others from the first free axis on.
  ///
  /// - Returns: `nil` where there are more or fewer than axes, or two have one word.
  private static func ordered(_ tokens: [Token], rank: Int) -> [Int]? {
    guard let pairs = paired(tokens), pairs.count == rank, rank > 0 else { return nil }
    // Words name the axes of maps; a line of numbers has none.
    guard rank == 3 || pairs.allSatisfy({ $0.axis == nil }) else { return nil }
    var places = [Int?](repeating: nil, count: rank)
    for case (let number, let axis?) in pairs {
      guard places[axis] == nil else { return nil }
      places[axis] = number
    }
    for case (let number, nil) in pairs { places[places.firstIndex(of: nil) ?? 0] = number }
    return places.compactMap { $0 }
  }

  /// Each number with its word, which stands before it where the first of all words does, else behind it.
  private static func paired(_ tokens: [Token]) -> [(number: Int, axis: Int?)]? {
    let isBefore = tokens.first?.isNumber == false
    var pairs: [(number: Int, axis: Int?)] = []
    var word: Int?
    for token in tokens {
      switch token {
      case .axis(let axis) where isBefore:
        guard word == nil else { return nil }
        word = axis
      case .axis(let axis):
        guard let last = pairs.indices.last, pairs[last].axis == nil else { return nil }
        pairs[last].axis = axis
      case .number(let number):
        pairs.append((number, word))
        word = nil
      }
    }
    return word == nil ? pairs : nil
  }
}
