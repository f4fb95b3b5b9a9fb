internal import CellScreen
internal import Tensors

/// Many numbers without maps as lines of squares, with the index of the first of a line at its left.
///
/// The numbers of flattened maps have a line for each place, named at its right, and a column for each map.
struct NumberLines {
  /// The lines.
  private(set) var drawing = SheetDrawing()
  /// What is drawn: `1,024 numbers in 16 lines of 64`.
  let words: String

  private let length: Int
  private let factor: Int
  /// The columns of the maps; `nil` where a line is no place of theirs.
  private let mapWidth: Int?

  private static let top = BitmapFont.height + 4

  /// Arranges numbers; `maps` is the shape of the maps that they come from, where they do.
  init(_ values: [Float], from maps: Shape?, paint: SheetPaint) {
    let places = maps.flatMap { (8...1_024).contains($0[2]) && values.count <= 64 * $0[2] ? $0 : nil }
    length = places?[2] ?? Self.lineLength(values.count)
    mapWidth = places?[1]
    factor = min(18, max(1, 1_152 / length))
    let count = (values.count + length - 1) / length
    words =
      "\(NumberText.grouped(values.count)) numbers in \(NumberText.grouped(count)) lines of \(length)"
      + (places == nil ? "" : ": a line a place [row, column], a column a map")
    let left = max(4, String(values.count).count + 1) * BitmapFont.width
    drawHeading(left: left)
    for line in 0..<count {
      let part = values[line * length..<min((line + 1) * length, values.count)]
      let raster = SheetDrawing.Raster(height: 1, width: part.count) { _, column in
        paint.colour(of: part[part.startIndex + column])
      }
      drawing.framed(raster, row: Self.top + line * factor, column: left, factor: factor)
    }
    let step = (BitmapFont.height + factor - 1) / factor
    for line in stride(from: 0, to: count, by: step) { drawLabels(ofLine: line, left: left) }
  }

  /// 64; of more than 4,096 numbers the power of two at which there are no more lines than columns.
  private static func lineLength(_ count: Int) -> Int {
    var length = 64
    while length * length < count { length *= 2 }
    return length
  }

  /// The numbers of the columns.
  private mutating func drawHeading(left: Int) {
    drawing.write(mapWidth == nil ? "+" : "map", row: 0, endingAt: left - BitmapFont.width, .dim)
    for column in stride(from: 0, to: length, by: max(8, length / 8)) {
      drawing.write("\(column)", row: 0, column: left + 1 + column * factor, .dim)
    }
  }

  /// The index of a line's first number, and the place of a line of maps.
  private mutating func drawLabels(ofLine line: Int, left: Int) {
    let row = Self.top + 1 + line * factor + (min(factor, BitmapFont.height) - BitmapFont.height) / 2
    drawing.write("\(line * length)", row: row, endingAt: left - BitmapFont.width, .dim)
    guard let mapWidth else { return }
    let place = "[\(line / mapWidth), \(line % mapWidth)]"
    drawing.write(place, row: row, column: left + length * factor + BitmapFont.width, .dim)
  }
}
