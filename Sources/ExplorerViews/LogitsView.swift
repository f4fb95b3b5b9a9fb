import CellScreen
import ConvNet
import Explorer
import Tensors

/// The column at the right of the listing: a class a row, its logit, and bars from a zero axis where there is room.
func drawLogitColumn(on grid: inout CellGrid, _ state: ExplorerState, _ layout: Layout) {
  let area = layout.logits
  if !layout.isWide {
    let isLit = state.tokenMeaning == .units && state.line == state.model.lines.count - 1
    for row in area.rows { grid[row, area.column] = Cell("│", isLit ? .role(.accent, .bold) : .dim) }
  }
  let inner = Area(
    row: area.row, column: area.column + (layout.isWide ? 0 : 1), height: area.height,
    width: area.width - (layout.isWide ? 1 : 1))
  guard let evaluation = state.evaluation, !evaluation.logits.isEmpty else { return }
  drawLogits(on: &grid, state, evaluation, inner, selected: state.isOnSoftmax ? state.cursor.channel : nil)
}

/// The logits of the classes in class order, as many as fit around the winner.
func drawLogits(
  on grid: inout CellGrid, _ state: ExplorerState, _ evaluation: Evaluation, _ area: Area, selected: Int?
) {
  let logits = evaluation.logits
  let winner = evaluation.winner ?? 0
  let count = min(area.height, logits.count)
  let first = min(max(0, winner - count / 2), logits.count - count)
  let nameWidth = min(14, max(4, (0..<logits.count).map { state.model.className($0).width }.max() ?? 4))
  let hasBars = area.width >= 36
  let valueWidth = logits.map { DisplayText(NumberText.fixed($0, decimals: 1)).width }.max() ?? 0
  let columns = LogitColumns(area: area, nameWidth: nameWidth, valueWidth: valueWidth, hasBars: hasBars)
  let axis = LogitAxis(logits, columns.bars)
  let computed = Progress(state).units(ofLayer: evaluation.pass.network.layers.count - 1)
  let decimals = logits.allSatisfy { abs($0) <= 1 } ? 3 : 1
  for index in first..<first + count {
    let row = area.row + index - first
    let isWinner = index == winner && logits.count > 1 && computed >= logits.count
    let style: Style = isWinner ? .role(.accent, .bold) : .text
    if isWinner { grid.write("▸", row: row, column: area.column, .role(.accent, .bold)) }
    let name = state.model.className(index).truncated(to: columns.names.count)
    grid.write(name, row: row, column: columns.names.lowerBound, style)
    guard index < computed else {
      grid.write(":", row: row, endingAt: columns.values.upperBound, .role(.notComputed))
      continue
    }
    if hasBars { axis.draw(logits[index], on: &grid, row: row, isWinner: isWinner) }
    grid.write(
      NumberText.fixed(logits[index], decimals: decimals), row: row, endingAt: columns.values.upperBound,
      style)
    if hasBars, computed >= logits.count, evaluation.probabilities.indices.contains(index) {
      let share = NumberText.percent(evaluation.probabilities[index])
      grid.write(share, row: row, endingAt: columns.shares.upperBound, isWinner ? style : .dim)
    }
  }
}

/// The columns of names, bars, logits and shares.
private struct LogitColumns {
  let names: Range<Int>
  let bars: Range<Int>
  let values: Range<Int>
  let shares: Range<Int>

  init(area: Area, nameWidth: Int, valueWidth: Int, hasBars: Bool) {
    let start = area.column + 1
    let end = area.columns.upperBound - (hasBars ? 1 : 0)
    let sharesStart = hasBars ? end - 9 : end
    let valuesStart = sharesStart - (hasBars ? max(7, valueWidth + 1) : valueWidth + 1)
    names = start..<max(start, min(start + nameWidth, valuesStart))
    values = valuesStart..<sharesStart
    shares = sharesStart..<end
    bars = hasBars ? names.upperBound + 1..<max(names.upperBound + 1, valuesStart) : 0..<0
  }
}

/// A zero axis with bars to the left for negative and to the right for positive numbers.
struct LogitAxis {
  private let columns: Range<Int>
  private let zero: Int
  private let unit: Double

  init(_ values: [Float], _ columns: Range<Int>) {
    let finite = values.filter(\.isFinite).map(Double.init)
    let lowest = min(finite.min() ?? 0, 0)
    let highest = max(finite.max() ?? 0, 0)
    let span = max(highest - lowest, .leastNonzeroMagnitude)
    let width = Double(max(0, columns.count - 1))
    self.columns = columns
    zero = columns.lowerBound + Int((width * -lowest / span).rounded(.up))
    let left = Double(zero - columns.lowerBound)
    let right = width - left
    unit = min(
      lowest < 0 ? left / -lowest : .infinity, highest > 0 ? right / highest : .infinity)
  }

  func draw(_ value: Float, on grid: inout CellGrid, row: Int, isWinner: Bool) {
    grid[row, zero] = Cell("│", .dim)
    guard value.isFinite, unit.isFinite else { return }
    let length = Double(value) * unit
    if value >= 0 {
      grid.write(bar(length), row: row, column: zero + 1, .role(isWinner ? .accent : .bar))
    } else {
      let cells = Int((-length).rounded())
      grid.write(String(repeating: "▒", count: cells), row: row, endingAt: zero, .role(.negative))
    }
  }
}

/// A bar to the right, exact to an eighth of a cell.
func bar(_ length: Double) -> String {
  let eighths = Int((max(0, length) * 8).rounded())
  let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
  return String(repeating: "█", count: eighths / 8) + rest
}
