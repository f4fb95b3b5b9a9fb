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
    let shrinking = if case .shrunk(let factor) = scale { factor } else { 1 }
    var tiles: [(label: String, raster: SheetDrawing.Raster)] = (0..<shape[2]).map { channel in
      let plane = tensor.plane(channel: channel)
      let isBlank = factor * shape[1] >= 100 && Statistics(plane.values).isAllZero
      return ("\(channel)" + (isBlank ? " all 0" : ""), paint.raster(plane.shrunk(by: shrinking)))
    }
    if let ofPicture, shape[2] == 3 {
      tiles = tiles.enumerated().map { (channelName($0, of: shape, ofPicture), $1.raster) }
      tiles.insert(("picture", Self.picture(tensor, ofPicture, shrinking: shrinking)), at: 0)
    }
    drawing = Self.arranged(tiles, perLine: Self.perLine(shape[2]), factor: factor)
    let noun = ofPicture == nil ? "map" : "channel"
    words =
      "\(shape[2]) \(noun)\(shape[2] == 1 ? "" : "s") of \(shape[0])×\(shape[1]) · shown \(scale.explanation)"
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
    let planes = (0..<3).map { tensor.plane(channel: $0).shrunk(by: shrinking) }
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
