import CellScreen
import ConvNet
import Explorer
import Tensors

/// The source map with its window, and the window's numbers with the winner marked.
func drawWindow(on screen: inout Screen, _ subject: Subject, _ explanation: Explanation, _ area: Area) {
  guard let window = PoolingWindow(explanation, in: subject) else { return }
  let size = window.size
  let row = drawSource(
    on: &screen, subject, source: window.source, channel: subject.cursor.channel, area,
    rows: area.height - size.height - 6)
  let width = 10
  guard row + size.height < area.rows.upperBound, size.width * width <= area.width else { return }
  screen.grid.write("the \(size.words) window", row: row, column: area.column + 1, .dim)
  let winner = window.kept(ofPlaces: window.places.count)
  for (index, place) in window.places.enumerated() {
    let line = row + 1 + index / size.width
    let column = area.column + 1 + index % size.width * width
    let isWinner = index == winner && subject.isSelectionComputed
    let style = window.style(of: place, isKept: isWinner)
    screen.grid.fill(Area(row: line, column: column, height: 1, width: width - 1), with: Cell(" ", style))
    screen.grid.write(window.text(of: place, isKept: isWinner), row: line, column: column, style)
  }
  guard subject.isSelectionComputed, row + 2 + size.height < area.rows.upperBound else { return }
  let mean = WindowAverage(places: window.places)
  let name = subject.name(ofLayer: window.source)
  let words = winner.map { winner in
    "max = \(name)[\(window.places[winner].position.map(String.init).joined(separator: ", "))]"
  }
  screen.grid.write(
    words ?? "mean of \(mean.count) = \(NumberText.fixed(mean.sum / Double(mean.count), decimals: 4))",
    row: row + 2 + size.height, column: area.column + 1, .role(.accent))
}

// MARK: Single numbers

/// The map that the cell's number comes from with its place, as large as fits, and the arithmetic below it.
func drawPlaces(on grid: inout CellGrid, _ subject: Subject, _ explanation: Explanation, _ area: Area) {
  let ledger = UnitLedger(subject, explanation, revealed: Progress(subject).terms(of: explanation.unit))
  var row = area.row
  if subject.isSelectionComputed || !explanation.form.isChoice, let place = explanation.form.largestPlace {
    let source = subject.network.unit(at: place, ofLayer: explanation.layer)
    let rows = area.height - min(ledger.lines.count, 6) - 4
    if subject.shape(ofLayer: source.layer).rank == 3 {
      row = drawPlace(on: &grid, subject, source, area, rows: rows)
    }
  }
  ledger.draw(on: &grid, area.from(row: row).wide(min(area.width, 52)))
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
  on grid: inout CellGrid, _ subject: Subject, _ unit: UnitAddress, _ area: Area, rows: Int
) -> Int {
  let size = subject.shape(ofLayer: unit.layer).mapSize
  guard let frame = MapFrame(size, headedIn: area, rows: rows, largest: 2) else { return area.row }
  let map = SelectedMap(subject, source: unit.layer, channel: unit.position[2])
  let name = subject.nameOfMap(unit.position[2], ofLayer: unit.layer)
  let whole = unit.layer == 0 ? "picture" : "\(name) of \(subject.name(ofLayer: unit.layer, columns: 22))"
  let title = DisplayText("\(whole), \(frame.scale.text)").truncated(to: area.width)
  grid.write(title, row: area.row, column: frame.column, .dim)
  map.draw(
    on: &grid, in: frame, marking: MapPlaces(row: unit.position[0], column: unit.position[1]))
  return area.row + 2 + (frame.halfRows.count + 2) / 2
}
