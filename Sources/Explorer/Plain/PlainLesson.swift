import CellScreen

/// The commands that go through a lesson.
extension PlainSession {
  /// Says the stop, or goes to another one.
  mutating func goToStop(_ command: PlainCommand) throws(Refusal) -> [String] {
    guard let lesson = state.lesson else {
      throw Refusal("No lesson is open. Quit, and open one with cnnview lesson NAME --plain.")
    }
    let count = lesson.lesson.stops.count
    switch command.words.first {
    case nil: return stopLines
    case "next", "n":
      let isAnswer = state.isAskedByLesson && !state.isAwayFromLesson
      try act(.lesson(.next))
      if isAnswer { return questionLines }
    case "previous", "p": try act(.lesson(.previous))
    case let word?:
      guard let number = Int(word), (1...count).contains(number) else {
        throw Refusal("The stops are 1 to \(count). Type stop next, previous, or a number.")
      }
      effects += walkTo(stop: number - 1, in: &state) + followLesson(&state)
    }
    return arrivedLines()
  }

  /// What is said of a stop: all at once as soon as it has done what it says.
  mutating func arrivedLines() -> [String] {
    awaitsStop = state.lesson?.arrived == nil && state.lesson?.fault == nil
    return awaitsStop ? [] : stopLines
  }

  /// The names of all stops.
  func stopList() throws(Refusal) -> [String] {
    guard let lesson = state.lesson else { throw Refusal("No lesson is open.") }
    return lesson.lesson.stops.enumerated().map { index, stop in
      "\(index + 1): \(DisplayText(stop.heading))\(index == lesson.stop ? ", here" : "")."
    }
  }

  /// The stop's text with its numbers, then its question, or where it has led.
  var stopLines: [String] {
    guard let lesson = state.lesson else { return [] }
    let heading = DisplayText(lesson.present.heading).string
    let title = "Stop \(lesson.stop + 1) of \(lesson.lesson.stops.count): \(heading)"
    let text = lesson.present.text
    let said =
      text.isEmpty
      ? [] : text.lines(heading: "", width: .max / 2) { number in (try? state.text(of: number)) ?? nil }
    let fault = lesson.fault.map { ["Line \($0.line) of the lesson: \($0.words)."] } ?? []
    let asked = state.asking == nil ? [] : questionLines
    let place = state.asking == nil ? (state.changes.isEmpty ? [] : changeLines) + placeLines : []
    return [title.hasSuffix("?") ? title : title + "."] + said.map { $0.map(\.text).joined() } + fault + asked
      + place
  }
}
