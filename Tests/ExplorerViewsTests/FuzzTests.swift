import CellScreen
import Explorer
import ExplorerViews
import Foundation
import TestSupport
import Testing

/// A long random session on a subject.
struct FuzzCase: Sendable, CustomTestStringConvertible {
  let subject: Subject
  let seed: UInt64
  let events: Int

  var testDescription: String { "\(subject.name), seed \(seed)" }

  /// `CNNVIEW_FUZZ=50` makes every session fifty times as long.
  private static let factor = ProcessInfo.processInfo.environment["CNNVIEW_FUZZ"].flatMap(Int.init) ?? 1

  static let all =
    sessions(on: [.bundled, .bundled, .bundled, .bundled], events: 2_500)
    + sessions(on: Subject.fixtures, events: 56_000 / Subject.fixtures.count)
    + sessions(on: Subject.spoiled, events: 24_000 / Subject.spoiled.count)
    + sessions(on: Subject.scenes, events: 4_000)

  private static func sessions(on subjects: [Subject], events: Int) -> [FuzzCase] {
    subjects.enumerated().map { index, subject in
      FuzzCase(subject: subject, seed: UInt64(index), events: events * factor)
    }
  }
}

/// Keys, sizes and answers without end: nothing may trap, and nothing may be drawn that harms a terminal.
///
/// Every screen below the smallest size is drawn, of the others one of sixteen; `RandomWalkTests` look at more rules
/// on fewer screens.
struct FuzzTests {
  @Test(
    "no sequence of keys, sizes and answers traps, or draws a control character or outside the screen",
    arguments: FuzzCase.all)
  func session(session: FuzzCase) throws {
    var generator = SeededGenerator(seed: session.seed)
    var state = try session.subject.make(24, 80)
    let evaluation = state.evaluation
    var shown = view(state)
    var latest: [String] = []
    for event in 0..<session.events {
      let (happening, name) = FuzzEvents.happening(in: state, shown: shown, evaluation, &generator)
      latest.append(name)
      if latest.count > 60 { latest.removeFirst(30) }
      happening.act(on: &state)
      guard event.isMultiple(of: 16) || isTooSmall(state) else { continue }
      shown = view(state)
      let faults = gridFaults(shown, rows: state.rows, columns: state.columns)
      guard faults.isEmpty else {
        let size = "\(state.columns)×\(state.rows)"
        Issue.record(
          "event \(event), \(size), after \(latest.joined(separator: " ")): \(faults)\n\(shown.grid.text())")
        return
      }
    }
  }

  @Test("there are a hundred thousand events, most of them on small screens")
  func events() {
    #expect(FuzzCase.all.reduce(0) { $0 + $1.events } >= 100_000)
    var generator = SeededGenerator(seed: 0)
    let sizes = (0..<1_000).map { _ in FuzzEvents.size(&generator) }
    #expect(sizes.count { $0.rows <= 24 && $0.columns <= 80 } > 800)
    #expect(sizes.contains { $0.rows == 1 && $0.columns == 1 } && sizes.contains { $0 == (150, 500) })
  }
}

private func isTooSmall(_ state: ExplorerState) -> Bool {
  state.rows < Layout.smallest.rows || state.columns < Layout.smallest.columns
}

/// What is wrong with the cells of a screen, in words.
private func gridFaults(_ screen: Screen, rows: Int, columns: Int) -> [String] {
  var faults: [String] = []
  let grid = screen.grid
  if grid.height != max(0, rows) || grid.width != max(0, columns) {
    faults.append("the screen has \(grid.width)×\(grid.height) cells")
  }
  if let cursor = screen.cursor, !grid.area.contains(row: cursor.row, column: cursor.column) {
    faults.append("the cursor is outside, at \(cursor)")
  }
  faults += grid.collisions.prefix(3)
  // A plain loop: there are many cells, and tests aren't optimised.
  let cells = grid.cells
  var index = 0
  while index < cells.count {
    switch cells[index].content {
    case .pixels: break
    case .glyph(let glyph):
      let character = glyph.character
      if character != " ", !isHarmless(character) {
        faults.append("\(character.unicodeScalars.map(\.value)) at \(index)")
      }
    case .continuation:
      let isRightHalf = index % grid.width > 0 && isWide(cells[index - 1])
      if !isRightHalf { faults.append("half a grapheme at \(index)") }
    }
    index += 1
  }
  return faults
}

/// Whether a character acts on nothing but its own cells.
private func isHarmless(_ character: Character) -> Bool {
  if let ascii = character.asciiValue { return (0x20..<0x7F).contains(ascii) }
  return character.unicodeScalars.allSatisfy { scalar in
    ![.control, .format, .lineSeparator, .paragraphSeparator, .privateUse].contains(
      scalar.properties.generalCategory)
  }
}

private func isWide(_ cell: Cell) -> Bool {
  if case .glyph(let glyph) = cell.content { DisplayText(String(glyph.character)).width == 2 } else { false }
}

/// What can happen in a session: as in a random walk, with smaller screens and stranger keys.
private enum FuzzEvents {
  /// The mouse somewhere on the screen that was drawn last, which may be another one by then, or a little outside.
  private static func mouse(
    on shown: Screen, in state: ExplorerState, _ generator: inout SeededGenerator
  ) -> (Happening, String) {
    let kinds: [MouseEvent.Kind] = [.press, .press, .pressAgain, .drag, .wheelUp, .wheelDown]
    let event = MouseEvent(
      kinds[Int.random(in: 0..<kinds.count, using: &generator)],
      row: Int.random(in: 0...max(0, state.rows), using: &generator),
      column: Int.random(in: 0...max(0, state.columns), using: &generator))
    return (shown.intent(for: event).map(Happening.wanted) ?? .reported(.tick), "\(event)")
  }

  private static let strangers: [KeyPress] = ["é", "日", "👩‍🔬", "\u{202E}", "\u{1B}", "\0", "~"].map {
    .character($0)
  }

  /// A size: below the smallest that can be shown mostly, near it often, now and then any.
  static func size(_ generator: inout SeededGenerator) -> (rows: Int, columns: Int) {
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    switch number(0...99) {
    case 0: return (150, 500)
    case 1...3: return (number(0...150), number(0...500))
    case 4...9: return (number(24...50), number(80...170))
    case 10...14: return (1, 1)
    case 15...54: return (number(0...21), number(0...62))
    default: return (number(20...24), number(60...80))
    }
  }

  static func happening(
    in state: ExplorerState, shown: Screen, _ evaluation: Evaluation?, _ generator: inout SeededGenerator
  ) -> (Happening, String) {
    switch Int.random(in: 0..<40, using: &generator) {
    case 0:
      let size = size(&generator)
      return (.reported(.resized(rows: size.rows, columns: size.columns)), "\(size.columns)×\(size.rows)")
    case 1: return (.reported(.tick), "tick")
    case 2:
      let key = strangers[Int.random(in: 0..<strangers.count, using: &generator)]
      return (.wanted(keyMap.intent(for: key, in: state)), "\(key)")
    case 3: return mouse(on: shown, in: state, &generator)
    case 4: return (.wanted(.paste("4\u{1B}[2J\u{202E}日\n")), "paste")
    default:
      let (happening, name) = RandomEvents.happening(in: state, evaluation, &generator)
      // The sizes of a walk are larger.
      if case .reported(.resized) = happening {
        return (.wanted(keyMap.intent(for: .enter, in: state)), "enter")
      }
      return (happening, name)
    }
  }
}
