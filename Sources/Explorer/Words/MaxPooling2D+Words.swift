import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension MaxPooling2D: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    guard let grid = grid(over: context.input) else { return LineWords([]) }
    let height = grid.rows.arithmetic(isSame: context.isSame(grid))
    let width = grid.columns.arithmetic(isSame: context.isSame(grid))
    return LineWords(
      sentences(grid),
      shape: "\(context.input) → (\(height), \(width), \(context.input[2])) = \(context.output)",
      parameters: "nothing learned: 0")
  }

  /// What rounding down leaves unread comes first: it is what a shape alone does not tell.
  private func sentences(_ grid: WindowGrid) -> [String] {
    let windows = "\(grid.rows.outputExtent)×\(grid.columns.outputExtent) windows a map"
    let plain = "\(poolSize) is the window, not the result: \(windows); each keeps its max."
    let short = "\(poolSize) is the window: \(windows); each keeps its max."
    return grid.wordsOfWhatIsNeverRead() + [plain, short]
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    guard let grid = grid(over: context.input) else { return [] }
    let places = grid.placesInWords(row: cursor.row, column: cursor.column)
    let count = poolSize.height * poolSize.width
    return [
      "This cell keeps the largest of the \(count) numbers in \(places) of \(context.nameOfInput(cursor.channel)); "
        + "\(context.nameOfInput(cursor.channel)) stays \(context.nameOfInput(cursor.channel)).",
      "This cell keeps the largest of \(places) of \(context.nameOfInput(cursor.channel)).",
    ]
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard let grid = grid(over: context.input) else { return nil }
    switch meaning {
    case .window:
      let pieces = poolSize.height * poolSize.width
      return LineWords(
        grid.wordsOfWindows(maps: context.input[2]),
        shape:
          "Were it \(pieces) pieces: (\(poolSize.height), \(poolSize.width), \(context.input[2])), and the next "
          + conflict(in: context))
    case .strides: return grid.wordsOfStrides(isSame: context.isSame(grid))
    case .padding:
      return LineWords(
        [
          "\(context.padding(padding) ?? "padding"): windows reach over the border, where nothing is the largest."
        ],
        shape: words(in: context).shapeArithmetic)
    default: return nil
    }
  }

  /// Why a pooling to as many pieces as the window has numbers would contradict the next layer's shape.
  private func conflict(in context: LayerContext) -> String {
    let next =
      context.network.layers.dropFirst(context.index + 1).first { $0.operation is Conv2D }?.operation
      as? Conv2D
    guard let size = next?.kernelSize, next?.padding == Border.none, size.height > poolSize.height else {
      return "shapes would not fit."
    }
    let stops = NumberText.grouped(poolSize.height - size.height + 1)
    return
      "\(size.height)×\(size.width) would not fit: \(poolSize.height)\(NumberText.minus)\(size.height)+1 = "
      + "\(stops)."
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard let grid = grid(over: context.input) else { return UnitWords([]) }
    let (row, column, channel) = (explanation.position[0], explanation.position[1], explanation.position[2])
    let count = poolSize.height * poolSize.width
    let name = context.network.layers[context.index].name
    let rows = place(grid.rows, at: row, "i")
    let columns = place(grid.columns, at: column, "j")
    let left = "\(name)[\(row),\(column),\(channel)] = max of "
    let start = "out[u,v,w] = max over i<\(poolSize.height), j<\(poolSize.width) of  "
    let gap = String(repeating: " ", count: max(0, start.count - left.count))
    return UnitWords(
      [
        "The largest of \(count) neighbours is kept, the other \(count - 1) are dropped. No weights, nothing is added.",
        "The largest of \(count) neighbours is kept, the other \(count - 1) are dropped.",
      ],
      formula: start + "in[\(index("u", "i", grid.rows)), \(index("v", "j", grid.columns)), w]",
      numbers: left + gap + "in[\(rows), \(columns), \(channel)]")
  }
}
