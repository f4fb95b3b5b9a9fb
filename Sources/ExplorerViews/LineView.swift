import CellScreen
import ConvNet
import Explorer
import Tensors

/// A layer whose numbers are a line: flattened maps, units, logits, or the shares that softmax makes of them.
func drawLine(on screen: inout Screen, _ state: ExplorerState, _ evaluation: Evaluation, _ layout: Layout) {
  let body = layout.body
  let network = evaluation.pass.network
  let isOutput = state.isOnSoftmax || (state.line == network.layers.count - 1 && !evaluation.logits.isEmpty)
  if isOutput, evaluation.logits.count > 1 {
    drawClasses(on: &screen, state, evaluation, layout)
  } else if flattenedRun(state) != nil {
    drawFlattened(on: &screen, state, evaluation, layout)
  } else if let layer = state.layer {
    let tensor = evaluation.tensor(ofLayer: layer, beforeActivation: state.isBeforeActivation)
    let stage = stageWords(state).isEmpty ? "" : " · " + stageWords(state)
    let count = NumberText.grouped(tensor.shape.count)
    screen.grid.rule(
      row: layout.ruleRow, columns: 0..<state.columns, "\(count) units\(stage)", .role(.text, .bold))
    let end = drawUnits(on: &screen, state, tensor, body)
    let below = Area(row: end, column: 0, height: layout.hintRow - end, width: body.width)
    if state.depth == .layer { DenseLedger(state, evaluation)?.draw(on: &screen.grid, below) }
  }
}

/// Units in columns of up to 16: index, bar from a zero axis, number; returns the next free row.
private func drawUnits(
  on screen: inout Screen, _ state: ExplorerState, _ tensor: Tensor, _ area: Area
) -> Int {
  let height = max(1, min(16, area.height))
  let columns = max(1, min((tensor.shape.count + height - 1) / height, area.width / 20))
  let pageSize = height * columns
  let selected = min(state.cursor.channel, max(0, tensor.shape.count - 1))
  let first = selected / pageSize * pageSize
  let width = min(area.width / columns, 48)
  let statistics = Statistics(tensor.values)
  let computed = state.layer.map { Progress(state).units(ofLayer: $0) } ?? .max
  for index in first..<min(first + pageSize, tensor.shape.count) {
    let row = area.row + (index - first) % height
    let column = area.column + (index - first) / height * width
    let isSelected = index == selected && state.depth == .layer
    screen.addTarget(Area(row: row, column: column, height: 1, width: width), .channel(index))
    let style: Style = isSelected ? .role(.accent, .bold) : tensor.values[index] == 0 ? .dim : .text
    if isSelected {
      screen.grid.write("▸", row: row, column: column, style)
      screen.cursor = Screen.Place(row: row, column: column)
    }
    screen.grid.write("\(index)", row: row, endingAt: column + 5, style)
    guard index < computed else {
      screen.grid.write(":", row: row, endingAt: column + width - 1, .role(.notComputed))
      continue
    }

    let axis = LogitAxis([statistics.minimum, statistics.maximum], column + 6..<column + width - 9)
    axis.draw(tensor.values[index], on: &screen.grid, row: row, isWinner: isSelected)
    let value = NumberText.fixed(tensor.values[index], decimals: 3)
    screen.grid.write(value, row: row, endingAt: column + width - 1, style)
  }
  let below = area.row + height + 1
  guard below < area.rows.upperBound else { return area.rows.upperBound }
  guard computed >= statistics.count else { return below }
  var words = "\(NumberText.grouped(statistics.zeroCount)) of \(NumberText.grouped(statistics.count)) are 0."
  if pageSize < tensor.shape.count {
    words += "  \(first)–\(min(first + pageSize, tensor.shape.count) - 1) are on this page."
  }
  screen.grid.write(words, row: below, column: area.column + 2, .dim)
  return below + 2
}

// MARK: Flatten

