import CellScreen
import ConvNet
import Explorer
import Tensors

/// A layer whose numbers are a line: flattened maps, units, logits, or the shares that softmax makes of them.
func drawLine(on screen: inout Screen, _ subject: Subject, _ area: Area) {
  let isOutput = subject.isOnSoftmax || subject.line == subject.network.layers.count - 1
  if isOutput, !subject.isOnSoftmax, drawChangedClasses(on: &screen, subject, area) { return }
  if isOutput, subject.evaluation.logits.count > 1 {
    drawClasses(on: &screen, subject, area)
  } else if flattenedRun(subject) != nil {
    drawFlattened(on: &screen, subject, area)
  } else if let layer = subject.layer {
    let tensor = subject.pictured.tensor(ofLayer: layer, beforeActivation: subject.isBeforeActivation)
    let words = "\(NumberText.grouped(tensor.shape.count)) units\(subject.stageInHeading)"
    screen.grid.rule(row: area.row, columns: 0..<area.width, words, .heading)
    let end = drawUnits(on: &screen, subject, tensor, area.body)
    if subject.depth == .layer { drawLedger(on: &screen.grid, subject, area.from(row: end)) }
  }
}

/// The classes before changes and after them, with what has made the selected one another; whether a difference is
/// looked at, and there are classes.
private func drawChangedClasses(on screen: inout Screen, _ subject: Subject, _ area: Area) -> Bool {
  guard let variant = subject.shownDifference, let layer = subject.layer, area.height >= 8 else {
    return false
  }
  let rows = min(variant.now.logits.count, max(4, area.height - 9))
  let list = area.body.high(rows).wide(min(area.width, 100))
  guard let logits = ChangedLogits(subject, variant, list, marksWinner: false) else { return false }
  screen.grid.rule(row: area.row, columns: area.columns, "a logit a class: before → now", .heading)
  if logits.hasBars {
    screen.grid.write(" \(ChangeGlyph.words) ", row: area.row, endingAt: area.columns.upperBound - 2, .dim)
  }
  logits.draw(on: &screen)
  let selected = logits.row(of: subject.cursor.channel)
  if subject.depth == .layer, let selected { screen.select(row: selected, column: 0) }
  let below = area.from(row: list.rows.upperBound + 1)
  let unit = UnitAddress(layer: layer, position: subject.position)
  ChangeLedger(subject, variant, of: unit)?.table.draw(on: &screen, below)
  return true
}

/// The sum that made the selected unit; of a difference, what has made the unit another one.
func drawLedger(on grid: inout CellGrid, _ subject: Subject, _ area: Area) {
  guard let variant = subject.shownDifference, let layer = subject.layer else {
    DenseLedger(subject)?.draw(on: &grid, area)
    return
  }
  let unit = UnitAddress(layer: layer, position: subject.position)
  var screen = Screen(grid: grid, cursor: nil)
  ChangeLedger(subject, variant, of: unit)?.table.draw(on: &screen, area)
  grid = screen.grid
}

/// Units in columns: index, bar from a zero axis, number; returns the next free row.
private func drawUnits(on screen: inout Screen, _ subject: Subject, _ tensor: Tensor, _ area: Area) -> Int {
  let height = subject.unitsPerColumn(rows: area.height)
  let columns = max(1, min((tensor.shape.count + height - 1) / height, area.width / 20))
  let pageSize = height * columns
  let selected = min(subject.cursor.channel, max(0, tensor.shape.count - 1))
  let first = selected / pageSize * pageSize
  let width = min(area.width / columns, columns == 1 ? area.width - 2 : 48)
  let progress = Progress(subject)
  let isComputed = { (index: Int) in
    subject.layer.map { progress.isComputed(index..<index + 1, ofLayer: $0) } ?? true
  }
  let known = tensor.values.indices.filter(isComputed)
  let statistics = Statistics(known.map { tensor.values[$0] })
  for index in first..<min(first + pageSize, tensor.shape.count) {
    let row = area.row + (index - first) % height
    let column = area.column + (index - first) / height * width
    let isSelected = index == selected && subject.depth == .layer
    screen.addTarget(Area(row: row, column: column, height: 1, width: width), .channel(index))
    let isKnown = isComputed(index)
    let isDim = isKnown && tensor.values[index] == 0
    let style: Style = isSelected ? .accent : isDim ? .dim : .text
    if isSelected { screen.select(row: row, column: column) }
    screen.grid.write("\(index)", row: row, endingAt: column + 5, style)
    guard isKnown else {
      screen.grid.write(":", row: row, endingAt: column + width - 1, .role(.notComputed))
      continue
    }
    let ends = [Double(statistics.minimum), Double(statistics.maximum)]
    let bars = SignedBars(ends, in: column + 6..<max(column + 6, column + width - 9))
    bars.draw(Double(tensor.values[index]), on: &screen.grid, row: row)
    let value = NumberText.fixed(tensor.values[index], decimals: 3)
    screen.grid.write(value, row: row, endingAt: column + width - 1, style)
  }
  let below = area.row + height + 1
  guard below < area.rows.upperBound else { return area.rows.upperBound }
  guard known.count == tensor.values.count else { return below }
  let same = tensor.values.count { $0 == 0 }
  var words =
    (subject.shownDifference == nil
      ? statistics.zerosInWords
      : "\(NumberText.grouped(same)) of \(NumberText.grouped(tensor.values.count)) are as before")
    + "."
  if pageSize < tensor.shape.count {
    words += "  \(first)–\(min(first + pageSize, tensor.shape.count) - 1) are on this page."
  }
  screen.grid.write(words, row: below, column: area.column + 2, .dim)
  return below + 2
}
