/// A grid as a picture in SVG: pixels, blocks, shades and rules as rectangles, other characters as text.
///
/// A cell is 10 × 20 units, so pixels are squares and need no font. Text is set in whatever monospaced font
/// the viewer has, and stretched to its columns. Some viewers don't stretch text: its size is the one at which
/// the first fonts of the list need no stretching.
public struct SVGWriter: Sendable {
  private let presentation: Presentation
  private let page: RGB
  private let ink: RGB

  /// Makes a writer for what a terminal would show; where it has no colours, those of the theme's words and page
  /// stand for its own.
  public init(_ presentation: Presentation = Presentation(.truecolour)) {
    self.presentation = presentation
    page = presentation.blank.background.rgb ?? presentation.theme.page.rgb ?? RGB(0, 0, 0)
    ink = presentation.blank.foreground.rgb ?? presentation.theme.paint(.text).rgb ?? RGB(255, 255, 255)
  }

  /// The picture of a grid.
  public func string(_ grid: CellGrid) -> String {
    let width = grid.width * Self.cellWidth + 2 * Self.margin
    let height = grid.height * Self.cellHeight + 2 * Self.margin
    let start = -Self.margin
    var parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="\(start) \(start) \(width) \(height)" \
      font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="16.6">
      """,
      "<rect x=\"\(start)\" y=\"\(start)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(page.hex)\"/>",
      "<g shape-rendering=\"crispEdges\">",
    ]
    let rows = (0..<grid.height).map { row in shown(grid, row) }
    for (row, cells) in rows.enumerated() { parts += rectangles(cells, row: row) }
    parts.append("</g>")
    for (row, cells) in rows.enumerated() { parts += texts(cells, row: row) }
    return (parts + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  static let cellWidth = 10
  static let cellHeight = 20
  /// The page that is left round the grid.
  private static let margin = 10

  /// The cells of a row with their colours known and reversal carried out.
  private func shown(_ grid: CellGrid, _ row: Int) -> [SVGCell] {
    grid.cells[row * grid.width..<(row + 1) * grid.width].map { cell in
      let cell = presentation.present(cell)
      let ink = cell.foreground.rgb ?? self.ink
      let ground = cell.background.rgb ?? page
      let isReversed = cell.attributes.contains(.reverse)
      return SVGCell(
        character: cell.character, ink: isReversed ? ground : ink, ground: isReversed ? ink : ground,
        attributes: cell.attributes.intersection([.bold, .underline]))
    }
  }

  // MARK: Rectangles

  /// The grounds and blocks of a row; neighbours that look alike are one rectangle.
  private func rectangles(_ cells: [SVGCell], row: Int) -> [String] {
    runs(cells, by: \.look).flatMap { run -> [String] in
      let look = cells[run.lowerBound].look
      var found = look.ground == page ? [] : [rectangle(.whole, columns: run, row: row, fill: look.ground)]
      guard let block = look.block, let ink = look.ink else { return found }
      let columns = block.spansCell ? [run] : run.map { $0..<$0 + 1 }
      for part in columns { found.append(rectangle(block, columns: part, row: row, fill: ink)) }
      return found
    }
  }

  private func rectangle(_ block: BlockShape, columns: Range<Int>, row: Int, fill: RGB) -> String {
    let left = Double(columns.lowerBound * Self.cellWidth) + block.left
    let top = Double(row * Self.cellHeight) + block.top
    let width = Double((columns.count - 1) * Self.cellWidth) + block.right - block.left
    let height = block.bottom - block.top
    return """
      <rect x="\(left.short)" y="\(top.short)" width="\(width.short)" height="\(height.short)" \
      fill="\(fill.hex)"\(block.isThin ? " shape-rendering=\"auto\"" : "")/>
      """
  }

  // MARK: Text

  /// The words of a row: one element for neighbours of one drawing.
  private func texts(_ cells: [SVGCell], row: Int) -> [String] {
    runs(cells, by: \.textStyle).compactMap { run in
      let isBlank: (Int) -> Bool = { cells[$0].isBlankText }
      guard let first = run.first(where: { !isBlank($0) }), let last = run.last(where: { !isBlank($0) })
      else { return nil }
      return text(Array(cells[first...last]), column: first, row: row)
    }
  }

  private func text(_ cells: [SVGCell], column: Int, row: Int) -> String {
    let style = cells[0].attributes
    let words = String(cells.compactMap(\.character))
    return """
      <text x="\(column * Self.cellWidth)" y="\(row * Self.cellHeight + 15)" \
      textLength="\(cells.count * Self.cellWidth)" lengthAdjust="spacingAndGlyphs" xml:space="preserve" \
      fill="\(cells[0].ink.hex)"\(style.contains(.bold) ? " font-weight=\"bold\"" : "")\
      \(style.contains(.underline) ? " text-decoration=\"underline\"" : "")>\(Self.escaped(words))</text>
      """
  }

  /// A text as it stands between tags, or between quotation marks in one.
  public static func escaped(_ text: String) -> String {
    // By scalars: with an accent on it, `<` is another character, but still opens a tag.
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;".unicodeScalars
      case "<": escaped += "&lt;".unicodeScalars
      case ">": escaped += "&gt;".unicodeScalars
      case "\"": escaped += "&quot;".unicodeScalars
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}

/// A cell whose colours are known.
private struct SVGCell {
  let character: Character?
  let ink: RGB
  let ground: RGB
  let attributes: Style.Attributes

  /// The character as a rectangle, if it is one.
  var block: BlockShape? { character.flatMap { BlockShape($0) } }

  /// What decides how the cell's rectangles look.
  var look: Look {
    guard let block else { return Look(ground: ground, ink: nil, block: nil) }
    return Look(ground: ground, ink: ground.mixed(with: ink, block.coverage), block: block)
  }

  struct Look: Hashable {
    let ground: RGB
    let ink: RGB?
    let block: BlockShape?
  }

  /// What decides how the cell's character is set; nil where it isn't text.
  var textStyle: TextStyle? {
    block == nil ? TextStyle(ink: ink, attributes: attributes) : nil
  }

  var isBlankText: Bool {
    block != nil || (character == " " && !attributes.contains(.underline))
  }

  struct TextStyle: Hashable {
    let ink: RGB
    let attributes: Style.Attributes
  }
}

/// The columns at which a property stays the same, from left to right.
private func runs<Key: Equatable>(_ cells: [SVGCell], by key: (SVGCell) -> Key) -> [Range<Int>] {
  let keys = cells.map(key)
  var found: [Range<Int>] = []
  var start = 0
  for index in keys.indices where index + 1 == keys.count || keys[index + 1] != keys[start] {
    found.append(start..<index + 1)
    start = index + 1
  }
  return found
}

/// The part of a cell that a character fills, in units from the upper left corner.
private struct BlockShape: Hashable {
  var left = 0.0
  var top = 0.0
  var right = Double(SVGWriter.cellWidth)
  var bottom = Double(SVGWriter.cellHeight)
  /// How much of the part is ink.
  var coverage = 1.0

  static let whole = BlockShape()

  /// Whether neighbours of the same shape join to one rectangle.
  var spansCell: Bool { left == 0 && right == Self.whole.right }

  /// Whether the part is so thin that it could fall between two pixels of a smaller picture.
  var isThin: Bool { min(right - left, bottom - top) < 2 }

  private init() {}

  /// The shape of a block, a shade or a rule; nil for any other character.
  init?(_ character: Character) {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
    let (eighthWide, eighthHigh) = (right / 8, bottom / 8)
    switch scalar.value {
    case 0x2500: (top, bottom) = (bottom / 2 - 0.75, bottom / 2 + 0.75)
    case 0x2502: (left, right) = (right / 2 - 0.75, right / 2 + 0.75)
    case 0x2580: bottom = 4 * eighthHigh
    case 0x2581...0x2588: top = Double(0x2588 - scalar.value) * eighthHigh
    case 0x2589...0x258F: right = Double(0x2590 - scalar.value) * eighthWide
    case 0x2590: left = 4 * eighthWide
    case 0x2591...0x2593: coverage = Double(scalar.value - 0x2590) / 4
    case 0x2594: bottom = eighthHigh
    case 0x2595: left = 7 * eighthWide
    default: return nil
    }
  }
}

extension RGB {
  /// The colour as SVG writes it: `#0a141e`.
  public var hex: String {
    "#"
      + [red, green, blue].map { part in
        (part < 16 ? "0" : "") + String(part, radix: 16)
      }.joined()
  }
}

extension Double {
  /// The shortest form, without `.0`.
  fileprivate var short: String {
    self == rounded() ? String(Int(self)) : description
  }
}
