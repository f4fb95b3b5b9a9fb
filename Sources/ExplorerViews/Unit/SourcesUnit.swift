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
  /// The places whose maps are shown, the selected one among them.
  private let shown: [InputPlace]
  private let ledger: UnitLedger
  /// Whether the arithmetic stands below the maps, so that these have the whole width.
  private let isStacked: Bool

  init(_ subject: Subject, _ explanation: Explanation, _ area: Area) {
    self.subject = subject
    self.explanation = explanation
    self.area = area
    let revealed = Progress(subject).terms(of: explanation.unit)
    let places = SourcesUnit.places(of: explanation.form, isComputed: revealed == .max)
    let selected = SourcesUnit.selected(explanation.form, in: subject)
    let withMaps = places.indices.filter {
      subject.shape(ofLayer: subject.network.unit(at: places[$0], ofLayer: explanation.layer).layer).rank == 3
    }
    let hasRoom = subject.hasMaps && area.width >= 100 && area.body.height >= 26
    let beside = hasRoom ? 0 : UnitLedger.width(columns: area.width)
    let room = max(1, (area.width - beside) / 20 - (subject.hasMaps ? 1 : 0))
    let first = min(
      max(0, (withMaps.firstIndex(of: selected) ?? 0) - room / 2), max(0, withMaps.count - room))
    shown = withMaps.dropFirst(first).prefix(room).map { places[$0] }
    isStacked = hasRoom && !shown.isEmpty
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

  func draw(on screen: inout Screen) {
    if isStacked {
      drawStacked(on: &screen)
    } else {
      drawSideBySide(on: &screen)
    }
  }

  /// Maps, arithmetic and the own map from left to right, notes below.
  private func drawSideBySide(on screen: inout Screen) {
    var (column, bottom) = (shown.isEmpty ? 1 : 2, area.body.row)
    for place in shown {
      let end = drawSource(place, on: &screen.grid, column: column)
      (column, bottom) = (end.column + 3, max(bottom, end.row))
    }
    let isSoftmax = !subject.hasMaps && explanation.softmax != nil
    let wanted = UnitLedger.width(columns: area.width) + (shown.isEmpty ? isSoftmax ? 20 : 12 : 0)
    let width = min(wanted, area.width - column)
    let ledgerArea = area.from(row: area.body.row + 1).from(column: column).wide(width)
    bottom = max(bottom, drawLedger(on: &screen, ledgerArea, headingRow: area.row))
    let right = column + width + 2
    if subject.hasMaps {
      bottom = max(bottom, drawOwn(on: &screen.grid, column: right))
    } else if area.width - right >= 22 {
      drawReceptiveField(on: &screen.grid, subject, area.body.from(column: right), largest: 1)
    }
    var row = bottom + 1
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
    for (order, place) in shown.enumerated() {
      if order > 0 { drawSign(sign, on: &screen.grid, before: column) }
      let end = drawSource(place, on: &screen.grid, column: column)
      (column, bottom) = (end.column + 5, max(bottom, end.row))
    }
    drawSign("→", on: &screen.grid, before: column)
    bottom = max(bottom, drawOwn(on: &screen.grid, column: column))
    let width = UnitLedger.width(columns: area.width)
    let below = area.from(row: bottom + 2)
    let ledgerArea = below.from(column: 2).wide(width).high(min(ledger.lines.count, below.height))
    let end = drawLedger(on: &screen, ledgerArea, headingRow: bottom + 1)
    drawNotes(on: &screen.grid, row: end + 1, column: 3, width: width)
    let field = area.from(row: bottom + 1).from(column: width + 6)
    drawReceptiveField(on: &screen.grid, subject, field.wide(field.width - 2), largest: 3)
  }

  /// The sign between the maps of a merge.
  private var sign: String {
    if case .merged(let merge) = explanation.form { merge.operation.sign } else { "" }
  }

  private func drawSign(_ sign: String, on grid: inout CellGrid, before column: Int) {
    grid.write(sign, row: area.body.row + 5, endingAt: column - 2, .accent)
  }

  private func drawLedger(on screen: inout Screen, _ area: Area, headingRow: Int) -> Int {
    screen.grid.write(" \(heading) ", row: headingRow, column: area.column, .heading)
    screen.grid.write(" so far ", row: headingRow, endingAt: area.columns.upperBound - 1, .heading)
    let (end, selectedRow) = ledger.draw(on: &screen.grid, area)
    if let selectedRow { screen.cursor = ScreenCursor(row: selectedRow, column: area.column) }
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

  /// The columns that a map may take, so that there is room for all of them, the unit's own among them.
  private var mapColumns: Int {
    let maps = max(1, shown.count + (subject.hasMaps ? 1 : 0))
    let others = isStacked ? 5 * (maps - 1) : UnitLedger.width(columns: area.width) + 3 * shown.count + 2
    return (area.width - 3 - others) / maps
  }

  private func frame(_ map: SelectedMap, column: Int) -> MapFrame {
    let rows = area.body.height - (isStacked ? min(ledger.lines.count, 8) + 6 : 7)
    let scale = map.plane.size.scale(columns: mapColumns, rows: rows, largest: isStacked ? 10 : 4)
    return MapFrame(
      row: area.body.row + 1, column: column, size: map.plane.size, scale: scale ?? .shrunk(64))
  }

  /// Draws the map that a place stands on; returns the next free row and the column behind it.
  private func drawSource(_ place: InputPlace, on grid: inout CellGrid, column: Int) -> (
    row: Int, column: Int
  ) {
    let source = subject.network.unit(at: place, ofLayer: explanation.layer).layer
    let map = SelectedMap(subject, source: source, channel: place.position[2])
    let frame = frame(map, column: column)
    let name = subject.nameOfMap(place.position[2], ofLayer: source)
    let long = "\(name) of \(subject.name(ofLayer: source))"
    let wordings = [
      "in: \(long), \(frame.scale.text)", "\(long), \(frame.scale.text)", long, "in: \(name)", name,
    ]
    let title = fitting(wordings, in: mapColumns - 2)
    return draw(map, at: place.position, title: title, in: frame, on: &grid)
  }

  /// Draws a map with ruler bars on a place; returns the next free row and the column behind it.
  private func draw(
    _ map: SelectedMap, at position: [Int], title: String, in frame: MapFrame, on grid: inout CellGrid
  ) -> (row: Int, column: Int) {
    grid.write(" \(title) ", row: area.row, column: frame.column - 1, .heading)
    map.draw(on: &grid, in: frame, marking: MapPlaces(row: position[0], column: position[1]))
    return (frame.end, max(frame.columns.upperBound, frame.column + DisplayText.width(of: title)))
  }

  /// The unit's own map where there is room; returns the next free row.
  private func drawOwn(on grid: inout CellGrid, column: Int) -> Int {
    let map = SelectedMap(subject, layer: explanation.layer)
    let frame = frame(map, column: column)
    guard frame.columns.upperBound < area.width else { return area.body.row }
    let name = "out: \(mapName(subject))"
    let title = ["\(name), \(frame.scale.text)", name, "out"]
      .first { column + DisplayText.width(of: $0) + 2 <= area.width }
    return draw(map, at: explanation.position, title: title ?? "", in: frame, on: &grid).row
  }

  // MARK: Notes

  /// Where the number goes, what the unit sees, all of its digits where asked for.
  private func drawNotes(on grid: inout CellGrid, row: Int, column: Int, width: Int) {
    let digits =
      subject.display.showsNumbers && subject.isSelectionComputed ? [explanation.allDigitsInWords] : []
    let notes = area.from(row: row).from(column: column).wide(width)
    let below = area.from(row: grid.write(digits + connections(of: subject), in: notes) + 1)
    guard !isStacked, subject.hasMaps, area.width >= 100, below.height >= 7 else { return }
    drawReceptiveField(on: &grid, subject, below.from(column: 1).wide(70), largest: 1)
  }
}
