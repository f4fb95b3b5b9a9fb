import CellScreen
import ConvNet
import Tensors

extension Conv2D: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    guard let grid = grid(over: context.input) else { return LineWords([]) }
    let height = grid.rows.arithmetic(padding: padding)
    let width = grid.columns.arithmetic(padding: padding)
    return LineWords(
      sentences(in: context),
      shape: "\(context.input) → (\(height), \(width), \(filters)) = \(context.output)",
      parameters: parameterArithmetic)
  }

  /// What the filters do, with what differs from a plain convolution where there is room.
  private func sentences(in context: LayerContext) -> [String] {
    let size = "\(kernelSize.height)×\(kernelSize.width)"
    let products = NumberText.grouped(kernelSize.height * kernelSize.width * inputChannels)
    let base =
      context.readsPicture
      ? "\(counted(filters, "filter")), each \(size) over \(context.allChannels). 1 filter → 1 map, "
        + "so \(counted(filters, "map"))."
      : "\(counted(filters, "filter")), each \(size) over \(context.allChannels): \(products) products → "
        + "1 number. \(counted(filters, "map"))."
    var extras: [String] = []
    if strides != Size2D(square: 1) {
      extras.append("strides=\(strides): the window moves so far at a time.")
    }
    if padding == .same { extras.append("padding='same': a border of zeros around the input.") }
    return [([base] + extras).joined(separator: " ")] + extras.map { base + " " + $0 } + [base]
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }

  /// The arithmetic `3·3·3·32 + 32 = 896`.
  private var parameterArithmetic: String {
    let weights = "\(kernelSize.height)·\(kernelSize.width)·\(inputChannels)·\(filters)"
    let biases = bias == nil ? "" : " + \(filters)"
    return "\(weights)\(biases) = \(NumberText.grouped(parameterCount))"
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    guard let grid = grid(over: context.input) else { return [] }
    let source = context.readsPicture ? "the picture" : context.countedChannels
    let places = grid.placesInWords(row: cursor.row, column: cursor.column)
    let channel = cursor.channel
    return [
      "Map \(channel) = \(source) scanned by filter \(channel). "
        + "This cell reads \(places) of \(context.allChannels).",
      "Map \(channel): filter \(channel) over \(source). This cell reads \(places).",
      "Map \(channel). This cell reads \(places).",
    ]
  }
}
