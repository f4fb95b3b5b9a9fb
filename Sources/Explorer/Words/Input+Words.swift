import CellScreen
public import ConvNet
import KerasNotation
public import Tensors

extension Input: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    guard shape.rank == 3 else {
      return LineWords("\(NumberText.grouped(shape.count)) numbers enter here.", shape: "\(shape)")
    }
    let colours = shape[2] == 1 ? "1 grey" : shape[2] == 3 ? "3 colours" : "\(shape[2]) channels"
    let count = NumberText.grouped(shape.count)
    let preprocessing = context.preprocessing
    let size = "\(shape[0]) rows × \(shape[1]) columns × \(colours) = \(count) numbers"
    let range = preprocessing.rangeInWords + preprocessing.restInWords
    let others = preprocessing.overruled.map { "; by itself the network expects \($0.rangeInWords)" } ?? ""
    return LineWords(
      "A picture is \(size) \(range)\(others).", "\(size) \(range)\(others).",
      "\(count) numbers \(range)\(others).",
      "\(range)\(others).",
      shape: [
        preprocessing.rangeWithReason(in: context.network),
        preprocessing.isIdentity ? "" : preprocessing.formula,
      ].filter { !$0.isEmpty }.joined(separator: "; "),
      parameters: isChannelsFirst ? "shapes: (height, width, channel)" : "")
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let channel = channelName(cursor.channel, of: shape, context.preprocessing)
    let numbers = context.preprocessing.ends(ofChannel: cursor.channel)
    let ends = [numbers.lower, numbers.upper].map(NumberText.short)
    return [
      "The \(channel) numbers of the picture, \(ends[0]) to \(ends[1]). This cell is row \(cursor.row), column \(cursor.column).",
      "The \(channel) numbers of the picture: row \(cursor.row), column \(cursor.column).",
    ]
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard shape.rank == 3 else { return nil }
    guard !isChannelsFirst else { return LineWords(dataFormatSentences) }
    return LineWords(
      "\(shape) = rows, columns, channels: the order in which every shape here is written.",
      "\(shape) = rows, columns, channels: every shape here has this order.",
      shape: "\(shape.product) = \(NumberText.grouped(shape.count)) numbers"
    )
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard shape.rank == 3 else { return UnitWords("A number of the input: nothing made it.") }
    let position = explanation.position
    let channel = channelName(position[2], of: shape, context.preprocessing)
    return UnitWords(
      "A number of the picture: row \(position[0]), column \(position[1]), \(channel). Nothing made it; here the way ends.",
      "A number of the picture: row \(position[0]), column \(position[1]), \(channel).",
      formula: context.preprocessing.isIdentity
        ? "sample ÷ largest sample: 0 to 1"
        : context.preprocessing.formula(ofChannel: position[2], "sample")
          + ", sample from 0 to 1",
      numbers: context.numbers(ofInput: explanation))
  }
}

/// What a channel of a network's input is called: the colour of the picture that it is.
public func channelName(_ channel: Int, of shape: Shape, _ preprocessing: Preprocessing) -> String {
  switch (shape.channels, shape.channels == 3 ? preprocessing.pictureChannel(of: channel) : channel) {
  case (3, 0): "red"
  case (3, 1): "green"
  case (3, 2): "blue"
  case (1, _): "grey"
  default: "channel \(channel)"
  }
}

extension Network {
  /// What a map of a layer is called: `map 9`; where it is still a channel of the picture, its colour.
  public func nameOfMap(_ channel: Int, ofLayer index: Int, _ preprocessing: Preprocessing) -> String {
    guard hasPictureChannels(ofLayer: index) else { return "map \(channel)" }
    return channelName(channel, of: shapes[index], preprocessing)
  }
}

/// What the selected map is called: `map 9`, or a colour of the picture.
public func mapName(_ state: some Viewpoint) -> String {
  guard let layer = state.layer, let network = state.model.network,
    network.hasPictureChannels(ofLayer: layer),
    network.shapes[layer].channels <= 3
  else { return "map \(state.cursor.channel)" }
  return channelName(state.cursor.channel, of: network.shapes[layer], state.model.preprocessing)
}

/// What a unit is called: `conv2d[10,12,5]`, `dense[41]`, or with its class at the network's end, `dense_1 › ship`.
public func unitName(line: Int, _ cursor: LayerCursor, in state: some Viewpoint) -> String {
  guard let network = state.model.network, network.shapes.indices.contains(line) else { return "" }
  let name = state.model.lines[line].name.truncated(to: 24).string
  if network.shapes[line].rank == 3 { return "\(name)[\(cursor.row),\(cursor.column),\(cursor.channel)]" }
  if line == network.layers.count - 1, cursor.channel < state.model.classes.count {
    return "\(name) › \(state.model.nameOfClass(cursor.channel).truncated(to: 16).string)"
  }
  return "\(name)[\(cursor.channel)]"
}
