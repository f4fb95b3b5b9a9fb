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
  screen.cursor = ScreenCursor(row: (origin.halfRow + 1) / 2, column: origin.column)
  let hasPanel = area.width - sheet.area.columns.upperBound >= 30
  var below = area.from(row: sheet.area.rows.upperBound)
    .wide(hasPanel ? sheet.area.columns.upperBound : area.width)
  if subject.showsClassMap, !hasPanel {
    below = below.from(row: drawClassMap(on: &screen.grid, subject, below.from(column: 1)))
  }
  drawMaking(on: &screen.grid, subject, below, isAlone: !hasPanel)
}

/// Below a sheet, where there is room: how the selected map is made.
private func drawMaking(on grid: inout CellGrid, _ subject: Subject, _ area: Area, isAlone: Bool) {
  guard let layer = subject.layer, area.height >= 5 else { return }
  let shape = subject.shape(ofLayer: layer)
  if isAlone, area.width < 120, shape[1] <= 6, shape[0] + 1 <= area.height {
    drawNumbers(on: &grid, subject, layer: layer, area)
  } else if let convolution = subject.network.layers[layer].operation as? Conv2D {
    let filters = Filters(
      layer: layer, convolution: convolution,
      parameters: subject.evaluation.trace.trained.parameters(ofLayer: layer))
    if filters.depth <= 4, convolution.kernelSize.width <= 5 {
      let readsChannels = subject.network.readsPictureChannels(layer: layer)
      drawKernelNumbers(on: &grid, subject, filters, area, readsChannels: readsChannels)
    } else {
      drawKernelPictures(on: &grid, subject, filters, area)
    }
  } else if let words = beforeAndAfterWords(subject, layer) {
    drawBeforeAndAfter(on: &grid, subject.ofPass, words, area)
  } else if layer == 0 {
    drawNumbersAround(on: &grid, subject, layer: layer, area)
  }
}

/// As many numbers of the selected map as fit, those around the cursor where not all do.
private func drawNumbersAround(on grid: inout CellGrid, _ subject: Subject, layer: Int, _ area: Area) {
  let map = SelectedMap(subject, layer: layer)
  let decimals = map.statistics.magnitude < 10 ? 2 : map.statistics.magnitude < 100 ? 1 : 0
  let ends = [map.statistics.minimum, map.statistics.maximum].map { NumberText.fixed($0, decimals: decimals) }
  let width = (ends.map { DisplayText.width(of: $0) }.max() ?? 0) + 2
  let label = 5
  let shown = Size2D(
    height: min(map.plane.height, area.height - 2), width: min(map.plane.width, (area.width - label) / width))
  guard shown.height >= 3, shown.width >= 4 else { return }
  let first = (
    row: min(max(0, subject.cursor.row - shown.height / 2), map.plane.height - shown.height),
    column: min(max(0, subject.cursor.column - shown.width / 2), map.plane.width - shown.width)
  )
  let rows = "rows \(first.row)–\(first.row + shown.height - 1)"
  let columns = "columns \(first.column)–\(first.column + shown.width - 1)"
  let noun = map.isDifference ? "changes" : "numbers"
  grid.rule(row: area.row, columns: area.columns, "\(mapName(subject)) in \(noun): \(rows), \(columns)")
  for column in 0..<shown.width {
    let end = area.column + label + (column + 1) * width - 1
    grid.write("\(first.column + column)", row: area.row + 1, endingAt: end, .dim)
  }
  for row in 0..<shown.height {
    grid.write("\(first.row + row)", row: area.row + 2 + row, endingAt: area.column + label - 1, .dim)
    for column in 0..<shown.width {
      let place = (row: first.row + row, column: first.column + column)
      let value = map.plane[place.row, place.column]
      grid.writeField(
        NumberText.fixed(value, decimals: decimals), row: area.row + 2 + row,
        column: area.column + label + column * width, width: width,
        Style(.contrast, on: map.colours.ground(for: value)),
        isSelected: place == (subject.cursor.row, subject.cursor.column))
    }
  }
}

