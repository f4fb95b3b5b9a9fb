public import CellScreen

#if canImport(FoundationEssentials)
  private import FoundationEssentials
#else
  private import Foundation
#endif

/// A picture as a value, from which SVG and PNG files are made: boxes, rasters and words, places in pixels.
///
/// What is drawn later lies over what is there. Words have the widths of `BitmapFont`.
public struct SheetDrawing: Equatable, Sendable {
  /// One thing drawn.
  public enum Item: Equatable, Sendable {
    /// A rectangle of one colour.
    case box(Area, RGB)
    /// A raster, each of its pixels as a square.
    case raster(Raster, row: Int, column: Int, factor: Int)
    /// A line of words from its upper left corner.
    case words(DisplayText, row: Int, column: Int, WordStyle)
  }

  /// How words look.
  public struct WordStyle: Equatable, Sendable {
    /// The colour.
    public var ink = RGB(24, 24, 28)
    /// Heavier strokes.
    public var isBold = false

    /// Ordinary words.
    public static let plain = WordStyle()
    /// Names.
    public static let bold = WordStyle(isBold: true)
    /// Words that matter less.
    public static let dim = WordStyle(ink: RGB(104, 104, 112))
  }

  /// A rectangle of coloured pixels.
  public struct Raster: Equatable, Sendable {
    /// The rows.
    public let height: Int
    /// The columns.
    public let width: Int
    /// The pixels, row by row.
    public let pixels: [RGB]

    /// Makes a raster, each pixel by its row and column.
    public init(height: Int, width: Int, pixel: (Int, Int) -> RGB) {
      self.height = height
      self.width = width
      pixels = (0..<height * width).map { pixel($0 / width, $0 % width) }
    }
  }

  /// The rows.
  public private(set) var height = 0
  /// The columns.
  public private(set) var width = 0
  /// How many times as large the files are as the drawing, with its type.
  public var scale = 1
  /// What is drawn, in order.
  public private(set) var items: [Item] = []

  /// Starts with nothing on it.
  public init() {}

  /// Adds a thing; the drawing grows until it is inside.
  public mutating func add(_ item: Item) {
    items.append(item)
    let end = item.end
    height = max(height, end.row)
    width = max(width, end.column)
  }

  /// Adds words from an upper left corner; returns the column behind them.
  @discardableResult
  public mutating func write(
    _ words: DisplayText, row: Int, column: Int, _ style: WordStyle = .plain
  ) -> Int {
    add(.words(words, row: row, column: column, style))
    return column + words.width * BitmapFont.width
  }

  /// Adds the program's own words from an upper left corner; returns the column behind them.
  @discardableResult
  public mutating func write(_ words: String, row: Int, column: Int, _ style: WordStyle = .plain) -> Int {
    write(DisplayText(words), row: row, column: column, style)
  }

  /// Adds words that end before a column.
  public mutating func write(_ words: String, row: Int, endingAt end: Int, _ style: WordStyle = .plain) {
    let words = DisplayText(words)
    write(words, row: row, column: end - words.width * BitmapFont.width, style)
  }

  /// Adds another drawing with its upper left corner at a place.
  public mutating func add(_ other: SheetDrawing, row: Int, column: Int) {
    for item in other.items { add(item.moved(rows: row, columns: column)) }
    extend(height: row + other.height, width: column + other.width)
  }

  /// Makes the drawing at least so large.
  public mutating func extend(height: Int = 0, width: Int = 0) {
    self.height = max(self.height, height)
    self.width = max(self.width, width)
  }
}

extension SheetDrawing.Item {
  /// The row below and the column behind what is drawn.
  fileprivate var end: (row: Int, column: Int) {
    switch self {
    case .box(let area, _): (area.rows.upperBound, area.columns.upperBound)
    case .raster(let raster, let row, let column, let factor):
      (row + raster.height * factor, column + raster.width * factor)
    case .words(let words, let row, let column, _):
      (row + BitmapFont.height, column + words.width * BitmapFont.width)
    }
  }

