import CellScreen
import ConvNet
import Explorer
import Tensors

/// A pooling unit: the map it reads with the window on it, the window's numbers with the winner, its own map.
struct PoolingUnit {
  private let subject: Subject
  private let area: Area
  private let window: PoolingWindow
  private let size: Size2D
  private let source: Int
  private let windows: WindowGrid
  private let before: SelectedMap
  private let after: SelectedMap
  private let scale: MapScale
  /// How many places of the window the pass has come to.
  private let revealed: Int

  /// `nil` for other layers than pooling ones, and where the window's numbers don't fit the screen.
  init?(_ subject: Subject, _ explanation: Explanation, _ area: Area) {
    let network = subject.evaluation.trace.network
    guard let source = subject.model.source(ofLayer: explanation.layer), subject.hasMaps,
      let window = PoolingWindow(explanation.form),
      let windows = network.layers[explanation.layer].operation.grid(over: network.shapes[source])
    else { return nil }
    let size = Size2D(height: windows.rows.windowExtent, width: windows.columns.windowExtent)
    guard 3 * size.height + 4 <= area.body.height, PoolingUnit.boxWidth(size) <= area.width / 2 else {
      return nil
    }
    before = SelectedMap(subject, source: source, channel: subject.cursor.channel)
    after = SelectedMap(subject, layer: explanation.layer)
    let side = (area.width - PoolingUnit.boxWidth(size) - 6) / 2
    guard
      let scale = MapScale.fitting(
        height: before.plane.height, width: before.plane.width, columns: side, rows: area.body.height - 7,
        largest: 4)
    else { return nil }
    self.subject = subject
    self.area = area
    self.window = window
    self.size = size
    self.source = source
    self.windows = windows
    self.scale = scale
    revealed = min(Progress(subject).terms(of: explanation.unit), window.places.count)
  }

  private static func boxWidth(_ size: Size2D) -> Int { max(5 + size.width * 12, 34) }
  private var top: Int { area.body.row + 1 }
  private var boxColumn: Int { 5 + scale.pixels(before.plane.width) }
  private var outColumn: Int { boxColumn + PoolingUnit.boxWidth(size) }

  func draw(on screen: inout Screen) {
    drawInput(on: &screen.grid)
    screen.grid.write(" the window ", row: area.row, column: boxColumn, .role(.text, .bold))
    let boxEnd = drawWindowBox(
      on: &screen.grid, subject, window, revealed: revealed, source: source, size: size,
      row: top, column: boxColumn)
    let outcome = Area(
      row: boxEnd + 1, column: boxColumn, height: area.rows.upperBound - boxEnd - 1,
      width: PoolingUnit.boxWidth(size))
    let winnerEnd = drawOutcome(
      on: &screen.grid, subject, window, revealed: revealed, source: source, outcome)
    drawOutput(on: &screen)
    let below = max(top + (scale.pixels(before.plane.height) + 1) / 2 + 1, winnerEnd + 1)
    let width = (area.width >= 180 ? outColumn : area.width) - 4
    let notesEnd = drawPoolingNotes(
      on: &screen.grid, subject, windows,
      Area(row: below, column: 2, height: area.rows.upperBound - below, width: width))
    drawField(on: &screen.grid, below: notesEnd)
  }

  /// The map that is read; the track around it alternates from window to window, so that the windows tile it.
  private func drawInput(on grid: inout CellGrid) {
    let name = subject.model.lines[source].name
    let headings = [
      "in: map \(subject.cursor.channel) of \(name), \(scale.text)",
      "in: map \(subject.cursor.channel), \(scale.text)", "in, \(scale.text)", "in",
    ]
    let heading = fitting(headings, in: scale.pixels(before.plane.width) + 2)
    grid.write(" \(heading) ", row: area.row, column: 1, .role(.text, .bold))
    drawRuled(
      on: &grid, before, row: top, column: 2, scale: scale, rows: windows.rows.places(at: subject.cursor.row),
      columns: windows.columns.places(at: subject.cursor.column), windows: windows)
  }