/// The numbers of a small map, and what the channels that count most add to the one under the cursor.
private func drawNumbers(on grid: inout CellGrid, _ subject: Subject, layer: Int, _ area: Area) {
  let map = SelectedMap(subject, layer: layer)
  let hasRow = area.height >= map.plane.height + 3
  let noun = map.isDifference ? "changes" : "numbers"
  let words = ["\(mapName(subject)) in \(noun)"] + (hasRow ? [] : wordsOfStatistics(map, width: 24))
  grid.rule(row: area.row, columns: 0..<area.width, words.joined(separator: Repertoire.separator))
  for (place, value) in map.plane.values.enumerated() {
    let column = 2 + place % map.plane.width * 7
    let row = area.row + 1 + place / map.plane.width
    guard place < map.computed else {
      grid.write(":", row: row, endingAt: column + 6, .role(.notComputed))
      continue
    }
    grid.writeField(
      value == 0 ? "0" : NumberText.fixed(value, decimals: 2), row: row, column: column, width: 7,
      Style(.contrast, on: map.colours.ground(for: value)), isSelected: false)
  }
  let start = max(7 * map.plane.width + 6, 24)
  _ = drawStatistics(
    on: &grid, map, row: area.row + 2 + map.plane.height, column: 2, width: start - 3,
    limit: area.rows.upperBound)
  drawLargestParts(on: &grid, subject, area.body.from(column: start).wide(min(44, area.width - start)))
}

/// What happens between the map that the selected one is made of and itself; `nil` where it is made of several.
private func beforeAndAfterWords(_ subject: Subject, _ layer: Int) -> String? {
  let network = subject.network
  let first = UnitAddress(layer: layer, position: [0, 0, subject.cursor.channel])
  guard network.layers[layer].inputs.count == 1, network.shapes[layer].rank == 3,
    network.shapes[network.layers[layer].inputs[0]].rank == 3,
    let form = subject.evaluation.trace.explain(first)?.form
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
private func drawBeforeAndAfter(on grid: inout CellGrid, _ subject: Subject, _ words: String, _ area: Area) {
  guard let layer = subject.layer, let source = subject.model.source(ofLayer: layer) else { return }
  let channel = min(subject.cursor.channel, subject.shape(ofLayer: source).channels - 1)
  let before = SelectedMap(subject, source: source, channel: channel)
  let after = SelectedMap(subject, layer: layer)
  let map = subject.nameOfMap(channel, ofLayer: source)
  let room = area.height - 2
  let columns = (area.width - 12) / 2
  guard let scale = before.plane.size.scale(columns: columns, rows: room, largest: 4),
    scale.pixels(before.plane.width) >= min(6, before.plane.width)
  else { return }
  grid.rule(row: area.row, columns: area.columns, "\(map) before and after: \(words)")
  let left = area.column + 2
  let short = "\(map), \(scale.text)"
  let title = fitting(["\(subject.name(ofLayer: source, columns: 24)), \(short)", short], in: columns)
  let right = left + max(scale.pixels(before.plane.width), DisplayText.width(of: title), min(26, columns)) + 8
  guard right + scale.pixels(after.plane.width) <= area.columns.upperBound else { return }
  for (map, title, column) in [(before, title, left), (after, short, right)] {
    grid.write(title, row: area.row + 1, column: column, .dim)
    map.draw(on: &grid, row: area.row + 2, column: column, scale: scale)
  }
  grid.write("→", row: area.row + 2 + room / 3, column: right - 5, .role(.accent))
}

/// The selected map, large, at the right of a contact sheet, with what is worth saying of its numbers.
func drawLargeMapPanel(on grid: inout CellGrid, _ subject: Subject, _ area: Area, beside sheet: SheetLayout) {
  var area = area.body.from(column: sheet.area.columns.upperBound + 2)
  guard area.width >= 28, area.height >= 8 else { return }
  if subject.showsClassMap {
    let part = area.high(subject.depth == .network ? area.height : max(14, area.height * 6 / 10))
    area = area.from(row: drawClassMap(on: &grid, subject, part.intersection(area.wide(area.width - 1))) + 1)
  }
  guard area.height >= 8, let layer = subject.layer else { return }
  let map = SelectedMap(subject, layer: layer)
  let rows = subject.depth == .network ? area.height - 3 : area.height * 6 / 10
  guard let scale = map.plane.size.scale(columns: area.width, rows: rows) else { return }
  let title = layer == 0 ? "the picture" : mapName(subject)
  grid.write("\(title), shown \(scale.text)", row: area.row, column: area.column, .accent)
  map.draw(on: &grid, row: area.row + 1, column: area.column, scale: scale, asPicture: layer == 0)
  var row = area.row + 1 + (scale.pixels(map.plane.height) + 1) / 2
  if row + 2 < area.rows.upperBound { row += 1 }
  row = drawStatistics(on: &grid, map, row: row, column: area.column, width: area.width)
  let bins = min(10, area.rows.upperBound - row - 2)
  guard bins >= 4 else { return }
  drawHistogram(
    on: &grid, map, Area(row: row + 1, column: area.column, height: bins + 1, width: min(area.width, 44)))
}
