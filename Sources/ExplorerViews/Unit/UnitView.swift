import CellScreen
import ConvNet
import Explorer
import Tensors

/// One number, with all of its arithmetic.
func drawUnit(on screen: inout Screen, _ subject: Subject, _ area: Area) {
  screen.grid.rule(row: area.row, columns: 0..<area.width, "")
  guard let explanation = subject.explanation else { return }
  let isStepped =
    switch explanation.form {
    case .weightedSum, .windowMaximum, .windowAverage, .elementwise, .merged: subject.isInputComputed
    case .moved: Progress(subject).isWaiting(explanation.unit)
    case .given, .padding, .held: false
    }
  guard isStepped || subject.isCursorComputed else {
    screen.grid.write("not yet computed", row: area.row + 2, column: 2, .role(.notComputed))
    return
  }
  switch explanation.form {
  case .given: drawPixelUnit(on: &screen, subject, area)
  case .moved where flattenedRun(subject) != nil: drawLine(on: &screen, subject, area)
  case .windowMaximum, .windowAverage, .moved, .padding, .elementwise, .merged, .held:
    if let unit = PoolingUnit(subject, explanation, area) {
      unit.draw(on: &screen)
    } else {
      SourcesUnit(subject, explanation, area).draw(on: &screen)
    }
  case .weightedSum(let sum):
    if let patch = PatchUnit(subject, explanation, sum, area) {
      patch.draw(on: &screen)
    } else if subject.hasMaps {
      ChannelUnit(subject, explanation, sum, area).draw(on: &screen)
    } else {
      drawDenseUnit(on: &screen, subject, area)
    }
  }
}

/// A number of the picture: where it stands.
private func drawPixelUnit(
  on screen: inout Screen, _ subject: Subject, _ area: Area
) {
  let body = area.body
  let shape = subject.evaluation.trace.input.shape
  guard shape.rank == 3 else { return }
  let columns = area.width >= 100 ? area.width / 2 - 2 : area.width - 30
  guard
    let scale = MapScale.fitting(
      height: shape[0], width: shape[1], columns: columns, rows: body.height - 2, largest: 4)
  else { return }
  let cursor = subject.cursor
  let origin = (row: body.row + 1, column: 2)
  drawFramed(
    on: &screen.grid, PixelMap(picture: subject.evaluation.picture.samples, at: scale), row: origin.row,
    column: origin.column)
  drawRulers(
    on: &screen.grid, row: origin.row, column: origin.column, scale: scale, rows: cursor.row..<cursor.row + 1,
    columns: cursor.column..<cursor.column + 1)
  screen.cursor = Screen.Place(
    row: origin.row + scale.pixel(of: cursor.row) / 2, column: origin.column + scale.pixel(of: cursor.column))
  let right = origin.column + scale.pixels(shape[1]) + 4
  for channel in 0..<min(shape[2], 3) {
    let value = subject.evaluation.trace.input[cursor.row, cursor.column, channel]
    let isSelected = channel == cursor.channel
    let row = body.row + 2 + 2 * channel
    let style = channelStyle(channel, of: shape[2], subject.model.preprocessing)
    screen.grid.write(isSelected ? "▸" : " ", row: row, column: right, .role(.accent, .bold))
    let name = channelName(channel, of: shape, subject.model.preprocessing)
    screen.grid.write(name, row: row, column: right + 2, style)
    screen.grid.write(
      NumberText.fixed(value, decimals: 4), row: row, endingAt: right + 18,
      isSelected ? .role(.accent, .bold) : .text)
  }
  let notes = unitConnections(subject).flatMap { wrapped($0, to: area.width - right - 2) }
  for (index, note) in notes.enumerated() where body.row + 9 + index < area.rows.upperBound {
    screen.grid.write(note, row: body.row + 9 + index, column: right + 2, .dim)
  }
}

/// Where a unit's number goes, and what it sees, in words.
func unitConnections(_ subject: Subject) -> [String] {
  guard let layer = subject.layer else { return [] }
  let network = subject.evaluation.trace.network
  var words: [String] = []
  if layer > 0, let box = subject.receptiveField {
    words.append(
      "sees picture \(counted("row", Array(box.rows))), \(counted("column", Array(box.columns))) "
        + "(\(box.rows.count)×\(box.columns.count))")
  }
  for reader in network.readers(ofLayer: layer).prefix(3) {
    words.append(destination(subject, layer: layer, reader: reader))
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
private func destination(_ subject: Subject, layer: Int, reader: Int) -> String {
  let network = subject.evaluation.trace.network
  let name = subject.model.lines[reader].name.truncated(to: 20).string
  let cursor = subject.cursor
  if let flatten = network.layers[reader].operation as? Flatten {
    return "goes to \(name)[\(flatten.index(ofPosition: subject.position, in: network.shapes[layer]))]"
  }
  guard let grid = network.layers[reader].operation.grid(over: network.shapes[layer]) else {
    if network.reads(subject.position, ofLayer: layer, by: reader) {
      return "goes to \(name)[\(subject.position.map(String.init).joined(separator: ","))]"
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
  guard Progress(subject).isComputed(UnitAddress(layer: reader, position: place)),
    case .windowMaximum(let window)? = subject.evaluation.trace.explain(unitAt: place, inLayer: reader)?.form
  else { return text }
  return text + (window.fate(ofPlaceAt: subject.position).map { ": \($0)" } ?? "")
}
