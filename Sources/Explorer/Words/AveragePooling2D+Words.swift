import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension AveragePooling2D: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    guard let grid = grid(over: context.input) else { return LineWords([]) }
    let height = grid.rows.arithmetic(isSame: context.isSame(grid))
    let width = grid.columns.arithmetic(isSame: context.isSame(grid))
    let windows = "\(grid.rows.outputExtent)×\(grid.columns.outputExtent) windows a map"
    return LineWords(
      grid.wordsOfWhatIsNeverRead() + [
        "\(poolSize) is the window, not the result: \(windows); each becomes its mean.",
        "\(poolSize) is the window: \(windows); each becomes its mean.",
      ],
      shape: "\(context.input) → (\(height), \(width), \(context.input[2])) = \(context.output)",
      parameters: "nothing learned: 0")
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    guard let grid = grid(over: context.input) else { return [] }
    let places = grid.placesInWords(row: cursor.row, column: cursor.column)
    let count = grid.rows.places(at: cursor.row).count * grid.columns.places(at: cursor.column).count
    return [
      "This cell is the mean of the \(count) numbers in \(places) of \(context.nameOfInput(cursor.channel)); "
        + "\(context.nameOfInput(cursor.channel)) stays \(context.nameOfInput(cursor.channel)).",
      "This cell is the mean of \(places) of \(context.nameOfInput(cursor.channel)).",
    ]
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard let grid = grid(over: context.input) else { return nil }
    let count = poolSize.height * poolSize.width
    switch meaning {
    case .window:
      return LineWords(
        grid.wordsOfWindows(maps: context.input[2]),
        shape:
          "\(poolSize.height)·\(poolSize.width) = \(count) numbers are added, the sum is divided by \(count)."
      )
    case .strides: return grid.wordsOfStrides(isSame: context.isSame(grid))
    case .padding:
      return LineWords(
        [
          "\(context.padding(padding) ?? "padding"): windows reach over the border; only real numbers are counted."
        ],
        shape: words(in: context).shapeArithmetic)
    default: return nil
    }
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard let grid = grid(over: context.input), case .windowAverage(let window) = explanation.form else {
      return UnitWords([])
    }
    let (row, column, channel) = (explanation.position[0], explanation.position[1], explanation.position[2])
    let all = poolSize.height * poolSize.width
    let count = window.count
    let divisor = padding != .none ? "count" : "\(all)"
    let name = context.network.layers[context.index].name
    let rows = place(grid.rows, at: row, "i")
    let columns = place(grid.columns, at: column, "j")
    let start = "out[u,v,w] = Σ i<\(poolSize.height)  Σ j<\(poolSize.width)  "
    let left = "\(name)[\(row),\(column),\(channel)] = Σ "
    let gap = String(repeating: " ", count: max(0, start.count - left.count))
    return UnitWords(
      Self.sentences(count: count, outside: all - count),
      formula: start + "in[\(index("u", "i", grid.rows)), \(index("v", "j", grid.columns)), w] ÷ \(divisor)",
      numbers: left + gap + "in[\(rows), \(columns), \(channel)] ÷ \(count)")
  }

  /// How a mean comes about, with the places that are not counted where there are some.
  private static func sentences(count: Int, outside: Int) -> [String] {
    let divided =
      count == 1 ? "1 number is divided by 1" : "\(count) neighbours are ADDED and divided by \(count)"
    guard outside > 0 else {
      return ["\(divided): their mean. No weights, nothing is dropped.", "\(divided): their mean."]
    }
    let places = outside == 1 ? "1 padded place is" : "\(outside) padded places are"
    return ["\(divided): \(places) not counted. No weights.", "\(divided): \(places) not counted."]
  }
}
