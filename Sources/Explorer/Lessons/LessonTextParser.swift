/// Reads the marks inside of a paragraph: backquotes for code, `**` for what is strong, braces for what is computed.
struct LessonTextParser {
  private var pieces: [Located<LessonText.Piece>] = []
  private var words = ""
  /// The line where what is strong began; `nil` outside of it.
  private var strongLine: Int?
  private var line = 1

  /// The pieces of a paragraph's lines, which go on behind each other.
  static func pieces(of lines: [Located<String>]) throws(LessonError) -> [Located<LessonText.Piece>] {
    var parser = LessonTextParser()
    for (index, line) in lines.enumerated() {
      if index > 0 { parser.words += " " }
      parser.line = line.line
      try parser.read(line.value)
      parser.endWords()
    }
    if let line = parser.strongLine { throw LessonError(kind: .open("**"), line: line) }
    return parser.pieces
  }

  private mutating func read(_ text: String) throws(LessonError) {
    var rest = text[...]
    while let character = rest.first {
      if character == "\\", let next = rest.dropFirst().first, "\\`*{}".contains(next) {
        words.append(next)
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("**") {
        endWords()
        strongLine = strongLine == nil ? line : nil
        rest = rest.dropFirst(2)
      } else if character == "`" {
        let code = try taken(from: &rest, until: "`")
        add(.code(code.withoutOuterBlanks))
      } else if character == "{" {
        let text = try taken(from: &rest, until: "}").withoutOuterBlanks
        guard let number = LessonNumber(text) else {
          throw LessonError(kind: .unknownNumber(text), line: line)
        }
        add(.computed(number))
      } else {
        words.append(character)
        rest = rest.dropFirst()
      }
    }
  }

  /// What stands between a mark at the beginning of the rest and the one that ends it.
  private func taken(from rest: inout Substring, until end: Character) throws(LessonError) -> Substring {
    let inside = rest.dropFirst()
    guard let stop = inside.firstIndex(of: end) else {
      throw LessonError(kind: .open(String(rest.prefix(1))), line: line)
    }
    // Where another one begins before, this one's end was forgotten.
    guard end == "`" || !inside[..<stop].contains(where: { $0 == "{" || $0 == "`" }) else {
      throw LessonError(kind: .open(String(rest.prefix(1))), line: line)
    }
    rest = inside[inside.index(after: stop)...]
    return inside[..<stop]
  }

  private mutating func add(_ piece: LessonText.Piece) {
    endWords()
    pieces.append(Located(piece, line: line))
  }

  private mutating func endWords() {
    guard !words.isEmpty else { return }
    pieces.append(Located(.words(words, isStrong: strongLine != nil), line: line))
    words = ""
  }
}
