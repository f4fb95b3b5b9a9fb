public import CellScreen
public import Explorer

/// Goes through a lesson without a terminal, and finds what a room would stumble over.
public struct LessonCheck {
  /// What is wrong, where, and on which screens.
  struct Fault: Hashable {
    /// The line of the file, from 1.
    let line: Int
    /// What is wrong, and what to do.
    let words: String
  }

  /// The sizes of screens at which each stop is looked at.
  static let sizes = [(columns: 80, rows: 24), (columns: 120, rows: 40)]

  private let opened: OpenedLesson
  private let draw: (ExplorerState) -> CellGrid

  /// Checks a lesson, whose screens somebody else draws.
  public init(_ opened: OpenedLesson, draw: @escaping (ExplorerState) -> CellGrid) {
    (self.opened, self.draw) = (opened, draw)
  }

  /// Goes through all stops on some pictures.
  ///
  /// - Throws: `CommandError` where the model or a picture can't be opened.
  public func report(
    on images: [String], model: String?, labels: String?, reading: PictureOptions = PictureOptions()
  ) throws(CommandError) -> LessonReport {
    var report = LessonReport(opened, pictures: images.map(FilePath.name(of:)))
    for fault in unwrittenFaults + markFaults + writtenFaults { report.add(fault, size: nil, picture: nil) }
    for image in images {
      let session = try ExplorerSession(
        images: [image], model: model, labels: labels, reading: reading, rows: 24, columns: 80)
      let evaluated = session.evaluatedState()
      if let failure = evaluated.failures.first { throw .unusable(failure) }
      for size in Self.sizes {
        for stop in opened.lesson.stops.indices {
          for fault in faults(ofStop: stop, session, evaluated, size) {
            report.add(fault, size: "\(size.columns)×\(size.rows)", picture: FilePath.name(of: image))
          }
        }
      }
    }
    return report
  }

  // MARK: What can be seen without a screen

  /// Stops that say nothing yet.
  private var unwrittenFaults: [Fault] {
    opened.lesson.stops.compactMap { stop in
      let words = stop.text.pieces.map(\.value)
      if words.isEmpty {
        return Fault(line: stop.line, words: "a stop without a text; say what is to be seen")
      }
      guard words == [.words(Lesson.Stop.unwritten, isStrong: false)] else { return nil }
      let line = stop.text.pieces.first?.line ?? stop.line
      return Fault(line: line, words: "nothing is said yet; say what is to be seen")
    }
  }

  /// Marks of Markdown that would be shown as they are written.
  private var markFaults: [Fault] {
    opened.lesson.stops.flatMap { stop in
      stop.text.pieces.compactMap { piece in
        guard case .words(let words, _) = piece.value, words.contains("](") || words.hasPrefix("|") else {
          return nil
        }
        return Fault(
          line: piece.line, words: "links, pictures and tables are shown as they are written; say it in words"
        )
      }
    }
  }

  /// Numbers that stand in the text as they are, though another picture, or another network, has others.
  private var writtenFaults: [Fault] {
    guard !opened.lesson.pinsNumbers else { return [] }
    let headings = opened.lesson.stops.map { (line: $0.line, words: $0.heading) }
    let texts = (opened.lesson.stops.map(\.text) + [opened.lesson.introduction]).flatMap(\.pieces)
    let words = texts.compactMap { piece -> (line: Int, words: String)? in
      if case .words(let words, _) = piece.value { (piece.line, words) } else { nil }
    }
    let pins = opened.lesson.pinsModel ? "picture" : "picture and model"
    return (headings + words).compactMap { written in
      let numbers = written.words.writtenNumbers
      guard let number = numbers.first(where: { !opened.lesson.pinsModel || !$0.isWhole }) else { return nil }
      return Fault(
        line: written.line,
        words: "'\(number)' is written as it is, and may be another number on another \(pins); "
          + "write it in braces, {…}, or in backquotes where it is code, or name \(pins) before the first stop"
      )
    }
  }

  // MARK: What a screen shows

  private func faults(
    ofStop index: Int, _ session: ExplorerSession, _ evaluated: ExplorerState,
    _ size: (columns: Int, rows: Int)
  ) -> [Fault] {
    var state = evaluated
    var interpreter = EffectInterpreter(session)
    state.begin(opened.lesson, atStop: index)
    interpreter.carryOut(update(&state, .resized(rows: size.rows, columns: size.columns)), in: &state)
    if let fault = state.lesson?.fault { return [Fault(line: fault.line, words: fault.words)] }
    var screens = draw(state).textRows(below: state.lesson?.bandRows ?? 0)
    if state.isAskedByLesson {
      interpreter.carryOut(update(&state, .lesson(.next)), in: &state)
      screens += draw(state).textRows(below: state.lesson?.bandRows ?? 0)
    }
    let stop = opened.lesson.stops[index]
    return lengthFaults(of: state, stop)
      + stop.text.pieces.compactMap { piece in
        words(ofFaultIn: piece.value, state, screens).map { Fault(line: piece.line, words: $0) }
      }
  }

