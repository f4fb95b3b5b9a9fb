public import CellScreen
import ConvNet
public import Explorer
import KerasNotation
import Tensors

/// Cells of the screen that the mouse can be pressed on.
public struct Target: Equatable, Sendable {
  /// What cells show.
  public enum Content: Equatable, Sendable {
    /// A place.
    case place(Pointing)
    /// A key of the hints, by what it asks for.
    case hint(Intent)
  }

  /// The cells.
  public let area: Area
  /// What they show.
  public let content: Content

  /// The same so many rows farther down.
  func moved(down rows: Int) -> Target {
    let place = Area(row: area.row + rows, column: area.column, height: area.height, width: area.width)
    return Target(area: place, content: content)
  }
}

extension Screen {
  /// What the mouse asks for; `nil` where it is at nothing.
  public func intent(for event: MouseEvent) -> Intent? {
    let content = target(atRow: event.row, column: event.column)?.content
    switch (event.kind, content) {
    case (.wheelUp, _): return .wheel(by: -1)
    case (.wheelDown, _): return .wheel(by: 1)
    case (.press, .place(let pointing)): return .point(pointing)
    case (.pressAgain, .place(let pointing)): return .pointAgain(pointing)
    case (.drag, .place(let pointing)): return .drag(pointing)
    case (.press, .hint(let intent)), (.pressAgain, .hint(let intent)): return intent
    case (.drag, .hint), (_, nil): return nil
    }
  }

  /// What stands at a cell; where several targets do, the last.
  public func target(atRow row: Int, column: Int) -> Target? {
    targets.last { $0.area.contains(row: row, column: column) }
  }

  /// Adds a target, as far as it lies on the screen.
  mutating func addTarget(_ area: Area, _ pointing: Pointing) {
    addTarget(area, showing: .place(pointing))
  }

  /// Adds the keys of a hint: of several each by its name, none where they have one name; of one its words too, up to a
  /// column.
  mutating func addTargets(of hint: Hint, row: Int, column: Int, end: Int) {
    guard hint.namesEachKey else { return }
    var column = column
    for key in hint.keys {
      let width = hint.keys.count == 1 ? end - column : DisplayText.width(of: key.label)
      addTarget(Area(row: row, column: column, height: 1, width: width), showing: .hint(key.intent))
      column += width + hint.gap
    }
  }

  private mutating func addTarget(_ area: Area, showing content: Target.Content) {
    let area = area.intersection(grid.area)
    if !area.isEmpty { targets.append(Target(area: area, content: content)) }
  }

  /// Adds the cells of a map: each leads to the number that its upper pixel shows.
  ///
  /// A line of the map takes `lineHeight` pixels.
  mutating func addMapTargets(
    _ map: MapFrame, lineHeight: Int = 1, _ pointing: (_ row: Int, _ column: Int) -> Pointing
  ) {
    let factor = if case .enlarged(let factor) = map.scale { factor } else { 1 }
    for cellRow in 0..<(map.halfRows.count * lineHeight + 1) / 2 {
      let row = map.scale.number(at: 2 * cellRow / lineHeight)
      for column in stride(from: 0, to: map.columns.count, by: factor) {
        let area = Area(row: map.row + cellRow, column: map.column + column, height: 1, width: factor)
        addTarget(area, pointing(row, map.scale.number(at: column)))
      }
    }
  }
}

extension MapScale {
  /// The number, or the first of those, that a pixel shows.
  fileprivate func number(at pixel: Int) -> Int {
    switch self {
    case .enlarged(let factor): pixel / factor
    case .shrunk(let factor): pixel * factor
    }
  }
}

/// Adds the targets that follow from the layout: lines and tokens, the strip, the sheet, the map.
func addTargets(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  if state.depth == .network {
    addListingTargets(on: &screen, state, layout)
    if state.shown != nil, let strip = layout.strip { addStripTargets(on: &screen, strip) }
  }
  // While one paints there is only the picture to point at; what stands beside each other has places of its own.
  guard state.brush == nil, state.evidence == nil, state.look != .beside else { return }
  guard let evaluation = state.shown, let layer = state.layer else { return }
  if let sheet = layout.sheet { addSheetTargets(on: &screen, sheet) }
  guard state.depth == .map, state.hasMaps else { return }
  let panes = MapPanes(layout.ruled, map: evaluation.trace.network.shapes[layer], isInput: layer == 0)
  screen.addMapTargets(panes.map) { Pointing.cell(row: $0, column: $1) }
}

/// The lines of the listing, and the tokens of their code that govern something.
private func addListingTargets(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  let area = layout.listing
  for row in 0..<area.height where layout.firstLine + row < state.model.lineCount {
    let line = layout.firstLine + row
    screen.addTarget(Area(row: area.row + row, column: 0, height: 1, width: area.width), .line(line))
    guard state.model.lines.indices.contains(line) else { continue }
    let limit = codeLimit(state, line, width: area.width)
    var column = state.model.columns.codeStart
    var index = 0
    for token in state.model.lines[line].tokens {
      let width = DisplayText.width(of: token.text)
      if token.meaning != nil {
        let end = min(column + width, limit)
        let place = Area(row: area.row + row, column: column, height: 1, width: end - column)
        screen.addTarget(place, .token(line: line, index: index))
        index += 1
      }
      column += width
    }
  }
}

/// The columns of the strip.
private func addStripTargets(on screen: inout Screen, _ strip: StripLayout) {
  for item in strip.items {
    let area = Area(
      row: strip.area.row, column: item.column, height: strip.area.height, width: item.width + item.sheets)
    screen.addTarget(area, .line(item.line))
  }
}

/// The maps of a sheet with their labels.
private func addSheetTargets(on screen: inout Screen, _ sheet: SheetLayout) {
  for channel in sheet.channels {
    let origin = sheet.origin(of: channel)
    let top = sheet.hasLabels ? (origin.halfRow - 1) / 2 - 1 : origin.halfRow / 2
    let bottom = (origin.halfRow + sheet.mapHeight + 1) / 2
    let area = Area(row: top, column: origin.column, height: bottom - top, width: sheet.mapWidth)
    screen.addTarget(area, .channel(channel))
  }
}
