import CellScreen
import ConvNet
import Explorer
import Tensors

/// What the cell under the cursor reads: the source with the window on it, the patch, and the weights.
func drawReading(on screen: inout Screen, _ subject: Subject, _ layer: Int, _ panes: MapPanes) {
  let area = panes.reading
  guard let source = subject.model.source(ofLayer: layer) else {
    drawWholePicture(on: &screen.grid, subject, area)
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
    let size = subject.network.patchSize(ofLayer: layer, sum) ?? Size2D(square: 1)
    let rows = PatchBlock.rows(sum, size, columns: area.width)
    if sum.channels <= 4, size.width <= 3, size.height <= 3, rows <= area.height {
      drawPatchNumbers(on: &screen, subject, size, sum, source: source, area)
    } else {
      drawPatchPictures(on: &screen.grid, subject, size, sum, source: source, area)
    }
  case .windowMaximum, .windowAverage: drawWindow(on: &screen, subject, explanation, area)
  case .given, .moved, .padding, .elementwise, .merged, .held:
    drawPlaces(on: &screen.grid, subject, explanation, area)
  }
}

/// The picture in its own colours, with the cursor on it.
private func drawWholePicture(on grid: inout CellGrid, _ subject: Subject, _ area: Area) {
  let shape = subject.evaluation.picture.samples.shape
  guard shape.rank == 3, let frame = MapFrame(shape.mapSize, headedIn: area, largest: 2)
  else { return }
  grid.write("the picture, \(frame.scale.text)", row: area.row, column: frame.column, .dim)
  grid.draw(
    PixelMap(pictureOf: subject.evaluation, at: frame.scale), halfRow: 2 * frame.row, column: frame.column)
  grid.mark(MapPlaces(subject.cursor), of: frame)
}

/// The source map, or the picture, with the window of the cell; returns the next free row.
func drawSource(
  on screen: inout Screen, _ subject: Subject, source: Int, channel: Int, _ area: Area, rows: Int
) -> Int {
  let shape = subject.shape(ofLayer: source)
  guard let layer = subject.layer,
    let windows = subject.network.layers[layer].operation.grid(over: shape),
    let frame = MapFrame(shape.mapSize, headedIn: area, rows: rows, largest: 2)
  else { return area.row }
  let map = "\(subject.nameOfMap(channel, ofLayer: source)) of \(subject.name(ofLayer: source, columns: 22)),"
  let title = "\(source == 0 ? "picture" : map) \(frame.size.words), \(frame.scale.text)"
  screen.grid.write(
    DisplayText(title).truncated(to: area.width), row: area.row, column: frame.column, .dim)
  let isTiled = (subject.network.layers[layer].operation as? Pooling2D)?.rule == .maximum
  SelectedMap(subject, source: source, channel: channel).draw(
    on: &screen.grid, in: frame, marking: MapPlaces(under: windows, at: subject.cursor),
    windows: isTiled ? windows : nil, asPicture: source == 0)
  screen.addMapTargets(frame) { Pointing.source(row: $0, column: $1) }
  return area.row + 2 + (frame.halfRows.count + 2) / 2
}

// MARK: Few channels: numbers

/// The source with its window where there is room, then a channel a block: patch × kernel, and what it adds.
private func drawPatchNumbers(
  on screen: inout Screen, _ subject: Subject, _ size: Size2D, _ sum: WeightedSum, source: Int, _ area: Area
) {
  let free = area.height - PatchBlock.rows(sum, size, columns: area.width)
  var row = area.row
  if free >= 7 {
    // The source takes three rows more than its pixels.
    let first = sum.map(ofChannel: 0)
    row = drawSource(on: &screen, subject, source: source, channel: first, area, rows: free - 3)
  }
  let weightsColumn = area.column + 2 + size.width * 5 + 2
  let patchHeading = fitting(["patch (input)", "patch"], in: weightsColumn - area.column - 3)
  // Blocks that are named above themselves need no other heading.
  if sum.map(ofChannel: 0) < 10 || source == 0 {
    screen.grid.write(patchHeading, row: row, column: area.column + 2, .dim)
  }
  let sumColumn = weightsColumn + size.width * 6
  let showsSums = PatchBlock.hasSumsBeside(size, columns: area.width)
  let filterHeading = fitting(
    ["filter \(subject.cursor.channel)", "filter"], in: size.width * 6 + (showsSums ? 2 : 0))
  screen.grid.write(filterHeading, row: row, column: weightsColumn, .dim)
  if showsSums { screen.grid.write("adds", row: row, endingAt: sumColumn + 7, .dim) }
  row += 1
  let block = PatchBlock(
    sum: sum, size: size, isPicture: source == 0, column: area.column, weightsColumn: weightsColumn,
    sumColumn: showsSums ? sumColumn : nil, isKnown: subject.isSelectionComputed,
    scale: ColourScale(weights: sum.terms.map(\.weight)),
    preprocessing: subject.model.preprocessing,
    inputDecimals: fittingDecimals(of: sum.terms.map(\.input), atMost: 2, width: 4),
    weightDecimals: fittingDecimals(of: sum.terms.map(\.weight.magnitude), atMost: 2, width: 5),
    change: subject.layer.flatMap { subject.changeOfFilter(subject.cursor.channel, ofLayer: $0) })
  for channel in 0..<sum.channels {
    block.draw(channel, on: &screen.grid, row: row)
    row += size.height + 1
  }
  drawTotals(on: &screen.grid, subject, sum, row: row, end: sumColumn + 7, area)
}

