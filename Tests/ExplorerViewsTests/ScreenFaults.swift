import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Tensors

/// The rules that hold on every screen, and which of them a state's screen breaks.
struct ScreenFaults {
  /// The broken rules, in words.
  private(set) var found: [String] = []

  private let state: ExplorerState
  private let screen: Screen
  /// The screen's rows as text.
  let rows: [String]

  init(_ state: ExplorerState) {
    self.state = state
    screen = view(state)
    rows = screen.grid.text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    checkState()
    checkGrid()
    guard state.rows >= Layout.smallest.rows, state.columns >= Layout.smallest.columns else { return }
    state.repertoire.whileWriting { checkHints() }
    guard state.helpScroll == nil, state.prompt == nil else { return }
    state.repertoire.whileWriting { checkSelectedLine() }
  }

  private mutating func expect(_ condition: Bool, _ words: String) {
    if !condition { found.append(words) }
  }

  private mutating func checkState() {
    expect((0..<max(1, state.model.lineCount)).contains(state.line), "line \(state.line) does not exist")
    for (line, cursor) in state.cursors.enumerated() {
      guard let network = state.model.network else { continue }
      let shape = network.shapes.indices.contains(line) ? network.shapes[line] : network.outputShape
      let isInside =
        (0..<(shape.rank == 3 ? shape.channels : shape.count)).contains(cursor.channel)
        && (shape.rank != 3
          || ((0..<shape[0]).contains(cursor.row) && (0..<shape[1]).contains(cursor.column)))
      expect(isInside, "the cursor of line \(line) is at \(cursor), outside \(shape)")
    }
  }

  private mutating func checkGrid() {
    let grid = screen.grid
    expect(
      grid.height == max(0, state.rows) && grid.width == max(0, state.columns),
      "the screen has \(grid.width)×\(grid.height) cells")
    let actors = rows.joined().unicodeScalars.filter { scalar in
      [.control, .format, .lineSeparator].contains(scalar.properties.generalCategory)
    }
    expect(actors.isEmpty, "characters that act on a terminal: \(actors.map(\.value))")
    expect(grid.collisions.isEmpty, "words over words: \(grid.collisions.prefix(3))")
    if let cursor = screen.cursor {
      expect(
        grid.area.contains(row: cursor.row, column: cursor.column),
        "the terminal's cursor is at \(cursor), outside")
    }
  }

  /// Help and quitting are hinted at unless something has to be said in their place.
  private mutating func checkHints() {
    let hints = rows[state.rows - 1]
    if state.helpScroll != nil {
      expect(hints.hasSuffix("q quits"), "the help does not say how to quit: \(hints)")
    } else if let prompt = state.prompt {
      expect(hints.hasPrefix(prompt.kind == .command ? ":" : "/"), "no prompt: \(hints)")
      let cursor = screen.cursor
      expect(cursor?.isVisible == true && cursor?.row == state.rows - 1, "the cursor is not in the prompt")
    } else if let notice = state.notice ?? state.report {
      expect(
        hints.hasPrefix(DisplayText(notice).truncated(to: state.columns).string),
        "the notice is not said: \(hints)")
    } else {
      expect(hints.contains("? help") && hints.contains("q quit"), "no help or no way out: \(hints)")
    }
  }

  /// The code of the selected line and its shape arithmetic never go.
  private mutating func checkSelectedLine() {
    // A question says which line it is about, and hides what the others say.
    guard state.asking == nil else { return }
    let line = state.isOnSoftmax ? "softmax(logits)" : state.model.lines[state.line].code.string
    let code = DisplayText(line).string
    let needed = state.depth == .network ? String(code.prefix(25)) : code
    let marked = rows.filter { $0.contains("▸") && $0.contains(needed) }
    expect(
      !marked.isEmpty || needed.count + 4 > state.columns,
      "the code of the selected line is not there: \(needed)")
    // While the pass is stepped through, where it is stands in place of the arithmetic.
    guard state.isComplete || state.evaluation == nil else { return }
    // So does what follows from changes, but at unit depth.
    guard state.look == nil || state.look == .original || state.depth == .unit else { return }
    let layout = Layout(state)
    let isInColumn = layout.isWide && state.depth == .network
    let width = isInColumn ? layout.listing.width - 1 : state.columns
    let words = LineWords(state)
    let formula = state.depth == .unit ? UnitWords(state)?.formula : nil
    let isBroken = isInColumn && words.parameterArithmetic.isEmpty
    let first = isBroken ? wrapped(words.shapeArithmetic, to: width).first ?? "" : words.shapeArithmetic
    let arithmetic = DisplayText(formula ?? first).truncated(to: width).string
    expect(
      rows.contains { $0.hasPrefix(arithmetic) }, "the shape arithmetic is not there: \(arithmetic)")
  }
}
