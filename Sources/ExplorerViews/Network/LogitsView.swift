import CellScreen
import ConvNet
import Explorer
import KerasNotation
import Tensors

/// The column at the right of the listing: a class a row, its logit, and bars from a zero axis where there is room.
func drawLogitColumn(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  let area = layout.logits
  if !layout.isWide {
    let isLit = state.tokenMeaning == .units && state.line == state.model.lines.count - 1
    for row in area.rows { screen.grid[row, area.column] = Cell("│", isLit ? .accent : .dim) }
  }
  guard let subject = Subject(state), !subject.evaluation.logits.isEmpty else { return }
  let inner = area.from(column: area.column + (layout.isWide ? 0 : 1)).wide(area.width - 1)
  if let variant = state.variant, state.look != .original,
    let logits = ChangedLogits(subject, variant, inner)
  {
    return logits.draw(on: &screen)
  }
  drawLogits(on: &screen, subject, inner)
}

/// The logits of the classes: all in class order, or, of more than there are rows, the strongest and the selected.
func drawLogits(on screen: inout Screen, _ subject: Subject, _ area: Area) {
  guard let list = subject.classList(rows: area.height) else { return }
  let logits = subject.evaluation.logits
  let computed = Progress(subject).units(ofLayer: subject.network.layers.count - 1)
  let selected = subject.isOnClasses ? subject.cursor.channel : nil
  let shown = shownClasses(list, selected: selected, computed: computed)
  let known = shown.filter { $0 < computed }.map { logits[$0] }
  let columns = LogitColumns(area, shown, known, subject.model)
  let bars = SignedBars(logits: known, in: columns.bars)
  let decimals = logits.prefix(computed).allSatisfy { abs($0) <= 1 } ? 3 : 1
  for (place, index) in shown.enumerated() {
    let row = area.row + place
    screen.addTarget(Area(row: row, column: area.column, height: 1, width: area.width), .logit(index))
    let isWinner = index == subject.evaluation.winner && computed >= logits.count
    let style: Style = isWinner || (list.isLong && index == selected) ? .accent : .text
    if isWinner { screen.grid.write(winnerMark, row: row, column: area.column, .accent) }
    let name = subject.model.nameOfClass(index).truncated(to: columns.names.count)
    screen.grid.write(name, row: row, column: columns.names.lowerBound, style)
    guard index < computed else {
      screen.grid.write(":", row: row, endingAt: columns.values.upperBound, .role(.notComputed))
      continue
    }
    if columns.hasBars { bars.draw(Double(logits[index]), on: &screen.grid, row: row) }
    let value = NumberText.fixed(logits[index], decimals: decimals)
    screen.grid.write(value, row: row, endingAt: columns.values.upperBound, style)
    if columns.hasBars, computed >= logits.count, subject.evaluation.probabilities.indices.contains(index) {
      let share = NumberText.percent(subject.evaluation.probabilities[index])
      screen.grid.write(share, row: row, endingAt: columns.shares.upperBound, isWinner ? style : .dim)
    }
  }
  guard list.isLong else { return }
  let wordings = list.words(of: shown, selected: selected)
  let words = wordings.first { DisplayText.width(of: $0) < area.width } ?? ""
  screen.grid.write(words, row: area.row + shown.count, column: area.column + 1, .dim)
}

/// The classes that have a row: the first ones, in the last row the selected one; while the pass is on its way,
/// those around the one that it computes.
private func shownClasses(_ list: ClassList, selected: Int?, computed: Int) -> [Int] {
  guard list.isLong else { return list.order }
  guard list.isRanked else {
    // Of all that are computed and have no order, those around the selected one.
    return Array(list.places(around: computed < list.order.count ? max(0, computed - 1) : selected ?? 0))
  }
  var shown = Array(list.order.prefix(list.rows))
  if let selected, !shown.contains(selected) { shown[shown.count - 1] = selected }
  return shown
}

/// The columns of names, bars, logits and shares.
private struct LogitColumns {
  let names: Range<Int>
  let bars: Range<Int>
  let values: Range<Int>
  let shares: Range<Int>
  let hasBars: Bool

  init(_ area: Area, _ shown: [Int], _ known: [Float], _ model: ExplorerModel) {
    hasBars = area.width >= 36
    let nameWidth = min(14, max(4, shown.map { model.nameOfClass($0).width }.max() ?? 4))
    let valueWidth = known.map { DisplayText.width(of: NumberText.fixed($0, decimals: 1)) }.max() ?? 0
    let start = area.column + 1
    let end = area.columns.upperBound - (hasBars ? 1 : 0)
    let sharesStart = hasBars ? end - 10 : end
    let valuesStart = sharesStart - (hasBars ? max(7, valueWidth + 1) : valueWidth + 1)
    names = start..<max(start, min(start + nameWidth, valuesStart))
    values = valuesStart..<sharesStart
    shares = sharesStart..<end
    bars = hasBars ? names.upperBound + 1..<max(names.upperBound + 1, valuesStart) : 0..<0
  }
}

/// What stands beside the class that wins, in a list of classes; the selected one has another mark.
let winnerMark = "*"

/// A bar to the right, exact to an eighth of a cell.
func bar(_ length: Double) -> String {
  let eighths = Int((max(0, length) * 8).rounded())
  let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
  return String(repeating: "█", count: eighths / 8) + rest
}