  /// The unit's own map to the same scale, so that the halving is seen.
  private func drawOutput(on screen: inout Screen) {
    guard outColumn + scale.pixels(after.plane.width) < area.width else { return }
    let cursor = subject.cursor
    screen.grid.write(
      " out: \(mapName(subject)), \(scale.text) ", row: area.row, column: outColumn, .role(.text, .bold))
    drawRuled(
      on: &screen.grid, after, row: top, column: outColumn, scale: scale, rows: cursor.row..<cursor.row + 1,
      columns: cursor.column..<cursor.column + 1)
    screen.cursor = Screen.Place(
      row: top + scale.pixel(of: cursor.row) / 2, column: outColumn + scale.pixel(of: cursor.column))
  }

  /// What the unit sees of the picture, where there is room.
  private func drawField(on grid: inout CellGrid, below notesEnd: Int) {
    if area.width >= 180 {
      let start = top + (scale.pixels(after.plane.height) + 1) / 2 + 2
      let area = Area(
        row: start, column: outColumn - 1, height: area.rows.upperBound - start, width: area.width - outColumn
      )
      drawReceptiveField(on: &grid, subject, area, largest: 3)
    } else if area.width >= 100 {
      let area = Area(row: notesEnd + 1, column: 1, height: area.rows.upperBound - notesEnd - 1, width: 36)
      drawReceptiveField(on: &grid, subject, area, largest: 1)
    }
  }
}

/// The numbers of the window on their colours, the winner in brackets; returns the row after them.
private func drawWindowBox(
  on grid: inout CellGrid, _ subject: Subject, _ window: PoolingWindow,
  revealed: Int, source: Int, size: Size2D, row: Int, column: Int
) -> Int {
  let colours = ColourScale(subject.afterActivation, layer: source, channel: subject.cursor.channel)
  let winner = window.kept(ofPlaces: revealed)
  for (index, place) in window.places.enumerated() {
    let isWinner = index == winner
    let (line, cell) = (row + 1 + index / size.width * 3, column + 4 + index % size.width * 12)
    if index < size.width { grid.write("col \(place.position[1])", row: row, column: cell + 1, .dim) }
    if index % size.width == 0 {
      grid.write("\(place.position[0])", row: line + 1, endingAt: column + 3, .dim)
    }
    let style: Style =
      place.isOutside ? .dim : Style(.contrast, on: colours.ground(for: place.value), isWinner ? .bold : [])
    grid.fill(Area(row: line, column: cell, height: 3, width: 11), with: Cell(" ", style))
    guard index < revealed else {
      grid.fill(Area(row: line, column: cell, height: 3, width: 11), with: .blank)
      grid.write("·····", row: line + 1, column: cell + 2, .role(.notComputed))
      continue
    }
    let text = place.isOutside ? "padding" : NumberText.fixed(place.value, decimals: 4)
    grid.write(isWinner ? "[\(text)]" : " \(text) ", row: line + 1, column: cell + 1, style)
  }
  return row + 1 + 3 * size.height
}

/// What comes out of the window: its winner, or its mean; returns the next free row.
private func drawOutcome(
  on grid: inout CellGrid, _ subject: Subject, _ window: PoolingWindow, revealed: Int, source: Int,
  _ area: Area
) -> Int {
  var lines = outcomeLines(subject, window, revealed: revealed, source: source)
  // What came out stays longest, then what it was made of.
  while lines.count > max(1, area.height), lines.count > 1 {
    lines.remove(at: lines.last?.style == .dim ? lines.count - 1 : 0)
  }
  for (index, line) in lines.prefix(area.height).enumerated() {
    grid.write(line.words, row: area.row + index, column: area.column, line.style)
  }
  return area.row + lines.count
}

