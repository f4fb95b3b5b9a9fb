/// Why a text is no lesson: what is wrong, and in which line.
public struct LessonError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Kind: Error, Equatable, Sendable {
    /// The bytes are no UTF-8.
    case notText
    /// The text is longer than a lesson is.
    case tooLong(limit: Int)
    /// A stop does more than a stop does.
    case tooManyActions(limit: Int)
    /// There is no stop.
    case noStop
    /// There are more stops than a lesson has.
    case tooManyStops(limit: Int)
    /// A stop has no name.
    case noHeading
    /// A heading is of another level than stops are, or a second title.
    case otherHeading
    /// A fenced block has no end.
    case openBlock
    /// A fenced block is none of `cnnview`.
    case otherBlock(String)
    /// A line of a block begins with a word that does nothing.
    case unknownWord(String)
    /// An action lacks something, or has too much.
    case incomplete(String, example: String)
    /// An option has no such value.
    case settingValue(String, [String])
    /// A change can't be read.
    case change(ChangeError)
    /// There is no such kind of question.
    case unknownQuestion(String)
    /// Something comes behind a question.
    case behindQuestion
    /// There is no such key.
    case unknownKey(String)
    /// A key leads through the lesson, or out of it.
    case keyOfLesson(String)
    /// The head pins something that it can't.
    case unknownPin(String)
    /// The head pins something twice.
    case pinnedTwice(String)
    /// Something that the head pins has no name.
    case emptyPin(String)
    /// Something begins, and has no end: `{`, a backquote, `**`.
    case open(String)
    /// What stands in braces can't be computed.
    case unknownNumber(String)
  }

  /// What is wrong.
  public let kind: Kind
  /// The line of the file, from 1.
  public let line: Int

  /// Makes an error.
  public init(kind: Kind, line: Int) { (self.kind, self.line) = (kind, line) }
}
