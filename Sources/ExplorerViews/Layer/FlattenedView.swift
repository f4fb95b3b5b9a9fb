import CellScreen
import ConvNet
import Explorer
import Tensors

/// A flattened layer: one column a map, one half row a place, so that the address can be read off.
func drawFlattened(
  on screen: inout Screen, _ subject: Subject, _ area: Area
) {
  guard let layer = subject.layer, let run = flattenedRun(subject),
    let source = subject.model.source(ofLayer: layer)
  else { return }
  let tensor = subject.evaluation.tensor(ofLayer: layer, beforeActivation: false)
  let places = tensor.shape.count / max(run, 1)
  let plane = Plane(height: places, width: run, values: tensor.values)
  let colours = ColourScale(subject, layer: layer, channel: 0)
  let words = "\(NumberText.grouped(tensor.shape.count)) numbers in \(places) lines of \(run)"
  drawMapRule(
    on: &screen.grid, subject, area,
    wordings: ["\(words) · one column = one map, one line = one place [row, column]", words, "flattened"])
  let lines = FlattenedLines(run: run, places: places, body: area.body)
  let map = PixelMap(
    plane, at: lines.scale, colours: colours, neverRead: ([], []),
    computed: Progress(subject).units(ofLayer: layer)
  ).tall(lines.lineHeight)
  screen.grid.framePixels(
    halfRows: 2 * lines.row..<2 * lines.row + map.height, columns: lines.column..<lines.column + map.width,
    .gutter)
  screen.grid.draw(map, halfRow: 2 * lines.row, column: lines.column)
  lines.drawLabels(on: &screen.grid)
  screen.addMapTargets(
    row: lines.row, column: lines.column, height: places, width: run, scale: lines.scale,
    lineHeight: lines.lineHeight
  ) { Pointing.channel($0 * run + $1) }
  let selected = min(subject.cursor.channel, tensor.shape.count - 1)
  lines.drawCursor(on: &screen, selected)
  let below = lines.row + (map.height + 1) / 2 + 1
  drawAddress(
    on: &screen.grid, subject, tensor, source: subject.evaluation.trace.network.shapes[source],
    sourceName: subject.model.lines[source].name, selected,
    Area(row: below, column: 2, height: area.rows.upperBound - below, width: area.body.width - 2))
  let right = lines.column + lines.width + 3
  let pane = Area(
    row: area.body.row, column: right, height: below - area.body.row, width: area.width - right)
  drawFlattenedSource(on: &screen.grid, subject, source: source, selected, pane)
  guard subject.depth == .unit else { return }
  let free = max(right, 84)
  let corner = Area(row: below, column: free, height: area.rows.upperBound - below, width: area.width - free)
  drawReceptiveField(on: &screen.grid, subject, corner, largest: 1)
}

/// Where the numbers of a flattened layer stand: one line a place, one column a map.
private struct FlattenedLines {
  let run: Int
  let places: Int
  let scale: MapScale
  /// How many half rows a line takes: 2 where there is room to label every line.
  let lineHeight: Int
  let row: Int
  let column: Int

  init(run: Int, places: Int, body: Area) {
    self.run = run
    self.places = places
    let columns = body.width - 12
    let rows = body.height - 8
    let scale = MapScale.fitting(
      height: places, width: run, columns: columns, rows: rows, largest: body.width >= 180 ? 2 : 1)
    self.scale = scale ?? .shrunk(64)
    lineHeight = scale == .actual && places <= rows ? 2 : 1
    row = body.row + 2
    column = body.column + 8
  }

  /// The index at the start of every line that begins a cell, and the maps at the ends.
  func drawLabels(on grid: inout CellGrid) {
    for line in 0..<(scale.pixels(places) * lineHeight + 1) / 2 {
      guard let place = (0..<places).first(where: { scale.pixel(of: $0) * lineHeight >= 2 * line }) else {
        continue
      }
      grid.write("\(place * run)", row: row + line, endingAt: column - 2, .dim)
    }
    guard labelWidth > scale.pixels(run) else {
      grid.write("map 0", row: row - 2, column: column, .dim)
      grid.write("map \(run - 1)", row: row - 2, endingAt: column + scale.pixels(run), .dim)
      return
    }
    grid.write(run == 1 ? "map 0" : "maps 0–\(run - 1)", row: row - 2, column: column, .dim)
  }

  /// The columns of the first and the last map's names with a blank between them.
  private var labelWidth: Int { "map 0 map \(run - 1)".count }

