import CellScreen
import ConvNet
import Explorer
import Tensors

/// A unit made of single numbers of its inputs, or of a whole map: the maps that they stand on, the arithmetic,
/// its own map.
struct SourcesUnit {
  private let subject: Subject
  private let explanation: Explanation
  private let area: Area
  private let places: [InputPlace]
  /// The places whose maps are shown, the selected one among them.
  private let shown: [Int]
  private let ledger: UnitLedger

  init(_ subject: Subject, _ explanation: Explanation, _ area: Area) {
    self.subject = subject
    self.explanation = explanation
    self.area = area
    let revealed = Progress(subject).terms(of: explanation.unit)
    let places = SourcesUnit.places(of: explanation.form, isComputed: revealed == .max)
    self.places = places
    let selected = SourcesUnit.selected(explanation.form, in: subject)
    let network = subject.evaluation.trace.network
    let withMaps = places.indices.filter {
      network.shapes[network.unit(at: places[$0], ofLayer: explanation.layer).layer].rank == 3
    }
    let beside = SourcesUnit.isStacked(subject, area) ? 0 : UnitLedger.width(columns: area.width)
    let room = max(1, (area.width - beside) / 20 - (subject.hasMaps ? 1 : 0))
    let first = min(
      max(0, (withMaps.firstIndex(of: selected) ?? 0) - room / 2), max(0, withMaps.count - room))
    shown = Array(withMaps.dropFirst(first).prefix(room))
    ledger = UnitLedger(subject, explanation, revealed: revealed)
  }

  /// The numbers that the unit is made of; of a whole map the one that counts most, once it is known.
  private static func places(of form: Explanation.Form, isComputed: Bool) -> [InputPlace] {
    if case .merged(let merge) = form { return merge.operands.map(\.place) }
    guard isComputed || !form.isChoice else { return [] }
    return form.largestPlace.map { [$0] } ?? []
  }

  private static func selected(_ form: Explanation.Form, in subject: Subject) -> Int {
    if case .merged(let merge) = form { return selectedOperand(of: merge, in: subject) }
    return 0
  }

  /// Whether the arithmetic stands below the maps, so that these have the whole width.
  private static func isStacked(_ subject: Subject, _ area: Area) -> Bool {
    subject.hasMaps && area.width >= 100 && area.body.height >= 26
  }

  private var isStacked: Bool { !shown.isEmpty && SourcesUnit.isStacked(subject, area) }

  func draw(on screen: inout Screen) {
    if isStacked {
      drawStacked(on: &screen)
    } else {
      drawSideBySide(on: &screen)
    }
  }

  /// Maps, arithmetic and the own map from left to right, notes below.
  private func drawSideBySide(on screen: inout Screen) {
    var (column, bottom) = (2, area.body.row)
    for index in shown {
      let end = drawSource(index, on: &screen.grid, column: column)
      (column, bottom) = (end.column + 3, max(bottom, end.row))
    }
    if shown.isEmpty { column = 1 }
    let isSoftmax = !subject.hasMaps && explanation.softmax != nil
    let wanted = UnitLedger.width(columns: area.width) + (shown.isEmpty ? isSoftmax ? 20 : 12 : 0)
    let width = min(wanted, area.width - column)
    let ledgerArea = Area(
      row: area.body.row + 1, column: column, height: area.body.height - 1, width: width)
    let ledgerEnd = drawLedger(on: &screen, ledgerArea, headingRow: area.row)
    let ownEnd = subject.hasMaps ? drawOwn(on: &screen.grid, column: column + width + 2) : area.body.row
    if !subject.hasMaps {
      let side = Area(
        row: area.body.row, column: column + width + 2, height: area.body.height,
        width: area.width - column - width - 2)
      if side.width >= 22 { drawReceptiveField(on: &screen.grid, subject, side, largest: 1) }
    }
    var row = max(bottom, ledgerEnd, ownEnd) + 1
    if isSoftmax,
      let block = SoftmaxBlock(subject, explanation, height: area.rows.upperBound - row - 3)
    {
      block.draw(on: &screen.grid, Area(row: row, column: 1, height: block.height, width: min(67, width)))
      row += block.height + 1
    }
    drawNotes(on: &screen.grid, row: row, column: 2, width: (isSoftmax ? column + width : area.width) - 4)
  }

  /// The maps in one row with the signs between them, below it the arithmetic, and what the unit sees.
  private func drawStacked(on screen: inout Screen) {
    var (column, bottom) = (2, area.body.row)
    for (order, index) in shown.enumerated() {
      if order > 0 { drawSign(sign, on: &screen.grid, before: column) }
      let end = drawSource(index, on: &screen.grid, column: column)
      (column, bottom) = (end.column + 5, max(bottom, end.row))
    }
    drawSign("→", on: &screen.grid, before: column)
    bottom = max(bottom, drawOwn(on: &screen.grid, column: column))
    let width = UnitLedger.width(columns: area.width)
    let ledgerArea = Area(
      row: bottom + 2, column: 2, height: min(ledger.lines.count, area.rows.upperBound - bottom - 2),
      width: width)
    let end = drawLedger(on: &screen, ledgerArea, headingRow: bottom + 1)
    drawNotes(on: &screen.grid, row: end + 1, column: 3, width: width)
    let field = Area(
      row: bottom + 1, column: width + 6, height: area.rows.upperBound - bottom - 1,
      width: area.width - width - 8)
    drawReceptiveField(on: &screen.grid, subject, field, largest: 3)
  }

