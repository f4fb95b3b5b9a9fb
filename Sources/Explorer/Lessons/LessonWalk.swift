import CellScreen

/// A lesson on its way: at which stop one is, and what has become of the others.
public struct LessonWalk: Sendable {
  /// The lesson.
  public internal(set) var lesson: Lesson
  /// The stop, from 0.
  public internal(set) var stop: Int
  /// How often a stop was gone to.
  var visits = 0
  /// What the stop has still to do.
  var pending: [Located<StopAction>] = []
  /// A change of the stop that is being made.
  var awaited: Change?
  /// Whether the person, and no stop, has one thing fill the screen.
  var isLarge = false
  /// Where the stop has led; `nil` while it is on its way.
  var arrived: KeptState?
  /// The stops that were left, as they were.
  var left: [Int: LeftStop] = [:]
  /// What of the stop could not be done.
  public internal(set) var fault: LessonFault?
  /// How many rows the text has at the most.
  public internal(set) var mostRows = LessonWalk.usualRows
  /// The rows that the text takes of the screen.
  public internal(set) var bandRows = 0
  /// How many rows the longest text takes on screens of some columns.
  private var longest: (columns: Int, rows: Int)?
  /// Whether the key that quits was pressed once.
  var awaitsQuit = false

  /// How many rows the text has, unless somebody wants more.
  static let usualRows = 4
  /// How many rows the text can be given.
  public static let rowLimits = 1...12

  init(_ lesson: Lesson, stop: Int) {
    (self.lesson, self.stop) = (lesson, min(max(0, stop), lesson.stops.count - 1))
  }

  /// How many rows the longest text takes on a screen of some columns, as far as the texts' own signs say.
  mutating func longestText(columns: Int) -> Int {
    if let longest, longest.columns == columns { return longest.rows }
    let counts = lesson.stops.map { stop in
      stop.text.lines(heading: stop.heading, width: columns - 2, keeping: 12) { "{\($0.text)}" }.count
    }
    let rows = counts.max() ?? 0
    longest = (columns, rows)
    return rows
  }

  /// Goes on with another text of the same lesson.
  mutating func take(_ lesson: Lesson) {
    (self.lesson, longest) = (lesson, nil)
    // Somebody may have taken stops out of the file meanwhile.
    stop = min(stop, lesson.stops.count - 1)
    left = left.filter { lesson.stops.indices.contains($0.key) }
  }

  /// The stop's heading, text and notes.
  public var present: Lesson.Stop { lesson.stops[stop] }
}

/// A stop that was left.
struct LeftStop: Sendable {
  /// As it was left.
  let state: KeptState
  /// Where it had led.
  let arrived: KeptState
}

/// A state that another one keeps.
indirect enum KeptState: Sendable {
  case of(ExplorerState)

  /// The state.
  var state: ExplorerState {
    get {
      switch self {
      case .of(let state): state
      }
    }
    set { self = .of(newValue) }
  }
}

/// What of a stop can't be done: in which line of the file, and why, in words.
public struct LessonFault: Error, Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// Why.
  public let words: String
}

/// What a person wants of a lesson.
public enum LessonStep: Hashable, Sendable {
  /// The answer of the question that is asked; back to the stop where one has wandered off; else the next stop.
  case next
  /// The stop before this one.
  case previous
}

extension ExplorerState {
  /// Where one is, as far as it is somewhere else than where a stop has led.
  private struct LessonPlace: Equatable {
    let depth: Depth
    let line: Int
    let changes: [Change]
    let question: String?
    let isStepping: Bool
  }

  private var lessonPlace: LessonPlace {
    LessonPlace(
      depth: depth, line: line, changes: changes, question: asking?.question.text,
      isStepping: isStepping)
  }

  /// Whether one has left the place where the stop has led.
  public var isAwayFromLesson: Bool {
    guard let arrived = lesson?.arrived else { return false }
    return arrived.state.lessonPlace != lessonPlace
  }

  /// Whether the stop asks a question whose answer is not shown yet.
  public var isAskedByLesson: Bool {
    lesson?.present.question != nil && asking.map { !$0.isRevealed } ?? false
  }

  /// Whether the stop asks a question.
  public var isAtQuestionOfLesson: Bool { lesson?.present.question != nil }

  /// What the key that goes on does.
  public var wordsOfNextStop: String? {
    guard let lesson else { return nil }
    if isAwayFromLesson { return "back to the stop" }
    if isAskedByLesson { return "answer" }
    return lesson.stop + 1 < lesson.lesson.stops.count ? "next stop" : nil
  }

  /// The text of the stop in lines as wide as the screen.
  public var lessonLines: [LessonLine] {
    guard let lesson else { return [] }
    let stop = lesson.present
    let kept = DisplayText.width(of: lessonStatus) + 2
    return stop.text.lines(heading: stop.heading, width: columns - 2, keeping: kept) { number in
      // Before the stop has done what it says, numbers are those of another place.
      lesson.arrived == nil ? nil : (try? text(of: number)) ?? nil
    }
  }

  /// Which stop of how many one is at.
  public var lessonStatus: String {
    guard let lesson else { return "" }
    let place = "stop \(lesson.stop + 1)/\(lesson.lesson.stops.count)"
    return isAwayFromLesson ? place + Repertoire.separator + "away, PgDn returns" : place
  }
}