/// A flattened layer: one column a map, one half row a place, so that the address can be read off.
private func drawFlattened(
  on screen: inout Screen, _ state: ExplorerState, _ evaluation: Evaluation, _ layout: Layout
) {
  guard let layer = state.layer, let run = flattenedRun(state),
    let source = state.model.source(ofLayer: layer)
  else { return }
  let tensor = evaluation.tensor(ofLayer: layer, beforeActivation: false)
  let places = tensor.shape.count / max(run, 1)
  let plane = Plane(height: places, width: run, values: tensor.values)
  let colours = ColourScale(state, evaluation, layer: layer, channel: 0)
  let words = "\(NumberText.grouped(tensor.shape.count)) numbers in \(places) lines of \(run)"
  drawMapRule(
    on: &screen.grid, state, evaluation, layout,
    wordings: ["\(words) · one column = one map, one line = one place [row, column]", words, "flattened"])
  let lines = FlattenedLines(run: run, places: places, body: layout.body)
  let map = PixelMap(
    plane, at: lines.scale, colours: colours, neverRead: ([], []),
    computed: Progress(state).units(ofLayer: layer)
  ).tall(lines.lineHeight)
  screen.grid.framePixels(
    halfRows: 2 * lines.row..<2 * lines.row + map.height, columns: lines.column..<lines.column + map.width,
    .gutter)
  screen.grid.draw(map, halfRow: 2 * lines.row, column: lines.column)
  lines.drawLabels(on: &screen.grid)
  screen.addMapTargets(
    row: lines.row, column: lines.column, height: places, width: run, scale: lines.scale,
    lineHeight: lines.lineHeight
  ) { Pointing.channel($0 * run + $1) }
  let selected = min(state.cursor.channel, tensor.shape.count - 1)
  lines.drawCursor(on: &screen, selected)
  let below = lines.row + (map.height + 1) / 2 + 1
  drawAddress(
    on: &screen.grid, state, tensor, source: evaluation.pass.network.shapes[source],
    sourceName: state.model.lines[source].name, selected,
    Area(row: below, column: 2, height: layout.hintRow - below, width: layout.body.width - 2))
  let right = lines.column + lines.width + 3
  let pane = Area(
    row: layout.body.row, column: right, height: below - layout.body.row, width: state.columns - right)
  drawFlattenedSource(on: &screen.grid, state, evaluation, source: source, selected, pane)
  guard state.depth == .unit else { return }
  let free = max(right, 84)
  let corner = Area(row: below, column: free, height: layout.hintRow - below, width: state.columns - free)
  drawReceptiveField(on: &screen.grid, state, evaluation, corner, largest: 1)
}

/// Where the numbers of a flattened layer stand: one line a place, one column a map.
private struct FlattenedLines {
  let run: Int
  let places: Int
  let scale: MapScale
  /// How many half rows a line takes: 2 where there is room to label every line.
  let lineHeight: Int
  let row: Int
  let column: Int

  init(run: Int, places: Int, body: Area) {
    self.run = run
    self.places = places
    let columns = body.width - 12
    let rows = body.height - 8
    let scale = MapScale.fitting(
      height: places, width: run, columns: columns, rows: rows, largest: body.width >= 180 ? 2 : 1)
    self.scale = scale ?? .shrunk(64)
    lineHeight = scale == .actual && places <= rows ? 2 : 1
    row = body.row + 2
    column = body.column + 8
  }

  /// The index at the start of every line that begins a cell, and the maps at the ends.
  func drawLabels(on grid: inout CellGrid) {
    for line in 0..<(scale.pixels(places) * lineHeight + 1) / 2 {
      guard let place = (0..<places).first(where: { scale.pixel(of: $0) * lineHeight >= 2 * line }) else {
        continue
      }
      grid.write("\(place * run)", row: row + line, endingAt: column - 2, .dim)
    }
    guard labelWidth > scale.pixels(run) else {
      grid.write("map 0", row: row - 2, column: column, .dim)
      grid.write("map \(run - 1)", row: row - 2, endingAt: column + scale.pixels(run), .dim)
      return
    }
    grid.write(run == 1 ? "map 0" : "maps 0–\(run - 1)", row: row - 2, column: column, .dim)
  }

  /// The columns of the first and the last map's names with a blank between them.
  private var labelWidth: Int { "map 0 map \(run - 1)".count }

  /// The columns that lines and names take.
  var width: Int { max(scale.pixels(run), min(labelWidth, 5 + "\(run - 1)".count + 2)) }

  /// Ruler bars on the number at an index.
  func drawCursor(on screen: inout Screen, _ index: Int) {
    let lines = scale.pixels(of: index / run..<index / run + 1)
    let places = scale.pixels(of: index % run..<index % run + 1)
    for place in places { screen.grid.setPixel(halfRow: 2 * row - 1, column: column + place, .mark) }
    for halfRow in lines.lowerBound * lineHeight..<lines.upperBound * lineHeight {
      screen.grid.setPixel(halfRow: 2 * row + halfRow, column: column - 1, .mark)
    }
    screen.cursor = Screen.Place(
      row: row + lines.lowerBound * lineHeight / 2, column: column + places.lowerBound)
  }
}

