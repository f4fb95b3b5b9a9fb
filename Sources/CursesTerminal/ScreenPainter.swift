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

  /// Makes a painter for a presentation and a table of pairs.
  init(_ presentation: Presentation, _ pairs: PairTable) {
    self.presentation = presentation
    self.pairs = pairs
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
    drawn = nil
  }

  private mutating func paintChanges(_ grid: CellGrid) {
    hasRunOut = false
    if drawn == nil { cn_clear(pairNumber(Self.inkless(presentation.blank))) }
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
    var run: [cn_cell] = []
    run.reserveCapacity(columns.count)
    let cells = grid.cells[row * grid.width..<(row + 1) * grid.width]
    let looks = Self.cheapest(cells.map { Self.asBlank(presentation.present($0)) })
    for column in columns {
      let look = looks[column]
      guard let character = look.character else { continue }
      let isWide = column + 1 < grid.width && looks[column + 1].character == nil
      let pair = pairNumber(look)
      let scalars = Self.scalars(character, width: isWide ? 2 : 1)
      run.append(cn_cell(scalars: scalars, pair: pair, attributes: UInt32(look.attributes.rawValue)))
      // A character that the system thinks narrower than the grid does leaves a cell to fill.
      if isWide, cn_width(scalars.0) != 2 {
        run.append(cn_cell(scalars: (0x20, 0, 0, 0, 0), pair: pair, attributes: 0))
      }
    }
    return run
  }

  // MARK: Cells

  /// A full block as a blank on a ground of its colour, since in many fonts a line stays free between two full
  /// blocks, and a bar looks like a fence; other cells as they are.
  ///
  /// Of eight colours it stays a block: that is one of the shades which pixels are drawn with there, and a bold one is
  /// brighter than any ground on some terminals.
  static func asBlank(_ cell: PresentedCell) -> PresentedCell {
    guard cell.character == "█", cell.attributes.isSubset(of: .bold) else { return cell }
    switch cell.foreground {
    case .standard, .indexed(..<16): return cell
    case .indexed, .rgb: return PresentedCell(" ", on: cell.foreground)
    }
  }

  /// The cells of a row as they look the same and change as little as possible: blanks have the ink of what stands
  /// before them on the same ground, or else of what follows, or else the terminal's own, which takes the fewest bytes.
  static func cheapest(_ row: [PresentedCell]) -> [PresentedCell] {
    var row = row.map(inkless)
    for column in row.indices.dropLast().reversed() {
      row[column] = cheapest(row[column], beside: row[column + 1])
    }
    for column in row.indices.dropFirst() {
      row[column] = cheapest(row[column], beside: row[column - 1])
    }
    return row
  }

  /// A blank with its neighbour's ink and weight where both have one ground; other cells as they are.
  private static func cheapest(_ cell: PresentedCell, beside neighbour: PresentedCell) -> PresentedCell {
    guard isBlank(cell), neighbour.attributes.isSubset(of: .bold), cell.background == neighbour.background
    else { return cell }
    return PresentedCell(" ", neighbour.foreground, on: cell.background, neighbour.attributes)
  }

  /// A blank without its ink and weight; other cells as they are.
  private static func inkless(_ cell: PresentedCell) -> PresentedCell {
    isBlank(cell) ? PresentedCell(" ", on: cell.background) : cell
  }

  /// Whether only the ground shows.
  private static func isBlank(_ cell: PresentedCell) -> Bool {
    cell.character == " " && cell.attributes.isSubset(of: .bold)
  }

  private mutating func pairNumber(_ cell: PresentedCell) -> Int32 {
    guard presentation.depth != .none else { return 0 }
    switch pairs.number(of: cell) {
    case .known(let number): return number
    case .new(let number, let colours):
      _ = cn_define_pair(number, colours.foreground, colours.background)
      return number
    case .full:
      hasRunOut = true
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
