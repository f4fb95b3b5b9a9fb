import ConvNet

extension Change {
  /// Reads a change: `paint 3-8,10-19 grey`.
  ///
  /// - Throws: `ChangeError` that says which word is not right, and what would be.
  public init(_ text: String) throws(ChangeError) {
    let words = try ChangeText.words(of: text)
    guard let first = words.first else { throw .nothing }
    guard let verb = ChangeVerb(rawValue: first) else { throw .unknownVerb(first) }
    let arguments = Array(words.dropFirst())
    guard verb.wordCounts.contains(arguments.count) else {
      throw .wordCount(verb, found: arguments.count)
    }
    self = try Change.parsed(verb, arguments)
  }

  /// Reads the words behind a verb, of which there are as many as it takes.
  private static func parsed(_ verb: ChangeVerb, _ words: [String]) throws(ChangeError) -> Change {
    switch verb {
    case .flip: return .flip
    case .invert: return .invert
    case .paint: return .paint(try area(words[0]), try colour(words[1]))
    case .shift:
      let offsets = words[0].split(separator: ",", omittingEmptySubsequences: false).map(offset)
      guard offsets.count == 2, let down = offsets[0], let right = offsets[1] else {
        throw .word(words[0], expected: .offsets)
      }
      return .shift(down: down, right: right)
    case .swap: return .swap(words[0], words[1])
    case .picture: return .picture(file: words[0])
    case .drop: return .drop(place: words[0])
    case .hold: return .hold(place: words[0], try number(words[1]))
    case .set: return .set(parameter: words[0], try number(words[1]))
    case .untrained: return try untrained(words)
    case .weights: return .weights(file: words[0])
    case .filter:
      guard let index = ChangeText.index(words[1]) else { throw .word(words[1], expected: .index) }
      guard let filter = NamedFilter(rawValue: words[2]) else { throw .word(words[2], expected: .filter) }
      return .filter(layer: words[0], index: index, filter)
    case .read:
      guard let misreading = Misreading(word: words[0]) else {
        throw .word(words[0], expected: .misreading)
      }
      return .read(misreading, layer: words.count > 1 ? words[1] : nil)
    case .noise: return .noise(seed: try seed(words, of: verb))
    case .random: return .random(seed: try seed(words, of: verb))
    }
  }

  /// A layer or none, then a seed or none: of two words the first is `seed`.
  private static func untrained(_ words: [String]) throws(ChangeError) -> Change {
    let hasLayer = !words.count.isMultiple(of: 2)
    let seed = try seed(Array(words.dropFirst(hasLayer ? 1 : 0)), of: .untrained)
    return .untrained(layer: hasLayer ? words[0] : nil, seed: seed)
  }

  /// The number behind `seed`; the usual one where there are no words.
  private static func seed(_ words: [String], of verb: ChangeVerb) throws(ChangeError) -> UInt64 {
    guard let first = words.first else { return usualSeed }
    guard first == seedWord else { throw .word(first, expected: .seedWord) }
    guard words.count == 2 else { throw .wordCount(verb, found: words.count) }
    guard words[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seed = UInt64(words[1]) else {
      throw .word(words[1], expected: .seed)
    }
    return seed
  }

  private static func number(_ word: String) throws(ChangeError) -> Float {
    guard let number = ChangeText.number(word) else { throw .word(word, expected: .number) }
    return number
  }

  private static func colour(_ word: String) throws(ChangeError) -> PaintColour {
    guard let colour = PaintColour(word) else { throw .word(word, expected: .colour) }
    return colour
  }

  /// A whole number with or without a minus sign that no picture is too small for to be moved by.
  private static func offset(_ word: Substring) -> Int? {
    let isNegative = word.hasPrefix("-") || word.hasPrefix("−")
    guard let magnitude = ChangeText.index(isNegative ? word.dropFirst() : word), magnitude <= 1_000_000
    else { return nil }
    return isNegative ? -magnitude : magnitude
  }

  private static func area(_ word: String) throws(ChangeError) -> PixelArea {
    let parts = word.split(separator: ",", omittingEmptySubsequences: false).map(range)
    guard parts.count == 2, let rows = parts[0], let columns = parts[1] else {
      throw .word(word, expected: .area)
    }
    return PixelArea(rows: rows, columns: columns)
  }

  /// `3-8`, or `3` alone; the dash may be the longer one, as ranges are printed.
  private static func range(_ text: Substring) -> ClosedRange<Int>? {
    let ends = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
      .map { ChangeText.index($0) }
    guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else {
      return nil
    }
    return first...last
  }
}
