internal import CellScreen
internal import ConvNet
internal import Explorer
internal import Tensors

/// One feature map on a page of its own, for a slide: what it is, the scale of its layer with a legend, and the map as
/// large as the words above are wide.
struct MapFigure {
  /// What the page shows: `conv2d, map 5 of 32: (30, 30)`.
  let title: DisplayText
  /// The page without its margin.
  let drawing: SheetDrawing

  /// The side that a map fills as well as it can.
  private static let side = 540

  /// Draws a map of an entry; `stage` says what it is to its layer, `source` where the numbers come from,
  /// `preprocessing` what was done to the picture.
  init(
    _ map: Int, of entry: ActivationExport.Entry, in network: Network, _ preprocessing: Preprocessing,
    paint: SheetPaint, stage: String, source: String
  ) {
    let plane = entry.tensor.plane(channel: map)
    let scale = Self.scale(plane)
    let rule: Shrinking = entry.stage == .input ? .mean : .largest
    let picture = plane.shrunk(by: scale.shrinking, rule)
    let factor = if case .enlarged(let factor) = scale { factor } else { 1 }
    title = Self.title(map, of: entry, in: network, preprocessing)
    let facts = [
      stage, "shown \(scale.explanation(rule, isSigned: paint.scale.isSigned))",
      Statistics(plane.values).isAllZero ? "all 0" : "",
    ]
    let words = facts.filter { !$0.isEmpty }.joined(separator: " · ")
    let limit = max(Self.side, picture.width * factor) / BitmapFont.width

    var page = SheetDrawing()
    page.write(title.truncated(to: limit), row: 0, column: 0, .bold)
    page.write(entry.code.truncated(to: limit), row: ContactSheet.lineHeight, column: 0)
    page.write(DisplayText(words).truncated(to: limit), row: 2 * ContactSheet.lineHeight, column: 0, .dim)
    page.add(
      Self.legend(of: entry, paint, width: picture.width * factor + 2), row: page.height + 14, column: 0)
    if let words = paint.explanation { page.write(words, row: page.height + 4, column: 0, .dim) }
    page.framed(paint.raster(picture), row: page.height + 14, column: 0, factor: factor)
    let below = DisplayText(source).truncated(to: limit)
    if !source.isEmpty { page.write(below, row: page.height + 8, column: 0, .dim) }
    drawing = page
  }

  /// The legend of the scale, as wide as the map where its ramp can be.
  private static func legend(
    of entry: ActivationExport.Entry, _ paint: SheetPaint, width: Int
  ) -> SheetDrawing {
    let count = entry.tensor.shape.channels
    let noun = entry.stage == .input ? "channels" : "maps"
    let name = count == 1 ? "scale" : "scale of all \(count) \(noun)"
    let length = SheetPaint.rampLength + width - paint.legend(name).width
    return paint.legend(name, length: min(max(length, 80), 240))
  }

  private static func scale(_ plane: Plane) -> MapScale {
    let extent = max(plane.height, plane.width, 1)
    return extent <= side ? .enlarged(side / extent) : .shrunk((extent + side - 1) / side)
  }

  private static func title(
    _ map: Int, of entry: ActivationExport.Entry, in network: Network, _ preprocessing: Preprocessing
  ) -> DisplayText {
    let shape = entry.tensor.shape
    let isInput = entry.stage == .input
    let colour = isInput && [1, 3].contains(shape.channels) ? channelName(map, of: shape, preprocessing) : ""
    let name = DisplayText(network.layers[entry.layer].name).truncated(to: 24)
    return DisplayText(
      "\(name), \(isInput ? "channel" : "map") \(map) of \(shape.channels)\(colour.isEmpty ? "" : " (\(colour))"): "
        + "(\(shape[0]), \(shape[1]))")
  }
}