  private func lengthFaults(of state: ExplorerState, _ stop: Lesson.Stop) -> [Fault] {
    let (needed, most) = (state.lessonLines.count, state.lesson?.mostRows ?? 0)
    guard needed > most else { return [] }
    return [
      Fault(
        line: stop.text.pieces.first?.line ?? stop.line,
        words: "the text takes \(needed) rows, and \(most) are shown; make it shorter, or two stops of it")
    ]
  }

  /// What is wrong with a piece of the text beside some screens.
  private func words(ofFaultIn piece: LessonText.Piece, _ state: ExplorerState, _ screens: [String])
    -> String?
  {
    switch piece {
    case .words: return nil
    case .code(let code):
      guard !screens.contains(where: { $0.hasToken(code) }) else { return nil }
      return
        "`\(DisplayText(code).truncated(to: 60).string)` does not stand on the screen; go where it does with 'at'"
    case .computed(let number):
      switch state.value(of: number) {
      case .failure(let refusal):
        return "{\(DisplayText(number.text).truncated(to: 60).string)}: \(refusal.words)"
      case .success(nil):
        return "{\(DisplayText(number.text).truncated(to: 60).string)} is not known at this stop"
      case .success(let text?):
        guard number.isOfPlace, !screens.contains(where: { $0.hasToken(text) }) else { return nil }
        return
          "{\(DisplayText(number.text).truncated(to: 60).string)}, here \(text), does not stand on the screen; go where it does with 'at'"
      }
    }
  }
}

/// What was found in a lesson.
public struct LessonReport {
  private let opened: OpenedLesson
  private let pictures: [String]
  private var faults: [LessonCheck.Fault] = []
  private var places: [LessonCheck.Fault: [(size: String, picture: String)]] = [:]

  init(_ opened: OpenedLesson, pictures: [String]) { (self.opened, self.pictures) = (opened, pictures) }

  mutating func add(_ fault: LessonCheck.Fault, size: String?, picture: String?) {
    if places[fault] == nil { faults.append(fault) }
    if let size, let picture {
      places[fault, default: []].append((size, picture))
    } else {
      places[fault] = []
    }
  }

  /// Whether nothing is wrong.
  public var isAllRight: Bool { faults.isEmpty }

  /// A line a fault, in the order of the file; or that there is none.
  public var text: String {
    let stops = opened.lesson.stops.count
    let screens = LessonCheck.sizes.map { "\($0.columns)×\($0.rows)" }.joined(separator: " and ")
    let on = pictures.count == 1 ? pictures[0] : "\(pictures.count) pictures"
    guard !isAllRight else {
      return "\(opened.name): \(stops == 1 ? "1 stop" : "\(stops) stops"), \(on), \(screens): all is well"
    }
    return faults.sorted { $0.line < $1.line }.map { fault in
      "\(DisplayText(opened.path)):\(fault.line): \(fault.words)\(place(of: fault))"
    }.joined(separator: "\n")
  }

  /// On which of the screens and pictures, where not on all.
  private func place(of fault: LessonCheck.Fault) -> String {
    let places = places[fault] ?? []
    guard !places.isEmpty, places.count < LessonCheck.sizes.count * pictures.count else { return "" }
    let sizes = Set(places.map(\.size)).sorted()
    let names = Set(places.map(\.picture)).sorted()
    let bySize = sizes.count < LessonCheck.sizes.count ? " at \(sizes.joined(separator: ", "))" : ""
    let byPicture =
      names.count < pictures.count
      ? " on \(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? " …" : "")" : ""
    return " (\((bySize + byPicture).dropFirst()))"
  }
}

extension CellGrid {
  /// The text of each row below some.
  fileprivate func textRows(below rows: Int) -> [String] {
    text(Presentation(.none)).split(separator: "\n", omittingEmptySubsequences: false).dropFirst(rows)
      .map(String.init)
  }
}

/// A number that is written in a text.
struct WrittenNumber: CustomStringConvertible {
  let description: String
  /// Whether it is a whole number, and no percentage.
  var isWhole: Bool { description.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2C } }
}

extension String {
  /// The numbers in the text, each with the signs that belong to it.
  var writtenNumbers: [WrittenNumber] {
    var numbers: [WrittenNumber] = []
    var word = ""
    func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
    for character in self + " " {
      if isDigit(character) || (!word.isEmpty && ".,%e".contains(character)) {
        word.append(character)
      } else if !word.isEmpty {
        while let last = word.last, ".,e".contains(last) { word.removeLast() }
        numbers.append(WrittenNumber(description: word))
        word = ""
      }
    }
    return numbers
  }

  /// Whether a text stands in this one, and is no part of a longer number or name.
  func hasToken(_ text: String) -> Bool {
    guard !text.isEmpty else { return true }
    func isPart(_ character: Character?) -> Bool {
      character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
    }
    let (first, last) = (isPart(text.first), isPart(text.last))
    return ranges(of: text).contains { range in
      let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? nil : self[range.upperBound]
      return !(first && isPart(before)) && !(last && isPart(after))
    }
  }
}
