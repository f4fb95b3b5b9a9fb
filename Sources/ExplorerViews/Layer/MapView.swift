import CellScreen
import ConvNet
import Explorer
import Tensors

/// One feature map with the cell under the cursor, beside what that cell reads.
func drawMap(on screen: inout Screen, _ subject: Subject, _ area: Area) {
  guard let layer = subject.layer, subject.hasMaps else { return }
  let panes = MapPanes(area, map: subject.evaluation.trace.network.shapes[layer], isInput: layer == 0)
  let map = SelectedMap(subject, layer: layer)
  drawMapHeading(on: &screen.grid, subject, area, panes)
  drawCursorMap(on: &screen, subject, map, panes)
  drawCellLine(on: &screen.grid, subject, layer, map, row: area.rows.upperBound - 1)
  drawReading(on: &screen, subject, layer, panes)
  if panes.facts.width >= 18 { drawFacts(on: &screen.grid, subject, layer, map, panes.facts) }
}

/// The parts of the screen at map depth.
struct MapPanes {
  /// What the cell reads: the source with its window, patch and weights.
  let reading: Area
  /// The factor of the map.
  let scale: MapScale
  /// Counts and the histogram; empty where there is no room.
  let facts: Area

  /// The cell of the map's upper left corner.
  let origin: (row: Int, column: Int)

  /// Shares out the body: reading, map, facts from 100 columns on; map and reading below.
  init(_ area: Area, map shape: Shape, isInput: Bool) {
    let body = area.body
    let rows = body.height - 1
    let factsWidth = area.width >= 180 ? 40 : area.width >= 110 ? 20 : 0
    let readingWidth = area.width >= 180 ? 66 : area.width >= 100 ? (isInput ? 34 : 38) : 43
    let heading = area.width >= 100 ? 2 : 1
    let room = area.width - factsWidth - readingWidth - 2
    scale =
      MapScale.fitting(height: shape[0], width: shape[1], columns: max(8, room), rows: rows - heading)
      ?? .shrunk(64)
    let width = scale.pixels(shape[1])
    let mapColumn = area.width >= 100 ? readingWidth + 1 : 1
    origin = (body.row + heading, mapColumn)
    let end = mapColumn + width
    reading =
      area.width >= 100
      ? Area(row: body.row, column: 0, height: rows, width: readingWidth)
      : Area(row: body.row, column: end + 2, height: rows, width: area.width - end - 2)
    facts = Area(
      row: body.row, column: end + 2, height: rows, width: factsWidth == 0 ? 0 : area.width - end - 2)
  }
}

private func drawMapHeading(
  on grid: inout CellGrid, _ subject: Subject, _ area: Area,
  _ panes: MapPanes
) {
  let stage = stageWords(subject).isEmpty ? "" : " · " + stageWords(subject)
  let map = mapName(subject)
  let isTooSmall = if case .enlarged(4...) = panes.scale { false } else { true }
  let note = subject.display.showsNumbers && isTooSmall ? " · too small for numbers" : ""
  drawMapRule(
    on: &grid, subject, area,
    wordings: [
      "\(map) · shown \(panes.scale.explanation)\(stage)\(note)", "\(map) \(panes.scale.text)\(stage)\(note)",
      map + note,
    ])
}

/// The map with ruler bars on the cell under the cursor, and brackets inside it from ×2 upwards.
private func drawCursorMap(
  on screen: inout Screen, _ subject: Subject, _ map: SelectedMap, _ panes: MapPanes
) {
  let cursor = subject.cursor
  let origin = panes.origin
  screen.grid.framePixels(
    halfRows: 2 * origin.row..<2 * origin.row + panes.scale.pixels(map.plane.height),
    columns: origin.column..<origin.column + panes.scale.pixels(map.plane.width), .gutter)
  if panes.reading.column == 0 {
    let title = "\(mapName(subject)), \(map.plane.height)×\(map.plane.width)"
    screen.grid.write(title, row: origin.row - 2, column: origin.column, .dim)
  }
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
  let number = map.number(at: cursor.row * map.plane.width + cursor.column, factor: factor)
  if let number, DisplayText(number).width + 2 > factor {
    // No bracket may cover a digit.
    screen.grid.restyle(Area(row: row, column: column, height: 1, width: factor)) {
      $0.attributes.formUnion([.bold, .underline])
    }
    return
  }
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
  on grid: inout CellGrid, _ subject: Subject, _ layer: Int, _ map: SelectedMap,
  row: Int
) {
  let cursor = subject.cursor
  let position = [cursor.row, cursor.column, cursor.channel]
  guard let explanation = subject.explanation else { return }
  let unit = UnitAddress(layer: layer, position: position)
  guard Progress(subject).isComputed(unit) else {
    grid.write(
      " [\(cursor.row), \(cursor.column)] is not yet computed", row: row, column: 0, .role(.notComputed))
    return
  }
  let hasRank = subject.isComplete && !map.plane.values.contains(where: \.isNaN)
  let rank = 1 + map.plane.values.count { $0 > map.plane[cursor.row, cursor.column] }
  grid.fill(Area(row: row, column: 0, height: 1, width: grid.width), with: .blank)
  var column = grid.write(" [\(cursor.row), \(cursor.column)] = ", row: row, column: 0, .role(.accent, .bold))
  let value = subject.isBeforeActivation ? explanation.preActivation : explanation.value
  column = grid.write(NumberText.fixed(value, decimals: 4), row: row, column: column, .role(.accent, .bold))
  let place = "\(ordinal(rank)) of \(NumberText.grouped(map.plane.values.count))"
  let pieces = sumInWords(explanation) + (hasRank ? [place] : [])
  for piece in pieces where column + 3 + DisplayText(piece).width <= grid.width {
    column = grid.write("   " + piece, row: row, column: column)
  }
}

