import CellScreen
import ConvNet
import Explorer
import Tensors

/// Where a unit stands and what it sees: the picture with its receptive field framed, and its own map beside it.
func drawContext(on grid: inout CellGrid, _ subject: Subject, _ area: Area) {
  guard area.height >= 5, area.width >= 18 else { return }
  let width = drawReceptiveField(on: &grid, subject, area.wide(max(18, area.width / 2 - 1)), largest: 2)
  drawOwnMap(on: &grid, subject, area.from(column: area.column + width + 2), largest: 4)
}

/// The picture with the receptive field of the unit under the cursor framed; returns the columns that it takes.
///
/// Rows and columns that can't affect any number of the unit's layer are hatched.
@discardableResult
func drawReceptiveField(on grid: inout CellGrid, _ subject: Subject, _ area: Area, largest: Int) -> Int {
  let shape = subject.evaluation.picture.samples.shape
  guard subject.layer != nil, shape.rank == 3, area.height >= 5,
    let frame = MapFrame(shape.mapSize, headedIn: area, largest: largest),
    let box = subject.receptiveField
  else { return 0 }
  let size = "\(box.rows.count)×\(box.columns.count)"
  let words = frame.columns.count >= 22 ? "sees \(size) of the picture" : "sees \(size)"
  guard frame.column + DisplayText(words).width <= grid.width else { return 0 }
  grid.write(words, row: area.row, column: frame.column, .dim)
  grid.draw(
    PixelMap(pictureOf: subject.evaluation, at: frame.scale, neverRead: subject.pictureUnread), in: frame)
  grid.frame(MapPlaces(rows: Range(box.rows), columns: Range(box.columns)), of: frame)
  return max(frame.columns.count, DisplayText(words).width) + 2
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
