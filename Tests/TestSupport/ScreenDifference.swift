public import CellScreen

/// How a screen that a terminal shows differs from the one that it was told.
public enum ScreenDifference {
  /// The number of cells that aren't as they should be.
  ///
  /// The ink of a blank and its weight show nothing, so they don't count.
  public static func count(_ shown: [[PresentedCell]], _ expected: [[PresentedCell]]) -> Int {
    var count = 0
    for (row, cells) in expected.enumerated() {
      for (column, cell) in cells.enumerated() {
        // tmux doesn't tell the ground of blanks at the end of a line that were made by erasing it.
        let isTold = row < shown.count && column < shown[row].count
        let wanted = asLooks(cell)
        let found = isTold ? shown[row][column] : PresentedCell(" ", on: wanted.background)
        if inkless(asLooks(found), where: wanted) != inkless(wanted, where: wanted) { count += 1 }
      }
    }
    return count
  }

  /// A cell by its looks: a full block is a blank on a ground of its colour, and a palette's colour is that colour.
  public static func asLooks(_ cell: PresentedCell) -> PresentedCell {
    var cell = cell
    cell.foreground = asLooks(cell.foreground)
    cell.background = asLooks(cell.background)
    guard cell.character == "█", cell.attributes.isSubset(of: .bold) else { return cell }
    return PresentedCell(" ", on: cell.foreground)
  }

  private static func asLooks(_ colour: TerminalColour) -> TerminalColour {
    guard case .indexed(let index) = colour, index >= 16 else { return colour }
    return .rgb(Palette256.rgb(index))
  }

  /// A cell without its ink where the cell that is expected is blank.
  private static func inkless(_ cell: PresentedCell, where expected: PresentedCell) -> PresentedCell {
    guard expected.character == " ", expected.attributes.isDisjoint(with: [.reverse, .underline]) else {
      return cell
    }
    return PresentedCell(cell.character, on: cell.background, cell.attributes.subtracting(.bold))
  }
}
