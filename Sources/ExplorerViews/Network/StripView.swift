import CellScreen
import ConvNet
import Explorer
import KerasNotation
import Tensors

/// The strip: the picture and one map a layer, to one scale, headed by the numbers of the listing's lines.
func drawStrip(on grid: inout CellGrid, _ subject: Subject, _ strip: StripLayout, showsBefore: Bool) {
  let area = strip.area
  grid.rule(row: area.row, columns: area.columns, "")
  for (index, item) in strip.items.enumerated() {
    let next = index + 1 < strip.items.count ? strip.items[index + 1].column : area.columns.upperBound
    drawStripLabels(on: &grid, subject, strip, item, room: next - item.column)
    drawStripMap(
      on: &grid, subject.showingBeforeActivation(showsBefore && item.line == subject.line), strip, item)
  }
  drawPlacesOnStrip(on: &grid, subject, strip)
}

/// The heading above and the caption below a column.
private func drawStripLabels(
  on grid: inout CellGrid, _ subject: Subject, _ strip: StripLayout, _ item: StripLayout.Item, room: Int
) {
  let isSelected = item.line == subject.line
  let heading = fitting(headings(of: item, subject), in: room - 3)
  let caption = caption(of: item, subject, room: room)
  // At the right edge both stand so far left that no digit is cut.
  let edge = strip.area.columns.upperBound
  let column = min(item.column - 1, edge - DisplayText.width(of: heading) - 2)
  grid.write(
    isSelected ? "[\(heading)]" : " \(heading) ", row: strip.area.row, column: column,
    isSelected ? .accent : .dim)
  grid.write(
    caption, row: strip.mapRows.upperBound, column: min(item.column, edge - DisplayText.width(of: caption)),
    isSelected ? .accent : .dim)
}

/// What stands above a column, the longest first: of differences with the map that is shown.
private func headings(of item: StripLayout.Item, _ subject: Subject) -> [String] {
  let name = item.line == 0 ? "picture" : subject.model.lines[item.line].kerasClass
  let short = name.replacing("Pooling2D", with: "Pool")
  let options = ["\(item.line) \(name)", "\(item.line) \(short)", "\(item.line)"]
  guard subject.hasChanges, !item.isLine, item.line > 0 else { return options }
  let channel = subject.cursor(ofLine: item.line).channel
  return [
    "\(item.line) \(name), map \(channel)", "\(item.line) map \(channel)", "\(item.line)·\(channel)",
    "\(item.line)",
  ]
}

/// What stands below a column: its shape, of differences how many of its maps or numbers have changed.
private func caption(of item: StripLayout.Item, _ subject: Subject, room: Int) -> String {
  guard let variant = subject.shownDifference, !subject.isHidden(line: item.line) else {
    return item.caption
  }
  let isBefore =
    subject.display.showsPreActivation && hasActivationFunction(item.line, in: subject.network)
  let layer = variant.layers(beforeActivation: isBefore)[item.line]
  guard layer.numberCount > 0 else { return fitting(["as before", "="], in: room - 1) }
  let (count, all) = (NumberText.grouped(layer.count), NumberText.grouped(layer.isChanged.count))
  let noun = item.isLine ? "numbers" : item.line == 0 ? "channels" : "maps"
  return fitting(
    [
      "\(count) of \(all) \(noun) changed", "\(count) of \(all) \(noun)", "\(count) of \(all)",
      "\(count)/\(all)", count,
    ],
    in: room - 1)
}

/// The pixel row where the map of a column starts.
func stripTop(of item: StripLayout.Item, _ strip: StripLayout) -> Int {
  2 * strip.mapRows.lowerBound + max(0, 2 * strip.mapRows.count - item.height) / 4 * 2
}

/// The map of a column, in the middle of the strip's height, with marks for more maps like it.
private func drawStripMap(
  on grid: inout CellGrid, _ subject: Subject, _ strip: StripLayout, _ item: StripLayout.Item
) {
  let top = stripTop(of: item, strip)
  let hasFrame = strip.hasFrames && !item.isLine && item.line > 0
  if hasFrame {
    let columns = item.column - 1..<item.column + item.width + 1
    grid.fillPixels(halfRows: top - 1..<top + item.height + 1, columns: columns, .gutter)
  }
  grid.draw(stripPixels(subject, strip, item), halfRow: top, column: item.column)
  let style: Style = item.line == subject.line ? .role(.accent) : .dim
  for sheet in 0..<item.sheets {
    for row in top / 2..<(top + item.height + 1) / 2 {
      grid[row, item.column + item.width + (hasFrame ? 1 : 0) + sheet] = Cell("▕", style)
    }
  }
}

