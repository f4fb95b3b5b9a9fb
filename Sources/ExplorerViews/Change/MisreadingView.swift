import CellScreen
import ConvNet
import Explorer
import Tensors

/// The whole network as it is misread: the listing with the shapes that it would have, and what that does to a map.
func drawMisreading(
  on screen: inout Screen, _ state: ExplorerState, _ words: MisreadingWords, _ layout: Layout
) {
  guard let misread = state.misread, let evaluation = state.evaluation else { return }
  let truth = Subject(state, showing: evaluation, of: state.model)
  if misread.parting != nil, layout.logits.width >= 22 {
    drawMisreadShapes(on: &screen.grid, state, misread, layout)
  } else if !layout.logits.isEmpty {
    drawLogitColumn(on: &screen, state, layout)
  }
  let top = layout.sentenceRow + 2
  let area = Area(row: top, column: 0, height: layout.hintRow - top, width: layout.columns)
  MisreadingPanel(state, truth, words, area)?.draw(on: &screen.grid)
}

/// Beside the listing, the shapes that its lines would have, and what stands against them.
private func drawMisreadShapes(
  on grid: inout CellGrid, _ state: ExplorerState, _ misread: MisreadNetwork, _ layout: Layout
) {
  let area = layout.logits
  let end = area.column + min(15, max(13, area.width / 4))
  for row in area.rows { grid[row, area.column - 1] = Cell("│", .dim) }
  writeHeading("as misread", on: &grid, endingAt: end)
  let width = layout.listing.width
  writeHeading("Keras", on: &grid, endingAt: width < 61 ? width : width - state.model.columns.parameters)
  for (row, line) in (layout.firstLine..<layout.firstLine + area.height).enumerated() {
    guard let network = state.model.network, line < misread.lines.count else { continue }
    let words = MisreadLineWords(misread, line: line, in: network)
    let style: Style =
      switch misread.lines[line].outcome {
      case .shape(let shape): shape == misread.lines[line].trueShape ? .dim : .role(.shape, .bold)
      case .stops: .role(.warning, .bold)
      case .unreached: .dim
      }
    grid.write(words.shape, row: area.row + row, endingAt: end, style)
    let note = DisplayText(fitting(words.notes, in: area.columns.upperBound - end - 3))
    grid.write(
      note.truncated(to: max(0, area.columns.upperBound - end - 3)), row: area.row + row, column: end + 2,
      words.isWarning ? .role(.warning) : .accent)
  }
}

/// Writes a word into the first row, where nothing else stands.
private func writeHeading(_ words: String, on grid: inout CellGrid, endingAt end: Int) {
  let start = end - DisplayText.width(of: words)
  guard start > 1, end < grid.width, (start - 2...end).allSatisfy({ grid[0, $0] == .blank }) else { return }
  grid.write(words, row: 0, column: start, .dim)
}
