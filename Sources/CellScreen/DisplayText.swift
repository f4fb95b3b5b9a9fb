/// Text that is safe to show: cleaned of what could act on a terminal, and measured in cells.
///
/// Control, bidirectional, zero-width and private characters, and graphemes of more than eight scalars, become
/// `�`; a text is cut after 1,000 graphemes. Every name that comes from a file passes through here before it
/// reaches a terminal or a file. Inside `Repertoire.whileWriting` it is made of the characters of that repertoire.
public struct DisplayText: Hashable, Sendable {
  /// A grapheme and how many cells it takes: 1 or 2.
  public struct Grapheme: Hashable, Sendable {
    /// The grapheme.
    public let glyph: Glyph
    /// The cells that it takes.
    public let width: Int
    /// The grapheme as a character.
    public var character: Character { glyph.character }
  }

  /// The graphemes in reading order.
  public let graphemes: [Grapheme]
  /// The cells that the text takes.
  public let width: Int

  /// Cleans and measures a text.
  public init(_ text: some StringProtocol) {
    switch Repertoire.current {
    case .unicode: self.init(signs: text)
    case .ascii: self.init(signs: ASCIIWords.words(of: text))
    }
  }

  /// Cleans and measures signs of a picture, each of which keeps its cell in every repertoire.
  public init(signs text: some StringProtocol) {
    self.init(cleaning: String(text))
  }

  private init(cleaning text: String) {
    if Self.plainWidth(text) != nil {
      self.init(text.unicodeScalars.map { Grapheme(glyph: Glyph($0), width: 1) })
      return
    }
    var graphemes: [Grapheme] = []
    for character in text {
      if graphemes.count == Self.longest {
        graphemes += Self.ellipsis
        break
      }
      graphemes.append(Self.measured(character))
    }
    self.init(graphemes)
  }

  private init(_ graphemes: [Grapheme]) {
    self.graphemes = graphemes
    self.width = graphemes.reduce(0) { $0 + $1.width }
  }

  /// The text as a string.
  public var string: String { String(graphemes.map(\.character)) }

  /// What stands in place of what is cut: `…`, in ASCII three dots.
  static var ellipsis: [Grapheme] {
    Repertoire.choice("…", ascii: "...").map { Grapheme(glyph: Glyph($0), width: 1) }
  }

  /// The text cut to a width, with `…` in place of what is missing.
  public func truncated(to limit: Int) -> DisplayText {
    guard width > limit else { return self }
    guard limit > 0 else { return DisplayText([]) }
    let mark = Self.ellipsis.prefix(limit)
    var kept: [Grapheme] = []
    var used = 0
    for grapheme in graphemes {
      guard used + grapheme.width <= limit - mark.count else { break }
      kept.append(grapheme)
      used += grapheme.width
    }
    return DisplayText(kept + mark)
  }

  /// The longest text that is kept, in graphemes.
  private static let longest = 1_000

  /// The cells of a text as it would be written now.
  public static func width(of text: some StringProtocol) -> Int {
    let text = String(text)
    // Where words are made of ASCII, what is more becomes other words.
    let isKept = Repertoire.current == .unicode || text.utf8.allSatisfy { $0 < 0x80 }
    return (isKept ? plainWidth(text) : nil) ?? DisplayText(text).width
  }

  /// The cells of a text of nothing but plain signs, as most are, each of which is a grapheme; nil of another.
  private static func plainWidth(_ text: String) -> Int? {
    var count = 0
    for scalar in text.unicodeScalars {
      guard isPlain(scalar.value), count < longest else { return nil }
      count += 1
    }
    return count
  }

  /// Whether a scalar is a letter, a sign or a block that screens are made of, each of which takes one cell.
  private static func isPlain(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20...0x7E, 0xB7, 0xD7, 0x2190...0x22FF, 0x2500...0x25FC: true
    default: false
    }
  }

  private static func measured(_ character: Character) -> Grapheme {
    let scalars = character.unicodeScalars
    if let first = scalars.first, scalars.count == 1, isPlain(first.value) {
      return Grapheme(glyph: Glyph(first), width: 1)
    }
    guard scalars.count <= 8, let first = scalars.first, !isCombining(first),
      scalars.allSatisfy({ isHarmless($0) })
    else { return Grapheme(glyph: "\u{FFFD}", width: 1) }
    return Grapheme(glyph: Glyph(character), width: isWide(first) ? 2 : 1)
  }

  /// Whether a scalar does nothing but show itself.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      return false
    default:
      return !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether a scalar takes no cell of its own.
  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    // Vowels and final consonants of Hangul, which join the consonant before them.
    if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// Whether a terminal gives a scalar two cells: East Asian wide and full-width characters, and emoji.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isEmojiPresentation { return true }
    return wideRanges.contains { $0.contains(scalar.value) }
  }

  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
  ]
}

extension DisplayText: CustomStringConvertible {
  /// The text as a string.
  public var description: String { string }
}
