extension CellGrid {
  /// The grid as lines of characters, blanks at their ends left out; pixels as shades unless told otherwise.
  public func text(_ presentation: Presentation = .plain) -> String {
    (0..<height).map { line($0, presentation) + "\n" }.joined()
  }

  private func line(_ row: Int, _ presentation: Presentation) -> String {
    let characters = cells[row * width..<(row + 1) * width].compactMap { presentation.present($0).character }
    let end = characters.lastIndex { $0 != " " }
    return String(characters[..<(end.map { $0 + 1 } ?? 0)])
  }
}
