internal import CNcurses
internal import CellScreen

/// Brings a grid onto ncurses's screen: what differs from the grid before, row by row.
struct ScreenPainter {
  private let presentation: Presentation
  private var pairs: PairTable
  /// Whether a pair of colours was needed for which there was no number any more.
  private var hasRunOut = false
  /// What stands on the screen; nil when that isn't known.
  private var drawn: CellGrid?
  /// What cells were made before.
  private var known: PaintedCells
  /// The cells of a row, in memory that all rows share.
  private var painted: [PaintedCell] = []
  /// How many cells the system gives to a scalar.
  private var widths = SystemWidths()
  /// The pair that was asked for last: neighbours mostly have the same.
  private var last: (foreground: TerminalColour, background: TerminalColour, pair: Int32)?

  /// Makes a painter for a presentation and a table of pairs.
  init(_ presentation: Presentation, _ pairs: PairTable) {
    self.presentation = presentation
    self.pairs = pairs
    known = PaintedCells(presentation)
  }

  /// Forgets what stands on the screen, so that everything is drawn next time.
  mutating func forgetScreen() {
    drawn = nil
  }

  /// Puts the grid that stands on the screen on ncurses's screen, to be drawn completely.
  mutating func paintAgain() {
    guard let grid = drawn else { return }
    drawn = nil
    paint(grid)
  }

  /// Puts a grid of exactly the screen's size on ncurses's screen.
  ///
  /// When the pairs are used up, only those of this grid are kept; where even these are too many, its exact colours
  /// become the palette's, of which all pairs have numbers.
  mutating func paint(_ grid: CellGrid) {
    if pairs.numbering.rounds { forgetPairs(rounds: false) }
    let hasOthers = !pairs.isEmpty
    paintChanges(grid)
    for rounds in hasOthers ? [false, true] : [true] where hasRunOut {
      forgetPairs(rounds: rounds)
      paintChanges(grid)
    }
  }

  private mutating func forgetPairs(rounds: Bool) {
    pairs.removeAll(rounds: rounds)
    cn_forget_pairs()
    (drawn, last) = (nil, nil)
  }

  private mutating func paintChanges(_ grid: CellGrid) {
    hasRunOut = false
    if drawn == nil {
      cn_clear(pairNumber(PaintedCell(PresentedCell(" ", on: presentation.blank.background))))
    }
    let before = drawn
    drawn = grid
    for row in 0..<grid.height {
      let all = 0..<grid.width
      guard let columns = before.map({ grid.changedColumns(row, since: $0) }) ?? all else { continue }
      let run = cells(grid, row, columns)
      if let before, before.leavesTraces(row, columns) { cn_forget_row(Int32(row)) }
      cn_put(Int32(row), Int32(columns.lowerBound), run, Int32(run.count))
    }
  }

  /// The cells of some columns of a row, as ncurses has them.
  private mutating func cells(_ grid: CellGrid, _ row: Int, _ columns: Range<Int>) -> [cn_cell] {
    painted.removeAll(keepingCapacity: true)
    for cell in grid.cells[row * grid.width..<(row + 1) * grid.width] { painted.append(known.painted(cell)) }
    PaintedCell.makeCheapest(&painted)
    // The row is out of the painter while this changes.
    let row = painted
    painted = []
    defer { painted = row }
    var run: [cn_cell] = []
    run.reserveCapacity(columns.count)
    for column in columns where !row[column].isContinuation {
      let cell = row[column]
      let isWide = column + 1 < row.count && row[column + 1].isContinuation
      let pair = pairNumber(cell)
      let scalars = cell.scalars(width: isWide ? 2 : 1, &widths)
      run.append(cn_cell(scalars: scalars, pair: pair, attributes: UInt32(cell.attributes.rawValue)))
      // A character that the system thinks narrower than the grid does leaves a cell to fill.
      if isWide, widths[scalars.0] != 2 {
        run.append(cn_cell(scalars: (0x20, 0, 0, 0, 0), pair: pair, attributes: 0))
      }
    }
    return run
  }

  private mutating func pairNumber(_ cell: PaintedCell) -> Int32 {
    guard presentation.depth != .none else { return 0 }
    if let last, last.foreground == cell.foreground, last.background == cell.background { return last.pair }
    switch pairs.number(of: cell.foreground, on: cell.background) {
    case .known(let number):
      last = (cell.foreground, cell.background, number)
      return number
    case .new(let number, let colours):
      _ = cn_define_pair(number, colours.foreground, colours.background)
      return number
    case .full:
      hasRunOut = true
      return 0
    }
  }
}