/// How a number comes about, piece by piece: `27 products +0.551`, `bias +0.001`, `before ReLU 0.552`.
private func sumInWords(_ explanation: Explanation) -> [String] {
  switch explanation.form {
  case .weightedSum(let sum):
    var pieces = ["\(sum.terms.count) products \(NumberText.signed(sum.sumOfProducts, decimals: 4))"]
    if let bias = sum.bias { pieces.append("bias \(NumberText.signed(bias, decimals: 4))") }
    let closing = Ledger(explanation, showing: .products([])).closing(decimals: 4)
    if let closing { pieces.append(closing.inLine) }
    let isPlain = closing?.isRounding ?? true
    let total = "sum \(NumberText.fixed(explanation.preActivation, decimals: 4))"
    let isNamed = explanation.activationFunction != .linear
    return pieces + (isPlain || isNamed ? [] : [total]) + functionInWords(explanation)
  case .windowMaximum(let window):
    let count = window.places.count { !$0.isOutside }
    return [
      explanation.preActivation.isNaN ? "NaN is among \(count) numbers" : "the largest of \(count) numbers"
    ]
  case .windowAverage(let window): return ["the mean of \(NumberText.grouped(window.count)) numbers"]
  case .elementwise(let elementwise):
    let input = NumberText.fixed(elementwise.input, decimals: 4)
    return [elementwise.arithmetic(input: input, decimals: 4)] + functionInWords(explanation)
  case .merged(let merge):
    let numbers = merge.operands.map { NumberText.fixed($0.value, decimals: 4) }
    return [numbers.joined(separator: " \(merge.operation.sign) ")] + functionInWords(explanation)
  case .moved: return functionInWords(explanation)
  case .held(let hold): return [hold.words]
  case .padding: return ["a 0 that the layer puts around its input"]
  case .given: return []
  }
}

extension ColumnClosing {
  /// The words and the amount on one line: `rounding −0.0001`, `beyond Float +6.02e38`.
  var inLine: String { (words.last ?? "") + (amount.isEmpty ? "" : " " + amount) }
}

/// The number before the activation function: `before ReLU 0.552`; nothing where there is none.
private func functionInWords(_ explanation: Explanation) -> [String] {
  guard explanation.activationFunction != .linear else { return [] }
  let before = NumberText.fixed(explanation.preActivation, decimals: 4)
  return ["before \(explanation.activationFunction.title) \(before)"]
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
  on grid: inout CellGrid, _ subject: Subject, _ layer: Int, _ map: SelectedMap,
  _ area: Area
) {
  let value = map.plane[subject.cursor.row, subject.cursor.column]
  let row = drawStatistics(on: &grid, map, row: area.row + 1, column: area.column, width: area.width)
  let bins = min(12, area.height - 10)
  guard bins >= 4 else { return }
  drawHistogram(
    on: &grid, map, Area(row: row + 1, column: area.column, height: bins + 1, width: min(area.width, 44)),
    marked: value)
  let connections = connectionWords(subject, layer) + neverReadWords(map)
  for (index, words) in connections.enumerated() where row + bins + 3 + index < area.rows.upperBound {
    grid.write(
      DisplayText(words).truncated(to: area.width), row: row + bins + 3 + index, column: area.column, .dim)
  }
}

/// What the hatching means, where there is some.
private func neverReadWords(_ map: SelectedMap) -> [String] {
  let places = [("row", map.neverRead.rows), ("column", map.neverRead.columns)].filter { !$0.1.isEmpty }
  guard !places.isEmpty else { return [] }
  return ["", "╱ never read:"] + places.map { " " + counted($0.0, $0.1) }
}

/// Which pixels the cell sees, and which cell of the next layer it feeds.
private func connectionWords(_ subject: Subject, _ layer: Int) -> [String] {
  let network = subject.evaluation.trace.network
  let cursor = subject.cursor
  var words: [String] = []
  if layer > 0, let box = subject.receptiveField {
    words += [
      "sees \(box.rows.count)×\(box.columns.count) pixels:",
      " rows \(box.rows.lowerBound)–\(box.rows.upperBound)",
      " columns \(box.columns.lowerBound)–\(box.columns.upperBound)",
    ]
  }
  guard let reader = network.readers(ofLayer: layer).first,
    let grid = network.layers[reader].operation.grid(over: network.shapes[layer])
  else { return words }
  let rows = grid.rows.stops(covering: cursor.row)
  let columns = grid.columns.stops(covering: cursor.column)
  if rows.isEmpty || columns.isEmpty { return words + ["never read by line \(reader)"] }
  return words + feedWords(reader, network, rows: rows, columns: columns)
}

private func feedWords(_ reader: Int, _ network: Network, rows: [Int], columns: [Int]) -> [String] {
  let name = DisplayText(network.layers[reader].name).truncated(to: 18)
  if rows.count * columns.count == 1 {
    return ["feeds [\(rows[0]), \(columns[0])] of", " \(name)"]
  }
  return ["feeds \(rows.count * columns.count) places of", " \(name)"]
}
