import CellScreen
import ConvNet
import Explorer
import Tensors

/// All of a layer: its feature maps with the selected one large, or its line of numbers.
func drawLayer(on screen: inout Screen, _ subject: Subject, _ area: Area, _ sheet: SheetLayout?) {
  guard let sheet else {
    drawLine(on: &screen, subject, area)
    return
  }
  drawSheetRule(on: &screen.grid, subject, area, sheet)
  drawSheet(on: &screen.grid, subject, sheet)
  drawLargeMapPanel(on: &screen.grid, subject, area, beside: sheet)
  let origin = sheet.origin(of: subject.cursor.channel)
  screen.cursor = Screen.Place(row: (origin.halfRow + 1) / 2, column: origin.column)
  let top = sheet.area.rows.upperBound
  let hasPanel = area.width - sheet.area.columns.upperBound >= 30
  let width = hasPanel ? sheet.area.columns.upperBound : area.width
  let below = Area(
    row: top, column: 0, height: area.rows.upperBound - top, width: width)
  drawMaking(on: &screen.grid, subject, below, isAlone: !hasPanel)
}

/// Below a sheet, where there is room: how the selected map is made.
private func drawMaking(
  on grid: inout CellGrid, _ subject: Subject, _ area: Area, isAlone: Bool
) {
  guard let layer = subject.layer, area.height >= 6 else { return }
  let network = subject.evaluation.trace.network
  let shape = network.shapes[layer]
  if isAlone, area.width < 120, shape[1] <= 6, (shape[0] + 1) <= area.height {
    drawNumbers(on: &grid, subject, layer: layer, area)
    return
  }
  if let convolution = network.layers[layer].operation as? Conv2D {
    let filters = Filters(
      convolution: convolution, parameters: subject.evaluation.trace.trained.parameters(ofLayer: layer))
    if filters.depth <= 4, convolution.kernelSize.width <= 5 {
      drawKernelNumbers(
        on: &grid, subject, filters, area, readsChannels: network.readsPictureChannels(layer: layer))
    } else {
      drawKernelPictures(on: &grid, subject, filters, area)
    }
  } else if let words = beforeAndAfterWords(subject, layer) {
    drawBeforeAndAfter(on: &grid, subject, words, area)
  }
}

/// The numbers of a small map, and what the channels that count most add to the one under the cursor.
private func drawNumbers(
  on grid: inout CellGrid, _ subject: Subject, layer: Int, _ area: Area
) {
  let map = SelectedMap(subject, layer: layer)
  grid.rule(row: area.row, columns: 0..<area.width, "\(mapName(subject)) in numbers")
  for place in map.plane.values.indices {
    let value = map.plane.values[place]
    let column = 9 + place % map.plane.width * 7
    let row = area.row + 1 + place / map.plane.width
    guard place < map.computed else {
      grid.write(":", row: row, endingAt: column - 1, .role(.notComputed))
      continue
    }
    let style = Style(.contrast, on: map.colours.ground(for: value))
    grid.write("       ", row: row, column: column - 7, style)
    grid.write(value == 0 ? "0" : NumberText.fixed(value, decimals: 2), row: row, endingAt: column - 1, style)
  }
  let start = max(7 * map.plane.width + 6, 24)
  _ = drawStatistics(
    on: &grid, map, row: area.row + 2 + map.plane.height, column: 2, width: start - 3,
    limit: area.rows.upperBound)
  drawLargestParts(
    on: &grid, subject,
    Area(row: area.row + 1, column: start, height: area.height - 1, width: min(44, area.width - start)))
}

/// What happens between the map that the selected one is made of and itself; `nil` where it is made of several.
private func beforeAndAfterWords(_ subject: Subject, _ layer: Int) -> String? {
  let network = subject.evaluation.trace.network
  let shape = network.shapes[layer]
  guard network.layers[layer].inputs.count == 1, shape.rank == 3,
    network.shapes[network.layers[layer].inputs[0]].rank == 3,
    let form = subject.evaluation.trace.explain(unitAt: [0, 0, subject.cursor.channel], inLayer: layer)?.form
  else { return nil }
  let function = network.layers[layer].operation.activationFunction
  return switch form {
  case .windowMaximum: "the largest of each window is kept"
  case .windowAverage: "the mean of each window is taken"
  case .elementwise(let elementwise): elementwise.steps.map(\.words).joined(separator: ", ")
  case .moved where function != .linear: "\(function.title) of every number"
  case .given, .weightedSum, .moved, .padding, .merged, .held: nil
  }
}

/// The selected map beside the map that it was made from.
private func drawBeforeAndAfter(
  on grid: inout CellGrid, _ subject: Subject, _ words: String, _ area: Area
) {
  guard let layer = subject.layer, let source = subject.model.source(ofLayer: layer) else { return }
  let channel = min(subject.cursor.channel, subject.evaluation.trace.network.shapes[source].channels - 1)
  let before = SelectedMap(subject, source: source, channel: channel)
  let after = SelectedMap(subject, layer: layer)
  let name = subject.model.lines[source].name.truncated(to: 24)
  let map = subject.evaluation.trace.network.nameOfMap(channel, ofLayer: source, subject.model.preprocessing)
  grid.rule(
    row: area.row, columns: area.columns,
    "\(map) before and after: \(words)")
  let room = area.height - 2
  let columns = (area.width - 12) / 2
  guard
    let scale = MapScale.fitting(
      height: before.plane.height, width: before.plane.width, columns: columns, rows: room, largest: 4)
  else { return }
  let left = area.column + 2
  let titles = ["\(name), \(map), \(scale.text)", "\(map), \(scale.text)"]
  let title = fitting(titles, in: columns)
  let right = left + max(scale.pixels(before.plane.width), DisplayText(title).width, min(26, columns)) + 8
  guard right + scale.pixels(after.plane.width) <= area.columns.upperBound else { return }
  grid.write(title, row: area.row + 1, column: left, .dim)
  before.draw(on: &grid, row: area.row + 2, column: left, scale: scale)
  grid.write("→", row: area.row + 2 + room / 3, column: right - 5, .role(.accent))
  grid.write("\(map), \(scale.text)", row: area.row + 1, column: right, .dim)
  after.draw(on: &grid, row: area.row + 2, column: right, scale: scale)
}
