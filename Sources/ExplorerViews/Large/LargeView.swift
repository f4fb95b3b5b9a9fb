import CellScreen
import ConvNet
import Explorer
import KerasNotation
import Tensors

/// One thing as large as the screen, for the back row: listing and strip, a map, the numbers of a line, or one sum.
///
/// There is no breadcrumb, no statistics, no hints; what the last key says for itself stands in the last row.
func drawLarge(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  let words = state.notice ?? state.report ?? wordsOfChanges(state) ?? wordsOfHiding(state)
  // What is said has the last row to itself: over letters it would make other digits of them.
  let area = Area(
    row: 0, column: 0, height: state.rows - (words == nil ? 0 : 1), width: state.columns)
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
  guard let words else { return }
  screen.grid.clear(rows: layout.hintRow..<layout.hintRow + 1)
  screen.grid.write(DisplayText(words).truncated(to: state.columns), row: layout.hintRow, column: 0)
}

/// What is changed, and how that is looked at: numbers without a word would be taken for those of the picture.
private func wordsOfChanges(_ state: ExplorerState) -> String? {
  guard !state.changes.isEmpty else { return nil }
  let dot = Repertoire.separator
  let look =
    state.isChanging
    ? "\(dot)not computed yet"
    : state.failureOfChanges != nil ? "\(dot)can't be made" : state.look.map { "\(dot)\($0.name)" } ?? ""
  return fitting(VariantWords.list(state.changes, text: state.text).map { $0 + look }, in: state.columns)
}

/// That the logits are hidden, where one is on their line.
private func wordsOfHiding(_ state: ExplorerState) -> String? {
  state.isHidden(line: state.line) ? HidingWords.isHidden("what the network says") : nil
}

/// The lines of code around the selected one, each with its shape where both fit, and what is said of that one.
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
    drawLargeLine(on: &screen.grid, state, line, row: row, style)
  }
  drawLargeWords(on: &screen.grid, state, layout)
}

/// A line of code, the selected token of the selected one reversed, and its shape where there is room.
private func drawLargeLine(
  on grid: inout CellGrid, _ state: ExplorerState, _ line: Int, row: Int, _ style: Style
) {
  let isLayer = line < state.model.lines.count
  let code = isLayer ? state.model.lines[line].code : DisplayText("softmax(logits)")
  let shape = largeShape(state, line)
  let start = 2 * LargeGlyphs.width - 2
  let letters = (grid.width - start) / LargeGlyphs.width
  let isLit = line == state.line && state.tokenMeaning != nil
  guard isLit, isLayer, DisplayText.width(of: code.string) <= letters else {
    grid.writeLarge(code.truncated(to: letters), row: row, column: start, style)
    if code.width + 2 + shape.count <= letters {
      grid.writeLarge(shape, row: row, endingAt: grid.width, style)
    }
    return
  }
  var column = start
  for token in state.model.lines[line].tokens {
    let isToken = token.meaning != nil && token.meaning == state.governingMeaning
    column = grid.writeLarge(
      DisplayText(token.text), row: row, column: column, isToken ? style.with(.reverse) : style)
  }
}

private func largeShape(_ state: ExplorerState, _ line: Int) -> String {
  let isLayer = line < state.model.lines.count
  let shape = isLayer ? state.model.lines[line].shape : state.model.network?.outputShape
  return shape.map { "\($0)" } ?? ""
}

/// The shape of the selected line and the sentence about it below the listing, each where all of it fits.
private func drawLargeWords(on grid: inout CellGrid, _ state: ExplorerState, _ layout: Layout) {
  let letters = (grid.width - 1) / LargeGlyphs.width
  let top = layout.listing.height
  let room = (layout.strip?.area.row ?? grid.height) / LargeGlyphs.height - top
  guard room > 0 else { return }
  let sentence = wrapped(LineWords(state).sentence(fitting: room * letters * 4 / 5), to: letters)
  guard sentence.count <= room else { return }
  let code = state.model.lines.indices.contains(state.line) ? state.model.lines[state.line].code.width : 0
  let shape = largeShape(state, state.line)
  let arrow = DisplayText("→ \(shape)")
  let isMissing = code + 2 + shape.count > letters && arrow.width <= letters
  let lines = (isMissing && sentence.count < room ? [arrow.string] : []) + sentence
  for (index, words) in lines.enumerated() {
    grid.writeLarge(DisplayText(words), row: (top + index) * LargeGlyphs.height, column: 1)
  }
}

