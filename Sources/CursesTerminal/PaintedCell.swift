internal import CNcurses
internal import CellScreen

/// A cell as ncurses takes it: numbers alone, so that a screen of them is quickly made and compared.
struct PaintedCell: Hashable {
  /// The first scalar of its grapheme; 0 in the right half of a wide one, which is written with its left half.
  var scalar: UInt32
  /// The scalars behind it, of which ncurses holds four.
  var others: SIMD4<UInt32>
  /// The colour of the ink.
  var foreground: TerminalColour
  /// The colour of the ground.
  var background: TerminalColour
  /// Bold, underlined, reversed.
  var attributes: Style.Attributes

  /// Takes the numbers of a cell.
  init(_ cell: PresentedCell) {
    var scalars = cell.character?.unicodeScalars.makeIterator()
    func next() -> UInt32 { scalars?.next()?.value ?? 0 }
    // A grapheme that begins with none is no right half.
    scalar = cell.character == nil ? 0 : max(1, next())
    others = SIMD4(next(), next(), next(), next())
    (foreground, background, attributes) = (cell.foreground, cell.background, cell.attributes)
  }

  /// Whether it is the right half of a wide grapheme.
  var isContinuation: Bool { scalar == 0 }

  /// Whether only the ground shows.
  private var isBlank: Bool { scalar == 0x20 && others == .zero && attributes.isSubset(of: .bold) }

  /// The scalars of the grapheme; a replacement character where the system's idea of its width isn't the grid's, since
  /// everything to its right would be displaced.
  func scalars(width: Int) -> (UInt32, UInt32, UInt32, UInt32, UInt32) {
    if !(0x20..<0x7F).contains(scalar), cn_width(scalar) != width {
      return (cn_width(0xFFFD) == 1 ? 0xFFFD : 0x3F, 0, 0, 0, 0)
    }
    return (scalar, others[0], others[1], others[2], others[3])
  }

  /// A full block as a blank on a ground of its colour, since in many fonts a line stays free between two full
  /// blocks, and a bar looks like a fence; other cells as they are.
  ///
  /// Of eight colours it stays a block: that is one of the shades which pixels are drawn with there, and a bold one is
  /// brighter than any ground on some terminals.
  var asBlank: PaintedCell {
    guard scalar == 0x2588, others == .zero, attributes.isSubset(of: .bold) else { return self }
    switch foreground {
    case .standard, .indexed(..<16): return self
    case .indexed, .rgb: return PaintedCell(PresentedCell(" ", on: foreground))
    }
  }

  // MARK: What takes fewest bytes

  /// Makes the cells of a row look the same and change as little as possible: blanks have the ink of what stands
  /// before them on the same ground, or else of what follows, or else the terminal's own, which takes the fewest bytes.
  static func makeCheapest(_ row: inout [PaintedCell]) {
    for column in row.indices where row[column].isBlank {
      row[column].foreground = .standard
      row[column].attributes = []
    }
    for column in row.indices.dropLast().reversed() { row[column].takeInk(of: row[column + 1]) }
    for column in row.indices.dropFirst() { row[column].takeInk(of: row[column - 1]) }
  }

  /// Takes a neighbour's ink and weight where this is a blank and both have one ground.
  private mutating func takeInk(of neighbour: PaintedCell) {
    guard isBlank, neighbour.attributes.isSubset(of: .bold), background == neighbour.background else {
      return
    }
    (foreground, attributes) = (neighbour.foreground, neighbour.attributes)
  }
}

/// Cells as they were painted before, so that a pair of pixels is looked up rather than made again.
struct PaintedCells {
  private let presentation: Presentation
  private var keys = [UInt64](repeating: .max, count: Self.count)
  private var found: [PaintedCell]
  private static let count = 1 << 12

  /// Begins with none.
  init(_ presentation: Presentation) {
    self.presentation = presentation
    found = Array(repeating: PaintedCell(presentation.blank), count: Self.count)
  }

  /// A cell as it is painted.
  mutating func painted(_ cell: Cell) -> PaintedCell {
    guard case .pixels(let upper, let lower) = cell.content else { return made(cell) }
    let key = UInt64(upper.code) << 32 | UInt64(lower.code)
    let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 52)
    if keys[place] != key { (keys[place], found[place]) = (key, made(cell)) }
    return found[place]
  }

  private func made(_ cell: Cell) -> PaintedCell { PaintedCell(presentation.present(cell)).asBlank }
}
