public import CellScreen
public import ConvNet
internal import Explorer
internal import Tensors

/// A tensor of a pass on one page, for paper and slides: what it is, its scale with a legend, and all its numbers as
/// colours or bars.
///
/// The scale is the explorer's, its colours those of dark pages, on white paper. Feature maps stand 8 in a line, from 65
/// maps on 16, so that an index can be computed at a glance; where one map is asked for it is a figure of its own.
public struct ContactSheet: Sendable {
  /// The page.
  public internal(set) var drawing: SheetDrawing
  /// What the page shows, in a few words.
  public let title: DisplayText

  private static let margin = 24
  /// The rows from a line of words to the next.
  static let lineHeight = 22

  /// The page of an entry of an export; `source` says where the numbers come from, `classes` names the units of the
  /// last layer where there is one name for each.
  public init(
    _ entry: ActivationExport.Entry, of network: Network, _ preprocessing: Preprocessing = Preprocessing(),
    source: String, classes: [String] = []
  ) {
    let numbers = LayerNumbers(entry.tensor)
    let paint = SheetPaint(
      scale: ColourScale(
        layer: entry.layer, of: network, numbers: numbers, beforeActivation: entry.stage == .preActivation,
        preprocessing),
      hasNonFinite: numbers.statistics.nonFiniteCount > 0)
    let stage = entry.stageWords(network.layers[entry.layer].operation.activationFunction)
    if let map = entry.map {
      let figure = MapFigure(
        map, of: entry, in: network, preprocessing, paint: paint, stage: stage, source: source)
      var page = SheetDrawing()
      page.add(figure.drawing, row: Self.margin, column: Self.margin)
      page.extend(height: page.height + Self.margin, width: page.width + Self.margin)
      (title, drawing) = (figure.title, page)
      return
    }
    let name = DisplayText(network.layers[entry.layer].name).truncated(to: 40)
    let body = Self.body(
      entry, of: network, entry.stage == .input ? preprocessing : nil, paint: paint, classes: classes)
    let facts = [body.words, stage, source].filter { !$0.isEmpty }
    title = DisplayText([name.string, facts[0]].joined(separator: ": "))

    var page = SheetDrawing()
    let limit = max(720, body.drawing.width) / BitmapFont.width
    let behind = page.write(name, row: Self.margin, column: Self.margin, .bold) + 2 * BitmapFont.width
    let code = DisplayText("\(entry.code.string) → \(entry.tensor.shape)").truncated(
      to: limit - name.width - 2)
    page.write(code, row: Self.margin, column: behind)
    let words = DisplayText(facts.joined(separator: " · ")).truncated(to: limit)
    page.write(words, row: Self.margin + Self.lineHeight, column: Self.margin, .dim)
    page.add(paint.explainedLegend, row: Self.margin + 2 * Self.lineHeight, column: Self.margin)
    page.add(body.drawing, row: Self.margin + 3 * Self.lineHeight + 16, column: Self.margin)
    page.extend(height: page.height + Self.margin, width: page.width + Self.margin)
    drawing = page
  }

  /// The numbers as a drawing, and what it shows in words; `ofPicture` is what was done to a picture, where these are
  /// its numbers.
  private static func body(
    _ entry: ActivationExport.Entry, of network: Network, _ ofPicture: Preprocessing?, paint: SheetPaint,
    classes: [String]
  ) -> (drawing: SheetDrawing, words: String) {
    let tensor = entry.tensor
    let isLast = entry.layer == network.layers.count - 1
    if tensor.shape.rank == 3 {
      let sheet = MapTiles(tensor, paint: paint, ofPicture: ofPicture)
      return (sheet.drawing, sheet.words)
    }
    if tensor.shape.rank == 1, tensor.shape.count <= UnitBars.largestCount,
      !(network.layers[entry.layer].operation is Flatten)
    {
      let names = isLast && classes.count == tensor.shape.count ? classes : []
      return (UnitBars(tensor.values, names: names, paint: paint).drawing, "\(tensor.shape.count) units")
    }
    let lines = NumberLines(tensor.values, from: flattenedShape(entry, of: network), paint: paint)
    return (lines.drawing, lines.words)
  }

  /// The shape of the maps whose numbers a flattened layer has; `nil` elsewhere.
  private static func flattenedShape(_ entry: ActivationExport.Entry, of network: Network) -> Shape? {
    guard (network.layers[entry.layer].operation as? Flatten)?.order == .channelsLast,
      let input = network.layers[entry.layer].inputs.first,
      network.shapes[input].rank == 3
    else { return nil }
    return network.shapes[input]
  }
}

extension ActivationExport.Entry {
  /// What the tensor is to its layer: `after ReLU`, `before softmax`; empty where nothing tells.
  fileprivate func stageWords(_ function: ActivationFunction) -> String {
    switch stage {
    case .input: "as the network reads it"
    case .preActivation: "before " + function.title
    case .activation: function == .linear ? "" : "after " + function.title
    }
  }
}
