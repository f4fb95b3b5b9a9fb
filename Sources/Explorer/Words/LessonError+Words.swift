import CellScreen

extension LessonError {
  /// The error on one line: which line of the file, what is wrong, what to do.
  public var message: String { "line \(line): \(fault); \(remedy)" }

  /// What is wrong.
  public var fault: String {
    switch kind {
    case .notText: "no UTF-8 text"
    case .tooManyActions(let limit): "a stop does at most \(limit) things"
    case .tooLong(let limit): "a lesson has at most \(NumberText.grouped(limit)) bytes"
    case .noStop: "the lesson has no stop"
    case .tooManyStops(let limit): "a lesson has at most \(limit) stops"
    case .noHeading: "a stop without a name"
    case .otherHeading: "a heading that begins no stop"
    case .openBlock: "the block that begins here has no end"
    case .otherBlock(let name): name.isEmpty ? "a block without a name" : "a block of \(shown(name))"
    case .unknownWord(let word): "no action begins with \(shown(word))"
    case .incomplete(let word, _): "\(shown(word)) needs other words behind it"
    case .settingValue(let name, _): "\(shown(name)) has no such value"
    case .change(let error): error.fault
    case .unknownQuestion(let text): "there is no question \(shown(text))"
    case .behindQuestion: "an action behind a question, which has the screen"
    case .unknownKey(let name): "no key is called \(shown(name))"
    case .keyOfLesson(let name): "\(shown(name)) leads out of the stop"
    case .unknownPin(let word): "before the first stop \(shown(word)) says nothing"
    case .pinnedTwice(let word): "a second \(shown(word))"
    case .emptyPin(let word): "\(shown(word)) names nothing"
    case .open(let mark): "'\(mark)' has no end in this line"
    case .unknownNumber(let text):
      text.isEmpty ? "empty braces" : "{\(shown(text, quotes: false))} is nothing that can be computed"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch kind {
    case .notText: "save the file as UTF-8"
    case .tooLong, .tooManyStops: "make two lessons of it"
    case .tooManyActions: "make two stops of it"
    case .noStop: "begin each stop with a heading: ## What is the 32?"
    case .noHeading: "write it behind ##"
    case .otherHeading:
      "begin stops with two signs, like ## What is the 32?, and have one title, before the first"
    case .openBlock: "end it with a line of its own, like the one that begins it"
    case .otherBlock: "write ```cnnview for what is to be done; put code into backquotes"
    case .unknownWord: "begin with " + Self.knownWords
    case .incomplete(_, let example): "write it like '\(example)'"
    case .settingValue(_, let values): "give one of " + values.joined(separator: ", ")
    case .change(let error): error.remedy ?? "see the manual for how changes are written"
    case .unknownQuestion:
      "ask one of " + Question.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    case .behindQuestion: "put it before 'ask', or into a stop of its own"
    case .unknownKey: "give \(KeyPress.nameList), with blanks between"
    case .keyOfLesson: "leave it out; what the prompt takes has a line of its own"
    case .unknownPin: "name a picture, a model or labels, or begin a stop with ## before it"
    case .pinnedTwice: "leave one of them"
    case .emptyPin(let word): "write '\(word) FILE'"
    case .open(let mark): mark == "{" ? "end it with }, or write \\{" : "end it, or write \\\(mark.prefix(1))"
    case .unknownNumber:
      "write a place, like {conv2d[16,11,0]}, a property, like {maps conv2d}, or one of "
        + LessonNumber.Verdict.allCases.map(\.rawValue).joined(separator: ", ")
    }
  }

  /// All words that begin an action.
  private static let knownWords =
    (StopAction.words.map(\.word) + ChangeVerb.allCases.filter { !$0.isToy }.map(\.rawValue)
    + Setting.all.map(\.name) + [deadCommand, hideCommand]).joined(separator: ", ")

  private func shown(_ text: String, quotes: Bool = true) -> String {
    let text = DisplayText(text).truncated(to: 40).string
    return quotes ? "'\(text)'" : text
  }
}
