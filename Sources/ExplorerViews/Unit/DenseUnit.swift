import CellScreen
import ConvNet
import Explorer
import Tensors

/// A dense unit: its products, the largest first, and which places and maps they come from.
func drawDenseUnit(on screen: inout Screen, _ subject: Subject, _ area: Area) {
  let body = area.body
  let hasSide = area.width >= 116
  let width = hasSide ? area.width - 40 : area.width
  let notes = connections(of: subject)
  let noteRows = body.height > 20 ? notes.count + 1 : 0
  let ledger = DenseLedger(subject)
  var room = area.wide(width).high(body.height + 1 - noteRows)
  if let explanation = subject.explanation,
    let block = SoftmaxBlock(subject, explanation, height: body.height / 2)
  {
    let rows = min(room.height - block.height, ledger?.height ?? 0)
    block.draw(
      on: &screen.grid, Area(row: room.row + rows, column: 0, height: block.height, width: min(width, 68)))
    room.height = rows
  }
  if let row = ledger?.draw(on: &screen.grid, room, showsSelection: true) {
    screen.cursor = ScreenCursor(row: row, column: 0)
  }
  for (index, note) in notes.enumerated() where noteRows > 0 {
    let row = area.rows.upperBound - notes.count + index
    screen.grid.write(DisplayText(note).truncated(to: area.width - 4), row: row, column: 2, .dim)
  }
  guard hasSide, subject.isSelectionComputed else { return }
  let side = body.from(column: width + 2)
  let end = drawOrigins(on: &screen.grid, subject, side)
  drawReceptiveField(on: &screen.grid, subject, side.from(row: end), largest: 1)
}

/// What each place and each map of a flattened layer adds to the unit; returns the next free row.
private func drawOrigins(on grid: inout CellGrid, _ subject: Subject, _ area: Area) -> Int {
  guard case .weightedSum(let sum)? = subject.explanation?.form, let layer = subject.layer,
    let source = subject.model.source(ofLayer: layer),
    let flatten = subject.network.layers[source].operation as? Flatten,
    let origin = subject.model.source(ofLayer: source), subject.shape(ofLayer: origin).rank == 3
  else { return area.row }
  let shape = subject.shape(ofLayer: origin)
  let (places, channels) = totals(of: sum, flatten, shape)
  grid.write("where: \(shape[0])×\(shape[1]) places", row: area.row, column: area.column, .heading)
  var row = area.row + 1
  if shape[1] * 8 <= area.width {
    let colours = ColourScale(weights: places.map(Float.init))
    for (index, value) in places.enumerated() {
      grid.writeField(
        NumberText.signed(value, decimals: 3), row: row + index / shape[1],
        column: area.column + index % shape[1] * 8, width: 8,
        Style(.contrast, on: colours.ground(for: Float(value))), isSelected: false)
    }
    row += shape[0] + 1
  }
  grid.write("which map of \(subject.name(ofLayer: origin))", row: row, column: area.column, .heading)
  let shown = min(channels.count, area.height >= 44 ? 16 : 8, max(0, area.rows.upperBound - row - 2))
  grid.writeParts(channels, in: area.from(row: row + 1).high(shown), barFrom: 17) {
    subject.nameOfMap($0, ofLayer: origin)
  }
  return row + shown + 2
}

/// The products of a sum over a flattened activation, added by place and by channel.
private func totals(of sum: WeightedSum, _ flatten: Flatten, _ shape: Shape) -> (
  places: [Double], channels: [Double]
) {
  var places = [Double](repeating: 0, count: shape[0] * shape[1])
  var channels = [Double](repeating: 0, count: shape[2])
  for (index, term) in sum.terms.enumerated() {
    let origin = flatten.origin(ofIndex: index, in: shape)
    places[origin[0] * shape[1] + origin[1]] += term.product
    channels[origin[2]] += term.product
  }
  return (places, channels)
}
