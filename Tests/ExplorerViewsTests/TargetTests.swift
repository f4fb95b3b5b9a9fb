import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import TestSupport
import Testing

/// What the mouse can point at, and where that leads.
struct TargetTests {
  private static let sizes = [(20, 60), (24, 80), (40, 120), (60, 200)]
  private static let keys = [
    "", "3", "7", "9", "Enter", "3 Enter", "6 Enter", "7 Enter", "9 Enter", "0 Enter Enter", "1 Enter Enter",
    "2 Enter Enter", "3 Enter Enter", "1 Enter Enter Enter", "y", "1 s n", "1 Enter Enter s n", "/",
    "/ c o n",
    ": c", "?",
  ]

  private func states() throws -> [ExplorerState] {
    try Self.sizes.flatMap { rows, columns in
      try Self.keys.map { try Scene.ship.state(rows: rows, columns: columns, keys: $0) }
    }
  }

  /// The state after the mouse was pressed on a target.
  private func pressing(_ target: Target, in state: ExplorerState) throws -> ExplorerState {
    var after = state
    let event = MouseEvent(.press, row: target.area.row, column: target.area.column)
    if let action = view(state).action(for: event) { _ = update(&after, action) }
    return after
  }

  @Test("every target lies on the screen, and has a cell of its own")
  func inside() throws {
    for state in try states() {
      let screen = view(state)
      for target in screen.targets {
        #expect(!target.area.isEmpty && target.area.intersection(screen.grid.area) == target.area)
      }
      if state.helpScroll != nil || state.prompt?.kind == .command { #expect(screen.targets.isEmpty) }
    }
  }

  /// The state after the mouse was pressed at a cell as often as a person presses it in one go.
  private func pressing(_ count: Int, row: Int, column: Int, in state: ExplorerState) -> ExplorerState {
    var after = state
    for number in 0..<count {
      let event = MouseEvent(number == 0 ? .press : .pressAgain, row: row, column: column)
      if let action = view(after).action(for: event) { _ = update(&after, action) }
    }
    return after
  }

  @Test("a double click leads one step closer, whether its first press selects or leads there itself")
  func doubleClick() throws {
    for state in try states() where state.prompt == nil {
      for (index, target) in view(state).targets.enumerated() where index.isMultiple(of: 16) {
        let (row, column) = (target.area.row, target.area.column)
        guard case .line(let line)? = view(state).pointing(atRow: row, column: column), line < 9 else {
          continue
        }
        for count in 2...4 {
          let after = pressing(count, row: row, column: column, in: state)
          #expect(after.depth == .layer && after.line == line, "\(count) presses")
        }
      }
    }
  }

  @Test("a press that leads closer is forgotten when a key is pressed")
  func keyBetweenPresses() throws {
    var state = try Scene.ship.state(rows: 24, columns: 80, keys: "1")
    _ = update(&state, .point(.line(1)))
    #expect(state.depth == .layer)
    _ = update(&state, .pointAgain(.channel(0)))
    #expect(state.depth == .layer)
    _ = update(&state, keyMap.action(for: .home, in: state))
    _ = update(&state, .pointAgain(.channel(0)))
    #expect(state.depth == .map)
  }

  @Test("a click selects what stands there, and a second click goes closer")
  func selecting() throws {
    for state in try states() {
      let screen = view(state)
      // Of many targets some: each sixteenth.
      for (index, target) in screen.targets.enumerated() where index.isMultiple(of: 16) {
        guard screen.pointing(atRow: target.area.row, column: target.area.column) == target.pointing else {
          continue
        }
        let once = try pressing(target, in: state)
        switch target.pointing {
        case .line(let line): #expect(once.line == line)
        case .token(let line, let token):
          #expect(once.line == line && (once.token == token || once.depth > state.depth))
        case .channel(let channel): #expect(once.cursor.channel == channel)
        case .logit(let index): #expect(once.line == 8 && once.cursor.channel == index)
        case .cell(let row, let column):
          #expect(once.cursor.row == row && once.cursor.column == column)
        case .source(let row, let column):
          let reads = try window(of: once)
          #expect(once.notice != nil || (reads.rows.contains(row) && reads.columns.contains(column)))
          #expect(once.depth == .map)
          continue
        case .key(let key):
          var pressed = state
          _ = update(&pressed, keyMap.action(for: key, in: state))
          #expect(pressed.bookmark == once.bookmark && pressed.notice == once.notice)
          continue
        case .match:
          #expect(once.prompt == nil)
          continue
        }
        guard once.notice == nil, once.depth == state.depth, once.line < 9 else { continue }
        var twice = once
        _ = update(&twice, .point(target.pointing))
        #expect(twice.depth > once.depth, "\(target.pointing)")
      }
    }
  }

  /// The rows and columns that the selected cell reads.
  private func window(of state: ExplorerState) throws -> (rows: Range<Int>, columns: Range<Int>) {
    let network = try #require(state.model.network)
    let layer = try #require(state.layer)
    let input = try #require(network.inputShapes(ofLayer: layer).first)
    let grid = try #require(network.layers[layer].operation.grid(over: input))
    return (grid.rows.places(at: state.cursor.row), grid.columns.places(at: state.cursor.column))
  }

  @Test("lines, tokens, maps, cells and hints can all be pointed at")
  func kinds() throws {
    func targets(_ keys: String, rows: Int = 40, columns: Int = 120) throws -> [Pointing] {
      view(try Scene.ship.state(rows: rows, columns: columns, keys: keys)).targets.map(\.pointing)
    }
    let network = try targets("")
    for line in 0...9 { #expect(network.contains(.line(line))) }
    for token in 0..<3 { #expect(network.contains(.token(line: 1, index: token))) }
    for channel in 0..<32 { #expect(network.contains(.channel(channel))) }
    for key in [KeyPress.up, .right, .enter, .character("y"), .character("q")] {
      #expect(network.contains(.key(key)))
    }
    for index in 0..<10 { #expect(network.contains(.logit(index))) }
    for (keys, count) in [("7 Enter", 64), ("8 Enter", 10), ("9 Enter", 10), ("6 Enter", 1_024)] {
      let units = Set(try targets(keys))
      for unit in 0..<count { #expect(units.contains(.channel(unit)), "\(keys) \(unit)") }
    }
    let map = Set(try targets("5 Enter Enter"))
    for row in 0..<4 { for column in 0..<4 { #expect(map.contains(.cell(row: row, column: column))) } }
    let reading = Set(try targets("1 Enter Enter"))
    #expect(reading.contains(.source(row: 30, column: 31)))
    #expect(try targets("/ p o o l").contains(.match(1)))
  }

  @Test("dragging moves the cursor of a map, and nothing else")
  func dragging() throws {
    var state = try Scene.ship.state(rows: 40, columns: 120, keys: "1 Enter Enter")
    _ = update(&state, .drag(.cell(row: 5, column: 6)))
    #expect(state.cursor.row == 5 && state.cursor.column == 6)
    _ = update(&state, .drag(.source(row: 10, column: 20)))
    #expect(state.cursor.row == 9 && state.cursor.column == 19)
    _ = update(&state, .drag(.source(row: 31, column: 0)))
    #expect(state.cursor.row == 29 && state.cursor.column == 0)
    let place = state.bookmark
    for pointing in [Pointing.line(3), .channel(4), .key(.character("q")), .token(line: 3, index: 0)] {
      #expect(update(&state, .drag(pointing)) == [])
      #expect(state.bookmark == place)
    }
  }

  @Test("the wheel goes through lines, pages and the help")
  func wheel() throws {
    var state = try Scene.ship.state(rows: 24, columns: 80, keys: "")
    _ = update(&state, .wheel(by: 1))
    #expect(state.line == 2)
    state = try Scene.ship.state(rows: 24, columns: 80, keys: "3 Enter Home")
    _ = update(&state, .wheel(by: 1))
    #expect(state.cursor.channel == 32)
    state = try Scene.ship.state(rows: 24, columns: 80, keys: "?")
    _ = update(&state, .wheel(by: 1))
    #expect(state.helpScroll == 1)
    state = try Scene.ship.state(rows: 24, columns: 80, keys: "/ c o n v")
    _ = update(&state, .wheel(by: 1))
    #expect(state.prompt?.choice == 1)
  }

  @Test("M takes the mouse and gives it back, and says what it does")
  func toggling() throws {
    var state = try Scene.ship.state(rows: 24, columns: 80, keys: "M")
    #expect(state.usesMouse && state.report?.contains("second click") == true)
    _ = update(&state, keyMap.action(for: .character("M"), in: state))
    #expect(!state.usesMouse && state.report != nil)
  }
}
