internal import CNcurses
internal import CellScreen

/// A cell as ncurses takes it: numbers alone, so that a screen of them is quickly made and compared.
struct PaintedCell: Hashable {
  /// Its grapheme, of which ncurses holds five scalars.
  private var glyph: Glyph
  /// The only scalar of its grapheme; 0 where there are more, and in the right half of a wide one, which is written with
  /// its left half.
  private var scalar: UInt32
  /// Whether it is the right half of a wide grapheme.
  let isContinuation: Bool
  /// The colour of the ink.
  var foreground: TerminalColour
  /// The colour of the ground.
  var background: TerminalColour
  /// Bold, underlined, reversed.
  var attributes: Style.Attributes

  /// Takes the numbers of a cell.
  init(_ cell: PresentedCell) {
    glyph = cell.glyph ?? " "
    isContinuation = cell.glyph == nil
    scalar = !isContinuation && glyph.isSingle ? glyph.first : 0
    (foreground, background, attributes) = (cell.foreground, cell.background, cell.attributes)
  }

  /// The cell with another grapheme.
  func with(_ glyph: Glyph) -> PaintedCell {
    var cell = self
    (cell.glyph, cell.scalar) = (glyph, glyph.isSingle ? glyph.first : 0)
    return cell
  }

  /// Whether only the ground shows.
  private var isBlank: Bool { scalar == 0x20 && attributes.rawValue & ~Style.Attributes.bold.rawValue == 0 }

  /// The scalars of the grapheme; a replacement character where the system's idea of its width isn't the grid's, since
  /// everything to its right would be displaced.
  func scalars(width: Int, _ widths: inout SystemWidths) -> (UInt32, UInt32, UInt32, UInt32, UInt32) {
    guard widths[glyph.first] == width else { return (widths[0xFFFD] == 1 ? 0xFFFD : 0x3F, 0, 0, 0, 0) }
    guard scalar == 0 else { return (scalar, 0, 0, 0, 0) }
    return (glyph.first, glyph.scalar(1), glyph.scalar(2), glyph.scalar(3), glyph.scalar(4))
  }

  /// A full block as a blank on a ground of its colour, since in many fonts a line stays free between two full
  /// blocks, and a bar looks like a fence; other cells as they are.
  ///
  /// Of eight colours it stays a block: that is one of the shades which pixels are drawn with there, and a bold one is
  /// brighter than any ground on some terminals.
  var asBlank: PaintedCell {
    guard scalar == 0x2588, attributes.isSubset(of: .bold) else { return self }
    switch foreground {
    case .standard, .indexed(..<16): return self
    case .indexed, .rgb: return PaintedCell(PresentedCell(" ", on: foreground))
    }
  }

  // MARK: What takes fewest bytes

  /// Makes the cells of a row look the same and change as little as possible: blanks have the ink of what stands
  /// before them on the same ground, or else of what follows, or else the terminal's own, which takes the fewest bytes.
  static func makeCheapest(_ row: inout [PaintedCell]) {
    row.withUnsafeMutableBufferPointer { row in
      for column in row.indices.reversed() where row[column].isBlank {
        (row[column].foreground, row[column].attributes) = (.standard, [])
        if column + 1 < row.count { row[column].takeInk(of: row[column + 1]) }
      }
      for column in row.indices.dropFirst() where row[column].isBlank {
        row[column].takeInk(of: row[column - 1])
      }
    }
  }

  /// Takes a neighbour's ink and weight for a blank where both have one ground.
  private mutating func takeInk(of neighbour: PaintedCell) {
    guard neighbour.attributes.isSubset(of: .bold), background == neighbour.background else { return }
    (foreground, attributes) = (neighbour.foreground, neighbour.attributes)
  }
}

/// The cells that the system gives to scalars; it is asked about the blocks of pixels once.
struct SystemWidths {
  private var last: (scalar: UInt32, width: Int32) = (0x20, 1)

  /// The cells of a scalar; negative if it can't be shown.
  subscript(scalar: UInt32) -> Int32 {
    mutating get {
      if (0x20..<0x7F).contains(scalar) { return 1 }
      if scalar != last.scalar { last = (scalar, cn_width(scalar)) }
      return last.width
    }
  }
}

/// Cells as they were painted before, so that a pair of pixels is looked up rather than made again.
struct PaintedCells {
  private let presentation: Presentation
  private var keys = [UInt64](repeating: .max, count: Self.count)
  private var found: [PaintedCell]
  /// What was made of a word's style last: its next character has the same.
  private var word: (style: Style, cell: PaintedCell)?
  private static let count = 1 << 12

  /// Begins with none.
  init(_ presentation: Presentation) {
    self.presentation = presentation
    found = Array(repeating: PaintedCell(presentation.blank), count: Self.count)
  }

  /// A cell as it is painted.
  mutating func painted(_ cell: Cell) -> PaintedCell {
    switch cell.content {
    case .continuation: return made(cell)
    case .glyph(let glyph): return painted(glyph, cell)
    case .pixels(let upper, let lower): return painted(upper, lower, cell)
    }
  }

  private mutating func painted(_ glyph: Glyph, _ cell: Cell) -> PaintedCell {
    guard presentation.keepsCharacters else { return made(cell) }
    if word?.style != cell.style { word = (cell.style, PaintedCell(presentation.present(cell))) }
    return word?.cell.with(glyph).asBlank ?? made(cell)
  }

  private mutating func painted(_ upper: Pixel, _ lower: Pixel, _ cell: Cell) -> PaintedCell {
    let key = UInt64(upper.code) << 32 | UInt64(lower.code)
    let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 52)
    if keys[place] != key { (keys[place], found[place]) = (key, made(cell)) }
    return found[place]
  }

  private func made(_ cell: Cell) -> PaintedCell { PaintedCell(presentation.present(cell)).asBlank }
}
