internal import CellScreen
internal import ImageFormats
internal import ModelFormats

/// Pixels of one colour that are drawn on, for a PNG file.
struct Canvas {
  /// The most pixels that a PNG file is made of: 2²⁷.
  static let pixelLimit = 1 << 27

  private let height: Int
  private let width: Int
  private var samples: [UInt8]
  private var masks: [Glyph: GlyphMask] = [:]

  private struct Glyph: Hashable {
    let grapheme: Character
    let cells: Int
    let isBold: Bool
    let width: Int
  }

  /// Makes a canvas; `nil` where it has no pixels, or more than `pixelLimit`, or there is no memory for it and its file.
  init?(height: Int, width: Int, ground: RGB) {
    guard height > 0, width > 0, width <= Self.pixelLimit / height,
      SystemMemory.gives(2 * 3 * height * width)
    else { return nil }
    self.height = height
    self.width = width
    samples = [UInt8](repeating: ground.red, count: height * width * 3)
    guard ground.green != ground.red || ground.blue != ground.red else { return }
    fill(Area(row: 0, column: 0, height: height, width: width), ground)
  }

  /// Draws a rectangle.
  mutating func fill(_ area: Area, _ colour: RGB) {
    let inside = area.intersection(Area(row: 0, column: 0, height: height, width: width))
    for row in inside.rows {
      for column in inside.columns { set(row, column, colour) }
    }
  }

  /// Draws a grapheme of one or two cells, each `width` pixels wide, from its upper left corner.
  mutating func draw(
    _ grapheme: Character, cells: Int = 1, isBold: Bool, row: Int, column: Int, width: Int, _ ink: RGB
  ) {
    let glyph = Glyph(grapheme: grapheme, cells: cells, isBold: isBold, width: width)
    let mask =
      masks[glyph] ?? BitmapFont.shared.mask(of: grapheme, cells: cells, isBold: isBold, width: width)
    masks[glyph] = mask
    for (index, share) in mask.shares.enumerated() where share > 0 {
      let (y, x) = (row + index / mask.width, column + index % mask.width)
      guard (0..<self.height).contains(y), (0..<self.width).contains(x) else { continue }
      set(y, x, pixel(y, x).mixed(with: ink, Double(share) / Double(mask.whole)))
    }
  }

  /// The file; `nil` where there is no memory for it.
  func png() -> [UInt8]? { PNGWriter.encode(height: height, width: width, samples: samples) }

  private func pixel(_ row: Int, _ column: Int) -> RGB {
    let first = 3 * (row * width + column)
    return RGB(samples[first], samples[first + 1], samples[first + 2])
  }

  private mutating func set(_ row: Int, _ column: Int, _ colour: RGB) {
    let first = 3 * (row * width + column)
    samples[first] = colour.red
    samples[first + 1] = colour.green
    samples[first + 2] = colour.blue
  }
}
