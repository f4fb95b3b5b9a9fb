internal import CellScreen
internal import ConvNet
internal import Explorer
internal import Tensors

/// All feature maps of a tensor side by side, each with its index above.
struct MapTiles {
  /// The maps.
  let drawing: SheetDrawing
  /// What is drawn: `32 maps of 30×30 · shown ×4`.
  let words: String

  /// The pixels between two maps.
  private static let gap = 12
  /// The pixels from the top of an index to the top of its map.
  private static let labelHeight = 20
  /// The largest side that a map is shown with at its own size; beyond it maps shrink.
  private static let largestSide = 512

  /// Arranges the maps of a tensor of rank 3; a picture of three channels, which has gone through a preprocessing,
  /// stands before them in its own colours.
  init(_ tensor: Tensor, paint: SheetPaint, ofPicture: Preprocessing?) {
    let shape = tensor.shape
    let scale = Self.scale(shape)
    let factor = if case .enlarged(let factor) = scale { factor } else { 1 }
    let shrinking = scale.shrinking
    let rule: Shrinking = ofPicture == nil ? .largest : .mean
    var tiles: [(label: String, raster: SheetDrawing.Raster)] = (0..<shape[2]).map { channel in
      let plane = tensor.plane(channel: channel)
      let isBlank = factor * shape[1] >= 100 && Statistics(plane.values).isAllZero
      return ("\(channel)" + (isBlank ? " all 0" : ""), paint.raster(plane.shrunk(by: shrinking, rule)))
    }
    if let ofPicture, shape[2] == 3 {
      tiles = tiles.enumerated().map { (channelName($0, of: shape, ofPicture), $1.raster) }
      tiles.insert(("picture", Self.picture(tensor, ofPicture, shrinking: shrinking)), at: 0)
    }
    drawing = Self.arranged(tiles, perLine: Self.perLine(shape[2]), factor: factor)
    let shown = scale.explanation(rule, isSigned: paint.scale.isSigned)
    let noun = ofPicture == nil ? "map" : "channel"
    words = "\(shape[2]) \(noun)\(shape[2] == 1 ? "" : "s") of \(shape[0])×\(shape[1]) · shown \(shown)"
  }

  /// How many maps stand in a line.
  private static func perLine(_ count: Int) -> Int { count <= 64 ? 8 : 16 }

  /// The factor at which lines of about 1,100 pixels come about, or few maps are large.
  private static func scale(_ shape: Shape) -> MapScale {
    let side = max(shape[0], shape[1], 1)
    guard side <= largestSide else { return .shrunk((side + largestSide - 1) / largestSide) }
    let wanted = shape[2] <= 4 ? 224 : shape[2] <= 64 ? 128 : 64
    return .enlarged(max(1, wanted / side))
  }

  private static func arranged(
    _ tiles: [(label: String, raster: SheetDrawing.Raster)], perLine: Int, factor: Int
  ) -> SheetDrawing {
    var drawing = SheetDrawing()
    let widest = tiles.map { $0.label.count * BitmapFont.width }.max() ?? 0
    for (index, tile) in tiles.enumerated() {
      let width = max(tile.raster.width * factor + 2, widest) + gap
      let height = labelHeight + tile.raster.height * factor + 2 + gap
      let (line, place) = index.quotientAndRemainder(dividingBy: perLine)
      drawing.write(tile.label, row: line * height, column: place * width, .dim)
      drawing.framed(
        tile.raster, row: line * height + labelHeight, column: place * width, factor: factor)
    }
    return drawing
  }

  /// The samples that three channels of numbers were made of, as colours.
  private static func picture(
    _ tensor: Tensor, _ preprocessing: Preprocessing, shrinking: Int
  ) -> SheetDrawing.Raster {
    let planes = (0..<3).map { tensor.plane(channel: $0).shrunk(by: shrinking, .mean) }
    return SheetDrawing.Raster(height: planes[0].height, width: planes[0].width) { row, column in
      var bytes: [UInt8] = [0, 0, 0]
      for (channel, plane) in planes.enumerated() {
        let sample = preprocessing.sample(of: plane[row, column], channel: channel)
        guard sample.isFinite else { continue }
        bytes[preprocessing.pictureChannel(of: channel)] = UInt8((min(max(sample, 0), 1) * 255).rounded())
      }
      return RGB(bytes[0], bytes[1], bytes[2])
    }
  }
}

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