private func stripPixels(_ subject: Subject, _ strip: StripLayout, _ item: StripLayout.Item) -> PixelMap {
  if item.line == 0, subject.evaluation.trace.input.shape.rank == 3 {
    return PixelMap(
      pictureOf: subject.evaluation, at: strip.scale, neverRead: subject.pictureUnread)
  }
  let network = subject.network
  let before = subject.display.showsPreActivation && hasActivationFunction(item.line, in: network)
  let channel = subject.cursor(ofLine: item.line).channel
  let colours = ColourScale(subject, layer: item.line, channel: channel)
  guard item.isLine else {
    let plane = subject.pictured.planes(
      ofLayer: item.line, beforeActivation: before, channels: channel..<channel + 1,
      shrunkBy: strip.scale.shrinking)[0]
    return PixelMap(
      shrunk: plane, of: network.shapes[item.line], at: strip.scale, colours: colours,
      neverRead: strip.scale == .actual ? network.rowsAndColumnsNeverRead(ofLayer: item.line) : ([], []),
      computed: Progress(subject).numbers(ofMap: channel, layer: item.line))
  }
  let tensor = subject.pictured.tensor(ofLayer: item.line, beforeActivation: before)
  var map = PixelMap(height: item.height, width: item.width)
  let progress = Progress(subject)
  for row in 0..<item.height {
    let start = row * tensor.shape.count / item.height
    let end = max(start + 1, (row + 1) * tensor.shape.count / item.height)
    let values = tensor.values[start..<min(end, tensor.values.count)]
    let isKnown = progress.isComputed(start..<min(end, tensor.values.count), ofLayer: item.line)
    let run = Plane(height: 1, width: values.count, values: Array(values))
    let pixel = isKnown ? colours.pixel(for: run.shrunk(by: run.width, .largest).values[0]) : .notComputed
    for column in 0..<item.width { map[row, column] = pixel }
  }
  return map
}

/// What the strip's marks mean, where there is room to say it.
func drawStripNotes(on grid: inout CellGrid, _ strip: StripLayout, row: Int) {
  let scale =
    strip.scale == .actual ? "1 column = 1 number" : "maps shown \(strip.scale.explanation(.largest))"
  let start = "All pictures to one scale, \(scale). "
  let wordings = [
    "\(start)\(StripLayout.wordsOfMarks) ╱ is never read.", start + StripLayout.wordsOfMarks, start,
  ]
  grid.write(
    fitting(wordings, in: strip.area.width - 2), row: row, column: strip.area.column + 1, .dim)
}

/// The selected number of a convolution as a sum over the channels that it reads.
func drawCellEquation(on grid: inout CellGrid, _ subject: Subject, row: Int, column: Int) {
  let cursor = subject.cursor
  guard let layer = subject.layer, subject.hasMaps, let explanation = subject.explanation,
    case .weightedSum(let sum) = explanation.form
  else { return }
  let name = subject.name(ofLayer: layer, columns: 24)
  let unit = "\(name)[\(cursor.row), \(cursor.column), \(cursor.channel)]"
  guard subject.isSelectionComputed else {
    let words = subject.isHidden(line: layer) ? HidingWords.isHidden(unit) : "\(unit) is not yet computed"
    grid.write(words, row: row, column: column, .role(.notComputed))
    return
  }
  var words = "\(unit)  ="
  let isShort = sum.channels <= 4
  let source = subject.model.source(ofLayer: layer) ?? 0
  let ledger = Ledger(explanation, showing: .channels(isShort ? Array(0..<sum.channels) : []))
  let parts = ledger.rows.filter { $0.kind != .bias }.compactMap(\.amount)
  for (channel, part) in parts.enumerated() {
    let name = subject.nameOfMap(sum.map(ofChannel: channel), ofLayer: source)
    let origin = isShort ? name : "from \(sum.channels) maps"
    words += " \(NumberText.signed(part, decimals: 3)) \(origin)"
  }
  if let bias = sum.bias { words += " \(NumberText.signed(bias, decimals: 3)) bias" }
  if let closing = ledger.closing(decimals: 3) {
    words += closing.isRounding ? " \(closing.amount) rounding" : "  (\(closing.inLine))"
  }
  words += "  =  \(NumberText.fixed(explanation.preActivation, decimals: 3))"
  let function = explanation.activationFunction
  if function != .linear {
    words += "  → \(function.title) →  \(NumberText.fixed(explanation.value, decimals: 3))"
  }
  grid.write(DisplayText(words).truncated(to: grid.width - column), row: row, column: column, .role(.accent))
}
