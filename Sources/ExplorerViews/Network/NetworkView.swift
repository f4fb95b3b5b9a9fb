import CellScreen
import ConvNet
import Explorer
import KerasNotation
import Tensors

/// The whole network: the listing, the logits, a map a layer, and the selected layer's maps where there is room.
func drawNetwork(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  drawListing(on: &screen, state, layout)
  if state.showsMisreading, let words = MisreadingWords(state) {
    return drawMisreading(on: &screen, state, words, layout)
  }
  if !layout.logits.isEmpty { drawLogitColumn(on: &screen, state, layout) }
  guard let subject = Subject(state) else {
    let row = layout.isWide ? layout.logits.row : layout.sentenceRow + 2
    drawAbsence(on: &screen.grid, state, row: row + 1)
    return
  }
  let isOnFunction = state.tokenMeaning == .activationFunction
  if let strip = layout.strip {
    // Without a sheet the strip shows what the token of the activation function changes.
    drawStrip(on: &screen.grid, subject, strip, showsBefore: isOnFunction && layout.sheet == nil)
  }
  if layout.isWide, let strip = layout.strip {
    drawStripNotes(on: &screen.grid, strip, row: strip.area.rows.upperBound + 1)
    drawCellEquation(
      on: &screen.grid, subject, row: strip.area.rows.upperBound + 3, column: strip.area.column + 1)
    for row in 1..<layout.ruleRow { screen.grid[row, 61] = Cell("│", .dim) }
  }
  if drawChangeOfClass(on: &screen, state, subject, layout) { return }
  if let sheet = layout.sheet {
    // While the activation function's token is selected, the strip shows the numbers after it, the sheet before.
    let shown = subject.showingBeforeActivation(isOnFunction)
    drawSheetRule(on: &screen.grid, shown, layout.ruled, sheet)
    drawSheet(on: &screen.grid, shown, sheet)
    drawLargeMapPanel(on: &screen.grid, shown, layout.ruled, beside: sheet)
  } else if !state.hasMaps, layout.body.height >= 5, layout.columns >= 100 {
    drawLine(on: &screen, subject, layout.ruled)
  }
}

/// In place of the selected line's maps, what has made a class another one: the selected class, else the one that had won
/// before; whether there is room for it.
private func drawChangeOfClass(
  on screen: inout Screen, _ state: ExplorerState, _ subject: Subject, _ layout: Layout
) -> Bool {
  guard let variant = subject.shownDifference, !state.hidesAnswer, layout.columns >= 100,
    layout.body.height >= 6,
    let index = state.isOnClasses ? state.cursor.channel : variant.before.winner,
    let network = state.model.network
  else { return false }
  let unit = UnitAddress(layer: network.layers.count - 1, position: [index])
  guard let ledger = ChangeLedger(subject, variant, of: unit) else { return false }
  ledger.table.draw(on: &screen, layout.ruled, limit: VariantWords(variant, subject.model).limit)
  let legend = " maps: changed − original, each to its own largest "
  let end = layout.columns - 2
  let start = end - DisplayText.width(of: legend)
  if (start - 2..<end).allSatisfy({ screen.grid[layout.ruleRow, $0] == Cell("─", .dim) }) {
    screen.grid.write(legend, row: layout.ruleRow, column: start, .dim)
  }
  return true
}

/// What is shown in place of maps: that the picture is on its way, or why there is none.
func drawAbsence(on grid: inout CellGrid, _ state: ExplorerState, row: Int) {
  guard let name = state.pictureName else { return }
  switch state.pictures[state.picture].status {
  case .failed(let words):
    let shown = state.hidesAnswer ? HidingWords.failure : words
    grid.write(DisplayText(shown), row: row, column: 1, .role(.warning))
    if state.pictures.count > 1 { grid.write("i shows the next picture.", row: row + 2, column: 1, .dim) }
  case .working(_, let soFar?): drawWork(on: &grid, state, soFar, row: row)
  case .stopped: grid.write("The pass was stopped; ⏎ computes it anew.", row: row, column: 1, .role(.warning))
  case .waiting, .working:
    if state.model.network != nil { grid.write("reading \(name) …", row: row, column: 1, .dim) }
  case .ready: break
  }
}

