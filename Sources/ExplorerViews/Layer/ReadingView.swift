import CellScreen
import ConvNet
import Explorer
import Tensors

/// What the cell under the cursor reads: the source with the window on it, the patch, and the weights.
func drawReading(
  on screen: inout Screen, _ subject: Subject, _ layer: Int, _ panes: MapPanes
) {
  let network = subject.evaluation.trace.network
  let area = panes.reading
  guard let source = network.layers[layer].inputs.first else {
    drawWholePicture(on: &screen, subject, area)
    return
  }
  guard subject.isInputComputed else {
    screen.grid.write(
      "its input is not yet computed", row: area.row, column: area.column, .role(.notComputed))
    return
  }
  guard let explanation = subject.explanation else { return }
  switch explanation.form {
  case .weightedSum(let sum):
    let size = network.patchSize(ofLayer: layer, sum) ?? Size2D(square: 1)
    let rows = PatchBlock.rows(sum, size, columns: area.width)
    if sum.channels <= 4, size.width <= 3, size.height <= 3, rows <= area.height {
      drawPatchNumbers(on: &screen, subject, size, sum, source: source, area)
    } else {
      drawPatchPictures(on: &screen.grid, subject, size, sum, source: source, area)
    }
  case .windowMaximum, .windowAverage:
    guard let window = PoolingWindow(explanation.form) else { return }
    drawWindow(on: &screen, subject, window, source: source, area)
  case .given, .moved, .padding, .elementwise, .merged, .held:
    drawPlaces(on: &screen.grid, subject, explanation, area)
  }
}

/// The picture in its own colours, with the cursor on it.
private func drawWholePicture(
  on screen: inout Screen, _ subject: Subject, _ area: Area
) {
  let shape = subject.evaluation.trace.input.shape
  guard shape.rank == 3,
    let scale = MapScale.fitting(
      height: shape[0], width: shape[1], columns: area.width - 2, rows: area.height - 3, largest: 2)
  else { return }
  screen.grid.write("the picture, \(scale.text)", row: area.row, column: area.column + 1, .dim)
  screen.grid.draw(
    PixelMap(picture: subject.evaluation.picture.samples, at: scale), halfRow: 2 * (area.row + 2),
    column: area.column + 1)
  drawRulers(
    on: &screen.grid, row: area.row + 2, column: area.column + 1, scale: scale,
    rows: subject.cursor.row..<subject.cursor.row + 1,
    columns: subject.cursor.column..<subject.cursor.column + 1)
}

/// The source map, or the picture, with the window of the cell; returns the next free row.
func drawSource(
  on screen: inout Screen, _ subject: Subject, source: Int, channel: Int,
  _ area: Area,
  rows limit: Int
) -> Int {
  let network = subject.evaluation.trace.network
  let shape = network.shapes[source]
  guard let layer = subject.layer, let window = network.layers[layer].operation.grid(over: shape),
    let scale = MapScale.fitting(
      height: shape[0], width: shape[1], columns: area.width - 2, rows: limit, largest: 2)
  else { return area.row }
  let isPicture = source == 0
  let size = "\(shape[0])×\(shape[1])"
  let name = subject.model.lines[source].name.truncated(to: 22)
  let mapName = network.nameOfMap(channel, ofLayer: source, subject.model.preprocessing)
  let title =
    isPicture ? "picture \(size), \(scale.text)" : "\(mapName) of \(name), \(size), \(scale.text)"
  screen.grid.write(
    DisplayText(title).truncated(to: area.width), row: area.row, column: area.column + 1, .dim)
  let map = SelectedMap(subject, source: source, channel: channel)
  screen.grid.framePixels(
    halfRows: 2 * area.row + 4..<2 * area.row + 4 + scale.pixels(shape[0]),
    columns: area.column + 1..<area.column + 1 + scale.pixels(shape[1]), .gutter)
  if network.layers[layer].operation is MaxPooling2D {
    drawTiles(on: &screen.grid, window, row: area.row + 2, column: area.column + 1, scale: scale)
  }

  map.draw(on: &screen.grid, row: area.row + 2, column: area.column + 1, scale: scale, asPicture: isPicture)
  drawRulers(
    on: &screen.grid, row: area.row + 2, column: area.column + 1, scale: scale,
    rows: window.rows.places(at: subject.cursor.row),
    columns: window.columns.places(at: subject.cursor.column))
  screen.addMapTargets(
    row: area.row + 2, column: area.column + 1, height: shape[0], width: shape[1], scale: scale
  ) { Pointing.source(row: $0, column: $1) }
  return area.row + 2 + (scale.pixels(shape[0]) + 2) / 2
}

