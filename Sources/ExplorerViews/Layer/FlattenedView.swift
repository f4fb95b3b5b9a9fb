import CellScreen
import ConvNet
import Explorer
import Tensors

/// A flattened layer: one column a map, one half row a place, so that the address can be read off.
func drawFlattened(on screen: inout Screen, _ subject: Subject, _ area: Area) {
  guard let layer = subject.layer, let run = flattenedRun(subject),
    let source = subject.model.source(ofLayer: layer)
  else { return }
  let tensor = subject.evaluation.tensor(ofLayer: layer, beforeActivation: false)
  let pictured = subject.pictured.tensor(ofLayer: layer, beforeActivation: false)
  let places = tensor.shape.count / max(run, 1)
  let words =
    "\(NumberText.grouped(tensor.shape.count)) numbers in \(places) lines of \(run)\(subject.stageInHeading)"
  drawMapRule(
    on: &screen.grid, subject, area,
    wordings: [
      "\(words)\(Repertoire.separator)one column = one map, one line = one place [row, column]", words,
      "flattened",
    ])
  guard area.height >= 12 else {
    let selected = min(subject.cursor.channel, tensor.shape.count - 1)
    drawAddress(on: &screen.grid, subject, tensor, source: source, selected, area.body.from(column: 2))
    return
  }
  let lines = FlattenedLines(run: run, places: places, body: area.body)
  let frame = lines.frame
  let map = PixelMap(
    Plane(height: places, width: run, values: pictured.values), at: frame.scale, .largest,
    colours: ColourScale(subject, layer: layer, channel: 0), neverRead: ([], []),
    computed: Progress(subject).units(ofLayer: layer)
  ).tall(lines.lineHeight)
  screen.grid.framePixels(
    halfRows: 2 * frame.row..<2 * frame.row + map.height, columns: frame.columns, .gutter)
  screen.grid.draw(map, halfRow: 2 * frame.row, column: frame.column)
  lines.drawLabels(on: &screen.grid)
  screen.addMapTargets(frame, lineHeight: lines.lineHeight) { Pointing.channel($0 * run + $1) }
  let selected = min(subject.cursor.channel, tensor.shape.count - 1)
  lines.drawCursor(on: &screen, selected)
  let below = area.from(row: frame.row + (map.height + 1) / 2 + 1)
  let right = frame.column + lines.width + 3
  let address = below.from(column: 2)
  drawAddress(
    on: &screen.grid, subject, tensor, source: source, selected,
    subject.depth == .unit ? address.wide(min(address.width, max(right, 84) - 4)) : address)
  let pane = area.body.from(column: right)
  let end = drawFlattenedSource(
    on: &screen.grid, subject, source: source, selected, pane.high(below.row - pane.row))
  guard subject.depth == .unit else { return }
  let beside = pane.from(row: end + 1)
  drawReceptiveField(
    on: &screen.grid, subject, right >= 84 ? beside : below.from(column: 84), largest: 1)
}

/// Where the numbers of a flattened layer stand: one line a place, one column a map.
private struct FlattenedLines {
  let frame: MapFrame
  /// How many half rows a line takes: 2 where there is room to label every line.
  let lineHeight: Int

  private var run: Int { frame.size.width }
  private var places: Int { frame.size.height }
  private var scale: MapScale { frame.scale }

  init(run: Int, places: Int, body: Area) {
    let size = Size2D(height: places, width: run)
    let rows = body.height - 8
    let scale = size.scale(columns: body.width - 12, rows: rows, largest: body.width >= 180 ? 2 : 1)
    frame = MapFrame(row: body.row + 2, column: body.column + 8, size: size, scale: scale ?? .shrunk(64))
    let isTall = scale == .actual ? places <= rows : scale == .enlarged(2) && 2 * places <= rows
    lineHeight = isTall ? 2 : 1
  }

  /// The index at the start of every line that begins a cell, and the maps at the ends.
  func drawLabels(on grid: inout CellGrid) {
    for line in 0..<(frame.halfRows.count * lineHeight + 1) / 2 {
      let first = (0..<places).first { scale.pixel(of: $0) * lineHeight >= 2 * line }
      guard let place = first, scale.pixel(of: place) * lineHeight < 2 * (line + 1) else { continue }
      grid.write("\(place * run)", row: frame.row + line, endingAt: frame.column - 2, .dim)
    }
    let row = frame.row - 2
    guard labelWidth > frame.columns.count else {
      grid.write("map 0", row: row, column: frame.column, .dim)
      grid.write("map \(run - 1)", row: row, endingAt: frame.columns.upperBound, .dim)
      return
    }
    grid.write(run == 1 ? "map 0" : "maps 0–\(run - 1)", row: row, column: frame.column, .dim)
  }