  /// The sign between the maps of a merge.
  private var sign: String {
    if case .merged(let merge) = explanation.form { merge.operation.sign } else { "" }
  }

  private func drawSign(_ sign: String, on grid: inout CellGrid, before column: Int) {
    grid.write(sign, row: area.body.row + 5, endingAt: column - 2, .role(.accent, .bold))
  }

  private func drawLedger(on screen: inout Screen, _ area: Area, headingRow: Int) -> Int {
    screen.grid.write(" \(heading) ", row: headingRow, column: area.column, .role(.text, .bold))
    screen.grid.write(
      " so far ", row: headingRow, endingAt: area.columns.upperBound - 1, .role(.text, .bold))
    let (end, selectedRow) = ledger.draw(on: &screen.grid, area)
    if let selectedRow { screen.cursor = Screen.Place(row: selectedRow, column: area.column) }
    return end
  }

  private var heading: String {
    switch explanation.form {
    case .merged: "the numbers that meet"
    case .elementwise: "one number, step by step"
    case .windowMaximum, .windowAverage: "the whole map"
    case .held: "the number that is held"
    case .given, .weightedSum, .moved, .padding: "the number that comes here"
    }
  }

  // MARK: Maps

  private func sourceMap(_ place: InputPlace) -> SelectedMap {
    let source = subject.evaluation.trace.network.unit(at: place, ofLayer: explanation.layer).layer
    return SelectedMap(subject, source: source, channel: place.position[2])
  }

  /// The columns that a map may take, so that there is room for all of them, the unit's own among them.
  private var mapColumns: Int {
    let maps = max(1, shown.count + (subject.hasMaps ? 1 : 0))
    let others = isStacked ? 5 * (maps - 1) : UnitLedger.width(columns: area.width) + 3 * shown.count + 2
    return (area.width - 3 - others) / maps
  }

  private func scale(_ map: SelectedMap) -> MapScale {
    let below = isStacked ? min(ledger.lines.count, 8) + 6 : 7
    return MapScale.fitting(
      height: map.plane.height, width: map.plane.width, columns: mapColumns, rows: area.body.height - below,
      largest: isStacked ? 10 : 4) ?? .shrunk(64)
  }

  /// Draws the map that a place stands on; returns the next free row and the column behind it.
  private func drawSource(_ index: Int, on grid: inout CellGrid, column: Int) -> (row: Int, column: Int) {
    let place = places[index]
    let map = sourceMap(place)
    let source = subject.evaluation.trace.network.unit(at: place, ofLayer: explanation.layer).layer
    let name = subject.evaluation.trace.network.nameOfMap(
      place.position[2], ofLayer: source, subject.model.preprocessing)
    let layer = subject.model.lines[source].name.truncated(to: 20)
    let scale = scale(map)
    let wordings = [
      "in: \(name) of \(layer), \(scale.text)", "\(name) of \(layer), \(scale.text)", "\(name) of \(layer)",
      "in: \(name)", name,
    ]
    let title = fitting(wordings, in: mapColumns - 2)
    return drawMap(map, at: place.position, title: title, scale: scale, on: &grid, column: column)
  }

  /// Draws a map with ruler bars on a place; returns the next free row and the column behind it.
  private func drawMap(
    _ map: SelectedMap, at position: [Int], title: String, scale: MapScale, on grid: inout CellGrid,
    column: Int
  ) -> (row: Int, column: Int) {
    let row = area.body.row + 1
    grid.write(" \(title) ", row: area.row, column: column - 1, .role(.text, .bold))
    drawRuled(
      on: &grid, map, row: row, column: column, scale: scale, rows: position[0]..<position[0] + 1,
      columns: position[1]..<position[1] + 1)
    let width = max(scale.pixels(map.plane.width), DisplayText(title).width)
    return (row + (scale.pixels(map.plane.height) + 1) / 2, column + width)
  }

  /// The unit's own map where there is room; returns the next free row.
  private func drawOwn(on grid: inout CellGrid, column: Int) -> Int {
    let map = SelectedMap(subject, layer: explanation.layer)
    let scale = scale(map)
    guard column + scale.pixels(map.plane.width) < area.width else { return area.body.row }
    let title =
      ["out: \(mapName(subject)), \(scale.text)", "out: \(mapName(subject))", "out"]
      .first { column + DisplayText($0).width + 2 <= area.width } ?? ""
    return drawMap(map, at: explanation.position, title: title, scale: scale, on: &grid, column: column).row
  }

  // MARK: Notes

  /// Where the number goes, what the unit sees, all of its digits where asked for.
  private func drawNotes(on grid: inout CellGrid, row: Int, column: Int, width: Int) {
    var notes: [String] = []
    if subject.display.showsNumbers, subject.isCursorComputed {
      notes.append("all digits: " + NumberText.allDigits(explanation.value))
    }
    notes += unitConnections(subject)
    let lines = notes.flatMap { wrapped($0, to: width) }
    for (index, line) in lines.enumerated() where row + index < area.rows.upperBound {
      grid.write(line, row: row + index, column: column, .dim)
    }
    let top = row + lines.count + 1
    guard !isStacked, subject.hasMaps, area.width >= 100, area.rows.upperBound - top >= 7 else { return }
    drawReceptiveField(
      on: &grid, subject, Area(row: top, column: 1, height: area.rows.upperBound - top, width: 70),
      largest: 1)
  }
}

extension UnitLedger {
  /// The columns that a ledger takes beside maps.
  static func width(columns: Int) -> Int { columns >= 160 ? 54 : columns >= 100 ? 48 : 42 }
}
