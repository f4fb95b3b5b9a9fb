import CellScreen
import ConvNet
import Explorer
import Tensors

/// The source map with its window, and the window's numbers with the winner marked.
func drawWindow(
  on screen: inout Screen, _ subject: Subject, _ window: PoolingWindow,
  source: Int, _ area: Area
) {
  guard let layer = subject.layer,
    let windows = subject.evaluation.trace.network.layers[layer].operation.grid(
      over: subject.evaluation.trace.network.shapes[source])
  else { return }
  let size = Size2D(height: windows.rows.windowExtent, width: windows.columns.windowExtent)
  let row = drawSource(
    on: &screen, subject, source: source, channel: subject.cursor.channel, area,
    rows: area.height - size.height - 6)
  let width = 10
  guard row + size.height < area.rows.upperBound, size.width * width <= area.width else { return }
  screen.grid.write("the \(size.height)×\(size.width) window", row: row, column: area.column + 1, .dim)
  let colours = ColourScale(subject.afterActivation, layer: source, channel: subject.cursor.channel)
  let winner = window.kept(ofPlaces: window.places.count)
  for (index, place) in window.places.enumerated() {
    let line = row + 1 + index / size.width
    let column = area.column + 1 + index % size.width * width
    let isWinner = index == winner && subject.isCursorComputed
    let text = place.isOutside ? "padding" : NumberText.fixed(place.value, decimals: 4)
    let style: Style =
      place.isOutside ? .dim : Style(.contrast, on: colours.ground(for: place.value), isWinner ? .bold : [])
    screen.grid.write(String(repeating: " ", count: width - 1), row: line, column: column, style)
    screen.grid.write(isWinner ? "[\(text)]" : " \(text) ", row: line, column: column, style)
  }
  guard subject.isCursorComputed, row + 2 + size.height < area.rows.upperBound else { return }
  let name = subject.model.lines[source].name.truncated(to: 20)
  let mean = WindowAverage(places: window.places)
  let words = winner.map { winner in
    "max = \(name)[\(window.places[winner].position.map(String.init).joined(separator: ", "))]"
  }
  screen.grid.write(
    words ?? "mean of \(mean.count) = \(NumberText.fixed(mean.sum / Double(mean.count), decimals: 4))",
    row: row + 2 + size.height, column: area.column + 1, .role(.accent))
}

// MARK: Single numbers

/// The map that the cell's number comes from with its place, as large as fits, and the arithmetic below it.
func drawPlaces(
  on grid: inout CellGrid, _ subject: Subject, _ explanation: Explanation,
  _ area: Area
) {
  let ledger = UnitLedger(subject, explanation, revealed: Progress(subject).terms(of: explanation.unit))
  let network = subject.evaluation.trace.network
  var row = area.row
  let place = subject.isSelectionComputed || !explanation.form.isChoice ? explanation.form.largestPlace : nil
  if let place {
    let source = network.unit(at: place, ofLayer: explanation.layer)
    let rows = area.height - min(ledger.lines.count, 6) - 4
    if network.shapes[source.layer].rank == 3 {
      row = drawPlace(on: &grid, subject, source, area, rows: rows)
    }
  }
  let below = Area(
    row: row, column: area.column, height: area.rows.upperBound - row, width: min(area.width, 52))
  ledger.draw(on: &grid, below)
}

extension Explanation.Form {
  /// Whether which place the number comes from is known with the number only: of several the largest counts.
  var isChoice: Bool {
    switch self {
    case .weightedSum, .windowMaximum, .windowAverage, .merged: true
    case .given, .moved, .padding, .elementwise, .held: false
    }
  }
}

/// A map of a layer with ruler bars on one of its places; returns the next free row.
private func drawPlace(
  on grid: inout CellGrid, _ subject: Subject, _ unit: UnitAddress,
  _ area: Area,
  rows: Int
) -> Int {
  let shape = subject.evaluation.trace.network.shapes[unit.layer]
  guard
    let scale = MapScale.fitting(
      height: shape[0], width: shape[1], columns: area.width - 2, rows: rows, largest: 2)
  else { return area.row }
  let channel = unit.position[2]
  let name = subject.model.lines[unit.layer].name.truncated(to: 22)
  let map = subject.evaluation.trace.network.nameOfMap(
    channel, ofLayer: unit.layer, subject.model.preprocessing)
  let title = unit.layer == 0 ? "picture, \(scale.text)" : "\(map) of \(name), \(scale.text)"
  grid.write(DisplayText(title).truncated(to: area.width), row: area.row, column: area.column + 1, .dim)
  drawRuled(
    on: &grid, SelectedMap(subject, source: unit.layer, channel: channel), row: area.row + 2,
    column: area.column + 1, scale: scale, rows: unit.position[0]..<unit.position[0] + 1,
    columns: unit.position[1]..<unit.position[1] + 1)
  return area.row + 2 + (scale.pixels(shape[0]) + 2) / 2
}
