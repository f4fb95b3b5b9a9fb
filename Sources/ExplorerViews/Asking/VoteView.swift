import CellScreen
import ConvNet
import Explorer
import Tensors

/// Draws a count of hands over the whole screen: what is voted on, the options with what is counted of the present round, and
/// once both are counted the bars of both side by side; nothing of the first before.
func drawVote(on screen: inout Screen, _ state: ExplorerState, _ vote: Vote, _ layout: Layout) {
  let words = VoteWords(vote)
  let column = screen.grid.write("cnnview", row: 0, column: 0, .accent) + 2
  let status = screen.grid.write("answer hidden", row: 0, endingAt: layout.columns - 1, .dim)
  screen.grid.write(
    DisplayText(words.title).truncated(to: max(0, status - 2 - column)), row: 0, column: column, .heading)
  let question = state.asking?.question.text ?? VoteWords.question
  var row = 1
  for line in wrapped(question, to: layout.columns - 1) {
    screen.grid.write(line, row: row, column: 0, .heading)
    row += 1
  }
  let sentence = wrapped(words.sentence, to: layout.columns - 1)
  let body = Area(
    row: row, column: 0, height: layout.hintRow - row - sentence.count, width: layout.columns)
  if let asking = state.asking, asking.question.kind == .covers {
    // What stands on the picture has its letter there.
    let bare = vote.options.map { _ in DisplayText("") }
    let room = body.width - optionsWidth(vote, bare)
    let used = drawCovers(on: &screen.grid, state, asking, body.wide(room))
    drawOptions(on: &screen, vote, words, body.from(column: used), used == 0 ? vote.options : bare)
  } else if let asking = state.asking {
    let rows = drawClues(on: &screen.grid, state, asking, vote, body)
    drawOptions(on: &screen, vote, words, body.from(row: body.row + rows), vote.options)
  } else {
    let used = drawVotedPicture(on: &screen.grid, state, vote, body)
    drawOptions(on: &screen, vote, words, body.from(column: used), vote.options)
  }
  for (index, line) in sentence.enumerated() {
    screen.grid.write(line, row: layout.hintRow - sentence.count + index, column: 0)
  }
}

/// The listing without what would tell the answer, where there is room above the options; returns the rows that it takes.
private func drawClues(
  on grid: inout CellGrid, _ state: ExplorerState, _ asking: Asking, _ vote: Vote, _ area: Area
) -> Int {
  // Bars take what room there is.
  let room = area.height - (vote.phase == .counted ? 3 : 1) * vote.options.count - 3
  let rows = min(state.model.lineCount, room)
  guard rows >= 3 else { return 0 }
  drawAskedListing(
    on: &grid, state, asking, Area(row: area.row, column: 0, height: rows, width: min(area.width, 61)))
  return rows + 1
}

/// The picture that is voted on, at the left, where there is room beside the options; returns the column behind it.
private func drawVotedPicture(
  on grid: inout CellGrid, _ state: ExplorerState, _ vote: Vote, _ area: Area
) -> Int {
  // On narrow screens bars take its room.
  guard vote.phase != .counted || area.width >= 100, let subject = Subject(state),
    subject.evaluation.trace.input.shape.rank == 3
  else { return 0 }
  let shape = subject.evaluation.trace.input.shape
  let size = Size2D(height: shape[0], width: shape[1])
  let needed = optionsWidth(vote, vote.options)
  guard let scale = size.scale(columns: area.width - needed - 3, rows: area.height - 2) else { return 0 }
  let map = PixelMap(pictureOf: subject.evaluation, at: scale)
  grid.draw(map, halfRow: 2 * (area.row + 1), column: 1)
  return scale.pixels(size.width) + 4
}

/// The columns that the options take at the least.
private func optionsWidth(_ vote: Vote, _ names: [DisplayText]) -> Int {
  nameWidth(names) + (vote.phase == .counted ? 40 : 24)
}

private func nameWidth(_ names: [DisplayText]) -> Int {
  min(26, names.map(\.width).max() ?? 0) + 5
}

/// The options under some names with their hands; a click chooses one.
private func drawOptions(
  on screen: inout Screen, _ vote: Vote, _ words: VoteWords, _ area: Area, _ options: [DisplayText]
) {
  let pitch =
    area.height >= 3 * vote.options.count + 2 ? 3 : area.height >= 2 * vote.options.count + 2 ? 2 : 1
  let names = area.column + 1..<area.column + 1 + nameWidth(options)
  let head = area.row + (area.height > vote.options.count + 1 ? 1 : 0)
  let first = head + 1
  let rounds = vote.phase == .counted ? [0, 1] : [vote.round].compactMap(\.self)
  let room = (area.columns.upperBound - names.upperBound - 1) / max(1, rounds.count)
  for (place, round) in rounds.enumerated() {
    let start = names.upperBound + place * room
    screen.grid.write("round \(round + 1)", row: head, column: start + 1, .dim)
    let most = vote.phase == .counted ? vote.rounds.joined().max() ?? 0 : 0
    for option in vote.options.indices where first + option * pitch < area.rows.upperBound {
      let row = first + option * pitch
      let (count, share) = words.hands(for: option, inRound: round)
      let isSelected = vote.phase != .counted && option == vote.selected
      screen.grid.write(count, row: row, endingAt: start + 5, isSelected ? .accent : .text)
      guard vote.phase == .counted else { continue }
      screen.grid.write(share, row: row, endingAt: start + 12, .dim)
      let columns = start + 14..<max(start + 14, start + room - 2)
      let bars = SignedBars([Double(most)], in: columns)
      for line in 0..<max(1, pitch - 1) {
        bars.draw(
          Double(vote.rounds[round][option]), on: &screen.grid, row: row + line, isTall: pitch > 1)
      }
    }
  }
  for (option, name) in options.enumerated() {
    let row = first + option * pitch
    guard row < area.rows.upperBound else { break }
    let isSelected = vote.phase != .counted && option == vote.selected
    let letter = vote.letter(of: option)
    let text = DisplayText("\(isSelected ? vote.sign : " ") \(letter)\(name)")
    screen.grid.write(
      text.truncated(to: names.count - 1), row: row, column: names.lowerBound, isSelected ? .accent : .text)
    let target = Area(row: row, column: area.column, height: 1, width: area.width)
    screen.targets.append(Target(area: target, content: .place(.answer(option))))
    if isSelected { screen.cursor = ScreenCursor(row: row, column: names.lowerBound) }
  }
}

extension Vote {
  /// The letter of a question's answer.
  fileprivate func letter(of option: Int) -> String {
    if case .question = topic { return "\(Question.letter(option)) " }
    return ""
  }

  /// The sign before the option whose hands are typed.
  fileprivate var sign: String { Repertoire.choice("▸", ascii: ">") }
}
