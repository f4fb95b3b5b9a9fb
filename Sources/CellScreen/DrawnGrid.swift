/// A grid as pictures have it: pixels, blocks, shades and rules as rectangles, other characters as words.
///
/// Lengths are in units of which a cell has 10 × 20, from the grid's upper left corner, so pixels are squares.
public struct DrawnGrid: Sendable {
  /// A rectangle of one colour.
  public struct Rectangle: Hashable, Sendable {
    /// The left edge.
    public let left: Double
    /// The upper edge.
    public let top: Double
    /// The right edge.
    public let right: Double
    /// The lower edge.
    public let bottom: Double
    /// The colour.
    public let fill: RGB
    /// Whether it is so thin that it could fall between two pixels of a smaller picture.
    public let isThin: Bool
  }

  /// Neighbouring cells of a row with words of one drawing.
  public struct Words: Hashable, Sendable {
    /// The row.
    public let row: Int
    /// The first column.
    public let column: Int
    /// The grapheme of each cell; `nil` in the right half of a wide one.
    public let graphemes: [Character?]
    /// The colour.
    public let ink: RGB
    /// Bold, underlined.
    public let attributes: Style.Attributes
  }

  /// The units of a cell from left to right.
  public static let cellWidth = 10
  /// The units of a cell from top to bottom.
  public static let cellHeight = 20

  /// The cells of a row.
  public let columns: Int
  /// The rows.
  public let rows: Int
  /// The colour of the page.
  public let page: RGB
  /// What lies on the page, in the order in which it is drawn.
  public private(set) var rectangles: [Rectangle] = []
  /// The words over them.
  public private(set) var words: [Words] = []

  /// A grid as a terminal would show it; where that has no colours, those of the theme's words and page stand for its
  /// own.
  public init(_ grid: CellGrid, _ presentation: Presentation = Presentation(.truecolour)) {
    let page = presentation.blank.background.rgb ?? presentation.theme.page.rgb ?? RGB(0, 0, 0)
    let ink = presentation.blank.foreground.rgb ?? presentation.theme.paint(.text).rgb ?? RGB(255, 255, 255)
    (self.columns, self.rows, self.page) = (grid.width, grid.height, page)
    for row in 0..<grid.height {
      let cells = grid.cells[row * grid.width..<(row + 1) * grid.width].map { cell in
        DrawnCell(presentation.present(cell), ink: ink, ground: page)
      }
      rectangles += drawn(cells, row: row)
      words += written(cells, row: row)
    }
  }

  /// The grounds and blocks of a row; neighbours that look alike are one rectangle.
  private func drawn(_ cells: [DrawnCell], row: Int) -> [Rectangle] {
    runs(cells, by: \.look).flatMap { run -> [Rectangle] in
      let look = cells[run.lowerBound].look
      let ground = look.ground == page ? [] : [rectangle(.whole, columns: run, row: row, fill: look.ground)]
      return look.shapes.reduce(into: ground) { found, shape in
        let fill = look.ground.mixed(with: look.ink, shape.coverage)
        for part in shape.spansCell ? [run] : run.map({ $0..<$0 + 1 }) {
          found.append(rectangle(shape, columns: part, row: row, fill: fill))
        }
      }
    }
  }

  private func rectangle(_ shape: BlockShape, columns: Range<Int>, row: Int, fill: RGB) -> Rectangle {
    let top = Double(row * Self.cellHeight)
    return Rectangle(
      left: Double(columns.lowerBound * Self.cellWidth) + shape.left, top: top + shape.top,
      right: Double((columns.upperBound - 1) * Self.cellWidth) + shape.right, bottom: top + shape.bottom,
      fill: fill, isThin: shape.isThin)
  }

  /// The words of a row without the blanks round them: one piece for neighbours of one drawing.
  private func written(_ cells: [DrawnCell], row: Int) -> [Words] {
    runs(cells, by: \.wordStyle).compactMap { run in
      let isBlank: (Int) -> Bool = { cells[$0].isBlank }
      guard let first = run.first(where: { !isBlank($0) }), let last = run.last(where: { !isBlank($0) })
      else { return nil }
      let style = cells[first]
      return Words(
        row: row, column: first, graphemes: cells[first...last].map(\.character), ink: style.ink,
        attributes: style.attributes)
    }
  }
}

/// A cell whose colours are known, and whose reversal is carried out.
private struct DrawnCell {
  let character: Character?
  let ink: RGB
  let ground: RGB
  let attributes: Style.Attributes
  /// What the character fills, if it is no word's.
  let shapes: [BlockShape]

  /// `ink` and `ground` stand for what is the terminal's own.
  init(_ cell: PresentedCell, ink: RGB, ground: RGB) {
    let (ink, ground) = (cell.foreground.rgb ?? ink, cell.background.rgb ?? ground)
    let isReversed = cell.attributes.contains(.reverse)
    character = cell.character
    (self.ink, self.ground) = isReversed ? (ground, ink) : (ink, ground)
    attributes = cell.attributes.intersection([.bold, .underline])
    shapes = cell.character.map { BlockShape.shapes(of: $0) } ?? []
  }

  /// What decides how the cell's rectangles look; the ink is of no meaning without shapes.
  var look: Look { Look(ground: ground, ink: shapes.isEmpty ? ground : ink, shapes: shapes) }

  struct Look: Hashable {
    let ground: RGB
    let ink: RGB
    let shapes: [BlockShape]
  }

  /// What decides how the cell's character is set; `nil` where it is none of a word's.
  var wordStyle: WordStyle? { shapes.isEmpty ? WordStyle(ink: ink, attributes: attributes) : nil }

  struct WordStyle: Hashable {
    let ink: RGB
    let attributes: Style.Attributes
  }

  var isBlank: Bool {
    !shapes.isEmpty || (character == " " && !attributes.contains(.underline))
  }
}

/// The columns at which a property stays the same, from left to right.
private func runs<Key: Equatable>(_ cells: [DrawnCell], by key: (DrawnCell) -> Key) -> [Range<Int>] {
  let keys = cells.map(key)
  var found: [Range<Int>] = []
  var start = 0
  for index in keys.indices where index + 1 == keys.count || keys[index + 1] != keys[start] {
    found.append(start..<index + 1)
    start = index + 1
  }
  return found
}