/// The map that the selected number came from, with the number's place marked.
private func drawFlattenedSource(
  on grid: inout CellGrid, _ state: ExplorerState, _ evaluation: Evaluation, source: Int, _ index: Int,
  _ area: Area
) {
  let shape = evaluation.pass.network.shapes[source]
  guard area.width >= 24,
    let scale = MapScale.fitting(
      height: shape[0], width: shape[1], columns: area.width - 3, rows: area.height - 3, largest: 10)
  else { return }
  let position = shape.indices(ofOffset: index)
  let map = SelectedMap(state, evaluation, source: source, channel: position[2])
  let name = state.model.lines[source].name.truncated(to: 20)
  grid.write(
    DisplayText("\(name), map \(position[2])").truncated(to: area.width), row: area.row,
    column: area.column + 1, .dim)
  let origin = (row: area.row + 2, column: area.column + 1)
  grid.framePixels(
    halfRows: 2 * origin.row..<2 * origin.row + scale.pixels(shape[0]),
    columns: origin.column..<origin.column + scale.pixels(shape[1]), .gutter)
  map.draw(on: &grid, row: origin.row, column: origin.column, scale: scale)
  drawRulers(
    on: &grid, row: origin.row, column: origin.column, scale: scale, rows: position[0]..<position[0] + 1,
    columns: position[1]..<position[1] + 1)
}

/// The selected number's address both ways, and what stands around it.
private func drawAddress(
  on grid: inout CellGrid, _ state: ExplorerState, _ tensor: Tensor, source: Shape, sourceName: DisplayText,
  _ index: Int, _ area: Area
) {
  guard area.height >= 2 else { return }
  let position = source.indices(ofOffset: index)
  let computed = state.layer.map { Progress(state).units(ofLayer: $0) } ?? .max
  let value = index < computed ? NumberText.fixed(tensor.values[index], decimals: 3) : ":"
  let place = position.map(String.init).joined(separator: ", ")
  let name = state.model.lines[state.line].name.truncated(to: 20)
  grid.write(
    "\(name)[\(index)] = \(sourceName.truncated(to: 20))[\(place)] = \(value)", row: area.row,
    column: area.column,
    .role(.accent, .bold))
  let (row, column, channel) = (position[0], position[1], position[2])
  grid.write(
    "\(index) = (\(row)·\(source[1]) + \(column))·\(source[2]) + \(channel)", row: area.row + 1,
    column: area.column,
    .role(.shape))
  guard area.height >= 6 else { return }
  drawNeighbours(
    on: &grid, tensor, source: source, index, computed: computed,
    Area(row: area.row + 3, column: area.column, height: 3, width: area.width))
}

/// The numbers before and after one in the line.
private func drawNeighbours(
  on grid: inout CellGrid, _ tensor: Tensor, source: Shape, _ index: Int, computed: Int, _ area: Area
) {
  grid.write("index", row: area.row, column: area.column, .dim)
  grid.write("map", row: area.row + 1, column: area.column, .dim)
  grid.write("value", row: area.row + 2, column: area.column, .dim)
  let reach = min(4, (area.width - 8) / 18)
  for (place, other) in (index - reach...index + reach).enumerated()
  where tensor.values.indices.contains(other) {
    let end = area.column + 8 + (place + 1) * 8
    let style: Style = other == index ? .role(.accent, .bold) : .text
    grid.write("\(other)", row: area.row, endingAt: end, style)
    grid.write("\(other % source[2])", row: area.row + 1, endingAt: end, other == index ? style : .dim)
    let value = other < computed ? NumberText.fixed(tensor.values[other], decimals: 3) : ":"
    grid.write(value, row: area.row + 2, endingAt: end, other < computed ? style : .role(.notComputed))
  }
}

// MARK: Classes

