internal import CellScreen
internal import Tensors

/// The units of a layer without maps as bars on a zero axis, with index, name and number, 16 in a column.
struct UnitBars {
  /// The bars.
  let drawing: SheetDrawing

  /// The most units that are drawn as bars.
  static let largestCount = 128

  private static let perColumn = 16
  private static let lineHeight = 24
  private static let barHeight = 14

  /// Draws units; `names` has one for each or is empty.
  init(_ values: [Float], names: [String], paint: SheetPaint) {
    let names = names.map { DisplayText($0).truncated(to: 20) }
    let bars = BarAxis(values, width: values.count <= Self.perColumn ? 480 : 128)
    let indexWidth = String(max(0, values.count - 1)).count * BitmapFont.width
    let nameWidth = names.map { $0.width * BitmapFont.width + 10 }.max() ?? 0
    let barColumn = indexWidth + 10 + nameWidth
    let texts = values.map { NumberText.fixed($0, decimals: 3) }
    let numberEnd = barColumn + bars.width + 10 + (texts.map(\.count).max() ?? 0) * BitmapFont.width
    var drawing = SheetDrawing()
    for (index, value) in values.enumerated() {
      let (column, line) = index.quotientAndRemainder(dividingBy: Self.perColumn)
      let left = column * (numberEnd + 28)
      let row = line * Self.lineHeight
      drawing.write("\(index)", row: row, endingAt: left + indexWidth, .dim)
      if index < names.count { drawing.write(names[index], row: row, column: left + indexWidth + 10) }
      bars.draw(value, paint.colour(of: value), row: row, column: left + barColumn, on: &drawing)
      drawing.write(texts[index], row: row, endingAt: left + numberEnd)
    }
    self.drawing = drawing
  }

  /// Where bars begin and how long they are.
  private struct BarAxis {
    let width: Int
    private let zero: Int
    private let unit: Double

    /// The longest bar to either side just fits.
    init(_ values: [Float], width: Int) {
      let finite = values.filter(\.isFinite).map(Double.init)
      let (lowest, highest) = (min(finite.min() ?? 0, 0), max(finite.max() ?? 0, 0))
      self.width = width
      unit = highest > lowest ? Double(width - 1) / (highest - lowest) : 0
      zero = Int((-lowest * unit).rounded())
    }

    func draw(_ value: Float, _ colour: RGB, row: Int, column: Int, on drawing: inout SheetDrawing) {
      let length = value.isFinite ? Int((Double(value) * unit).rounded()) : 0
      let start = column + zero + min(length, 0)
      if abs(length) >= 3 {
        let top = row + (BitmapFont.height - UnitBars.barHeight) / 2
        drawing.framed(
          Area(row: top, column: start, height: UnitBars.barHeight, width: abs(length) + 1), colour)
      }
      drawing.add(
        .box(
          Area(row: row - 3, column: column + zero, height: UnitBars.lineHeight, width: 1), SheetPaint.frame))
    }
  }
}
