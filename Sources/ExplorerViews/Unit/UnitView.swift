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
  guard isStepped || subject.isSelectionComputed else {
    screen.grid.write("not yet computed", row: area.row + 2, column: 2, .role(.notComputed))
    return
  }
  if let contest = ContestLedger(subject) {
    contest.table.draw(on: &screen, area)
    return
  }
  if let variant = subject.shownDifference,
    let ledger = ChangeLedger(subject, variant, of: explanation.unit, selected: subject.selectedTerm)
  {
    let end = ledger.table.draw(on: &screen, area)
    // Where there is room below, all of the sum as it is now.
    let below = area.from(row: end + 1)
    guard below.height >= 16 else { return }
    screen.grid.rule(row: below.row, columns: below.columns, "all of it as it is now", .heading)
    screen.grid.rule(row: below.row + 1, columns: below.columns, "")
    drawArithmetic(on: &screen, subject.ofPass, explanation, below.from(row: below.row + 1))
    return
  }
  drawArithmetic(on: &screen, subject.ofPass, explanation, area, since: subject.shownDifference)
  drawScale(on: &screen.grid, subject.ofPass, explanation, area)
}

/// The legend of the colours of what the number is made of, in the rule's right part where nothing stands there.
private func drawScale(
  on grid: inout CellGrid, _ subject: Subject, _ explanation: Explanation, _ area: Area
) {
  guard subject.hasMaps, subject.isInputComputed,
    let source = subject.model.source(ofLayer: explanation.layer), subject.shape(ofLayer: source).rank == 3
  else { return }
  let (scale, scope): (ColourScale, String)
  if case .weightedSum(let sum) = explanation.form, source == 0 {
    (scale, scope) = (ColourScale(weights: sum.terms.map(\.weight)), "weights")
  } else {
    let channels = subject.shape(ofLayer: source).channels
    let channel = subject.channelInFull(of: explanation) ?? min(subject.cursor.channel, channels - 1)
    (scale, scope) = (ColourScale(subject.afterActivation, layer: source, channel: channel), "inputs")
  }
  let end = area.columns.upperBound - 2
  for isShort in [false, true] {
    var drawn = grid
    let start = drawn.legend(scale, scope: scope, row: area.row, endingAt: end, isShort: isShort)
    // Nothing may be covered but the rule.
    if start >= 2, (start - 2..<end).allSatisfy({ grid[area.row, $0] == Cell("─", .dim) }) {
      grid = drawn
      return
    }
  }
}

extension Subject {
  /// The map of which a sum over channels shows all terms; `nil` of other forms.
  fileprivate func channelInFull(of explanation: Explanation) -> Int? {
    guard case .weightedSum(let sum) = explanation.form, sum.termsPerChannel > 0 else { return nil }
    return sum.map(ofChannel: (selectedTerm ?? 0) / sum.termsPerChannel)
  }
}

private func drawArithmetic(
  on screen: inout Screen, _ subject: Subject, _ explanation: Explanation, _ area: Area,
  since variant: Variant? = nil
) {
  switch explanation.form {
  case .given: drawPixelUnit(on: &screen, subject, area)
  case .moved where flattenedRun(subject) != nil: drawLine(on: &screen, subject, area)
  case .windowMaximum, .windowAverage, .moved, .padding, .elementwise, .merged, .held:
    if let unit = PoolingUnit(subject, explanation, area, since: variant) {
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
private func drawPixelUnit(on screen: inout Screen, _ subject: Subject, _ area: Area) {
  let body = area.body
  let input = subject.evaluation.trace.input
  let shape = input.shape
  let columns = area.width >= 100 ? area.width / 2 - 2 : area.width - 30
  guard shape.rank == 3, let scale = shape.mapSize.scale(columns: columns, rows: body.height - 2, largest: 4)
  else { return }
  let frame = MapFrame(row: body.row + 1, column: 2, size: shape.mapSize, scale: scale)
  let cursor = subject.cursor
  screen.grid.draw(PixelMap(pictureOf: subject.evaluation, at: scale), in: frame)
  screen.grid.mark(MapPlaces(cursor), of: frame)
  screen.cursor = frame.cell(cursor)
  let right = frame.columns.upperBound + 4
  for channel in 0..<min(shape[2], 3) {
    let value = NumberText.fixed(input[cursor.row, cursor.column, channel], decimals: 4)
    let isSelected = channel == cursor.channel
    let row = body.row + 2 + 2 * channel
    let name = channelName(channel, of: shape, subject.model.preprocessing)
    screen.grid.write(isSelected ? "▸" : " ", row: row, column: right, .accent)
    screen.grid.write(
      name, row: row, column: right + 2, channelStyle(channel, of: shape[2], subject.model.preprocessing))
    screen.grid.write(value, row: row, endingAt: right + 18, isSelected ? .accent : .text)
  }
  let below = area.from(row: body.row + 9).from(column: right + 2)
  let way = subject.sentencesOfWay
  screen.grid.write(
    connections(of: subject) + (way.isEmpty ? [] : [""] + way), in: below.wide(below.width - 1))
}
