import CellScreen
import ConvNet
import Explorer

/// Draws a question over the whole screen.
///
/// There is the listing without what would tell the answer, the question, its answers, and what is said of the one that was
/// given; nothing else of the network is shown.
func drawAsking(on screen: inout Screen, _ state: ExplorerState, _ asking: Asking, _ layout: Layout) {
  let words = AskingWords(asking)
  let width = layout.columns
  let status = screen.grid.write(words.status, row: 0, endingAt: width - 1, .dim)
  let column = screen.grid.write("cnnview", row: 0, column: 0, .accent) + 2
  let title = DisplayText(words.title(hasChanges: !state.changes.isEmpty)).truncated(
    to: max(0, status - 2 - column))
  screen.grid.write(title, row: 0, column: column, .heading)
  let count = state.model.lines[asking.question.place.layer].parameterCount ?? 0
  let hidden = words.hidden(showsCount: width >= 61 && count > 0)
  var area = Area(row: 1, column: 0, height: layout.hintRow - 1, width: width)
  // What is asked of a picture stands beside it.
  area = area.from(
    column: drawCovers(on: &screen.grid, state, asking, area.wide(widthOfCovers(onScreenOf: width))))
  let page = AskingPage(asking, words, hidden: hidden, width: area.width, rows: area.height)
  if area.column == 0 {
    let rows = min(state.model.lineCount, page.listingRows)
    drawAskedListing(on: &screen.grid, state, asking, area.high(rows).wide(min(width, 61)))
    area = area.from(row: area.row + rows)
  }
  draw(page, on: &screen, state, asking, words, area)
}

/// What is asked, the answers, and what is said of the one that was given.
private func draw(
  _ page: AskingPage, on screen: inout Screen, _ state: ExplorerState, _ asking: Asking, _ words: AskingWords,
  _ area: Area
) {
  let (column, limit) = (area.column, area.rows.upperBound)
  var row = area.row
  for line in page.question { row = screen.grid.writeLine(line, .heading, row: row, column: column) }
  row = drawAnswers(on: &screen, asking, words, page, row: row, column: column)
  guard row < limit else { return }
  screen.grid.rule(row: row, columns: area.columns, page.heading, .dim)
  row += 1
  for paragraph in page.paragraphs {
    for line in paragraph.lines where row < limit {
      row = screen.grid.writeLine(line, paragraph.style, row: row, column: column)
    }
  }
  // What the table would say of covers is said already.
  guard asking.isRevealed, asking.question.kind != .covers else { return }
  row += page.hasGap ? 1 : 0
  AnswerTable(asking, words, width: area.width, page.extent).draw(on: &screen.grid, row: row, limit: limit)
  drawOneNumber(on: &screen.grid, state, asking, row: row + page.tableRows + 1, limit: limit)
}

/// One number of a convolution that was asked about, as the sum that makes it, where there is room.
private func drawOneNumber(
  on grid: inout CellGrid, _ state: ExplorerState, _ asking: Asking, row: Int, limit: Int
) {
  let line = asking.question.place.layer
  guard row + 1 < limit, !state.isStepping, let evaluation = state.evaluation,
    evaluation.trace.network.layers[line].operation is Conv2D, asking.question.kind != .sum
  else { return }
  grid.rule(row: row, columns: 0..<grid.width, "one number of line \(line)", .dim)
  let subject = Subject(state, showing: evaluation, of: state.model).at(line: line)
  drawCellEquation(on: &grid, subject, row: row + 1, column: 1)
}

extension CellGrid {
  /// Writes a line from a column on; returns the next row.
  fileprivate mutating func writeLine(_ line: String, _ style: Style, row: Int, column: Int) -> Int {
    write(line, row: row, column: column, style)
    return row + 1
  }
}

/// How the rows of the screen are shared out: what is said has all it needs, the listing what is left.
private struct AskingPage {
  struct Paragraph {
    let lines: [String]
    let style: Style
  }

