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
}
