import CellScreen
import ConvNet
import Explorer
import Tensors

/// One feature map with the cell under the cursor, beside what that cell reads.
func drawMap(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  guard let evaluation = state.evaluation, let layer = state.layer, state.hasMaps else {
    screen.grid.rule(row: layout.ruleRow, columns: 0..<state.columns, "")
    drawAbsence(on: &screen.grid, state, row: layout.ruleRow + 2)
    return
  }
  let panes = MapPanes(layout, map: evaluation.pass.network.shapes[layer])
  let map = SelectedMap(state, evaluation, layer: layer)
  drawMapHeading(on: &screen.grid, state, evaluation, layout, panes)
  drawCursorMap(on: &screen, state, map, panes)
  drawCellLine(on: &screen.grid, state, evaluation, layer, map, row: layout.hintRow - 1)
  drawReading(on: &screen.grid, state, evaluation, layer, panes)
  if panes.facts.width >= 20 { drawFacts(on: &screen.grid, state, evaluation, layer, map, panes.facts) }
}

/// The parts of the screen at map depth.
struct MapPanes {
  /// What the cell reads: the source with its window, patch and weights.
  let reading: Area
  /// The map itself, its ruler bars included.
  let map: Area
  /// The factor of the map.
  let scale: MapScale
  /// Counts and the histogram; empty where there is no room.
  let facts: Area

  /// Shares out the body: reading, map, facts from 100 columns on; map and reading below.
  init(_ layout: Layout, map shape: Shape) {
    let body = layout.body
    let rows = body.height - 2
    let factsWidth = layout.columns >= 180 ? 40 : layout.columns >= 110 ? 24 : 0
    let readingWidth = layout.columns >= 180 ? 66 : layout.columns >= 100 ? 40 : 44
    let room = layout.columns - factsWidth - readingWidth - 2
    let scale =
      MapScale.fitting(height: shape[0], width: shape[1], columns: max(8, room - 1), rows: rows - 2)
      ?? .shrunk(64)
    let width = scale.pixels(shape[1]) + 1
    let top = body.row
    self.scale = scale
    if layout.isRoomy {
      reading = Area(row: top, column: 1, height: rows, width: readingWidth)
      map = Area(row: top, column: readingWidth + 2, height: rows, width: width)
    } else {
      map = Area(row: top, column: 0, height: rows, width: width)
      reading = Area(row: top, column: width + 3, height: rows, width: layout.columns - width - 3)
    }
    let factsStart = max(map.columns.upperBound, 0) + 3
    facts = Area(
      row: top, column: factsStart, height: rows, width: factsWidth == 0 ? 0 : layout.columns - factsStart)
  }
}

private func drawMapHeading(
  on grid: inout CellGrid, _ state: ExplorerState, _ evaluation: Evaluation, _ layout: Layout,
  _ panes: MapPanes
) {
  let stage = stageWords(state).isEmpty ? "" : " · " + stageWords(state)
  let map = "map \(state.cursor.channel)"
  drawMapRule(
    on: &grid, state, evaluation, layout,
    wordings: [
      "\(map) · shown \(panes.scale.explanation)\(stage)", "\(map) \(panes.scale.text)\(stage)", map,
    ])
}

/// The map with ruler bars on the cell under the cursor, and brackets inside it from ×2 upwards.
private func drawCursorMap(
  on screen: inout Screen, _ state: ExplorerState, _ map: SelectedMap, _ panes: MapPanes
) {
  let cursor = state.cursor
  let origin = (row: panes.map.row + 2, column: panes.map.column + 1)
  screen.grid.write(
    "\(map.plane.height)×\(map.plane.width)", row: panes.map.row, column: origin.column, .dim)
  map.draw(on: &screen.grid, row: origin.row, column: origin.column, scale: panes.scale)
  drawRulers(
    on: &screen.grid, row: origin.row, column: origin.column, scale: panes.scale,
    rows: cursor.row..<cursor.row + 1, columns: cursor.column..<cursor.column + 1)
  let halfRow = panes.scale.pixel(of: cursor.row)
  let column = origin.column + panes.scale.pixel(of: cursor.column)
  screen.cursor = Screen.Place(row: origin.row + halfRow / 2, column: column)
  guard case .enlarged(let factor) = panes.scale, factor >= 2 else { return }
  let value = map.plane[cursor.row, cursor.column]
  let row = origin.row + (halfRow + (factor - 1) / 2) / 2
  let style = Style(.contrast, on: map.colours.ground(for: value), .bold)
  screen.grid.write("[", row: row, column: column, style)
  screen.grid.write("]", row: row, column: column + factor - 1, style)
}

/// Marks rows and columns of a map beside it: in the row above and the column at its left.
func drawRulers(
  on grid: inout CellGrid, row: Int, column: Int, scale: MapScale, rows: Range<Int>, columns: Range<Int>
) {
  for place in scale.pixels(of: columns) {
    grid.setPixel(halfRow: 2 * row - 1, column: column + place, .mark)
  }
  for place in scale.pixels(of: rows) {
    grid.setPixel(halfRow: 2 * row + place, column: column - 1, .mark)
  }
}