// MARK: Few channels: numbers

/// The source with its window where there is room, then a channel a block: patch × kernel, and what it adds.
private func drawPatchNumbers(
  on screen: inout Screen, _ subject: Subject, _ size: Size2D,
  _ sum: WeightedSum, source: Int, _ area: Area
) {
  let free = area.height - PatchBlock.rows(sum, size, columns: area.width)
  var row = area.row
  if free >= 7 {
    // The source takes three rows more than its pixels.
    row = drawSource(on: &screen, subject, source: source, channel: 0, area, rows: free - 3)
  }
  let weightsColumn = area.column + 2 + size.width * 5 + 2
  let patchHeading = fitting(["patch (input)", "patch"], in: weightsColumn - area.column - 3)
  screen.grid.write(patchHeading, row: row, column: area.column + 2, .dim)
  let sumColumn = weightsColumn + size.width * 6
  let showsSums = PatchBlock.hasSumsBeside(size, columns: area.width)
  let filterHeading = fitting(
    ["filter \(subject.cursor.channel)", "filter"], in: size.width * 6 + (showsSums ? 2 : 0))
  screen.grid.write(filterHeading, row: row, column: weightsColumn, .dim)
  if showsSums { screen.grid.write("adds", row: row, endingAt: sumColumn + 7, .dim) }
  row += 1
  let block = PatchBlock(
    sum: sum, size: size, isPicture: source == 0, column: area.column, weightsColumn: weightsColumn,
    sumColumn: showsSums ? sumColumn : nil, isKnown: subject.isCursorComputed,
    scale: ColourScale(weights: sum.terms.map(\.weight)),
    preprocessing: subject.model.preprocessing,
    inputDecimals: fittingDecimals(of: sum.terms.map(\.input), atMost: 2, width: 4),
    weightDecimals: fittingDecimals(of: sum.terms.map(\.weight.magnitude), atMost: 2, width: 5))
  for channel in 0..<sum.channels {
    block.draw(channel, on: &screen.grid, row: row)
    row += size.height + 1
  }
  drawTotals(on: &screen.grid, subject, sum, row: row, end: sumColumn + 7, area)
}

/// The column of sums closed: bias, what rounding keeps from adding up, and the activation function.
private func drawTotals(
  on grid: inout CellGrid, _ subject: Subject, _ sum: WeightedSum, row: Int,
  end: Int, _ area: Area
) {
  guard subject.isCursorComputed, row + 3 <= area.rows.upperBound, end <= area.columns.upperBound,
    let explanation = subject.explanation
  else { return }
  let ledger = Ledger(explanation, showing: .channels(Array(0..<sum.channels)))
  let lines = ledger.closingLines(decimals: sumDecimals(sum))
  // The row of what is left over stays empty where nothing is, so that the sum is at the same place for every cell.
  let hasBetween = lines.contains { $0.kind == .between }
  var line = row
  for (index, closing) in lines.enumerated() {
    if closing.kind == .sum, !hasBetween { line += 1 }
    guard line < area.rows.upperBound else { return }
    let isLast = index == lines.count - 1
    let start = grid.write(closing.number, row: line, endingAt: end, isLast ? .role(.accent, .bold) : .text)
    let wordsEnd = min(start - 2, end - 9)
    let room = closing.kind == .bias ? 6 : wordsEnd - area.column
    grid.write(closing.words(fitting: room), row: line, endingAt: wordsEnd, .dim)
    line += 1
  }
}

/// The decimals of the column of what the channels add: three, or as many as large numbers leave room for.
private func sumDecimals(_ sum: WeightedSum) -> Int {
  let subtotals = (0..<sum.channels).map { Float(abs(sum.subtotal(ofChannel: $0))) }
  return fittingDecimals(of: subtotals, atMost: 3, width: 6)
}

/// One channel of a patch and its kernel, side by side.
private struct PatchBlock {
  let sum: WeightedSum
  let size: Size2D
  let isPicture: Bool
  let column: Int
  let weightsColumn: Int
  let sumColumn: Int?
  let isKnown: Bool
  let scale: ColourScale
  let preprocessing: Preprocessing
  let inputDecimals: Int
  let weightDecimals: Int