  let question: [String]
  /// The columns of the longest answer.
  let widest: Int
  /// Whether all answers stand in one row, and how far apart they begin.
  let isOneRow: Bool
  let step: Int
  let heading: String
  let paragraphs: [Paragraph]
  /// What of the answers is said below, so that nothing else is cut.
  let extent: AnswerTable.Extent
  let tableRows: Int
  /// Whether a row stays free above that.
  let hasGap: Bool
  let listingRows: Int

  init(_ asking: Asking, _ words: AskingWords, hidden: String, width: Int, rows: Int) {
    question = wrapped(asking.question.text + (asking.isRevealed ? "" : " " + hidden), to: width - 1)
    widest = asking.question.answers.map { DisplayText.width(of: $0.text) }.max() ?? 0
    step = widest + 9
    isOneRow = step * asking.question.answers.count + 2 <= width
    heading = asking.isRevealed ? "the answer" : asking.wrong.map { "you said \(Question.letter($0))" } ?? ""
    let style: Style = asking.chosen == nil ? .text : .accent
    var paragraphs = words.sentences.map { Paragraph(lines: wrapped($0, to: width - 1), style: style) }
    let answers = isOneRow ? 1 : asking.question.answers.count
    var room = rows - question.count - answers - 1 - paragraphs.reduce(0) { $0 + $1.lines.count }
    // On the smallest screens what speaks for a wrong answer gives way to what speaks against it.
    if room < 0, asking.wrong != nil, paragraphs.count > 2 { room += paragraphs.remove(at: 1).lines.count }
    self.paragraphs = paragraphs
    let extents = asking.isRevealed ? AnswerTable.Extent.allCases : [.nothing]
    let found = extents.lazy.map { ($0, AnswerTable(asking, words, width: width, $0).rows) }
    (extent, tableRows) = found.first { $0.1 < room } ?? (.nothing, 0)
    hasGap = tableRows > 0 && tableRows + 1 < room
    listingRows = max(0, room - tableRows - (hasGap ? 1 : 0))
  }
}

/// The answers with their letters; a click chooses one.
private func drawAnswers(
  on screen: inout Screen, _ asking: Asking, _ words: AskingWords, _ page: AskingPage, row: Int, column: Int
) -> Int {
  let start = column + 1
  for (index, answer) in asking.question.answers.enumerated() {
    let (row, column) = page.isOneRow ? (row, start + index * page.step) : (row + index, start)
    let isRight = asking.isRevealed && index == asking.question.right
    let isChosen = asking.chosen == index
    let style: Style =
      isRight || isChosen ? .accent : asking.isRevealed || asking.given.contains(index) ? .dim : .text
    let letter = "\(words.sign(of: index)) \(Question.letter(index))"
    // Where squares lie can be seen.
    let isShort = column > 0 && start + 4 + page.widest > screen.grid.width
    let text = isShort ? letter : "\(letter) \(answer.text)"
    let end = screen.grid.write(text, row: row, column: column, style)
    screen.targets.append(
      Target(
        area: Area(row: row, column: column, height: 1, width: end - column), content: .place(.answer(index)))
    )
    if isChosen { screen.cursor = ScreenCursor(row: row, column: column) }
  }
  return row + (page.isOneRow ? 1 : asking.question.answers.count)
}

/// The listing about the line that is asked about, with `?` for what is hidden.
func drawAskedListing(on grid: inout CellGrid, _ state: ExplorerState, _ asking: Asking, _ area: Area) {
  let asked = asking.question.place.layer
  let first = min(max(0, asked - area.height / 2), max(0, state.model.lineCount - area.height))
  for row in 0..<area.height {
    drawListingLine(
      on: &grid, state, first + row, row: area.row + row, width: area.width, selected: asked, asking: asking)
  }
  guard area.height > 1 else { return }
  if first > 0, first != asked { grid.write("↑", row: area.row, column: 0, .dim) }
  if first + area.height < state.model.lineCount, first + area.height - 1 != asked {
    grid.write("↓", row: area.rows.upperBound - 1, column: 0, .dim)
  }
}
