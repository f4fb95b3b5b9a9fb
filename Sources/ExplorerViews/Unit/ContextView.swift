import CellScreen
import ConvNet
import Explorer
import Tensors

/// Where a unit stands and what it sees: the picture with its receptive field framed, and its own map beside it.
func drawContext(on grid: inout CellGrid, _ subject: Subject, _ area: Area) {
  guard area.height >= 5, area.width >= 18 else { return }
  let end = drawReceptiveField(on: &grid, subject, contextHalf(area), largest: 2)
  drawOwnMap(on: &grid, subject, area.from(column: end.column + 2), largest: 4)
}

/// The part of such an area that the picture has.
func contextHalf(_ area: Area) -> Area { area.wide(max(18, area.width / 2 - 1)) }

/// The picture with the receptive field of the unit under the cursor framed; returns the row below and the column behind it.
///
/// Rows and columns that can't affect any number of the unit's layer are hatched.
@discardableResult
func drawReceptiveField(
  on grid: inout CellGrid, _ subject: Subject, _ area: Area, largest: Int
) -> (row: Int, column: Int) {
  let shape = subject.evaluation.picture.samples.shape
  guard subject.layer != nil, shape.rank == 3, area.height >= 5,
    let frame = MapFrame(shape.mapSize, headedIn: area, largest: largest),
    let box = subject.receptiveField
  else { return (area.row, area.column) }
  let size = "\(box.rows.count)×\(box.columns.count)"
  let words = frame.columns.count >= 22 ? "sees \(size) of the picture" : "sees \(size)"
  guard frame.column + DisplayText.width(of: words) <= grid.width else { return (area.row, area.column) }
  grid.write(words, row: area.row, column: frame.column, .dim)
  grid.draw(
    PixelMap(pictureOf: subject.evaluation, at: frame.scale, neverRead: subject.pictureUnread), in: frame)
  grid.frame(MapPlaces(rows: Range(box.rows), columns: Range(box.columns)), of: frame)
  return (frame.end, area.column + max(frame.columns.count, DisplayText.width(of: words)) + 2)
}

/// The picture with what the unit under the cursor sees, and where asked for the unit's own map, in few rows and without
/// headings; returns the column behind them.
@discardableResult
func drawSmallContext(on grid: inout CellGrid, _ subject: Subject, _ area: Area, hasOwnMap: Bool) -> Int {
  let shape = subject.evaluation.picture.samples.shape
  guard let layer = subject.layer, shape.rank == 3, let box = subject.receptiveField,
    let frame = MapFrame(shape.mapSize, unheadedIn: area)
  else { return area.column }
  grid.draw(
    PixelMap(pictureOf: subject.evaluation, at: frame.scale, neverRead: subject.pictureUnread), in: frame)
  grid.frame(MapPlaces(rows: Range(box.rows), columns: Range(box.columns)), of: frame)
  let end = frame.columns.upperBound + 1
  guard hasOwnMap, subject.hasMaps else { return end }
  let map = SelectedMap(subject, layer: layer)
  guard let own = MapFrame(map.plane.size, unheadedIn: area.from(column: end + 1)) else { return end }
  map.draw(on: &grid, in: own, marking: MapPlaces(subject.cursor))
  return own.columns.upperBound + 1
}

/// The map of the unit under the cursor, with its place marked.
func drawOwnMap(on grid: inout CellGrid, _ subject: Subject, _ area: Area, largest: Int) {
  guard subject.hasMaps, let layer = subject.layer, area.height >= 5 else { return }
  let map = SelectedMap(subject, layer: layer)
  guard let frame = MapFrame(map.plane.size, headedIn: area, largest: largest) else { return }
  let title = DisplayText("\(mapName(subject)), \(frame.scale.text)").truncated(to: area.width - 1)
  grid.write(title, row: area.row, column: frame.column, .dim)
  map.draw(on: &grid, in: frame, marking: MapPlaces(subject.cursor))
}