  /// Whether there is room for what the channels add beside their kernels; else it stands below them.
  static func hasSumsBeside(_ size: Size2D, columns: Int) -> Bool { size.width * 11 + 12 <= columns }

  /// The rows of the blocks of all channels and their heading.
  static func rows(_ sum: WeightedSum, _ size: Size2D, columns: Int) -> Int {
    // The last block needs no row below it where its sum stands beside it.
    sum.channels * (size.height + 1) + (hasSumsBeside(size, columns: columns) ? 0 : 1)
  }

  func draw(_ channel: Int, on grid: inout CellGrid, row: Int) {
    let middle = row + (size.height - 1) / 2
    let map = sum.map(ofChannel: channel)
    let ofPicture = isPicture ? preprocessing : nil
    let name =
      isPicture && sum.channels == 3 ? ["R", "G", "B"][preprocessing.pictureChannel(of: map)] : "\(map)"
    grid.write(name, row: middle, column: column, channelStyle(channel, of: sum.channels, ofPicture))
    for (place, term) in sum.terms(ofChannel: channel).enumerated() {
      let line = row + place / size.width
      let text = term.isOutside ? "pad" : NumberText.fixed(term.input, decimals: inputDecimals)
      grid.write(text, row: line, endingAt: column + 6 + place % size.width * 5, inputStyle(term, channel))
      let weight = Style(.contrast, on: scale.ground(for: term.weight))
      let cell = weightsColumn + place % size.width * 6
      let number = NumberText.signed(term.weight, decimals: weightDecimals)
      grid.write(number.count < 6 ? number + " " : number, row: line, column: cell, weight)
    }
    grid.write("×", row: middle, column: weightsColumn - 2, .dim)
    let subtotal =
      isKnown ? NumberText.signed(sum.subtotal(ofChannel: channel), decimals: sumDecimals(sum)) : "·····"
    let style: Style =
      isKnown ? channelStyle(channel, of: sum.channels, ofPicture).with(.bold) : .role(.notComputed)
    if let sumColumn {
      grid.write(subtotal, row: middle, endingAt: sumColumn + 7, style)
    } else {
      let below = row + size.height
      let start = grid.write(subtotal, row: below, endingAt: weightsColumn + size.width * 6 - 1, style)
      grid.write("adds", row: below, endingAt: start - 1, .dim)
    }
  }

  /// A number of a picture on the colour of its channel; of a map in ordinary ink.
  private func inputStyle(_ term: Term, _ channel: Int) -> Style {
    guard isPicture, sum.channels == 3, !term.isOutside else { return term.isOutside ? .dim : .text }
    return Style(.contrast, on: .rgb(colour(ofInput: term.input, channel: channel, preprocessing)))
  }
}

// MARK: Many channels: pictures

/// Patches, kernels and sums of all channels in one order, so that a channel's three parts are found by place;
/// where there is no room for all, the channels that add most, largest first.
private func drawPatchPictures(
  on grid: inout CellGrid, _ subject: Subject, _ size: Size2D,
  _ sum: WeightedSum, source: Int, _ area: Area
) {
  let perLine = area.width >= 16 * (size.width + 1) + 2 ? 16 : 8
  let rows = (sum.channels + perLine - 1) / perLine * ((size.height + 2) / 2)
  let inputs = inputScales(subject, source: source, channels: sum.channels)
  let weights = ColourScale(weights: sum.terms.map(\.weight))
  guard perLine * (size.width + 1) < area.width, 2 * rows + 9 <= area.height else {
    if subject.isCursorComputed {
      let parts = LargestParts(subject, sum, size: size, inputs: inputs, weights: weights)
      parts.draw(on: &grid, area)
    }
    return
  }
  var row = area.row
  let height = size.height
  grid.write("\(sum.channels) patches \(height)×\(size.width) (input)", row: row, column: area.column, .dim)
  drawBlocks(on: &grid, row: row + 1, column: area.column + 1, perLine: perLine, size: size, sum.channels) {
    sum.terms(ofChannel: $0).map { $0.isOutside ? .page : inputs[$0.position[2]].pixel(for: $0.input) }
  }
  row += 1 + rows
  grid.write(
    "× filter \(subject.cursor.channel): \(sum.channels) kernels", row: row, column: area.column, .dim)
  drawBlocks(on: &grid, row: row + 1, column: area.column + 1, perLine: perLine, size: size, sum.channels) {
    sum.terms(ofChannel: $0).map { weights.pixel(for: $0.weight) }
  }
  row += 1 + rows
  let list = Area(
    row: row, column: area.column, height: min(11, area.rows.upperBound - row), width: min(area.width, 48))
  drawLargestParts(on: &grid, subject, list)
}

