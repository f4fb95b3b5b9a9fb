import CellScreen

/// A text that leads through places of a network, stop by stop.
///
/// It is Markdown that reads well as it is: a heading of the second level is a stop, a fenced block `cnnview` holds what to
/// do there, quoted lines are the presenter's notes, and the rest is the text that is shown.
public struct Lesson: Hashable, Sendable {
  /// A place that the lesson leads to.
  public struct Stop: Hashable, Sendable {
    /// What it is called.
    public let heading: String
    /// The line of the file where its heading stands, from 1.
    public let line: Int
    /// What to do there, in order.
    public internal(set) var actions: [Located<StopAction>] = []
    /// What is shown of it.
    public internal(set) var text = LessonText()
    /// What only the presenter reads, a paragraph each.
    public internal(set) var notes: [String] = []

    /// What stands in the place of a text that somebody has still to write.
    public static let unwritten = "Say here what is to be seen."

    /// An action where the file that it reads has another path.
    public static func withFiles(_ action: StopAction, _ path: (String) -> String) -> StopAction {
      guard case .change(let change) = action else { return action }
      return .change(change.withFile(path))
    }

    /// The kind of question that it asks; `nil` where it asks none.
    public var question: Question.Kind? {
      for case .ask(let kind) in actions.map(\.value) { return kind }
      return nil
    }
  }

  /// What the head pins, as it is written there: paths from the lesson's file on.
  public struct Pins: Hashable, Sendable {
    /// The picture; `nil` where any will do.
    public internal(set) var picture: String?
    /// The network with its parameters; `nil` where any will do that has the layers.
    public internal(set) var model: String?
    /// The file of class names.
    public internal(set) var labels: String?
  }

  /// What it is called; empty where it has no heading of the first level.
  public internal(set) var title = ""
  /// What stands before the first stop, for those who read the file.
  public internal(set) var introduction = LessonText()
  /// What it is about.
  public internal(set) var pins = Pins()
  /// Its places, at least one.
  public internal(set) var stops: [Stop] = []

  /// What a stop does: its own actions, and without a block of its own those of the nearest one before it, but for questions.
  public func actions(ofStop index: Int) -> [Located<StopAction>] {
    guard stops[index].actions.isEmpty else { return stops[index].actions }
    let before = stops[..<index].last { !$0.actions.isEmpty }
    return (before?.actions ?? []).filter { !$0.value.isQuestion }
  }

  /// The number of the question that a stop asks among those of the lesson, from 1.
  func numberOfQuestion(atStop index: Int) -> Int { stops[...index].count { $0.question != nil } }

  /// The same lesson where each file that an action reads has another path.
  public func withFiles(_ path: (String) -> String) -> Lesson {
    var lesson = self
    for stop in lesson.stops.indices {
      lesson.stops[stop].actions = lesson.stops[stop].actions.map { action in
        Located(Stop.withFiles(action.value, path), line: action.line)
      }
    }
    return lesson
  }
}

/// Something with the line of the file where it stands, from 1.
public struct Located<Value: Hashable & Sendable>: Hashable, Sendable {
  /// What stands there.
  public let value: Value
  /// The line.
  public let line: Int

  init(_ value: Value, line: Int) { (self.value, self.line) = (value, line) }
}

extension Change {
  /// The same change where the file that it reads has another path.
  fileprivate func withFile(_ path: (String) -> String) -> Change {
    switch self {
    case .picture(let file): .picture(file: path(file))
    case .weights(let file): .weights(file: path(file))
    case .paint, .shift, .flip, .swap, .drop, .hold, .set, .untrained, .filter, .read, .invert, .noise,
      .random:
      self
    }
  }
}