/// The row above the hints: the number under the cursor, and how it comes about in short.
private func drawCellLine(
  on grid: inout CellGrid, _ state: ExplorerState, _ evaluation: Evaluation, _ layer: Int, _ map: SelectedMap,
  row: Int
) {
  let cursor = state.cursor
  let position = [cursor.row, cursor.column, cursor.channel]
  guard let explanation = evaluation.pass.explain(unitAt: position, inLayer: layer) else { return }
  let rank = 1 + map.plane.values.count { $0 > map.plane[cursor.row, cursor.column] }
  var column = grid.write(" [\(cursor.row), \(cursor.column)] = ", row: row, column: 0, .role(.accent, .bold))
  let value = state.isBeforeActivation ? explanation.preActivation : explanation.value
  column = grid.write(NumberText.fixed(value, decimals: 4), row: row, column: column, .role(.accent, .bold))
  var words = sumInWords(explanation)
  words += "   \(ordinal(rank)) of \(NumberText.grouped(map.plane.values.count))"
  grid.write(DisplayText("   " + words).truncated(to: max(0, grid.width - column)), row: row, column: column)
}

/// A sum in one line: `27 products +0.551, bias +0.001, ReLU(0.552)`.
private func sumInWords(_ explanation: Explanation) -> String {
  switch explanation.form {
  case .weightedSum(let sum):
    var words = "\(sum.terms.count) products \(NumberText.signed(sum.sumOfProducts, decimals: 4))"
    if let bias = sum.bias { words += ", bias \(NumberText.signed(bias, decimals: 4))" }
    guard explanation.activationFunction != .linear else { return words }
    let before = NumberText.fixed(explanation.preActivation, decimals: 4)
    return words + ", before \(explanation.activationFunction.title) \(before)"
  case .windowMaximum(let window):
    let inside = window.places.filter { !$0.isOutside }
    return "the largest of \(inside.count) numbers"
  case .given, .moved: return ""
  }
}

/// A place in an order: `1st`, `2nd`, `3rd`, `4th`, `11th`.
func ordinal(_ number: Int) -> String {
  let suffix =
    switch (number % 100, number % 10) {
    case (11...13, _): "th"
    case (_, 1): "st"
    case (_, 2): "nd"
    case (_, 3): "rd"
    default: "th"
    }
  return NumberText.grouped(number) + suffix
}

/// Counts, the histogram, and where the cell's number comes from and goes to.
private func drawFacts(
  on grid: inout CellGrid, _ state: ExplorerState, _ evaluation: Evaluation, _ layer: Int, _ map: SelectedMap,
  _ area: Area
) {
  let value = map.plane[state.cursor.row, state.cursor.column]
  let row = drawStatistics(on: &grid, map, row: area.row + 1, column: area.column)
  let bins = min(12, area.height - 10)
  guard bins >= 4 else { return }
  drawHistogram(
    on: &grid, map, Area(row: row + 1, column: area.column, height: bins + 1, width: min(area.width, 44)),
    marked: value)
  let connections = connectionWords(state, evaluation, layer)
  for (index, words) in connections.enumerated() where row + bins + 3 + index < area.rows.upperBound {
    grid.write(
      DisplayText(words).truncated(to: area.width), row: row + bins + 3 + index, column: area.column, .dim)
  }
}

/// Which pixels the cell sees, and which cell of the next layer it feeds.
private func connectionWords(_ state: ExplorerState, _ evaluation: Evaluation, _ layer: Int) -> [String] {
  let network = evaluation.pass.network
  let cursor = state.cursor
  var words: [String] = []
  if layer > 0,
    let box = network.receptiveField(
      ofUnitAt: [cursor.row, cursor.column, cursor.channel], inLayer: layer
    ).box
  {
    words += [
      "sees \(box.rows.count)×\(box.columns.count) pixels:",
      " rows \(box.rows.lowerBound)–\(box.rows.upperBound)",
      " columns \(box.columns.lowerBound)–\(box.columns.upperBound)",
    ]
  }
  guard let reader = network.readers(ofLayer: layer).first,
    let grid = network.layers[reader].kind.grid(over: network.shapes[layer])
  else { return words }
  let rows = grid.rows.stops(covering: cursor.row)
  let columns = grid.columns.stops(covering: cursor.column)
  if rows.isEmpty || columns.isEmpty { return words + ["never read by line \(reader)"] }
  return words + feedWords(reader, network, rows: rows, columns: columns)
}

private func feedWords(_ reader: Int, _ network: Network, rows: Range<Int>, columns: Range<Int>) -> [String] {
  let name = DisplayText(network.layers[reader].name).truncated(to: 18)
  if rows.count * columns.count == 1 {
    return ["feeds [\(rows.lowerBound), \(columns.lowerBound)] of", " \(name)"]
  }
  return ["feeds \(rows.count * columns.count) places of", " \(name)"]
}
