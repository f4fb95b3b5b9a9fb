internal import CellScreen
internal import ImageFormats

extension SheetDrawing {
  /// The most pixels that a PNG file is made of: 2²⁷.
  static let pixelLimit = 1 << 27

  /// The drawing on white paper as a PNG file; `nil` where it has no pixels, or more than `pixelLimit`.
  public func png() -> [UInt8]? {
    guard width > 0, height > 0, width <= Self.pixelLimit / height else { return nil }
    var canvas = Canvas(height: height, width: width)
    for item in items { canvas.draw(item) }
    return PNGWriter.encode(height: height, width: width, samples: canvas.samples)
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

/// White paper of red, green and blue samples.
private struct Canvas {
  let height: Int
  let width: Int
  private(set) var samples: [UInt8]

  init(height: Int, width: Int) {
    self.height = height
    self.width = width
    samples = [UInt8](repeating: 255, count: height * width * 3)
  }

  mutating func draw(_ item: SheetDrawing.Item) {
    switch item {
    case .box(let area, let colour): fill(area, colour)
    case .raster(let raster, let row, let column, let factor):
      for y in 0..<raster.height {
        for x in 0..<raster.width {
          let square = Area(row: row + y * factor, column: column + x * factor, height: factor, width: factor)
          fill(square, raster.pixels[y * raster.width + x])
        }
      }
    case .words(let words, let row, let column, let style):
      for pixel in BitmapFont.shared.pixels(of: words, isBold: style.isBold) {
        set(row + pixel.row, column + pixel.column, style.ink)
      }
    }
  }

  private mutating func fill(_ area: Area, _ colour: RGB) {
    let inside = area.intersection(Area(row: 0, column: 0, height: height, width: width))
    for row in inside.rows {
      for column in inside.columns { set(row, column, colour) }
    }
  }

  private mutating func set(_ row: Int, _ column: Int, _ colour: RGB) {
    guard (0..<height).contains(row), (0..<width).contains(column) else { return }
    let first = 3 * (row * width + column)
    samples[first] = colour.red
    samples[first + 1] = colour.green
    samples[first + 2] = colour.blue
  }
}