/// The selected map below its name, at map depth below the number under the cursor.
private func drawLargeMap(on screen: inout Screen, _ subject: Subject, _ area: Area) {
  guard let layer = subject.layer else { return }
  let isPicture = layer == 0 && subject.depth == .layer
  let map = SelectedMap(subject, layer: layer)
  let letters = (area.width - 1) / LargeGlyphs.width
  // A title that is cut would name another number.
  let title = titles(of: subject, isPicture: isPicture).first { DisplayText.width(of: $0) <= letters } ?? "…"
  screen.grid.writeLarge(DisplayText(title), row: 0, column: 1, .heading)
  let size = map.plane.size
  let room = area.from(row: LargeGlyphs.height + 1)
  guard let scale = size.scale(columns: room.width - 2, rows: room.height - 1) else { return }
  let left = (area.width - scale.pixels(size.width)) / 2
  let frame = MapFrame(row: room.row, column: max(1, left), size: size, scale: scale)
  if !isPicture, map.computed > 0 { drawLargeScale(on: &screen.grid, map.colours, beside: frame) }
  guard subject.depth == .map else {
    screen.grid.framePixels(halfRows: frame.halfRows, columns: frame.columns, .gutter)
    map.draw(on: &screen.grid, row: frame.row, column: frame.column, scale: scale, asPicture: isPicture)
    screen.cursor = ScreenCursor(row: frame.row, column: frame.column)
    return
  }
  map.draw(on: &screen.grid, in: frame, marking: MapPlaces(subject.cursor))
  screen.cursor = frame.cell(subject.cursor)
}

/// The scale of a large map upright at its right, its ends in large letters, where all of it has room.
private func drawLargeScale(on grid: inout CellGrid, _ scale: ColourScale, beside frame: MapFrame) {
  let column = frame.columns.upperBound + 3
  let low = scale.lowText
  let high = (scale.isCut ? "≥" : "") + scale.highText
  let ramp = scale.legend(isLong: true)
  let rows = frame.row..<frame.end
  let letters = max(DisplayText.width(of: high), DisplayText.width(of: low))
  guard rows.count >= max(ramp.count, 2 * LargeGlyphs.height),
    column + 4 + letters * LargeGlyphs.width <= grid.width
  else { return }
  for row in rows {
    let pixel = ramp[(rows.upperBound - 1 - row) * ramp.count / rows.count]
    for place in column..<column + 3 { grid[row, place] = Cell(upper: pixel, lower: pixel) }
  }
  grid.writeLarge(DisplayText(high), row: rows.lowerBound, column: column + 4)
  grid.writeLarge(DisplayText(low), row: rows.upperBound - LargeGlyphs.height, column: column + 4)
}

/// What stands above a large map, the longest first.
private func titles(of subject: Subject, isPicture: Bool) -> [String] {
  guard subject.depth == .layer else {
    let cell = "[\(subject.cursor.row), \(subject.cursor.column)]"
    guard subject.isSelectionComputed, let explanation = subject.explanation else { return ["\(cell) = :"] }
    if let variant = subject.shownDifference {
      let change = variant.difference.tensor(
        ofLayer: explanation.layer, beforeActivation: subject.isBeforeActivation)[
          position: explanation.position]
      return [4, 3, 2].map { "\(cell): \(NumberText.signed(change, decimals: $0))" }
    }
    let number = subject.isBeforeActivation ? explanation.preActivation : explanation.value
    let texts = [4, 3, 2].map { NumberText.fixed(number, decimals: $0) }
    return texts.map { "\(cell) = \($0)" } + texts
  }
  if isPicture { return ["the picture"] }
  let (layer, map) = (subject.name(ofLayer: subject.line, columns: 20), mapName(subject))
  let count = subject.channelCount
  return ["\(layer): \(map) of \(count)", "\(map) of \(count)", map]
}
