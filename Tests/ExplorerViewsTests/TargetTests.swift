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
    if let intent = view(state).intent(for: event) { _ = update(&after, intent) }
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
      if let intent = view(after).intent(for: event) { _ = update(&after, intent) }
    }
    return after
  }

  @Test("a double click leads one step closer, whether its first press selects or leads there itself")
  func doubleClick() throws {
    for state in try states() where state.prompt == nil {
      for (index, target) in view(state).targets.enumerated() where index.isMultiple(of: 16) {
        let (row, column) = (target.area.row, target.area.column)
        guard case .line(let line)? = view(state).target(atRow: row, column: column)?.pointing, line < 9
        else {
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
    _ = update(&state, keyMap.intent(for: .home, in: state))
    _ = update(&state, .pointAgain(.channel(0)))
    #expect(state.depth == .map)
  }

  @Test("a click selects what stands there, and a second click goes closer")
  func selecting() throws {
    for state in try states() {
      let screen = view(state)
      // Of many targets some: each sixteenth.
      for (index, target) in screen.targets.enumerated() where index.isMultiple(of: 16) {
        guard screen.target(atRow: target.area.row, column: target.area.column) == target,
          let pointing = target.pointing
        else { continue }
        let once = try pressing(target, in: state)
        switch pointing {
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
        case .pixel, .answer: Issue.record("nobody paints or asks here")
        case .match:
          #expect(once.prompt == nil)
          continue
        }
        guard once.notice == nil, once.depth == state.depth, once.line < 9 else { continue }
        var twice = once
        _ = update(&twice, .point(pointing))
        #expect(twice.depth > once.depth, "\(pointing)")
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

  @Test(
    "a click on a key of the hints does what the key does, or its words where it is the only one",
    arguments: Repertoire.allCases)
  func hints(repertoire: Repertoire) throws {
    var labels: Set<String> = []
    for keys in Self.keys + ["1 s Space", "s n", "i", "x"] {
      var state = try Scene.ship.state(rows: 60, columns: 200, keys: keys)
      state.repertoire = repertoire
      guard state.helpScroll == nil, state.prompt == nil else { continue }
      let screen = view(state)
      let row = screen.grid.text().split(separator: "\n", omittingEmptySubsequences: false)[59]
      let hints = repertoire.whileWriting { keyMap.hints(for: state) }
      for hint in hints where row.contains(hint.label + " " + hint.words) && hint.label != "arrows" {
        for (index, key) in hint.keys.enumerated() {
          let target = try #require(screen.targets.first { $0.intent == key.intent }, "\(hint)")
          let text = row.dropFirst(target.area.column).prefix(target.area.width)
          #expect(text == (hint.keys.count == 1 ? hint.label + " " + hint.words : key.label), "\(index)")
          let press = MouseEvent(.press, row: target.area.row, column: target.area.column)
          #expect(screen.intent(for: press) == key.intent)
          labels.insert(key.label)
        }
      }
    }
    let others: Set = ["Esc", "Space", "n", "N", ",", ">", "y", "?", "q"]
    let signs: Set = repertoire == .ascii ? ["Up", "Right", "Ret"] : ["↑", "→", "⏎"]
    #expect(labels.isSuperset(of: signs.union(others)), "\(labels)")
  }

  @Test("the hints carry what their keys ask for where one is, the clicker's too")
  func carriedIntents() throws {
    for state in try states() {
      for hint in keyMap.hints(for: state) {
        for key in hint.keys {
          let names = ["↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "⏎": "Enter", "PgDn": "PageDown"]
          let press = try #require(KeyPress(named: names[key.label] ?? key.label), "\(key.label)")
          guard state.prompt == nil else { continue }
          #expect(keyMap.intent(for: press, in: state) == key.intent, "\(key.label)")
        }
      }
    }
    var state = try Scene.ship.state(rows: 40, columns: 120, keys: "1")
    state.usesClicker = true
    let hint = try #require(keyMap.hints(for: state).first { $0.label == "PgUp PgDn" })
    #expect(hint.keys.map(\.intent) == [.step(.by(-1)), .step(.toggle)])
  }

  @Test("a click on what no longer stands there does nothing")
  func staleScreen() throws {
    let network = view(try Scene.ship.state(rows: 40, columns: 120, keys: ""))
    let map = view(try Scene.ship.state(rows: 40, columns: 120, keys: "1 Enter Enter"))
    let search = view(try Scene.ship.state(rows: 40, columns: 120, keys: "/"))
    for keys in ["?", ":", "/", "1 Enter", "1 Enter Enter", "1 Enter Enter Enter", ""] {
      let state = try Scene.ship.state(rows: 40, columns: 120, keys: keys)
      let stale = [
        keys == "" ? [] : network.targets.filter { $0.pointing?.isOfNetwork == true },
        keys == "1 Enter Enter" ? [] : Array(map.targets.filter { $0.pointing != nil }.prefix(40)),
        keys == "/" ? [] : search.targets,
      ].joined()
      for pointing in stale.compactMap(\.pointing) {
        for intent in [Intent.point(pointing), .pointAgain(pointing), .drag(pointing)] {
          var after = state
          #expect(update(&after, intent) == [])
          #expect(
            after.bookmark == state.bookmark && after.token == state.token && after.prompt == state.prompt)
          #expect(after.helpScroll == state.helpScroll, "\(keys) \(intent)")
        }
      }
    }
  }

  @Test("a match leads where it was pointed at, whatever was typed since")
  func staleMatch() throws {
    var state = try Scene.ship.state(rows: 40, columns: 120, keys: "/ p o o l")
    let matches = view(state).targets.compactMap(\.pointing)
    #expect(matches.first == .match(.line(2)))
    for character in "_1" { _ = update(&state, .edit(.insert(String(character)))) }
    _ = update(&state, .point(.match(.line(2))))
    #expect(state.line == 2 && state.prompt == nil)
  }

  @Test("a click on the hint that pauses pauses")
  func pausing() throws {
    var state = try Scene.ship.state(rows: 40, columns: 120, keys: "1 s Space")
    #expect(state.playhead.isPlaying)
    let target = try #require(view(state).targets.first { $0.intent == .step(.togglePlaying) })
    state = try pressing(target, in: state)
    #expect(!state.playhead.isPlaying)
  }

  @Test("lines, tokens, maps, cells and hints can all be pointed at")
  func kinds() throws {
    func targets(_ keys: String, rows: Int = 40, columns: Int = 120) throws -> [Pointing] {
      view(try Scene.ship.state(rows: rows, columns: columns, keys: keys)).targets.compactMap(\.pointing)
    }
    let network = try targets("")
    for line in 0...9 { #expect(network.contains(.line(line))) }
    for token in 0..<3 { #expect(network.contains(.token(line: 1, index: token))) }
    for channel in 0..<32 { #expect(network.contains(.channel(channel))) }
    for index in 0..<10 { #expect(network.contains(.logit(index))) }
    for (keys, count) in [("7 Enter", 64), ("8 Enter", 10), ("9 Enter", 10), ("6 Enter", 1_024)] {
      let units = Set(try targets(keys))
      for unit in 0..<count { #expect(units.contains(.channel(unit)), "\(keys) \(unit)") }
    }
    let map = Set(try targets("5 Enter Enter"))
    for row in 0..<4 { for column in 0..<4 { #expect(map.contains(.cell(row: row, column: column))) } }
    let reading = Set(try targets("1 Enter Enter"))
    #expect(reading.contains(.source(row: 30, column: 31)))
    #expect(try targets("/ p o o l").contains(.match(.line(4))))
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
    for pointing in [Pointing.line(3), .channel(4), .match(.line(2)), .token(line: 3, index: 0)] {
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

  @Test(":mouse takes the mouse and gives it back, and says what it does")
  func toggling() throws {
    var state = try Scene.ship.state(rows: 24, columns: 80, keys: ": m o u s e Enter")
    #expect(state.usesMouse && state.report?.contains("second click") == true)
    for key in ": m o u s e Enter".split(separator: " ").compactMap({ KeyPress(named: String($0)) }) {
      _ = update(&state, keyMap.intent(for: key, in: state))
    }
    #expect(!state.usesMouse && state.report != nil)
  }
}

extension Pointing {
  /// Whether it stands beside or in the listing.
  fileprivate var isOfNetwork: Bool {
    switch self {
    case .line, .token, .logit: true
    case .channel, .cell, .source, .pixel, .match, .answer: false
    }
  }
}

extension Target {
  /// The place that they show; `nil` for a hint.
  var pointing: Pointing? {
    if case .place(let pointing) = content { pointing } else { nil }
  }
  /// What pressing a hint asks for; `nil` for a place.
  var intent: Intent? {
    if case .hint(let intent) = content { intent } else { nil }
  }
}
