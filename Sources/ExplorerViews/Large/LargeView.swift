import CellScreen
import ConvNet
import Explorer
import Tensors

/// One thing as large as the screen, for the back row: listing and strip, a map, the numbers of a line, or one sum.
///
/// There is no breadcrumb, no statistics, no hints; what the last key says for itself stands in the last row.
func drawLarge(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  let area = Area(row: 0, column: 0, height: state.rows, width: state.columns)
  let subject = Subject(state)
  if state.depth == .network {
    drawLargeListing(on: &screen, state, layout)
    if let subject, let strip = layout.strip {
      drawStrip(on: &screen.grid, subject, strip, showsBefore: false)
    }
  } else if let subject {
    if subject.depth < .unit, subject.hasMaps {
      drawLargeMap(on: &screen, subject, area)
    } else {
      LargeLines(subject, area).draw(on: &screen)
    }
  }
  if subject == nil { drawAbsence(on: &screen.grid, state, row: state.rows - 3) }
  guard let words = state.notice ?? state.report else { return }
  screen.grid.clear(rows: layout.hintRow..<layout.hintRow + 1)
  screen.grid.write(DisplayText(words).truncated(to: state.columns), row: layout.hintRow, column: 0)
}

/// The lines of code around the selected one, each with its shape where both fit.
private func drawLargeListing(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  for place in 0..<layout.listing.height {
    let line = layout.firstLine + place
    guard line < state.model.lineCount else { return }
    let row = layout.listing.row + place * LargeGlyphs.height
    let isSelected = line == state.line
    let style = Style(.role(.text), on: isSelected ? .role(.selection) : .standard, isSelected ? .bold : [])
    if isSelected {
      let band = Area(row: row, column: 0, height: LargeGlyphs.height, width: state.columns)
      screen.grid.fill(band, with: Cell(" ", style))
      screen.grid.writeLarge(DisplayText("▸"), row: row, column: 0, style)
      screen.cursor = ScreenCursor(row: row, column: 0)
    }
    let isLayer = line < state.model.lines.count
    let code = isLayer ? state.model.lines[line].code : DisplayText("softmax(logits)")
    let shape =
      (isLayer ? state.model.lines[line].shape : state.model.network?.outputShape).map { "\($0)" } ?? ""
    let room = layout.listing.width / LargeGlyphs.width - 2
    let hasShape = code.graphemes.count + 2 + shape.count <= room
    let start =
      hasShape
      ? screen.grid.writeLarge(shape, row: row, endingAt: layout.listing.columns.upperBound, style)
      : layout.listing.columns.upperBound
    let letters = max(0, (start - 2 * LargeGlyphs.width) / LargeGlyphs.width)
    screen.grid.writeLarge(
      code.truncated(to: letters), row: row, column: 2 * LargeGlyphs.width - 2, style)
  }
}

/// The selected map below its name, at map depth below the number under the cursor.
private func drawLargeMap(on screen: inout Screen, _ subject: Subject, _ area: Area) {
  guard let layer = subject.layer else { return }
  let isPicture = layer == 0 && subject.depth == .layer
  let map = SelectedMap(subject, layer: layer)
  let letters = area.width / LargeGlyphs.width
  screen.grid.writeLarge(
    DisplayText(fitting(titles(of: subject, isPicture: isPicture), in: letters)), row: 0, column: 1, .heading)
  let size = map.plane.size
  let room = area.from(row: LargeGlyphs.height + 1)
  guard let scale = size.scale(columns: room.width - 2, rows: room.height - 1) else { return }
  let left = (area.width - scale.pixels(size.width)) / 2
  let frame = MapFrame(row: room.row, column: max(1, left), size: size, scale: scale)
  guard subject.depth == .map else {
    screen.grid.framePixels(halfRows: frame.halfRows, columns: frame.columns, .gutter)
    map.draw(on: &screen.grid, row: frame.row, column: frame.column, scale: scale, asPicture: isPicture)
    screen.cursor = ScreenCursor(row: frame.row, column: frame.column)
    return
  }
  map.draw(on: &screen.grid, in: frame, marking: MapPlaces(subject.cursor))
  screen.cursor = frame.cell(subject.cursor)
}

/// What stands above a large map, the longest first.
private func titles(of subject: Subject, isPicture: Bool) -> [String] {
  guard subject.depth == .layer else {
    let cell = "[\(subject.cursor.row), \(subject.cursor.column)]"
    guard subject.isSelectionComputed, let explanation = subject.explanation else { return ["\(cell) = :"] }
    let number = subject.isBeforeActivation ? explanation.preActivation : explanation.value
    return [4, 3, 2].map { "\(cell) = \(NumberText.fixed(number, decimals: $0))" }
  }
  if isPicture { return ["the picture"] }
  let (layer, map) = (subject.name(ofLayer: subject.line, columns: 20), mapName(subject))
  let count = subject.channelCount
  return ["\(layer): \(map) of \(count)", "\(map) of \(count)", map]
}
