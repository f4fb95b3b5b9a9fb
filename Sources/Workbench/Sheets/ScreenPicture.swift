public import CellScreen

/// A screen as a picture made of pixels, for slides: what `SVGWriter` draws, with words in a font of its own.
///
/// It is 1,920 pixels wide, which its cells share evenly; what is left is page at both sides. A cell is twice as high
/// as wide, so that the pixels of maps are squares.
public struct ScreenPicture: Sendable {
  /// The pixels from left to right, where the cells of a row are not more than have room.
  public static let usualWidth = 1_920

  /// The pixels from left to right.
  public let width: Int
  /// The pixels from top to bottom.
  public let height: Int
  private let screen: DrawnGrid
  private let cellWidth: Int
  private let margin: Int

  /// A grid as a terminal would show it.
  public init(_ grid: CellGrid, _ presentation: Presentation = Presentation(.truecolour)) {
    screen = DrawnGrid(grid, presentation)
    cellWidth = max(BitmapFont.width, Self.usualWidth / max(1, screen.columns))
    width = max(Self.usualWidth, screen.columns * cellWidth)
    height = screen.rows * 2 * cellWidth
    margin = (width - screen.columns * cellWidth) / 2
  }

  /// The picture as a PNG file; `path` is its name.
  ///
  /// - Throws: `CommandError.screenPixels`, `CommandError.memory`.
  public func file(path: String) throws(CommandError) -> [UInt8] {
    guard width <= Canvas.pixelLimit / max(1, height) else {
      throw .screenPixels(path: path, rows: screen.rows, columns: screen.columns, limit: Canvas.pixelLimit)
    }
    guard let file = png() else { throw .memory(path: path, bytes: 2 * 3 * height * width) }
    return file
  }

  private func png() -> [UInt8]? {
    guard var canvas = Canvas(height: height, width: width, ground: screen.page) else { return nil }
    for rectangle in screen.rectangles { canvas.fill(area(of: rectangle), rectangle.fill) }
    for words in screen.words { draw(words, on: &canvas) }
    return canvas.png()
  }

  /// The pixels of a rectangle, its edges where they are nearest.
  private func area(of rectangle: DrawnGrid.Rectangle) -> Area {
    let (left, right) = (pixels(rectangle.left), pixels(rectangle.right))
    let (top, bottom) = (pixels(rectangle.top), pixels(rectangle.bottom))
    return Area(row: top, column: margin + left, height: bottom - top, width: right - left)
  }

  private func pixels(_ units: Double) -> Int {
    Int((units * Double(cellWidth) / Double(DrawnGrid.cellWidth)).rounded())
  }

  private func draw(_ words: DrawnGrid.Words, on canvas: inout Canvas) {
    let row = words.row * 2 * cellWidth
    let left = margin + words.column * cellWidth
    for (place, grapheme) in words.graphemes.enumerated() {
      guard let grapheme else { continue }
      let isWide = place + 1 < words.graphemes.count && words.graphemes[place + 1] == nil
      canvas.draw(
        grapheme, cells: isWide ? 2 : 1, isBold: words.attributes.contains(.bold), row: row,
        column: left + place * cellWidth, width: cellWidth, words.ink)
    }
    guard words.attributes.contains(.underline) else { return }
    let top = row + cellWidth * BitmapFont.underline / BitmapFont.width
    let thickness = max(1, cellWidth / BitmapFont.width)
    canvas.fill(
      Area(row: top, column: left, height: thickness, width: words.graphemes.count * cellWidth), words.ink)
  }
}