/// How a window's winner was found, or its mean, line by line.
private func outcomeLines(
  _ subject: Subject, _ window: PoolingWindow, revealed: Int, source: Int
) -> [(words: String, style: Style)] {
  guard revealed == window.places.count else {
    let done = window.isAverage ? "added" : "compared"
    return [("\(revealed) of \(window.places.count) numbers \(done)", .role(.accent, .bold))]
  }
  guard let index = window.kept(ofPlaces: window.places.count) else {
    return meanLines(WindowAverage(places: window.places))
  }
  let winner = window.places[index]
  let values = window.places.filter { !$0.isOutside }.map { NumberText.fixed($0.value, decimals: 4) }
  let list = values.count <= 4 ? values.joined(separator: ", ") : "\(values.count) numbers"
  let arithmetic = wrapped("max(\(list)) = \(NumberText.fixed(winner.value, decimals: 4))", to: 33)
  let name = subject.model.lines[source].name.truncated(to: 20)
  let place = winner.position.map(String.init).joined(separator: ",")
  let role = winner.value.isNaN ? "NaN, from" : "winner:"
  return arithmetic.map { ($0, .role(.shape)) } + [
    ("\(role) \(name)[\(place)]", .role(.accent, .bold)),
    ("the \(values.count - 1) others are forgotten", .dim),
  ]
}

/// The sum of a window and what it is divided by, line by line.
private func meanLines(_ window: WindowAverage) -> [(words: String, style: Style)] {
  let count = NumberText.grouped(window.count)
  let sum = NumberText.fixed(window.sum, decimals: 4)
  let mean = NumberText.fixed(window.sum / Double(window.count), decimals: 4)
  let padded = window.places.count - window.count
  return [
    ("sum of \(count) numbers = \(sum)", .role(.shape)),
    ("mean: \(sum) ÷ \(count) = \(mean)", .role(.accent, .bold)),
    (padded == 0 ? "all \(count) count alike" : "padding (\(padded)) is not counted", .dim),
  ]
}

/// The numbers under a pooling window, of which the largest is kept or the mean taken.
struct PoolingWindow {
  /// The places by row, then column.
  let places: [WindowPlace]
  /// Whether the mean is taken.
  let isAverage: Bool

  /// `nil` for other forms.
  init?(_ form: Explanation.Form) {
    switch form {
    case .windowMaximum(let window): (places, isAverage) = (window.places, false)
    case .windowAverage(let window): (places, isAverage) = (window.places, true)
    case .given, .weightedSum, .moved, .padding, .elementwise, .merged, .held: return nil
    }
  }

  /// The index of the largest of the first places; `nil` of none, and where the mean is taken.
  func kept(ofPlaces count: Int) -> Int? {
    guard !isAverage, count > 0 else { return nil }
    return WindowMaximum(places: Array(places.prefix(count))).winner
  }
}

/// What the size in the code means, and where the number comes from and goes to.
private func drawPoolingNotes(
  on grid: inout CellGrid, _ subject: Subject, _ windows: WindowGrid,
  _ area: Area
) -> Int {
  let size = Size2D(height: windows.rows.windowExtent, width: windows.columns.windowExtent)
  let strides = Size2D(height: windows.rows.stride, width: windows.columns.stride)
  let (across, down) = (windows.columns.outputExtent, windows.rows.outputExtent)
  let count = NumberText.grouped(across * down)
  let wordings = [
    "\(size) is the size of the window, not the number of pieces: \(across) across × \(down) down = \(count) a map.",
    "\(size) = the window's size, not the pieces: \(across) across × \(down) down = \(count) a map.",
  ]
  var notes = [fitting(wordings, in: area.width)]
  if strides == size, area.height > 3 {
    notes.append(
      "The windows sit side by side: the next starts \(strides.width) columns on, or \(strides.height) rows down."
    )
  }
  notes += unitConnections(subject)
  let lines = notes.flatMap { wrapped($0, to: area.width) }
  for (index, line) in lines.enumerated() where index < area.height {
    grid.write(line, row: area.row + index, column: area.column, .dim)
  }
  return area.row + lines.count
}
