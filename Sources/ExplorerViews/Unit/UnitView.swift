import CellScreen
import ConvNet
import Explorer
import Tensors

/// One number, with all of its arithmetic.
func drawUnit(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  screen.grid.rule(row: layout.ruleRow, columns: 0..<state.columns, "")
  guard let evaluation = state.evaluation, let explanation = state.explanation else {
    drawAbsence(on: &screen.grid, state, row: layout.ruleRow + 2)
    return
  }
  let isStepped =
    switch explanation.form {
    case .weightedSum, .windowMaximum, .windowAverage, .elementwise, .merged: state.isInputComputed
    case .given, .moved, .padding, .held: false
    }
  guard isStepped || state.isCursorComputed else {
    screen.grid.write("not yet computed", row: layout.ruleRow + 2, column: 2, .role(.notComputed))
    return
  }
  switch explanation.form {
  case .given: drawPixelUnit(on: &screen, state, evaluation, layout)
  case .moved where flattenedRun(state) != nil: drawLine(on: &screen, state, evaluation, layout)
  case .windowMaximum, .windowAverage, .moved, .padding, .elementwise, .merged, .held:
    if let unit = PoolingUnit(state, evaluation, explanation, layout) {
      unit.draw(on: &screen)
    } else {
      SourcesUnit(state, evaluation, explanation, layout).draw(on: &screen)
    }
  case .weightedSum(let sum):
    if let patch = PatchUnit(state, evaluation, explanation, sum, layout) {
      patch.draw(on: &screen)
    } else if state.hasMaps {
      ChannelUnit(state, evaluation, explanation, sum, layout).draw(on: &screen)
    } else {
      drawDenseUnit(on: &screen, state, evaluation, layout)
    }
  }
}

/// A number of the picture: where it stands.
private func drawPixelUnit(
  on screen: inout Screen, _ state: ExplorerState, _ evaluation: Evaluation, _ layout: Layout
) {
  let body = layout.body
  let shape = evaluation.pass.input.shape
  guard shape.rank == 3 else { return }
  let columns = state.columns >= 100 ? state.columns / 2 - 2 : state.columns - 30
  guard
    let scale = MapScale.fitting(
      height: shape[0], width: shape[1], columns: columns, rows: body.height - 2, largest: 4)
  else { return }
  let cursor = state.cursor
  let origin = (row: body.row + 1, column: 2)
  drawFramed(
    on: &screen.grid, PixelMap(picture: evaluation.picture.samples, at: scale), row: origin.row,
    column: origin.column)
  drawRulers(
    on: &screen.grid, row: origin.row, column: origin.column, scale: scale, rows: cursor.row..<cursor.row + 1,
    columns: cursor.column..<cursor.column + 1)
  screen.cursor = Screen.Place(
    row: origin.row + scale.pixel(of: cursor.row) / 2, column: origin.column + scale.pixel(of: cursor.column))
  let right = origin.column + scale.pixels(shape[1]) + 4
  for channel in 0..<min(shape[2], 3) {
    let value = evaluation.pass.input[cursor.row, cursor.column, channel]
    let isSelected = channel == cursor.channel
    let row = body.row + 2 + 2 * channel
    let style = channelStyle(channel, of: shape[2], state.model.preprocessing)
    screen.grid.write(isSelected ? "▸" : " ", row: row, column: right, .role(.accent, .bold))
    let name = channelName(channel, of: shape, state.model.preprocessing)
    screen.grid.write(name, row: row, column: right + 2, style)
    screen.grid.write(
      NumberText.fixed(value, decimals: 4), row: row, endingAt: right + 18,
      isSelected ? .role(.accent, .bold) : .text)
  }
  let notes = unitConnections(state, evaluation).flatMap { wrapped($0, to: state.columns - right - 2) }
  for (index, note) in notes.enumerated() where body.row + 9 + index < layout.hintRow {
    screen.grid.write(note, row: body.row + 9 + index, column: right + 2, .dim)
  }
}

/// Where a unit's number goes, and what it sees, in words.
func unitConnections(_ state: ExplorerState, _ evaluation: Evaluation) -> [String] {
  guard let layer = state.layer else { return [] }
  let network = evaluation.pass.network
  var words: [String] = []
  if layer > 0, let box = state.receptiveField {
    words.append(
      "sees picture \(counted("row", Array(box.rows))), \(counted("column", Array(box.columns))) "
        + "(\(box.rows.count)×\(box.columns.count))")
  }
  for reader in network.readers(ofLayer: layer).prefix(3) {
    words.append(destination(state, evaluation, layer: layer, reader: reader))
  }
  return words
}

extension Network {
  /// Whether a layer's unit at a position is made of the one number at the same position of another layer.
  fileprivate func reads(_ position: [Int], ofLayer source: Int, by reader: Int) -> Bool {
    guard contains(UnitAddress(layer: reader, position: position)),
      let input = layers[reader].inputs.firstIndex(of: source)
    else { return false }
    let regions = layers[reader].operation.regions(
      readBy: .unit(at: position), inputs: inputShapes(ofLayer: reader), output: shapes[reader])
    return regions[input] == .unit(at: position)
  }
}

/// Which units of the next layer a unit goes to; of pooling whether it wins there.
private func destination(_ state: ExplorerState, _ evaluation: Evaluation, layer: Int, reader: Int) -> String
{
  let network = evaluation.pass.network
  let name = state.model.lines[reader].name.truncated(to: 20).string
  let cursor = state.cursor
  if let flatten = network.layers[reader].operation as? Flatten {
    return "goes to \(name)[\(flatten.index(ofPosition: state.position, in: network.shapes[layer]))]"
  }
  guard let grid = network.layers[reader].operation.grid(over: network.shapes[layer]) else {
    if network.reads(state.position, ofLayer: layer, by: reader) {
      return "goes to \(name)[\(state.position.map(String.init).joined(separator: ","))]"
    }
    guard network.layers[reader].operation is Dense, network.shapes[layer].rank == 1 else {
      return "goes to \(name)"
    }
    return "goes to all \(NumberText.grouped(network.shapes[reader].count)) units of \(name)"
  }
  let rows = grid.rows.stops(covering: cursor.row)
  let columns = grid.columns.stops(covering: cursor.column)
  guard !rows.isEmpty, !columns.isEmpty else { return "goes nowhere: \(name) never reads it" }
  guard network.layers[reader].operation is MaxPooling2D, rows.count * columns.count == 1 else {
    let places = counted("row", rows) + ", " + counted("column", columns)
    return "goes to \(places) of each map of \(name)"
  }
  let place = [rows[0], columns[0], cursor.channel]
  let text = "goes to \(name)[\(place[0]),\(place[1]),\(place[2])]"
  guard Progress(state).isComputed(UnitAddress(layer: reader, position: place)),
    case .windowMaximum(let window)? = evaluation.pass.explain(unitAt: place, inLayer: reader)?.form
  else { return text }
  let isKept = window.places[window.winner].position == state.position
  let count = window.places.count { !$0.isOutside }
  guard !window.places[window.winner].value.isNaN else { return text + (isKept ? ": it makes that NaN" : "") }
  return text + (isKept ? ": kept, largest of its \(count)" : ": dropped, not the largest of its \(count)")
}