/// How far the pass is: the layer that it works on, and how many of its multiply-adds are behind it.
private func drawWork(on grid: inout CellGrid, _ state: ExplorerState, _ soFar: Evaluation, row: Int) {
  let layer = soFar.trace.computedLayers
  guard state.model.lines.indices.contains(layer) else { return }
  let words = ", layer \(layer) of \(state.model.lines.count - 1) …"
  let name = state.model.lines[layer].name.truncated(
    to: max(8, state.columns - DisplayText.width(of: words) - 12))
  grid.write(DisplayText("computing \(name)\(words)"), row: row, column: 1, .role(.accent))
  let share = state.model.share(of: soFar)
  let width = min(40, state.columns - 10)
  let full = Int(share * Double(width))
  grid.write(String(repeating: "█", count: full), row: row + 1, column: 1, .role(.bar))
  grid.write(String(repeating: "░", count: width - full), row: row + 1, column: 1 + full, .dim)
  grid.write(NumberText.percent(share, decimals: 0), row: row + 1, column: 2 + width, .dim)
  if state.depth == .network { grid.write("Esc stops it.", row: row + 3, column: 1, .dim) }
}

/// The column of a listing of some columns before which a line's code ends.
func codeLimit(_ state: ExplorerState, _ line: Int, width: Int) -> Int {
  let (shape, end) = shapeInListing(state, line, width: width)
  return end - DisplayText.width(of: shape) - 1
}

/// A line's shape in words, and the column where it ends.
private func shapeInListing(_ state: ExplorerState, _ line: Int, width: Int) -> (String, end: Int) {
  let isLayer = line < state.model.lines.count
  let shape = isLayer ? state.model.lines[line].shape : state.model.network?.outputShape
  let end = width < 61 ? width : width - state.model.columns.parameters
  return (shape.map { "\($0)" } ?? "?", end)
}

/// The code of the network, a line a layer, with shapes and parameters.
private func drawListing(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  let area = layout.listing
  for row in 0..<area.height {
    let line = layout.firstLine + row
    guard line < state.model.lineCount else { break }
    drawListingLine(
      on: &screen.grid, state, line, row: area.row + row, width: area.width, selected: state.line)
    if line == state.line { screen.cursor = ScreenCursor(row: area.row + row, column: 0) }
  }
  if layout.firstLine > 0 { screen.grid.write("↑", row: area.row, column: 0, .dim) }
  if layout.firstLine + area.height < state.model.lineCount {
    screen.grid.write("↓", row: area.rows.upperBound - 1, column: 0, .dim)
  }
}

/// A line of the listing; while something is asked with `?` for what would tell the answer.
func drawListingLine(
  on grid: inout CellGrid, _ state: ExplorerState, _ line: Int, row: Int, width: Int, selected: Int,
  asking: Asking? = nil
) {
  let isSelected = line == selected
  let ground: Colour = isSelected ? .role(.selection) : .standard
  let isLayer = line < state.model.lines.count
  if isSelected {
    grid.fill(Area(row: row, column: 0, height: 1, width: width), with: Cell(" ", Style().on(ground)))
    grid.write("▸", row: row, column: 0, Style(.role(.accent), on: ground, .bold))
  }
  let numberWidth = String(state.model.lineCount - 1).count
  let rails = state.model.rails
  // In a graph the lines that the selected layer reads are lit, since they may stand anywhere above it.
  let isRead =
    rails.width > 0 && state.model.lines.indices.contains(selected)
    && state.model.lines[selected].inputs.contains(line)
  grid.write(
    String(line), row: row, endingAt: 1 + numberWidth,
    Style(.role(isSelected || isRead ? .accent : .dim), on: ground, isRead ? [.bold, .underline] : []))
  if rails.rows.indices.contains(line) {
    grid.write(
      DisplayText(signs: rails.rows[line]), row: row, column: 2 + numberWidth,
      Style(.role(isSelected ? .accent : .dim), on: ground))
  }
  let emphasis: Style.Attributes = isSelected ? .bold : []
  let (shape, shapeEnd) = shapeInListing(state, line, width: width)
  let shapeText = asking?.hides(shapeOf: line) == true ? "?" : shape
  let parametersEnd = width
  let shapeStart = grid.write(
    shapeText, row: row, endingAt: shapeEnd, Style(.role(isLayer ? .shape : .dim), on: ground, emphasis))
  if isSelected, asking == nil {
    grid.underlineNumbers(of: shapeText, decidedBy: state.tokenMeaning, row: row, column: shapeStart)
  }
  grid.writeCode(
    state, line: line, row: row, column: state.model.columns.codeStart, limit: shapeStart - 1,
    Style(.role(isLayer ? .code : .dim), on: ground, emphasis))
  if width >= 61, isLayer, let count = state.model.lines[line].parameterCount {
    let text = asking?.hides(parametersOf: line) == true ? "?" : NumberText.grouped(count)
    grid.write(text, row: row, endingAt: parametersEnd, Style(.role(.dim), on: ground))
  }
}
