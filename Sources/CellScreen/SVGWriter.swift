/// A grid as a picture in SVG: pixels, blocks, shades and rules as rectangles, other characters as text.
///
/// A cell is 10 × 20 units, so pixels are squares and need no font. Text is set in whatever monospaced font
/// the viewer has, and stretched to its columns. Some viewers don't stretch text: its size is the one at which
/// the first fonts of the list need no stretching.
public struct SVGWriter: Sendable {
  private let presentation: Presentation

  /// Makes a writer for what a terminal would show.
  public init(_ presentation: Presentation = Presentation(.truecolour)) {
    self.presentation = presentation
  }

  /// The picture of a grid.
  public func string(_ grid: CellGrid) -> String {
    let drawing = DrawnGrid(grid, presentation)
    let width = drawing.columns * DrawnGrid.cellWidth + 2 * Self.margin
    let height = drawing.rows * DrawnGrid.cellHeight + 2 * Self.margin
    let start = -Self.margin
    var parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="\(start) \(start) \(width) \(height)" \
      font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="16.6">
      """,
      """
      <rect x="\(start)" y="\(start)" width="\(width)" height="\(height)" fill="\(drawing.page.hex)"/>
      """,
      "<g shape-rendering=\"crispEdges\">",
    ]
    parts += drawing.rectangles.map(element)
    parts.append("</g>")
    parts += drawing.words.map(element)
    return (parts + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  /// The page that is left round the grid.
  private static let margin = 10

  private func element(_ part: DrawnGrid.Rectangle) -> String {
    """
    <rect x="\(part.left.short)" y="\(part.top.short)" width="\((part.right - part.left).short)" \
    height="\((part.bottom - part.top).short)" \
    fill="\(part.fill.hex)"\(part.isThin ? " shape-rendering=\"auto\"" : "")/>
    """
  }

  private func element(_ words: DrawnGrid.Words) -> String {
    let text = String(words.graphemes.compactMap(\.self))
    return """
      <text x="\(words.column * DrawnGrid.cellWidth)" y="\(words.row * DrawnGrid.cellHeight + 15)" \
      textLength="\(words.graphemes.count * DrawnGrid.cellWidth)" lengthAdjust="spacingAndGlyphs" \
      xml:space="preserve" \
      fill="\(words.ink.hex)"\(words.attributes.contains(.bold) ? " font-weight=\"bold\"" : "")\
      \(words.attributes.contains(.underline) ? " text-decoration=\"underline\"" : "")\
      >\(Self.escaped(text))</text>
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