/// The classes with their logits as bars, and the shares that softmax makes of them.
private func drawClasses(
  on screen: inout Screen, _ state: ExplorerState, _ evaluation: Evaluation, _ layout: Layout
) {
  let body = layout.body
  let logits = evaluation.logits
  let selected = min(state.cursor.channel, logits.count - 1)
  guard let list = state.classList ?? state.classList(rows: body.height - 1) else { return }
  let places = list.places(around: selected)
  drawClassesRule(on: &screen.grid, state, list, places, row: layout.ruleRow)
  let count = places.count
  // Shares have nothing below but notes, so the classes stand as far apart as there is room.
  let hasShares = state.isOnSoftmax && state.depth == .layer && evaluation.probabilities.count == logits.count
  let pitch = hasShares ? max(1, min(4, (body.height - 10) / count)) : 1
  let axis = LogitAxis(
    state.isOnSoftmax ? evaluation.probabilities.map(Float.init) : logits,
    (state.isOnSoftmax ? 58 : 32)..<max(60, state.columns - 2))
  for place in places {
    let index = list.order[place]
    let row = body.row + 1 + (place - places.lowerBound) * pitch
    let isSelected = index == selected && state.depth == .layer
    screen.addTarget(Area(row: row, column: 0, height: pitch, width: state.columns), .channel(index))
    let style: Style =
      isSelected || (index == evaluation.winner && Progress(state).hasLogits) ? .role(.accent, .bold) : .text
    if isSelected {
      screen.grid.write("▸", row: row, column: 0, style)
      screen.cursor = Screen.Place(row: row, column: 0)
    }
    for line in 0..<max(1, pitch - 1) where Progress(state).hasLogits && pitch > 1 {
      let share = Float(evaluation.probabilities[index])
      axis.draw(share, on: &screen.grid, row: row + line, isWinner: index == evaluation.winner)
    }
    drawClass(on: &screen.grid, state, evaluation, index, row: row, axis, style)
  }
  if list.isLong, state.isOnSoftmax {
    drawOthers(on: &screen.grid, evaluation, Array(list.order[places]), row: body.row + 1 + count)
  }
  let end = body.row + (count + (list.isLong ? 1 : 0)) * pitch + 2
  let below = Area(row: end, column: 0, height: layout.hintRow - end, width: body.width)
  guard state.depth == .layer else { return }
  if state.isOnSoftmax, below.row <= layout.hintRow {
    drawSoftmaxNotes(on: &screen.grid, state, evaluation, list.order[places], below)
  } else if !state.isOnSoftmax {
    DenseLedger(state, evaluation)?.draw(on: &screen.grid, below)
  }
}

/// The rule above the classes: the headings of softmax, and which of many classes have a row.
private func drawClassesRule(
  on grid: inout CellGrid, _ state: ExplorerState, _ list: ClassList, _ places: Range<Int>, row: Int
) {
  let parts = list.isLong ? partsInWords(list, places) : []
  let words = state.isOnSoftmax ? "" : (["one logit a class"] + parts.prefix(1)).joined(separator: " · ")
  grid.rule(row: row, columns: 0..<state.columns, words, .role(.text, .bold))
  guard state.isOnSoftmax else { return }
  grid.write(" class ", row: row, column: 6, .role(.text, .bold))
  for (heading, end) in [(" logit ", 31), (" e^logit ", 45), (" share ", 57)] {
    grid.write(heading, row: row, endingAt: end, .role(.text, .bold))
  }
  let fitting = parts.first { DisplayText($0).width + 2 <= state.columns - 58 }
  if let fitting { grid.write(" \(fitting) ", row: row, column: 58) }
}

/// Which of many classes have a row; several wordings, the longest first.
private func partsInWords(_ list: ClassList, _ places: Range<Int>) -> [String] {
  let count = NumberText.grouped(list.order.count)
  guard list.isRanked else {
    let range = "\(places.lowerBound)–\(places.upperBound - 1)"
    return ["classes \(range) of \(count)", "classes \(range)"]
  }
  guard places.lowerBound > 0 else {
    return ["strongest \(places.count) of \(count)", "top \(places.count) of \(count)"]
  }
  let range = "\(places.lowerBound + 1)–\(places.upperBound)"
  return ["\(range) of \(count), strongest first", "ranks \(range) of \(count)", "ranks \(range)"]
}

/// The classes that have no row, together: their exponentials and shares, so that the columns add up.
private func drawOthers(on grid: inout CellGrid, _ evaluation: Evaluation, _ shown: [Int], row: Int) {
  let shown = Set(shown)
  let others = evaluation.logits.indices.filter { !shown.contains($0) }
  grid.write("… \(NumberText.grouped(others.count)) others", row: row, column: 7, .dim)
  guard evaluation.probabilities.count == evaluation.logits.count else { return }
  let sum = others.reduce(0) { $0 + exponential(Double(evaluation.logits[$1])) }
  let share = others.reduce(0) { $0 + evaluation.probabilities[$1] }
  grid.write(sum < 1e12 ? NumberText.allPlaces(sum, decimals: 2) : "", row: row, endingAt: 44, .dim)
  grid.write(NumberText.percent(share, decimals: 3), row: row, endingAt: 56, .dim)
}

