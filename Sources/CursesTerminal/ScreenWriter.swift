internal import CellScreen

/// Brings a grid onto the screen of a terminal that speaks ECMA-48, without ncurses: as the bytes that what differs
/// from the grid before takes.
struct ScreenWriter {
  private let presentation: Presentation
  /// The grid that stands on the screen; nil when that isn't known.
  private(set) var grid: CellGrid?

  /// Makes a writer for a presentation, and for what stands on the screen.
  init(_ presentation: Presentation, drawn grid: CellGrid? = nil) {
    self.presentation = presentation
    self.grid = grid
  }

  /// Forgets what stands on the screen, so that every cell is written next time.
  mutating func forgetScreen() {
    grid = nil
  }

  /// The bytes that bring the screen to a grid of its size, and the cursor from one place to another.
  mutating func changes(
    to new: CellGrid, cursorFrom start: (row: Int, column: Int), to end: (row: Int, column: Int)
  ) -> [UInt8] {
    // On a screen of which nothing is known, the cursor isn't either.
    var writer = ChangeWriter(height: new.height, width: new.width, cursor: grid == nil ? nil : start)
    let cells = changedCells(of: new)
    for number in WritingOrder.numbers(of: cells) {
      closeGap(before: cells[number], new, with: &writer)
      writer.put(cells[number])
    }
    writer.end(row: end.row, column: end.column)
    grid = new
    return writer.bytes
  }

  // MARK: What changes

  /// The cells that look other than on the screen, each with its right half; all of them where nothing is known.
  private func changedCells(of new: CellGrid) -> [ChangedCell] {
    var changed: [ChangedCell] = []
    for row in 0..<new.height {
      let all = 0..<new.width
      guard let columns = grid.map({ new.changedColumns(row, since: $0) }) ?? all else { continue }
      for column in columns {
        let index = row * new.width + column
        guard new.cells[index].content != .continuation else { continue }
        let isWide = column + 1 < new.width && new.cells[index + 1].content == .continuation
        guard isChanged(index, of: new) || isWide && isChanged(index + 1, of: new) else { continue }
        changed.append(
          ChangedCell(row: row, column: column, look: look(index, of: new), isWide: isWide))
      }
    }
    return changed
  }

  /// Whether a cell looks other than on the screen, as far as that is known.
  private func isChanged(_ index: Int, of new: CellGrid) -> Bool {
    guard let grid else { return true }
    return grid.cells[index] != new.cells[index]
      && !look(index, of: new).looksLike(look(index, of: grid))
  }

  /// How a cell is written: a full block as a blank on a ground of its colour, since in many fonts a line stays
  /// free between two full blocks, and a bar looks like a fence.
  private func look(_ index: Int, of grid: CellGrid) -> PresentedCell {
    let look = presentation.present(grid.cells[index])
    guard look.character == "█", look.attributes.isSubset(of: .bold) else { return look }
    return PresentedCell(" ", on: look.foreground)
  }

  // MARK: What stays

  /// Goes over up to three cells that stay, where that takes less than to leap over them.
  private func closeGap(before cell: ChangedCell, _ new: CellGrid, with writer: inout ChangeWriter) {
    guard let gap = writer.gap(to: cell.row, cell.column), (1...3).contains(gap) else { return }
    let between = (cell.column - gap..<cell.column).map { column in
      let index = cell.row * new.width + column
      return ChangedCell(row: cell.row, column: column, look: look(index, of: new), isWide: false)
    }
    guard between.allSatisfy({ writer.isCheap($0.look) }) else { return }
    for cell in between { writer.put(cell) }
  }
}
