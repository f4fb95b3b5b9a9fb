internal import CellScreen

extension CellGrid {
  /// The columns from the first to the last change of a row since a grid of the same size, widened to whole
  /// graphemes; nil where nothing changed.
  func changedColumns(_ row: Int, since old: CellGrid) -> Range<Int>? {
    let start = row * width
    let places = start..<start + width
    guard let firstPlace = places.first(where: { differ(cells, old.cells, at: $0) }),
      let lastPlace = places.last(where: { differ(cells, old.cells, at: $0) })
    else { return nil }
    let (first, last) = (firstPlace - start, lastPlace - start)
    let startsInside = cells[start + first].isContinuation && first > 0
    let endsInside = last + 1 < width && cells[start + last + 1].isContinuation
    return (startsInside ? first - 1 : first)..<(endsInside ? last + 2 : last + 1)
  }

  /// Whether what replaces some columns of a row leaves slivers of its ink in the cells beside them.
  ///
  /// Fonts draw the block characters whose ink ends at a cell's right side a little too wide, and a terminal clears only
  /// what is written anew.
  func leavesTraces(_ row: Int, _ columns: Range<Int>) -> Bool {
    columns.contains { column in
      guard case .glyph(let glyph) = cells[row * width + column].content,
        glyph.isSingle, (0x2590...0x259F).contains(glyph.first)
      else { return false }
      return blocksToTheRight.contains(glyph.first)
    }
  }
}

/// Whether two grids have different cells at a place; most are equal in all bits, which is quickly seen.
private func differ(_ some: [Cell], _ others: [Cell], at place: Int) -> Bool {
  let size = MemoryLayout<Cell>.stride
  let haveSameBits = some.withUnsafeBytes { some in
    others.withUnsafeBytes { others in
      stride(from: place * size, to: (place + 1) * size, by: 8).allSatisfy { word in
        some.load(fromByteOffset: word, as: UInt64.self) == others.load(fromByteOffset: word, as: UInt64.self)
      }
    }
  }
  return !haveSameBits && some[place] != others[place]
}

/// Blocks in halves and quarters with ink at the right side.
private let blocksToTheRight: Set<UInt32> = Set("▐▝▗▚▞▛▜▙▟".unicodeScalars.map(\.value))
