import CellScreen
import ConvNet
import Explorer
import Tensors

/// A unit made of single numbers of its inputs, or of a whole map: the maps that they stand on, the arithmetic,
/// its own map.
struct SourcesUnit {
  private let state: ExplorerState
  private let evaluation: Evaluation
  private let explanation: Explanation
  private let layout: Layout
  private let places: [InputPlace]
  /// The places whose maps are shown, the selected one among them.
  private let shown: [Int]
  private let ledger: UnitLedger

  init(_ state: ExplorerState, _ evaluation: Evaluation, _ explanation: Explanation, _ layout: Layout) {
    self.state = state
    self.evaluation = evaluation
    self.explanation = explanation
    self.layout = layout
    let places = SourcesUnit.places(of: explanation.form)
    self.places = places
    let selected = SourcesUnit.selected(explanation.form, in: state)
    let network = evaluation.pass.network
    let withMaps = places.indices.filter {
      network.shapes[network.layers[explanation.layer].inputs[places[$0].input]].rank == 3
    }
    let room = max(
      1, (state.columns - UnitLedger.width(columns: state.columns)) / 20 - (state.hasMaps ? 1 : 0))
    let first = min(
      max(0, (withMaps.firstIndex(of: selected) ?? 0) - room / 2), max(0, withMaps.count - room))
    shown = Array(withMaps.dropFirst(first).prefix(room))
    ledger = UnitLedger(state, explanation, revealed: Progress(state).terms(of: explanation.unit))
  }

  /// The numbers that the unit is made of; of a whole map the one that counts most.
  private static func places(of form: Explanation.Form) -> [InputPlace] {
    if case .merged(let merge) = form { return merge.operands.map(\.place) }
    return form.largestPlace.map { [$0] } ?? []
  }

  private static func selected(_ form: Explanation.Form, in state: ExplorerState) -> Int {
    if case .merged(let merge) = form { return selectedOperand(of: merge, in: state) }
    return 0
  }

  func draw(on screen: inout Screen) {
    let common = commonScale
    var column = 2
    var bottom = layout.body.row
    for index in shown {
      let place = places[index]
      let map = sourceMap(place)
      let end = drawMap(
        map, at: place.position, title: title(of: place, common), scale: scale(map), on: &screen.grid,
        column: column)
      bottom = max(bottom, end.row)
      column = end.column + 3
    }
    let ledgerColumn = shown.isEmpty ? 1 : column
    let width = min(
      UnitLedger.width(columns: state.columns) + (shown.isEmpty ? 12 : 0), state.columns - ledgerColumn)
    screen.grid.write(" \(heading) ", row: layout.ruleRow, column: ledgerColumn, .role(.text, .bold))
    screen.grid.write(
      " so far ", row: layout.ruleRow, endingAt: ledgerColumn + width - 1, .role(.text, .bold))
    let area = Area(
      row: layout.body.row + 1, column: ledgerColumn, height: layout.body.height - 1, width: width)
    let (ledgerEnd, selectedRow) = ledger.draw(on: &screen.grid, area)
    if let selectedRow { screen.cursor = Screen.Place(row: selectedRow, column: area.column) }
    let ownEnd = drawOwn(on: &screen.grid, column: ledgerColumn + width + 2)
    drawNotes(on: &screen.grid, row: max(bottom, ledgerEnd, shown.isEmpty ? 0 : ownEnd) + 1)
  }

  private var heading: String {
    switch explanation.form {
    case .merged: "the numbers that meet"
    case .elementwise: "one number, step by step"
    case .windowMaximum, .windowAverage: "the whole map"
    default: "the number that comes here"
    }
  }

  // MARK: Maps

  private func sourceMap(_ place: InputPlace) -> SelectedMap {
    let source = evaluation.pass.network.layers[explanation.layer].inputs[place.input]
    return SelectedMap(state, evaluation, source: source, channel: place.position[2])
  }

