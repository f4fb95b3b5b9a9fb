internal import CellScreen
internal import Explorer
internal import Tensors

/// How the numbers of a tensor become colours on paper: the explorer's scale, and a colour for what is not finite.
struct SheetPaint {
  /// The scale.
  let scale: ColourScale
  /// Whether there are NaN or ±∞ among the numbers.
  let hasNonFinite: Bool

  /// NaN and ±∞: a colour that no scale has.
  static let notFinite = RGB(255, 0, 255)
  /// How long the ramp of a legend is.
  static let rampLength = 160
  /// The frames of maps and bars.
  static let frame = RGB(72, 72, 80)

  /// The colour of a number.
  func colour(of value: Float) -> RGB {
    guard value.isFinite else { return Self.notFinite }
    return switch scale.tone(for: value) {
    case .zero: RGB(0, 0, 0)
    case .value(let map, let position), .over(_, let map, let position): map.rgb(at: position)
    case .picture(let colour): colour
    case .category(let category): CategoryColours.rgb(category)
    }
  }

  /// A plane as a raster, a pixel a number.
  func raster(_ plane: Plane) -> SheetDrawing.Raster {
    SheetDrawing.Raster(height: plane.height, width: plane.width) { colour(of: plane[$0, $1]) }
  }

  /// What the legend leaves out; `nil` where all of the scale is linear.
  var explanation: String? {
    scale.maximum > scale.top ? "linear up to the 99.5th percentile" : nil
  }

  /// The legend with what it leaves out behind it.
  var explainedLegend: SheetDrawing {
    var drawing = legend("scale")
    if let explanation {
      drawing.write(explanation, row: 0, column: drawing.width + 2 * BitmapFont.width, .dim)
    }
    return drawing
  }

  /// The colours with what they stand for, behind a name: `scale ■ 0 ████ 0.44 (max 0.88)`; `length` is that of the ramp.
  func legend(_ name: String, length: Int = SheetPaint.rampLength) -> SheetDrawing {
    let decimals = NumberText.decimals(showing: Double(scale.top))
    var legend = SheetDrawing()
    var column = legend.write(name + " ", row: 0, column: 0, .dim)
    if !scale.isSigned {
      let black = scale.low == 0 ? "0" : NumberText.fixed(scale.low, decimals: decimals)
      column = swatch(RGB(0, 0, 0), black, column: column, on: &legend) + 2 * BitmapFont.width
    }
    let low = scale.isSigned ? NumberText.fixed(-scale.top, decimals: decimals) + " " : ""
    column = legend.write(low, row: 0, column: column)
    column = ramp(length, column: column, on: &legend)
    let maximum = NumberText.fixed(scale.maximum, decimals: decimals)
    let most = scale.maximum > scale.top ? " (max \(scale.isSigned ? "±" : "")\(maximum))" : ""
    let top = NumberText.fixed(scale.top, decimals: decimals)
    column = legend.write(" \(top)\(most)", row: 0, column: column)
    if hasNonFinite {
      _ = swatch(Self.notFinite, "NaN or ±∞", column: column + 3 * BitmapFont.width, on: &legend)
    }
    return legend
  }

  /// A square of a colour and its word; returns the column behind them.
  private func swatch(_ colour: RGB, _ word: String, column: Int, on legend: inout SheetDrawing) -> Int {
    legend.framed(Area(row: 2, column: column, height: 14, width: 14), colour)
    return legend.write(word, row: 0, column: column + 14 + BitmapFont.width)
  }

  /// All colours between the two ends; returns the column behind them.
  private func ramp(_ width: Int, column: Int, on legend: inout SheetDrawing) -> Int {
    let lowest = scale.isSigned ? -scale.top : 0
    let raster = SheetDrawing.Raster(height: 12, width: width) { _, place in
      let share = Float(place) / Float(width - 1)
      let value = lowest + (scale.top - lowest) * share
      // The ramp of positive numbers starts at the smallest of them: 0 has its own square.
      return colour(of: scale.isSigned ? value : max(value, .leastNonzeroMagnitude))
    }
    legend.framed(Area(row: 2, column: column, height: 14, width: width + 2), Self.frame)
    legend.add(.raster(raster, row: 3, column: column + 1, factor: 1))
    return column + width + 2
  }
}

extension SheetDrawing {
  /// A box of a colour in a frame of one pixel, which is the outermost of the area.
  mutating func framed(_ area: Area, _ colour: RGB) {
    add(.box(area, SheetPaint.frame))
    let inside = Area(
      row: area.row + 1, column: area.column + 1, height: area.height - 2, width: area.width - 2)
    guard !inside.isEmpty else { return }
    add(.box(inside, colour))
  }

  /// A raster in a frame of one pixel; the frame's upper left corner is at the place.
  mutating func framed(_ raster: Raster, row: Int, column: Int, factor: Int) {
    let (height, width) = (raster.height * factor + 2, raster.width * factor + 2)
    add(.box(Area(row: row, column: column, height: height, width: width), SheetPaint.frame))
    add(.raster(raster, row: row + 1, column: column + 1, factor: factor))
  }
}
