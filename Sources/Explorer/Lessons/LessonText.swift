import CellScreen

/// The text of a stop: paragraphs of words, of code, and of numbers that are computed where it is shown.
public struct LessonText: Hashable, Sendable {
  /// A part of a paragraph, with the line of the file where it stands.
  public enum Piece: Hashable, Sendable {
    /// Words, ordinary or strong.
    case words(String, isStrong: Bool)
    /// Code, which stands on the screen beside the text.
    case code(String)
    /// What is computed.
    case computed(LessonNumber)
  }

  /// The paragraphs, each of one piece at least.
  public internal(set) var paragraphs: [[Located<Piece>]] = []

  /// All pieces.
  public var pieces: [Located<Piece>] { paragraphs.flatMap { $0 } }

  /// Whether there is nothing to be shown.
  public var isEmpty: Bool { paragraphs.isEmpty }
}

/// How a piece of text is shown.
public enum LessonStyle: Hashable, Sendable {
  case plain, strong, code, number, heading
}

/// A line of a stop's text as it is shown.
public typealias LessonLine = [LessonRun]

/// Some characters of a line that look alike.
public struct LessonRun: Hashable, Sendable {
  /// The characters.
  public internal(set) var text: String
  /// How they look.
  public let style: LessonStyle
}

extension LessonText {
  /// The text in lines of at most some columns, behind its heading; what is computed is asked for, and `?` where it isn't known.
  ///
  /// Code is broken only where it is longer than a line. `kept` columns of the first line stay free at its end.
  public func lines(
    heading: String, width: Int, keeping kept: Int = 0, _ number: (LessonNumber) -> String?
  ) -> [LessonLine] {
    var setter = LineSetter(width: width, kept: kept)
    if !heading.isEmpty {
      for word in heading.split(separator: " ") { setter.add(String(word), .heading, isJoined: false) }
      if !isEmpty { setter.addEndOfHeading() }
    }
    for (index, paragraph) in paragraphs.enumerated() {
      if index > 0 { setter.breakLine() }
      for piece in paragraph { setter.add(piece.value, number) }
    }
    setter.trimLine()
    return setter.lines
  }
}

/// Sets words into lines.
private struct LineSetter {
  let width: Int
  let kept: Int
  private(set) var lines: [LessonLine] = [[]]
  private var column = 0
  /// Whether a blank stands before the next word.
  private var isAfterBlank = false

  init(width: Int, kept: Int) { (self.width, self.kept) = (max(1, width), kept) }

  private var room: Int { max(1, lines.count == 1 ? width - kept : width) }

  /// Leaves no blanks at the end of a line.
  mutating func trimLine() {
    let last = lines.count - 1
    while let run = lines[last].last, run.text.last == " " {
      lines[last][lines[last].count - 1].text.removeLast()
      if run.text.count == 1 { lines[last].removeLast() }
    }
  }

  mutating func breakLine() {
    trimLine()
    lines.append([])
    (column, isAfterBlank) = (0, false)
  }

  /// Parts the heading from the text behind it.
  mutating func addEndOfHeading() {
    append("  ", .plain)
    isAfterBlank = false
  }

  mutating func add(_ piece: LessonText.Piece, _ number: (LessonNumber) -> String?) {
    switch piece {
    case .words(let text, let isStrong): add(words: text, isStrong ? .strong : .plain)
    case .code(let code):
      // Whole, unless no line is as long.
      guard DisplayText.width(of: code) > width else { return add(code, .code, isJoined: !isAfterBlank) }
      add(words: code, .code)
    case .computed(let asked): add(number(asked) ?? "?", .number, isJoined: !isAfterBlank)
    }
  }

  private mutating func add(words text: String, _ style: LessonStyle) {
    var isFirst = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !isFirst { isAfterBlank = true }
      isFirst = false
      if !word.isEmpty { add(String(word), style, isJoined: !isAfterBlank) }
    }
  }

  /// Adds a word: behind a blank, or joined to what stands before it, which then goes on to the next line with it.
  mutating func add(_ word: String, _ style: LessonStyle, isJoined: Bool) {
    let (size, isJoined) = (DisplayText.width(of: word), isJoined && column > 0)
    let blank = column == 0 || isJoined ? 0 : isAfterBlank || style == .heading ? 1 : 0
    if column + blank + size > room, column > 0 {
      let carried = isJoined ? takeLastWord(leaving: size) : []
      breakLine()
      for run in carried { append(run.text, run.style) }
    } else if blank == 1 {
      append(" ", style == .code || style == .number ? .plain : style)
    }
    for part in parts(of: word) {
      if column + DisplayText.width(of: part) > room, column > 0 || lines.count == 1 { breakLine() }
      append(part, style)
    }
    isAfterBlank = false
  }

  /// A word that is longer than a line in parts that are not.
  private func parts(of word: String) -> [String] {
    guard DisplayText.width(of: word) > width else { return [word] }
    var parts = [""]
    for character in word {
      if DisplayText.width(of: parts[parts.count - 1] + String(character)) > width { parts.append("") }
      parts[parts.count - 1].append(character)
    }
    return parts
  }

  /// Takes what stands behind the last blank of the line, where a line has room for it and some columns more; else nothing.
  private mutating func takeLastWord(leaving rest: Int) -> LessonLine {
    var (line, taken) = (lines[lines.count - 1], LessonLine())
    while let last = line.popLast() {
      guard let blank = last.text.lastIndex(of: " ") else {
        taken.insert(last, at: 0)
        continue
      }
      let word = String(last.text[last.text.index(after: blank)...])
      if !word.isEmpty { taken.insert(LessonRun(text: word, style: last.style), at: 0) }
      guard taken.reduce(rest, { $0 + DisplayText.width(of: $1.text) }) <= width else { return [] }
      let head = String(last.text[..<blank])
      if !head.isEmpty { line.append(LessonRun(text: head, style: last.style)) }
      lines[lines.count - 1] = line
      return taken
    }
    return []
  }

  private mutating func append(_ text: String, _ style: LessonStyle) {
    let last = lines.count - 1
    if let run = lines[last].last, run.style == style {
      lines[last][lines[last].count - 1].text += text
    } else {
      lines[last].append(LessonRun(text: text, style: style))
    }
    column += DisplayText.width(of: text)
  }
}