  /// The columns that a map may take.
  private var mapColumns: Int {
    let maps = shown.count + (state.hasMaps ? 1 : 0)
    return (state.columns - UnitLedger.width(columns: state.columns)) / max(1, maps) - 4
  }

  private func scale(_ map: SelectedMap) -> MapScale {
    MapScale.fitting(
      height: map.plane.height, width: map.plane.width, columns: mapColumns, rows: layout.body.height - 7,
      largest: 4) ?? .shrunk(64)
  }

  /// The factor of the first map, for its title.
  private var commonScale: MapScale { shown.first.map { scale(sourceMap(places[$0])) } ?? .actual }

  private func title(of place: InputPlace, _ scale: MapScale) -> String {
    let source = evaluation.pass.network.layers[explanation.layer].inputs[place.input]
    let map =
      source == 0
      ? channelName(place.position[2], of: evaluation.pass.network.shapes[0]) : "map \(place.position[2])"
    let wordings = [
      "in: \(map) of \(state.model.lines[source].name.truncated(to: 20)), \(scale.text)",
      "\(map) of \(state.model.lines[source].name.truncated(to: 20))", "in: \(map)", map,
    ]
    return wordings.first { DisplayText($0).width + 2 <= mapColumns } ?? map
  }

  /// Draws a map with ruler bars on a place; returns the next free row and the column behind it.
  private func drawMap(
    _ map: SelectedMap, at position: [Int], title: String, scale: MapScale, on grid: inout CellGrid,
    column: Int
  ) -> (row: Int, column: Int) {
    let row = layout.body.row + 1
    grid.write(" \(title) ", row: layout.ruleRow, column: column - 1, .role(.text, .bold))
    drawRuled(
      on: &grid, map, row: row, column: column, scale: scale, rows: position[0]..<position[0] + 1,
      columns: position[1]..<position[1] + 1)
    let width = max(scale.pixels(map.plane.width), DisplayText(title).width)
    return (row + (scale.pixels(map.plane.height) + 1) / 2, column + width)
  }

  /// The unit's own map at the right, where it has one and there is room; returns the next free row.
  private func drawOwn(on grid: inout CellGrid, column: Int) -> Int {
    guard state.hasMaps else {
      let area = Area(
        row: layout.body.row, column: column, height: layout.body.height, width: state.columns - column)
      guard area.width >= 22 else { return layout.body.row }
      drawReceptiveField(on: &grid, state, evaluation, area, largest: 1)
      return layout.body.row
    }
    let map = SelectedMap(state, evaluation, layer: explanation.layer)
    let scale = scale(map)
    guard column + scale.pixels(map.plane.width) < state.columns else { return layout.body.row }
    let title =
      ["out: \(mapName(state)), \(scale.text)", "out: \(mapName(state))", "out"]
      .first { column + DisplayText($0).width + 2 <= state.columns } ?? ""
    return drawMap(
      map, at: explanation.position, title: title, scale: scale, on: &grid, column: column
    ).row
  }

  // MARK: Notes

  /// Where the number goes, what the unit sees, all of its digits where asked for.
  private func drawNotes(on grid: inout CellGrid, row: Int) {
    var notes: [String] = []
    if state.display.showsNumbers { notes.append("all digits: " + NumberText.allDigits(explanation.value)) }
    notes += unitConnections(state, evaluation)
    let lines = notes.flatMap { wrapped($0, to: state.columns - 4) }
    for (index, line) in lines.enumerated() where row + index < layout.hintRow {
      grid.write(line, row: row + index, column: 2, .dim)
    }
    let top = row + lines.count + 1
    guard state.hasMaps, state.columns >= 100, layout.hintRow - top >= 7 else { return }
    drawReceptiveField(
      on: &grid, state, evaluation, Area(row: top, column: 1, height: layout.hintRow - top, width: 70),
      largest: 1)
  }
}

extension UnitLedger {
  /// The columns that a ledger takes beside maps.
  static func width(columns: Int) -> Int { columns >= 160 ? 54 : columns >= 100 ? 48 : 42 }
}
