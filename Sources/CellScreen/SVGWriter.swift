/// A grid as a picture in SVG: grounds, pixels and block characters as rectangles, other characters as text.
///
/// A cell is 10 × 20 units, so pixels are squares and need no font. Text is set in whatever monospaced font
/// the viewer has, and stretched to its columns.
public struct SVGWriter: Sendable {
  private let presentation: Presentation
  private let page: RGB
  private let ink: RGB

  /// Makes a writer; `page` and `ink` stand for the terminal's own ground and ink.
  public init(theme: Theme = .dark, page: RGB = RGB(16, 16, 18), ink: RGB = RGB(220, 220, 220)) {
    self.presentation = Presentation(.truecolour, theme: theme)
    self.page = page
    self.ink = ink
  }

  /// The picture of a grid.
  public func string(_ grid: CellGrid) -> String {
    let (width, height) = (grid.width * Self.cellWidth, grid.height * Self.cellHeight)
    var parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" \
      font-size="16">
      """,
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(page.hex)\"/>",
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
      let first = cells[run.lowerBound]
      var found = first.ground == page ? [] : [rectangle(.whole, columns: run, row: row, fill: first.ground)]
      guard let block = first.block else { return found }
      let columns = block.spansCell ? [run] : run.map { $0..<$0 + 1 }
      for part in columns { found.append(rectangle(block, columns: part, row: row, fill: first.ink)) }
      return found
    }
  }

  private func rectangle(_ block: BlockShape, columns: Range<Int>, row: Int, fill: RGB) -> String {
    let (eighthWide, eighthHigh) = (Double(Self.cellWidth) / 8, Double(Self.cellHeight) / 8)
    let left = Double(columns.lowerBound * Self.cellWidth) + Double(block.left) * eighthWide
    let top = Double(row * Self.cellHeight) + Double(block.top) * eighthHigh
    let width = Double((columns.count - 1) * Self.cellWidth) + Double(block.right - block.left) * eighthWide
    let height = Double(block.bottom - block.top) * eighthHigh
    return """
      <rect x="\(left.short)" y="\(top.short)" width="\(width.short)" height="\(height.short)" \
      fill="\(fill.hex)"/>
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
      \(style.contains(.underline) ? " text-decoration=\"underline\"" : "")>\(escaped(words))</text>
      """
  }

  private func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
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
  var look: [RGB?] {
    guard let block else { return [ground] }
    return [ground, ink, RGB(block.left, block.top, 0), RGB(block.right, block.bottom, 0)]
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

/// The part of a cell that a block character fills, in eighths from the upper left corner.
private struct BlockShape {
  var left: UInt8 = 0
  var top: UInt8 = 0
  var right: UInt8 = 8
  var bottom: UInt8 = 8

  static let whole = BlockShape()

  /// Whether neighbours of the same shape join to one rectangle.
  var spansCell: Bool { left == 0 && right == 8 }

  private init() {}

  /// The shape of a character; nil if it isn't a block.
  init?(_ character: Character) {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
    switch scalar.value {
    case 0x2580: bottom = 4
    case 0x2581...0x2588: top = UInt8(0x2588 - scalar.value)
    case 0x2589...0x258F: right = UInt8(0x2590 - scalar.value)
    case 0x2590: left = 4
    case 0x2594: bottom = 1
    case 0x2595: left = 7
    default: return nil
    }
  }
}

extension RGB {
  /// The colour as SVG writes it: `#0a141e`.
  fileprivate var hex: String {
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
