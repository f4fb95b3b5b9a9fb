import CellScreen
import ConvNet
import Explorer
import Tensors

/// The selected map, large, at the right of a contact sheet, with what is worth saying of its numbers.
func drawLargeMapPanel(
  on grid: inout CellGrid, _ subject: Subject, _ area: Area,
  beside sheet: SheetLayout
) {
  let column = sheet.area.columns.upperBound + 2
  let area = Area(
    row: area.row + 1, column: column, height: area.body.height, width: area.width - column)
  guard area.width >= 28, area.height >= 8, let layer = subject.layer else { return }
  let map = SelectedMap(subject, layer: layer)
  guard
    let scale = MapScale.fitting(
      height: map.plane.height, width: map.plane.width, columns: area.width,
      rows: subject.depth == .network ? area.height - 3 : area.height * 6 / 10)
  else { return }
  let title = layer == 0 ? "the picture" : mapName(subject)
  grid.write("\(title), shown \(scale.text)", row: area.row, column: area.column, .role(.accent, .bold))
  map.draw(on: &grid, row: area.row + 1, column: area.column, scale: scale, asPicture: layer == 0)
  var row = area.row + 1 + (scale.pixels(map.plane.height) + 1) / 2
  if row + 2 < area.rows.upperBound { row += 1 }
  row = drawStatistics(on: &grid, map, row: row, column: area.column, width: area.width)
  let bins = min(10, area.rows.upperBound - row - 2)
  guard bins >= 4 else { return }
  drawHistogram(
    on: &grid, map, Area(row: row + 1, column: area.column, height: bins + 1, width: min(area.width, 44)))
}