  /// The same at another place.
  fileprivate func moved(rows: Int, columns: Int) -> SheetDrawing.Item {
    switch self {
    case .box(var area, let colour):
      area.row += rows
      area.column += columns
      return .box(area, colour)
    case .raster(let raster, let row, let column, let factor):
      return .raster(raster, row: row + rows, column: column + columns, factor: factor)
    case .words(let words, let row, let column, let style):
      return .words(words, row: row + rows, column: column + columns, style)
    }
  }
}

extension SheetDrawing {
  /// The drawing on white paper as an SVG file: words as text, rasters as pictures of their own within it.
  ///
  /// Words are set in whatever monospaced font the viewer
  /// has, and stretched to the widths that they have in the drawing.
  public func svg(title: DisplayText) -> String {
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
      width="\(width * scale)" height="\(height * scale)" viewBox="0 0 \(width) \(height)" \
      font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="15">
      <title>\(SVGWriter.escaped(title.string))</title>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      """
    return ([head] + items.compactMap(element) + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private func element(_ item: Item) -> String? {
    switch item {
    case .box(let area, let colour):
      """
      <rect x="\(area.column)" y="\(area.row)" width="\(area.width)" height="\(area.height)" \
      fill="\(colour.hex)"/>
      """
    case .raster(let raster, let row, let column, let factor):
      // Enlarged here, since not all viewers keep the pixels of a small picture squares.
      // One that would have too many pixels then is left to the viewer.
      (raster.png(factor: factor * scale) ?? raster.png(factor: 1)).map { file in
        """
        <image x="\(column)" y="\(row)" width="\(raster.width * factor)" height="\(raster.height * factor)" \
        image-rendering="optimizeSpeed" style="image-rendering:pixelated" \
        xlink:href="data:image/png;base64,\(Data(file).base64EncodedString())"/>
        """
      }
    case .words(let words, let row, let column, let style):
      """
      <text x="\(column)" y="\(row + BitmapFont.ascent)" textLength="\(words.width * BitmapFont.width)" \
      lengthAdjust="spacingAndGlyphs" xml:space="preserve" \
      fill="\(style.ink.hex)"\(style.isBold ? " font-weight=\"bold\"" : "")\
      >\(SVGWriter.escaped(words.string))</text>
      """
    }
  }
}

extension SheetDrawing {
  /// The drawing on white paper as a PNG file; `nil` where it has no pixels or more than 2²⁷, or there is no
  /// memory for it.
  public func png() -> [UInt8]? {
    let paper = Canvas(height: height * scale, width: width * scale, ground: RGB(255, 255, 255))
    guard var canvas = paper else { return nil }
    for item in items { canvas.draw(item, scale: scale) }
    return canvas.png()
  }
}

extension SheetDrawing.Raster {
  /// The raster as a PNG file, each of its pixels as a square; `nil` where it has none, or the file too many.
  func png(factor: Int) -> [UInt8]? {
    var drawing = SheetDrawing()
    drawing.add(.raster(self, row: 0, column: 0, factor: factor))
    return drawing.png()
  }
}

extension Canvas {
  /// Draws a thing, `scale` times as large as it is.
  fileprivate mutating func draw(_ item: SheetDrawing.Item, scale: Int) {
    switch item {
    case .box(let area, let colour): fill(area.enlarged(scale), colour)
    case .raster(let raster, let row, let column, let factor):
      for y in 0..<raster.height {
        for x in 0..<raster.width {
          let square = Area(row: row + y * factor, column: column + x * factor, height: factor, width: factor)
          fill(square.enlarged(scale), raster.pixels[y * raster.width + x])
        }
      }
    case .words(let words, let row, var column, let style):
      for grapheme in words.graphemes {
        draw(
          grapheme.character, cells: grapheme.width, isBold: style.isBold, row: row * scale,
          column: column * scale, width: BitmapFont.width * scale, style.ink)
        column += grapheme.width * BitmapFont.width
      }
    }
  }
}

extension Area {
  /// The area in a drawing so many times as large.
  fileprivate func enlarged(_ factor: Int) -> Area {
    Area(row: row * factor, column: column * factor, height: height * factor, width: width * factor)
  }
}
