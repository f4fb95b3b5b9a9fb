import CellScreen
import ConvNet
import Explorer
import Tensors

/// A dense unit: its products, the largest first, and which places and maps they come from.
func drawDenseUnit(
  on screen: inout Screen, _ subject: Subject, _ area: Area
) {
  let body = area.body
  let hasSide = area.width >= 116
  let width = hasSide ? area.width - 40 : area.width
  let notes = unitConnections(subject)
  let noteRows = body.height > 20 ? notes.count + 1 : 0
  let ledger = DenseLedger(subject)
  var room = Area(row: area.row, column: 0, height: body.height + 1 - noteRows, width: width)
  if let explanation = subject.explanation,
    let block = SoftmaxBlock(subject, explanation, height: body.height / 2)
  {
    let left = room.height - block.height
    let rows = min(left, ledger?.height ?? 0)
    block.draw(
      on: &screen.grid,
      Area(row: room.row + rows, column: 0, height: block.height, width: min(width, 68)))
    room.height = rows
  }
  if let row = ledger?.draw(on: &screen.grid, room, showsSelection: true) {
    screen.cursor = Screen.Place(row: row, column: 0)
  }
  for (index, note) in notes.enumerated() where noteRows > 0 {
    grid(&screen, note, row: area.rows.upperBound - notes.count + index, width: area.width)
  }
  guard hasSide, subject.isCursorComputed else { return }
  let side = Area(row: body.row, column: width + 2, height: body.height, width: area.width - width - 2)
  let end = drawOrigins(on: &screen.grid, subject, side)
  let below = Area(row: end, column: side.column, height: area.rows.upperBound - end, width: side.width)
  drawReceptiveField(on: &screen.grid, subject, below, largest: 1)
}

private func grid(_ screen: inout Screen, _ note: String, row: Int, width: Int) {
  screen.grid.write(DisplayText(note).truncated(to: width - 4), row: row, column: 2, .dim)
}

/// What each place and each map of a flattened layer adds to the unit; returns the next free row.
private func drawOrigins(
  on grid: inout CellGrid, _ subject: Subject, _ area: Area
) -> Int {
  guard case .weightedSum(let sum)? = subject.explanation?.form, let layer = subject.layer,
    let source = subject.model.source(ofLayer: layer)
  else { return area.row }
  let network = subject.evaluation.trace.network
  guard let flatten = network.layers[source].operation as? Flatten,
    let origin = network.layers[source].inputs.first,
    network.shapes[origin].rank == 3
  else { return area.row }
  let shape = network.shapes[origin]
  let (places, channels) = totals(of: sum, flatten, shape)
  grid.write("where: \(shape[0])×\(shape[1]) places", row: area.row, column: area.column, .role(.text, .bold))
  var row = area.row + 1
  if shape[1] * 8 <= area.width {
    let colours = ColourScale(weights: places.map(Float.init))
    for (index, value) in places.enumerated() {
      let (line, cell) = (row + index / shape[1], area.column + index % shape[1] * 8)
      let style = Style(.contrast, on: colours.ground(for: Float(value)))
      grid.fill(Area(row: line, column: cell, height: 1, width: 8), with: Cell(" ", style))
      grid.write(NumberText.signed(value, decimals: 3), row: line, endingAt: cell + 7, style)
    }
    row += shape[0] + 1
  }
  grid.write(
    "which map of \(subject.model.lines[origin].name.truncated(to: 20))", row: row, column: area.column,
    .role(.text, .bold))
  let order = indicesBySize(channels)
  let largest = largestMagnitude(channels)
  let shown = min(order.count, area.height >= 44 ? 16 : 8, max(0, area.rows.upperBound - row - 2))
  for (line, channel) in order.prefix(shown).enumerated() {
    let at = row + 1 + line
    let map = subject.evaluation.trace.network.nameOfMap(
      channel, ofLayer: origin, subject.model.preprocessing)
    grid.write(map, row: at, column: area.column)
    grid.write(NumberText.signed(channels[channel], decimals: 3), row: at, endingAt: area.column + 16)
    grid.writePart(channels[channel], of: largest, row: at, column: area.column + 17, width: area.width - 18)
  }
  return row + shown + 2
}

/// The products of a sum over a flattened activation, added by place and by channel.
private func totals(
  of sum: WeightedSum, _ flatten: Flatten, _ shape: Shape
) -> (places: [Double], channels: [Double]) {
  var places = [Double](repeating: 0, count: shape[0] * shape[1])
  var channels = [Double](repeating: 0, count: shape[2])
  for (index, term) in sum.terms.enumerated() {
    let origin = flatten.origin(ofIndex: index, in: shape)
    places[origin[0] * shape[1] + origin[1]] += term.product
    channels[origin[2]] += term.product
  }
  return (places, channels)
}