/// The column of sums closed: bias, what rounding keeps from adding up, and the activation function.
private func drawTotals(
  on grid: inout CellGrid, _ subject: Subject, _ sum: WeightedSum, row: Int, end: Int, _ area: Area
) {
  guard subject.isSelectionComputed, row + 3 <= area.rows.upperBound, end <= area.columns.upperBound,
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
    let start = grid.write(closing.number, row: line, endingAt: end, isLast ? .accent : .text)
    let wordsEnd = min(start - 2, end - 9)
    let room = closing.kind == .bias ? 6 : wordsEnd - area.column
    grid.write(closing.words(fitting: room), row: line, endingAt: wordsEnd, .dim)
    line += 1
  }
}

/// The decimals of the column of what the channels add: three, or as many as large numbers leave room for.
private func sumDecimals(_ sum: WeightedSum) -> Int {
  fittingDecimals(of: sum.subtotals.map(\.magnitude), atMost: 3, width: 6)
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
  /// What changes have made of the filter.
  let change: FilterChange?

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
    let nameStyle = channelStyle(channel, of: sum.channels, ofPicture)
    if name.count == 1 {
      grid.write(name, row: middle, column: column, nameStyle)
    } else {
      // Beside the patch its digits would run into the patch's.
      grid.write("map \(name)", row: row - 1, column: column + 2, nameStyle)
    }
    for (place, term) in sum.terms(ofChannel: channel).enumerated() {
      let line = row + place / size.width
      let text = term.isOutside ? "pad" : NumberText.fixed(term.input, decimals: inputDecimals)
      grid.write(text, row: line, endingAt: column + 6 + place % size.width * 5, inputStyle(term, channel))
      let isChanged =
        change?.hasChanged(row: place / size.width, column: place % size.width, channel: channel) ?? false
      let weight = Style(
        .contrast, on: scale.ground(for: term.weight), isChanged ? [.bold, .underline] : [])
      let cell = weightsColumn + place % size.width * 6
      let number = NumberText.signed(term.weight, decimals: weightDecimals, width: 6)
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
  on grid: inout CellGrid, _ subject: Subject, _ size: Size2D, _ sum: WeightedSum, source: Int, _ area: Area
) {
  let blocks = PatchBlocks(subject, sum, size, source: source)
  let perLine = area.width >= 16 * (size.width + 1) + 2 ? 16 : 8
  let rows = (sum.channels + perLine - 1) / perLine * blocks.pitch / 2
  guard perLine * (size.width + 1) < area.width, 2 * rows + 9 <= area.height else {
    if subject.isSelectionComputed { blocks.drawLargest(on: &grid, at: subject.cursor, area) }
    return
  }
  let headings = [
    "\(sum.channels) \(sum.channels == 1 ? "patch" : "patches") \(size.words) (input)",
    "× filter \(subject.cursor.channel): \(sum.channels) \(sum.channels == 1 ? "kernel" : "kernels")",
  ]
  var row = area.row
  for (heading, pixels) in zip(headings, [blocks.inputs, blocks.weights]) {
    grid.write(heading, row: row, column: area.column, .dim)
    for channel in 0..<sum.channels {
      blocks.draw(
        pixels(channel), on: &grid, halfRow: 2 * row + 2 + channel / perLine * blocks.pitch,
        column: area.column + 1 + channel % perLine * (size.width + 1))
    }
    row += 1 + rows
  }
  let list = area.from(row: row).wide(min(area.width, 48))
  drawLargestParts(on: &grid, subject, list.high(min(11, list.height)))
}

/// The patches and kernels of the channels of a sum as pixels.
private struct PatchBlocks {
  private let sum: WeightedSum
  private let size: Size2D
  /// The scales of the patches: of a picture one a channel, since these differ.
  private let scales: [ColourScale]
  private let scaleOfWeights: ColourScale

  init(_ subject: Subject, _ sum: WeightedSum, _ size: Size2D, source: Int) {
    self.sum = sum
    self.size = size
    scales = (0..<(source == 0 ? subject.shape(ofLayer: 0).channels : 1)).map {
      ColourScale(subject.afterActivation, layer: source, channel: $0)
    }
    scaleOfWeights = ColourScale(weights: sum.terms.map(\.weight))
  }

  /// The half rows from one line of blocks to the next.
  var pitch: Int { (size.height + 2) / 2 * 2 }

  /// The patch of a channel.
  func inputs(_ channel: Int) -> [Pixel] {
    sum.terms(ofChannel: channel).map { term in
      term.isOutside ? .page : scales[scales.count == 1 ? 0 : term.position[2]].pixel(for: term.input)
    }
  }

  /// The kernel of a channel.
  func weights(_ channel: Int) -> [Pixel] {
    sum.terms(ofChannel: channel).map { scaleOfWeights.pixel(for: $0.weight) }
  }

  func draw(_ pixels: [Pixel], on grid: inout CellGrid, halfRow: Int, column: Int) {
    for (place, pixel) in pixels.enumerated() {
      grid.setPixel(halfRow: halfRow + place / size.width, column: column + place % size.width, pixel)
    }
  }

  /// The channels that add most to a number, largest first: patch × kernel = what they add; without the pictures where
  /// these leave no room for the number.
  func drawLargest(on grid: inout CellGrid, at cursor: LayerCursor, _ area: Area) {
    let subtotals = sum.subtotals
    let numbers = subtotals.map { NumberText.signed($0, decimals: 3) }
    let hasPictures =
      14 + 2 * size.width + (numbers.map { DisplayText.width(of: $0) }.max() ?? 0) <= area.width
    let pitch = hasPictures ? self.pitch / 2 : 1
    let shown = max(0, min(sum.channels, (area.height - 2) / pitch))
    guard shown > 0 else { return }
    let place = "[\(cursor.row), \(cursor.column)]"
    let heading =
      sum.channels == 1 ? "what \(place) is made of" : "the largest of \(sum.channels) parts of \(place)"
    grid.write(DisplayText(heading).truncated(to: area.width), row: area.row, column: area.column, .dim)
    let order = indicesBySize(subtotals)
    let numbersEnd =
      area.column + (hasPictures ? 14 + 2 * size.width : 13)
      + (numbers.map { DisplayText.width(of: $0) }.max() ?? 0)
    let bars = SignedBars(subtotals, in: numbersEnd + 1..<max(numbersEnd + 1, area.columns.upperBound - 1))
    for (line, channel) in order.prefix(shown).enumerated() {
      let row = area.row + 1 + line * pitch
      let nameEnd = grid.write("map \(sum.map(ofChannel: channel))", row: row, column: area.column)
      if hasPictures {
        draw(inputs(channel), on: &grid, halfRow: 2 * row, column: area.column + 8)
        let column = grid.write(" × ", row: row, column: area.column + 8 + size.width, .dim)
        draw(weights(channel), on: &grid, halfRow: 2 * row, column: column)
        grid.write("=", row: row, column: column + size.width + 1)
      } else {
        grid.write("adds", row: row, column: nameEnd + 1)
      }
      grid.write(numbers[channel], row: row, endingAt: numbersEnd)
      if sum.channels > 1 { bars.draw(subtotals[channel], on: &grid, row: row) }
    }
    guard shown < sum.channels else { return }
    let rest = NumberText.signed(order.dropFirst(shown).reduce(0) { $0 + subtotals[$1] }, decimals: 3)
    grid.write(
      "… \(sum.channels - shown) more add \(rest)", row: area.row + 1 + shown * pitch, column: area.column,
      .dim)
  }
}
