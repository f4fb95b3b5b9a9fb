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
        let found = isTold ? shown[row][column] : PresentedCell(" ", on: cell.background)
        let wanted = withoutBlock(cell)
        if inkless(withoutBlock(found), where: wanted) != inkless(wanted, where: wanted) { count += 1 }
      }
    }
    return count
  }

  /// A cell as it is, a full block as a blank on a ground of its colour: they look the same.
  public static func withoutBlock(_ cell: PresentedCell) -> PresentedCell {
    guard cell.character == "█", cell.attributes.isSubset(of: .bold) else { return cell }
    return PresentedCell(" ", on: cell.foreground)
  }

  /// A cell without its ink where the cell that is expected is blank.
  private static func inkless(_ cell: PresentedCell, where expected: PresentedCell) -> PresentedCell {
    guard expected.character == " ", expected.attributes.isDisjoint(with: [.reverse, .underline]) else {
      return cell
    }
    return PresentedCell(cell.character, on: cell.background, cell.attributes.subtracting(.bold))
  }
}
