internal import CNcurses
internal import CellScreen

/// Brings a grid onto ncurses's screen: what differs from the grid before, row by row.
struct ScreenPainter {
  private let presentation: Presentation
  private var pairs: PairTable
  /// Whether changes are written without ncurses, which then doesn't know of them.
  private let writesChanges: Bool
  /// What stands on the screen; nil when that isn't known.
  private var drawn: CellGrid?

  /// Makes a painter for a presentation and as many pairs as there are, and for what stands on the screen.
  init(_ presentation: Presentation, pairs: Int, writesChanges: Bool, drawn: CellGrid? = nil) {
    self.drawn = drawn
    self.presentation = presentation
    self.pairs = PairTable(count: pairs)
    self.writesChanges = writesChanges
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
      guard let columns = Self.changes(row, from: before, to: grid) else { continue }
      let run = cells(grid, row, columns, &isComplete)
      cn_put(Int32(row), Int32(columns.lowerBound), run, Int32(run.count))
    }
    return isComplete
  }

  // MARK: Changes without ncurses

  /// The bytes that bring the screen to a grid of its size, and the cursor from one place to another; nil where
  /// ncurses has to draw: a first screen, and every screen of a simple terminal.
  mutating func changes(
    to grid: CellGrid, cursorFrom old: (row: Int, column: Int), to new: (row: Int, column: Int)
  ) -> [UInt8]? {
    guard writesChanges, let before = drawn else { return nil }
    drawn = grid
    var writer = ChangeWriter(height: grid.height, width: grid.width, cursor: old)
    for row in 0..<grid.height { write(row, from: before, to: grid, with: &writer) }
    writer.end(row: new.row, column: new.column)
    return writer.bytes
  }

  private func write(
    _ row: Int, from before: CellGrid, to grid: CellGrid, with writer: inout ChangeWriter
  ) {
    guard let columns = Self.changes(row, from: before, to: grid) else { return }
    let start = row * grid.width
    for column in columns where grid.cells[start + column].content != .continuation {
      let isWide = column + 1 < grid.width && grid.cells[start + column + 1].content == .continuation
      guard
        isChanged(start + column, from: before, to: grid)
          || isWide && isChanged(start + column + 1, from: before, to: grid)
      else { continue }
      closeGap(row, column, grid, with: &writer)
      put(row, column, grid, isWide: isWide, with: &writer)
    }
  }

  /// Whether a cell looks other than before.
  private func isChanged(_ index: Int, from before: CellGrid, to grid: CellGrid) -> Bool {
    before.cells[index] != grid.cells[index]
      && !presentation.present(grid.cells[index]).looksLike(presentation.present(before.cells[index]))
  }

  /// Goes over up to three cells that didn't change, where that takes less than to leap over them.
  private func closeGap(_ row: Int, _ column: Int, _ grid: CellGrid, with writer: inout ChangeWriter) {
    guard let gap = writer.gap(to: row, column), (1...3).contains(gap) else { return }
    let columns = column - gap..<column
    let isCheap = columns.allSatisfy { column in
      writer.isCheap(presentation.present(grid.cells[row * grid.width + column]))
    }
    guard isCheap else { return }
    for column in columns { put(row, column, grid, isWide: false, with: &writer) }
  }

  private func put(
    _ row: Int, _ column: Int, _ grid: CellGrid, isWide: Bool, with writer: inout ChangeWriter
  ) {
    let cell = presentation.present(grid.cells[row * grid.width + column])
    guard let character = cell.character else { return }
    writer.put(cell, character, row: row, column: column, isWide: isWide)
  }

  // MARK: Changes through ncurses

  /// The columns from the first to the last change of a row, widened to whole graphemes.
  static func changes(_ row: Int, from old: CellGrid, to new: CellGrid) -> Range<Int>? {
    let start = row * new.width
    let places = 0..<new.width
    guard let first = places.first(where: { old.cells[start + $0] != new.cells[start + $0] }),
      let last = places.last(where: { old.cells[start + $0] != new.cells[start + $0] })
    else { return nil }
    let startsInside = new.cells[start + first].content == .continuation && first > 0
    let endsInside = last + 1 < new.width && new.cells[start + last + 1].content == .continuation
    return (startsInside ? first - 1 : first)..<(endsInside ? last + 2 : last + 1)
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