  /// The columns of the first and the last map's names with a blank between them.
  private var labelWidth: Int { "map 0 map \(run - 1)".count }

  /// The columns that lines and names take.
  var width: Int { max(frame.columns.count, min(labelWidth, 5 + "\(run - 1)".count + 2)) }

  /// Ruler bars on the number at an index.
  func drawCursor(on screen: inout Screen, _ index: Int) {
    let lines = scale.pixels(of: index / run..<index / run + 1)
    let columns = frame.columns(of: MapPlaces(row: 0, column: index % run))
    for column in columns { screen.grid.setPixel(halfRow: 2 * frame.row - 1, column: column, .mark) }
    for halfRow in lines.lowerBound * lineHeight..<lines.upperBound * lineHeight {
      screen.grid.setPixel(halfRow: 2 * frame.row + halfRow, column: frame.column - 1, .mark)
    }
    screen.cursor = ScreenCursor(
      row: frame.row + lines.lowerBound * lineHeight / 2, column: columns.lowerBound)
  }
}

/// The map that the selected number came from, with the number's place marked; returns the row below it.
private func drawFlattenedSource(
  on grid: inout CellGrid, _ subject: Subject, source: Int, _ index: Int, _ area: Area
) -> Int {
  let shape = subject.shape(ofLayer: source)
  guard area.width >= 24,
    let frame = MapFrame(shape.mapSize, headedIn: area.wide(area.width - 1), largest: 10)
  else { return area.row }
  let position = shape.indices(ofOffset: index)
  let title = DisplayText("\(subject.name(ofLayer: source)), map \(position[2])").truncated(to: area.width)
  grid.write(title, row: area.row, column: frame.column, .dim)
  SelectedMap(subject, source: source, channel: position[2])
    .draw(on: &grid, in: frame, marking: MapPlaces(row: position[0], column: position[1]))
  return frame.end
}

/// The selected number's address both ways, and what stands around it.
private func drawAddress(
  on grid: inout CellGrid, _ subject: Subject, _ tensor: Tensor, source: Int, _ index: Int, _ area: Area
) {
  guard area.height >= 2 else { return }
  let shape = subject.shape(ofLayer: source)
  let position = shape.indices(ofOffset: index)
  let computed = subject.layer.map { Progress(subject).units(ofLayer: $0) } ?? .max
  let number = index < computed ? NumberText.fixed(tensor.values[index], decimals: 3) : ":"
  let value = subject.shownDifference == nil ? number : "\(number) now"
  let place = position.map(String.init).joined(separator: ", ")
  let (name, sourceName) = (subject.name(ofLayer: subject.line), subject.name(ofLayer: source))
  grid.write(
    "\(name)[\(index)] = \(sourceName)[\(place)] = \(value)", row: area.row, column: area.column, .accent)
  let line = "(\(position[0])·\(shape[1]) + \(position[1]))"
  grid.write(
    "\(index) = \(line)·\(shape[2]) + \(position[2])", row: area.row + 1, column: area.column,
    .role(.shape))
  guard area.height >= 6 else { return }
  drawNeighbours(
    on: &grid, tensor, run: shape[2], index, computed: computed, area.from(row: area.row + 3))
}

/// The numbers before and after one in the line.
private func drawNeighbours(
  on grid: inout CellGrid, _ tensor: Tensor, run: Int, _ index: Int, computed: Int, _ area: Area
) {
  for (row, name) in zip(area.rows, ["index", "map", "value"]) {
    grid.write(name, row: row, column: area.column, .dim)
  }
  let reach = min(area.width >= 120 ? 6 : 4, (area.width - 8) / 18)
  for (place, other) in (index - reach...index + reach).enumerated()
  where tensor.values.indices.contains(other) {
    let end = area.column + 8 + (place + 1) * 8
    let style: Style = other == index ? .accent : .text
    grid.write("\(other)", row: area.row, endingAt: end, style)
    grid.write("\(other % run)", row: area.row + 1, endingAt: end, other == index ? style : .dim)
    let value = other < computed ? NumberText.fixed(tensor.values[other], decimals: 3) : ":"
    grid.write(value, row: area.row + 2, endingAt: end, other < computed ? style : .role(.notComputed))
  }
}
