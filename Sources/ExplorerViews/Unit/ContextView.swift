import CellScreen
import ConvNet
import Explorer
import Tensors

/// Where a unit stands and what it sees: the picture with its receptive field framed, and its own map beside it.
func drawContext(on grid: inout CellGrid, _ subject: Subject, _ area: Area) {
  guard area.height >= 5, area.width >= 18 else { return }
  var half = area
  half.width = max(18, area.width / 2 - 1)
  let width = drawReceptiveField(on: &grid, subject, half, largest: 2)
  var rest = area
  rest.column += width + 2
  rest.width -= width + 2
  drawOwnMap(on: &grid, subject, rest, largest: 4)
}

/// The picture with the receptive field of the unit under the cursor framed; returns the columns that it takes.
///
/// Rows and columns that can't affect any number of the unit's layer are hatched.
@discardableResult
func drawReceptiveField(
  on grid: inout CellGrid, _ subject: Subject, _ area: Area, largest: Int
) -> Int {
  let input = subject.evaluation.picture.samples
  guard subject.layer != nil, input.shape.rank == 3, area.height >= 5,
    let scale = MapScale.fitting(
      height: input.shape[0], width: input.shape[1], columns: area.width - 2, rows: area.height - 3,
      largest: largest),
    let box = subject.receptiveField
  else { return 0 }
  let size = "\(box.rows.count)×\(box.columns.count)"
  let words = scale.pixels(input.shape[1]) >= 22 ? "sees \(size) of the picture" : "sees \(size)"
  let (row, column) = (area.row + 2, area.column + 1)
  grid.write(words, row: area.row, column: column, .dim)
  let map = PixelMap(
    picture: input, at: scale, neverRead: subject.pictureUnread)
  drawFramed(on: &grid, map, row: row, column: column)
  let rows = scale.pixels(of: box.rows.lowerBound..<box.rows.upperBound + 1)
  let columns = scale.pixels(of: box.columns.lowerBound..<box.columns.upperBound + 1)
  grid.framePixels(
    halfRows: 2 * row + rows.lowerBound..<2 * row + rows.upperBound,
    columns: column + columns.lowerBound..<column + columns.upperBound)
  return max(map.width, DisplayText(words).width) + 2
}

/// The map of the unit under the cursor, with its place marked by ruler bars.
func drawOwnMap(
  on grid: inout CellGrid, _ subject: Subject, _ area: Area, largest: Int
) {
  guard subject.hasMaps, let layer = subject.layer, area.height >= 5 else { return }
  let map = SelectedMap(subject, layer: layer)
  guard
    let scale = MapScale.fitting(
      height: map.plane.height, width: map.plane.width, columns: area.width - 2, rows: area.height - 3,
      largest: largest)
  else { return }
  let title = DisplayText("\(mapName(subject)), \(scale.text)").truncated(to: area.width - 1)
  grid.write(title, row: area.row, column: area.column + 1, .dim)
  drawRuled(
    on: &grid, map, row: area.row + 2, column: area.column + 1, scale: scale,
    rows: subject.cursor.row..<subject.cursor.row + 1,
    columns: subject.cursor.column..<subject.cursor.column + 1)
}

/// Pixels with a gutter around them.
func drawFramed(on grid: inout CellGrid, _ map: PixelMap, row: Int, column: Int) {
  grid.framePixels(halfRows: 2 * row..<2 * row + map.height, columns: column..<column + map.width, .gutter)
  grid.draw(map, halfRow: 2 * row, column: column)
}

/// A map with a gutter around it and ruler bars on some of its rows and columns.
func drawRuled(
  on grid: inout CellGrid, _ map: SelectedMap, row: Int, column: Int, scale: MapScale, rows: Range<Int>,
  columns: Range<Int>, windows: WindowGrid? = nil
) {
  grid.framePixels(
    halfRows: 2 * row..<2 * row + scale.pixels(map.plane.height),
    columns: column..<column + scale.pixels(map.plane.width), .gutter)
  if let windows { drawTiles(on: &grid, windows, row: row, column: column, scale: scale) }
  map.draw(on: &grid, row: row, column: column, scale: scale)
  drawRulers(on: &grid, row: row, column: column, scale: scale, rows: rows, columns: columns)
}

/// Every second window's stretch of the track above and at the left of a map, so that windows can be counted.
func drawTiles(on grid: inout CellGrid, _ windows: WindowGrid, row: Int, column: Int, scale: MapScale) {
  for stop in stride(from: 1, to: windows.columns.outputExtent, by: 2) {
    for place in scale.pixels(of: windows.columns.places(at: stop)) {
      grid.setPixel(halfRow: 2 * row - 1, column: column + place, .page)
    }
  }
  for stop in stride(from: 1, to: windows.rows.outputExtent, by: 2) {
    for place in scale.pixels(of: windows.rows.places(at: stop)) {
      grid.setPixel(halfRow: 2 * row + place, column: column - 1, .page)
    }
  }
}
