import CellScreen
import ConvNet
import Explorer
import Tensors

/// One feature map with the cell under the cursor, beside what that cell reads.
func drawMap(on screen: inout Screen, _ subject: Subject, _ area: Area) {
  guard let layer = subject.layer, subject.hasMaps else { return }
  let panes = MapPanes(area, map: subject.shape(ofLayer: layer), isInput: layer == 0)
  let map = SelectedMap(subject, layer: layer)
  drawMapHeading(on: &screen.grid, subject, area, panes)
  drawCursorMap(on: &screen, subject, map, panes)
  let hasFacts = panes.facts.width >= 18
  drawCellLine(on: &screen.grid, subject, map, row: area.rows.upperBound - 1, saysZeros: !hasFacts)
  drawReading(on: &screen, subject, layer, panes)
  if hasFacts { drawFacts(on: &screen.grid, subject, map, panes.facts) }
}

/// The parts of the screen at map depth.
struct MapPanes {
  /// What the cell reads: the source with its window, patch and weights.
  let reading: Area
  /// Where the map stands.
  let map: MapFrame
  /// Counts and the histogram; empty where there is no room.
  let facts: Area

  /// Shares out the body: reading, map, facts from 100 columns on; map and reading below.
  init(_ area: Area, map shape: Shape, isInput: Bool) {
    let body = area.body.high(area.body.height - 1)
    let isWide = area.width >= 100
    // On narrower screens facts take what the map leaves.
    let factsWidth = area.width >= 180 ? 40 : area.width >= 110 ? 20 : 0
    let readingWidth = area.width >= 180 ? 66 : isWide ? (isInput ? 34 : 38) : 43
    let heading = isWide ? 2 : 1
    let room = area.width - factsWidth - readingWidth - 2
    let scale = shape.mapSize.scale(columns: max(8, room), rows: body.height - heading) ?? .shrunk(64)
    map = MapFrame(
      row: body.row + heading, column: isWide ? readingWidth + 1 : 1, size: shape.mapSize, scale: scale)
    let rest = body.from(column: map.columns.upperBound + 2)
    reading = isWide ? body.wide(readingWidth) : rest
    facts = isWide ? rest : rest.wide(0)
  }
}

private func drawMapHeading(on grid: inout CellGrid, _ subject: Subject, _ area: Area, _ panes: MapPanes) {
  let map = mapName(subject)
  let scale = panes.map.scale
  let isTooSmall = if case .enlarged(4...) = scale { false } else { true }
  let note = subject.display.showsNumbers && isTooSmall ? "\(Repertoire.separator)too small for numbers" : ""
  let stage = subject.stageInHeading
  drawMapRule(
    on: &grid, subject, area,
    wordings: [
      "\(map)\(Repertoire.separator)shown \(subject.explanation(of: scale, ofLayer: subject.line))\(stage)\(note)",
      "\(map) \(scale.text)\(stage)\(note)", map + note,
    ])
}

/// The map with the cell under the cursor marked, and brackets inside it where it has a number.
private func drawCursorMap(
  on screen: inout Screen, _ subject: Subject, _ map: SelectedMap, _ panes: MapPanes
) {
  let cursor = subject.cursor
  if panes.reading.column == 0 {
    let title = "\(mapName(subject)), \(map.plane.size.words)"
    screen.grid.write(title, row: panes.map.row - 2, column: panes.map.column, .dim)
  }
  map.draw(on: &screen.grid, in: panes.map, marking: MapPlaces(cursor))
  let cell = panes.map.cell(cursor)
  screen.cursor = cell
  guard case .enlarged(let factor) = panes.map.scale, factor >= map.smallestFactorWithNumbers else { return }
  let row = panes.map.row + (cursor.row * factor + (factor - 1) / 2) / 2
  let number = map.number(at: cursor.row * map.plane.width + cursor.column, factor: factor)
  if let number, DisplayText.width(of: number) + 2 > factor {
    // No bracket may cover a digit.
    screen.grid.restyle(Area(row: row, column: cell.column, height: 1, width: factor)) {
      $0.attributes.formUnion([.bold, .underline])
    }
    return
  }
  let ground = map.colours.ground(for: map.plane[cursor.row, cursor.column])
  let style = Style(.contrast, on: ground, .bold)
  screen.grid.write("[", row: row, column: cell.column, style)
  screen.grid.write("]", row: row, column: cell.column + factor - 1, style)
}

/// The row above the hints: the number under the cursor, and how it comes about in short.
private func drawCellLine(
  on grid: inout CellGrid, _ subject: Subject, _ map: SelectedMap, row: Int, saysZeros: Bool
) {
  guard let explanation = subject.explanation else { return }
  let cursor = subject.cursor
  let cell = " [\(cursor.row), \(cursor.column)]"
  guard subject.isSelectionComputed else {
    grid.write("\(cell) is not yet computed", row: row, column: 0, .role(.notComputed))
    return
  }
  grid.fill(Area(row: row, column: 0, height: 1, width: grid.width), with: .blank)
  let number = subject.isBeforeActivation ? explanation.preActivation : explanation.value
  let value =
    wordsOfPassage(subject, explanation.unit).map { ": \($0)" }
    ?? " = \(NumberText.fixed(number, decimals: 4))"
  var column = grid.write("\(cell)\(value)", row: row, column: 0, .accent)
  var pieces = explanation.inPieces(decimals: 4)
  // Of many numbers that are 0 none has a rank.
  let hasRank = !map.isDifference && (number != 0 || map.statistics.zeroCount == 1)
  if subject.isSettled, hasRank, !map.plane.values.contains(where: \.isNaN) {
    let rank = 1 + map.plane.values.count { $0 > map.plane[cursor.row, cursor.column] }
    pieces.append("\(ordinal(rank)) of \(NumberText.grouped(map.plane.values.count))")
  }
  if subject.isSettled, saysZeros, !map.isDifference { pieces.append(map.statistics.zerosInWords) }
  for piece in pieces where column + 3 + DisplayText.width(of: piece) <= grid.width {
    column = grid.write("   " + piece, row: row, column: column)
  }
}

/// What a number was and is now, where the difference is looked at; `nil` elsewhere.
private func wordsOfPassage(_ subject: Subject, _ unit: UnitAddress) -> String? {
  guard let variant = subject.shownDifference else { return nil }
  return VariantWords(variant, subject.model, beforeActivation: subject.isBeforeActivation)
    .passage(at: unit.position, ofLine: unit.layer)
}

/// Counts, the histogram, and where the cell's number comes from and goes to.
private func drawFacts(on grid: inout CellGrid, _ subject: Subject, _ map: SelectedMap, _ area: Area) {
  let row = drawStatistics(on: &grid, map, row: area.row + 1, column: area.column, width: area.width)
  let facts = connectionsInShort(of: subject) + wordsOfHatching(map.neverRead)
  let free = area.rows.upperBound - row - 3
  // All that is said of the cell has room, or the bins take it.
  let bins = min(12, free - (free - facts.count >= 4 ? facts.count : 0))
  guard bins >= 4 else { return }
  drawHistogram(
    on: &grid, map, Area(row: row + 1, column: area.column, height: bins + 1, width: min(area.width, 44)),
    marked: map.plane[subject.cursor.row, subject.cursor.column])
  let below = area.from(row: row + bins + 3)
  for (row, words) in zip(below.rows, facts.count <= below.height ? facts : []) {
    grid.write(DisplayText(words).truncated(to: area.width), row: row, column: area.column, .dim)
  }
}
