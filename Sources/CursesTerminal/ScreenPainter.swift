internal import CNcurses
internal import CellScreen

/// Brings a grid onto ncurses's screen: what differs from the grid before, row by row.
struct ScreenPainter {
  private let presentation: Presentation
  private var pairs: PairTable
  /// What stands on the screen; nil when that isn't known.
  private var drawn: CellGrid?

  /// Makes a painter for a presentation and as many pairs as there are.
  init(_ presentation: Presentation, pairs: Int) {
    self.presentation = presentation
    self.pairs = PairTable(count: pairs)
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
  mutating func paint(_ grid: CellGrid) {
    if paintChanges(grid) { return }
    // The pairs are used up: only what is in this grid is needed.
    pairs.removeAll()
    cn_forget_pairs()
    drawn = nil
    _ = paintChanges(grid)
  }

  /// False if pairs ran out on the way.
  private mutating func paintChanges(_ grid: CellGrid) -> Bool {
    var isComplete = true
    if drawn == nil { cn_clear(pairNumber(presentation.blank, &isComplete)) }
    let before = drawn ?? CellGrid(height: grid.height, width: grid.width)
    drawn = grid
    for row in 0..<grid.height {
      guard let columns = grid.changedColumns(row, since: before) else { continue }
      let run = cells(grid, row, columns, &isComplete)
      cn_put(Int32(row), Int32(columns.lowerBound), run, Int32(run.count))
    }
    return isComplete
  }

  /// The cells of some columns of a row, as ncurses has them.
  ///
  /// What stands before them is gone through too, since the colours of blanks follow it.
  private mutating func cells(
    _ grid: CellGrid, _ row: Int, _ columns: Range<Int>, _ isComplete: inout Bool
  ) -> [cn_cell] {
    var run: [cn_cell] = []
    run.reserveCapacity(columns.count)
    var last = presentation.blank
    for column in 0..<columns.upperBound {
      let shown = Self.cheapest(presentation.present(grid.cells[row * grid.width + column]), after: last)
      last = shown
      guard columns.contains(column), let character = shown.character else { continue }
      let isWide =
        column + 1 < grid.width && grid.cells[row * grid.width + column + 1].content == .continuation
      let pair = pairNumber(shown, &isComplete)
      let scalars = Self.scalars(character, width: isWide ? 2 : 1)
      run.append(cn_cell(scalars: scalars, pair: pair, attributes: UInt32(shown.attributes.rawValue)))
      // A character that the system thinks narrower than the grid does leaves a cell to fill.
      if isWide, cn_width(scalars.0) != 2 {
        run.append(cn_cell(scalars: (0x20, 0, 0, 0, 0), pair: pair, attributes: 0))
      }
    }
    return run
  }

  /// A cell that looks the same and changes as little as possible: neither the ink of a blank nor its weight shows,
  /// so they are those of the cell before where both have one ground.
  static func cheapest(_ cell: PresentedCell, after last: PresentedCell) -> PresentedCell {
    guard cell.character == " ", cell.attributes.isSubset(of: .bold), last.attributes.isSubset(of: .bold),
      cell.background == last.background
    else { return cell }
    return PresentedCell(" ", last.foreground, on: cell.background, last.attributes)
  }

  private mutating func pairNumber(_ cell: PresentedCell, _ isComplete: inout Bool) -> Int32 {
    guard presentation.depth != .none else { return 0 }
    let colours = PairTable.Colours(cell)
    switch pairs.number(of: colours) {
    case .known(let number): return number
    case .new(let number):
      _ = cn_define_pair(number, colours.foreground, colours.background)
      return number
    case .full:
      isComplete = false
      return 0
    }
  }

  /// The first five scalars of a grapheme, which is what ncurses holds; a replacement character where the
  /// system's idea of its width isn't the grid's, since everything to its right would be displaced.
  static func scalars(_ character: Character, width: Int) -> (UInt32, UInt32, UInt32, UInt32, UInt32) {
    var rest = character.unicodeScalars.makeIterator()
    let first = rest.next()?.value ?? 0x20
    if !(0x20..<0x7F).contains(first), cn_width(first) != width {
      return (cn_width(0xFFFD) == 1 ? 0xFFFD : 0x3F, 0, 0, 0, 0)
    }
    func next() -> UInt32 { rest.next()?.value ?? 0 }
    return (first, next(), next(), next(), next())
  }
}
