/// Reads a lesson line by line.
struct LessonParser {
  /// The most bytes of a lesson.
  static let mostBytes = 1 << 17
  /// The most actions of a stop.
  static let mostActions = 100
  /// The most stops of a lesson.
  static let mostStops = 500

  private var lesson = Lesson()
  /// The lines of the paragraph that is being read, each with its number.
  private var paragraph: [Located<String>] = []
  /// The lines of the note that is being read.
  private var note: [String] = []
  /// The line where the block began that is being read; `nil` outside of one.
  private var block: (line: Int, fence: String)?

  /// Reads a text.
  ///
  /// - Throws: `LessonError` with the first line that can't be read.
  static func lesson(from text: String) throws(LessonError) -> Lesson {
    guard text.utf8.count <= mostBytes else { throw LessonError(kind: .tooLong(limit: mostBytes), line: 1) }
    var parser = LessonParser()
    for (index, line) in lines(of: text).enumerated() { try parser.read(line, number: index + 1) }
    try parser.end()
    return parser.lesson
  }

  /// The lines, without what ends them and without a mark of the byte order.
  private static func lines(of text: String) -> [String] {
    let scalars = text.unicodeScalars
    let rest = scalars.first == "\u{FEFF}" ? scalars.dropFirst() : scalars[...]
    return rest.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.last == "\r" ? line.dropLast() : line)
    }
  }

  private mutating func read(_ line: String, number: Int) throws(LessonError) {
    let text = line.withoutOuterBlanks
    if let block {
      guard text == block.fence else {
        // What no action begins with is behind the block, whose end was forgotten.
        guard !["#", ">", "```", "~~~"].contains(where: text.hasPrefix) else {
          throw LessonError(kind: .openBlock, line: block.line)
        }
        return try readAction(text, number: number)
      }
      self.block = nil
    } else if let fence = ["```", "~~~"].first(where: text.hasPrefix) {
      try endParagraph()
      let name = text.drop { $0 == fence.first }.withoutOuterBlanks
      guard name == "cnnview" else { throw LessonError(kind: .otherBlock(name), line: number) }
      block = (number, String(text.prefix { $0 == fence.first }))
    } else if text.hasPrefix("## ") || text == "##" {
      try beginStop(String(text.dropFirst(2)).withoutOuterBlanks, number: number)
    } else if text.hasPrefix("# "), lesson.stops.isEmpty, lesson.title.isEmpty {
      try endParagraph()
      lesson.title = String(text.dropFirst(2)).withoutOuterBlanks
    } else if text.hasPrefix("#"), text.drop(while: { $0 == "#" }).first.map({ $0 == " " }) ?? true {
      throw LessonError(kind: .otherHeading, line: number)
    } else if text.hasPrefix(">") {
      try endText()
      let words = String(text.dropFirst()).withoutOuterBlanks
      if words.isEmpty { endNote() } else { note.append(words) }
    } else if text.isEmpty {
      try endParagraph()
    } else {
      endNote()
      // Each point of a list has lines of its own.
      let isPoint = text.hasPrefix("- ") || text.hasPrefix("* ")
      if isPoint { try endText() }
      paragraph.append(Located(isPoint ? "• " + text.dropFirst(2).withoutOuterBlanks : text, line: number))
    }
  }

  private mutating func beginStop(_ heading: String, number: Int) throws(LessonError) {
    try endParagraph()
    guard !heading.isEmpty else { throw LessonError(kind: .noHeading, line: number) }
    guard lesson.stops.count < Self.mostStops else {
      throw LessonError(kind: .tooManyStops(limit: Self.mostStops), line: number)
    }
    lesson.stops.append(Lesson.Stop(heading: heading, line: number))
  }

  private mutating func end() throws(LessonError) {
    if let block { throw LessonError(kind: .openBlock, line: block.line) }
    try endParagraph()
    if lesson.stops.isEmpty { throw LessonError(kind: .noStop, line: 1) }
  }

  // MARK: Text and notes

  private mutating func endParagraph() throws(LessonError) {
    endNote()
    try endText()
  }

  private mutating func endText() throws(LessonError) {
    guard !paragraph.isEmpty else { return }
    let pieces = try LessonTextParser.pieces(of: paragraph)
    paragraph = []
    guard !pieces.isEmpty else { return }
    if lesson.stops.isEmpty {
      lesson.introduction.paragraphs.append(pieces)
    } else {
      lesson.stops[lesson.stops.count - 1].text.paragraphs.append(pieces)
    }
  }

  /// What is quoted before the first stop is nobody's note.
  private mutating func endNote() {
    guard !note.isEmpty else { return }
    if !lesson.stops.isEmpty {
      lesson.stops[lesson.stops.count - 1].notes.append(note.joined(separator: " "))
    }
    note = []
  }

  // MARK: Actions

  private mutating func readAction(_ text: String, number: Int) throws(LessonError) {
    guard !text.isEmpty else { return }
    do throws(LessonError.Kind) {
      guard !lesson.stops.isEmpty else { return try pin(text) }
      let last = lesson.stops.count - 1
      guard lesson.stops[last].question == nil else { throw .behindQuestion }
      lesson.stops[last].actions += try StopAction.actions(text).map { Located($0, line: number) }
      guard lesson.stops[last].actions.count <= Self.mostActions else {
        throw .tooManyActions(limit: Self.mostActions)
      }
    } catch {
      throw LessonError(kind: error, line: number)
    }
  }

  /// Takes a line of the head's block.
  private mutating func pin(_ text: String) throws(LessonError.Kind) {
    let word = String(text.prefix { $0 != " " })
    let path = text.dropFirst(word.count).withoutOuterBlanks
    let pins: [String: WritableKeyPath<Lesson.Pins, String?>] = [
      "picture": \.picture, "model": \.model, "labels": \.labels,
    ]
    guard let pin = pins[word] else { throw .unknownPin(word) }
    guard !path.isEmpty else { throw .emptyPin(word) }
    guard lesson.pins[keyPath: pin] == nil else { throw .pinnedTwice(word) }
    lesson.pins[keyPath: pin] = path
  }
}

extension Lesson {
  /// Reads a lesson.
  ///
  /// - Throws: `LessonError` with the first line that can't be read.
  public init(parsing text: String) throws(LessonError) { self = try LessonParser.lesson(from: text) }

  /// Reads a lesson from bytes in UTF-8.
  ///
  /// - Throws: `LessonError` with the first line that can't be read.
  public init(parsing bytes: [UInt8]) throws(LessonError) {
    guard bytes.count <= LessonParser.mostBytes else {
      throw LessonError(kind: .tooLong(limit: LessonParser.mostBytes), line: 1)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
      throw LessonError(kind: .notText, line: index + 1)
    }
    try self.init(parsing: text)
  }
}