  /// The columns that lines and names take.
  var width: Int { max(scale.pixels(run), min(labelWidth, 5 + "\(run - 1)".count + 2)) }

  /// Ruler bars on the number at an index.
  func drawCursor(on screen: inout Screen, _ index: Int) {
    let lines = scale.pixels(of: index / run..<index / run + 1)
    let places = scale.pixels(of: index % run..<index % run + 1)
    for place in places { screen.grid.setPixel(halfRow: 2 * row - 1, column: column + place, .mark) }
    for halfRow in lines.lowerBound * lineHeight..<lines.upperBound * lineHeight {
      screen.grid.setPixel(halfRow: 2 * row + halfRow, column: column - 1, .mark)
    }
    screen.cursor = Screen.Place(
      row: row + lines.lowerBound * lineHeight / 2, column: column + places.lowerBound)
  }
}

/// The map that the selected number came from, with the number's place marked.
private func drawFlattenedSource(
  on grid: inout CellGrid, _ subject: Subject, source: Int, _ index: Int,
  _ area: Area
) {
  let shape = subject.evaluation.trace.network.shapes[source]
  guard area.width >= 24,
    let scale = MapScale.fitting(
      height: shape[0], width: shape[1], columns: area.width - 3, rows: area.height - 3, largest: 10)
  else { return }
  let position = shape.indices(ofOffset: index)
  let map = SelectedMap(subject, source: source, channel: position[2])
  let name = subject.model.lines[source].name.truncated(to: 20)
  grid.write(
    DisplayText("\(name), map \(position[2])").truncated(to: area.width), row: area.row,
    column: area.column + 1, .dim)
  let origin = (row: area.row + 2, column: area.column + 1)
  grid.framePixels(
    halfRows: 2 * origin.row..<2 * origin.row + scale.pixels(shape[0]),
    columns: origin.column..<origin.column + scale.pixels(shape[1]), .gutter)
  map.draw(on: &grid, row: origin.row, column: origin.column, scale: scale)
  drawRulers(
    on: &grid, row: origin.row, column: origin.column, scale: scale, rows: position[0]..<position[0] + 1,
    columns: position[1]..<position[1] + 1)
}

/// The selected number's address both ways, and what stands around it.
private func drawAddress(
  on grid: inout CellGrid, _ subject: Subject, _ tensor: Tensor, source: Shape, sourceName: DisplayText,
  _ index: Int, _ area: Area
) {
  guard area.height >= 2 else { return }
  let position = source.indices(ofOffset: index)
  let computed = subject.layer.map { Progress(subject).units(ofLayer: $0) } ?? .max
  let value = index < computed ? NumberText.fixed(tensor.values[index], decimals: 3) : ":"
  let place = position.map(String.init).joined(separator: ", ")
  let name = subject.model.lines[subject.line].name.truncated(to: 20)
  grid.write(
    "\(name)[\(index)] = \(sourceName.truncated(to: 20))[\(place)] = \(value)", row: area.row,
    column: area.column,
    .role(.accent, .bold))
  let (row, column, channel) = (position[0], position[1], position[2])
  grid.write(
    "\(index) = (\(row)·\(source[1]) + \(column))·\(source[2]) + \(channel)", row: area.row + 1,
    column: area.column,
    .role(.shape))
  guard area.height >= 6 else { return }
  drawNeighbours(
    on: &grid, tensor, source: source, index, computed: computed,
    Area(row: area.row + 3, column: area.column, height: 3, width: area.width))
}

/// The numbers before and after one in the line.
private func drawNeighbours(
  on grid: inout CellGrid, _ tensor: Tensor, source: Shape, _ index: Int, computed: Int, _ area: Area
) {
  grid.write("index", row: area.row, column: area.column, .dim)
  grid.write("map", row: area.row + 1, column: area.column, .dim)
  grid.write("value", row: area.row + 2, column: area.column, .dim)
  let reach = min(4, (area.width - 8) / 18)
  for (place, other) in (index - reach...index + reach).enumerated()
  where tensor.values.indices.contains(other) {
    let end = area.column + 8 + (place + 1) * 8
    let style: Style = other == index ? .role(.accent, .bold) : .text
    grid.write("\(other)", row: area.row, endingAt: end, style)
    grid.write("\(other % source[2])", row: area.row + 1, endingAt: end, other == index ? style : .dim)
    let value = other < computed ? NumberText.fixed(tensor.values[other], decimals: 3) : ":"
    grid.write(value, row: area.row + 2, endingAt: end, other < computed ? style : .role(.notComputed))
  }
}