/// The sum of the column, and what softmax leaves as it is.
private func drawSoftmaxNotes(
  on grid: inout CellGrid, _ state: ExplorerState, _ evaluation: Evaluation, _ shown: ArraySlice<Int>,
  _ area: Area
) {
  let sum = evaluation.logits.reduce(0) { $0 + exponential(Double($1)) }
  grid.write("sum", row: area.row - 1, column: 7, .dim)
  grid.write(sum < 1e12 ? NumberText.allPlaces(sum, decimals: 2) : "", row: area.row - 1, endingAt: 44)
  grid.write("100 %", row: area.row - 1, endingAt: 56)
  let exponentials = shown.map { exponential(Double(evaluation.logits[$0])) }
  let parts = exponentials + [sum - exponentials.reduce(0, +)]
  if sum < 1e8, let rounding = NumberText.rounding(of: parts, total: sum, decimals: 2) {
    grid.write("\(rounding) rounding", row: area.row - 1, column: 59, .dim)
  }
  var notes = ["Order stays: the largest logit has the largest share. A lead is a factor:"]
  let order = evaluation.logits.indices.sorted { evaluation.logits[$0] > evaluation.logits[$1] }
  if order.count > 1, evaluation.logits[order[0]].isFinite, evaluation.logits[order[1]].isFinite {
    let lead = Double(evaluation.logits[order[0]]) - Double(evaluation.logits[order[1]])
    let names = order.prefix(2).map { state.model.className($0).truncated(to: 20).string }
    let factor = exponential(lead)
    let times = factor < 1e9 ? NumberText.fixed(factor, decimals: factor < 100 ? 1 : 0) : "over 10^9"
    notes.append(
      "\(names[0]) is \(NumberText.fixed(lead, decimals: 3)) above \(names[1]): e^\(NumberText.fixed(lead, decimals: 3)) = \(times) times its share."
    )
  }
  notes += [
    "Only differences count: adding 1 to every logit changes no share.",
    "No softmax in the last layer: the loss is told so (from_logits=True).",
    "A share is what this network says, not how often it is right.",
  ]
  let lines = notes.flatMap { wrapped($0, to: area.width - 7) }
  for (index, line) in lines.enumerated() where area.row + 1 + index < area.rows.upperBound {
    grid.write(DisplayText(line).truncated(to: area.width - 7), row: area.row + 1 + index, column: 7, .dim)
  }
}

private func drawClass(
  on grid: inout CellGrid, _ state: ExplorerState, _ evaluation: Evaluation, _ index: Int, row: Int,
  _ axis: LogitAxis, _ style: Style
) {
  let progress = Progress(state)
  let last = evaluation.pass.network.layers.count - 1
  let isWinner = index == evaluation.winner && progress.hasLogits
  grid.write("\(index)", row: row, endingAt: 5, .dim)
  grid.write(state.model.className(index).truncated(to: 14), row: row, column: 7, style)
  guard state.isOnSoftmax ? progress.hasLogits : index < progress.units(ofLayer: last) else {
    grid.write(":", row: row, endingAt: 30, .role(.notComputed))
    return
  }
  let logit = evaluation.logits[index]

  grid.write(NumberText.fixed(logit, decimals: 3), row: row, endingAt: 30, style)
  guard state.isOnSoftmax else {
    axis.draw(logit, on: &grid, row: row, isWinner: isWinner)
    return
  }
  guard evaluation.probabilities.indices.contains(index) else { return }
  grid.write(exponentialText(Double(logit)), row: row, endingAt: 44)
  let share = evaluation.probabilities[index]
  let text = share > 0 && share < 0.000005 ? "< 0.001 %" : NumberText.percent(share, decimals: 3)
  grid.write(text, row: row, endingAt: 56, style)
  axis.draw(Float(evaluation.probabilities[index]), on: &grid, row: row, isWinner: isWinner)
}

/// e to a power with two decimals; as a power of ten where that is shorter.
private func exponentialText(_ exponent: Double) -> String {
  let value = exponential(exponent)
  if value > 0, value < 0.005 { return "< 0.01" }
  guard value >= 1e8, value.isFinite else { return NumberText.allPlaces(value, decimals: 2) }
  let tens = decimalLogarithm(value).rounded(.down)
  return "\(NumberText.fixed(value / power(10, tens), decimals: 2))·10^\(Int(tens))"
}
