internal import CellScreen

extension CellGrid {
  /// The columns from the first to the last change of a row since a grid of the same size, widened to whole
  /// graphemes; nil where nothing changed.
  func changedColumns(_ row: Int, since old: CellGrid) -> Range<Int>? {
    let start = row * width
    let places = 0..<width
    guard let first = places.first(where: { old.cells[start + $0] != cells[start + $0] }),
      let last = places.last(where: { old.cells[start + $0] != cells[start + $0] })
    else { return nil }
    let startsInside = cells[start + first].content == .continuation && first > 0
    let endsInside = last + 1 < width && cells[start + last + 1].content == .continuation
    return (startsInside ? first - 1 : first)..<(endsInside ? last + 2 : last + 1)
  }

  /// Whether what replaces some columns of a row leaves slivers of its ink in the cells beside them.
  ///
  /// Fonts draw the block characters whose ink ends at a cell's right side a little too wide, and a terminal clears only
  /// what is written anew.
  func leavesTraces(_ row: Int, _ columns: Range<Int>) -> Bool {
    columns.contains { column in
      guard case .glyph(let character) = self[row, column].content,
        let scalar = character.unicodeScalars.first, (0x2590...0x259F).contains(scalar.value)
      else { return false }
      return blocksToTheRight.contains(character)
    }
  }
}

/// Blocks in halves and quarters with ink at the right side.
private let blocksToTheRight: Set<Character> = ["▐", "▝", "▗", "▚", "▞", "▛", "▜", "▙", "▟"]