/// The channels that add most to a number, largest first: patch × kernel = what they add.
private struct LargestParts {
  let sum: WeightedSum
  let size: Size2D
  let inputs: [ColourScale]
  let weights: ColourScale
  let heading: String

  init(
    _ subject: Subject, _ sum: WeightedSum, size: Size2D,
    inputs: [ColourScale], weights: ColourScale
  ) {
    self.sum = sum
    self.size = size
    self.inputs = inputs
    self.weights = weights
    heading = "the largest of \(sum.channels) parts of [\(subject.cursor.row), \(subject.cursor.column)]"
  }

  func draw(on grid: inout CellGrid, _ area: Area) {
    let subtotals = (0..<sum.channels).map { sum.subtotal(ofChannel: $0) }
    let order = indicesBySize(subtotals)
    let pitch = (size.height + 2) / 2
    let shown = max(0, min(sum.channels, (area.height - 2) / pitch))
    guard shown > 0 else { return }
    grid.write(DisplayText(heading).truncated(to: area.width), row: area.row, column: area.column, .dim)
    let largest = largestMagnitude(subtotals)
    for (line, channel) in order.prefix(shown).enumerated() {
      let row = area.row + 1 + line * pitch
      drawPart(channel, subtotals[channel], of: largest, on: &grid, row: row, area)
    }
    guard shown < sum.channels else { return }
    let rest = order.dropFirst(shown).reduce(0) { $0 + subtotals[$1] }
    grid.write(
      "… \(sum.channels - shown) more add \(NumberText.signed(rest, decimals: 3))",
      row: area.row + 1 + shown * pitch,
      column: area.column, .dim)
  }

  private func drawPart(
    _ channel: Int, _ subtotal: Double, of largest: Double, on grid: inout CellGrid, row: Int, _ area: Area
  ) {
    let terms = sum.terms(ofChannel: channel)
    grid.write("map \(sum.map(ofChannel: channel))", row: row, column: area.column)
    var column = area.column + 8
    drawBlocks(on: &grid, row: row, column: column, perLine: 1, size: size, 1) { _ in
      terms.map { $0.isOutside ? .page : inputs[$0.position[2]].pixel(for: $0.input) }
    }
    column += size.width
    column = grid.write(" × ", row: row, column: column, .dim)
    drawBlocks(on: &grid, row: row, column: column, perLine: 1, size: size, 1) { _ in
      terms.map { weights.pixel(for: $0.weight) }
    }
    column += size.width
    column = grid.write(" = \(NumberText.signed(subtotal, decimals: 3))", row: row, column: column) + 1
    grid.writePart(
      subtotal, of: largest, row: row, column: column, width: area.columns.upperBound - column)
  }
}

/// Small blocks of pixels in lines.
private func drawBlocks(
  on grid: inout CellGrid, row: Int, column: Int, perLine: Int, size: Size2D, _ count: Int,
  pixels: (Int) -> [Pixel]
) {
  let pitch = (size.height + 2) / 2 * 2
  for channel in 0..<count {
    let block = pixels(channel)
    for (place, pixel) in block.enumerated() {
      grid.setPixel(
        halfRow: 2 * row + channel / perLine * pitch + place / size.width,
        column: column + channel % perLine * (size.width + 1) + place % size.width, pixel)
    }
  }
}

/// The scales of the patches of a layer's channels; one for all, but where the channels of a picture differ.
private func inputScales(
  _ subject: Subject, source: Int, channels: Int
) -> [ColourScale] {
  let subject = subject.afterActivation
  guard source == 0 else {
    let scale = ColourScale(subject, layer: source, channel: 0)
    return [ColourScale](repeating: scale, count: channels)
  }
  return (0..<channels).map { ColourScale(subject, layer: source, channel: $0) }
}
