import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Pooling2D: DescribedLayer {
  private var isMean: Bool { rule == .average }
  private var places: Int { poolSize.height * poolSize.width }

  /// What rounding down leaves unread comes first: it is what a shape alone does not tell.
  func words(in context: LayerContext) -> LineWords {
    guard let grid = grid(over: context.input) else { return LineWords([]) }
    let height = grid.rows.arithmetic(isSame: context.isSame(grid))
    let width = grid.columns.arithmetic(isSame: context.isSame(grid))
    let unread = grid.wordsOfWhatIsNeverRead()
    let sentences = sentences(of: grid)
    return LineWords(
      unread.flatMap { unread in sentences.prefix(2).map { $0 + " " + unread } } + unread + sentences,
      shape: "\(context.input) → (\(height), \(width), \(context.input[2])) = \(context.output)",
      parameters: "nothing learned: 0")
  }

  /// How many windows there are, and what becomes of each.
  ///
  /// Not “15×15 windows”, which is read as windows of 15×15: the quarters of the picture that pooling doesn't make.
  private func sentences(of grid: WindowGrid) -> [String] {
    let (across, down) = (grid.columns.outputExtent, grid.rows.outputExtent)
    let windows = countedNoun(across * down, "window") + " of \(poolSize.height)×\(poolSize.width)"
    let places = "(\(across) across, \(down) down)"
    let kept = isMean ? "the mean is taken" : "the largest"
    return [
      "\(windows) in each map \(places); of each \(isMean ? kept : kept + " number is kept").",
      "\(windows) a map \(places); of each \(isMean ? kept : kept + " is kept").",
      "\(windows) in each map; of each \(isMean ? kept : kept + " is kept").",
    ]
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    guard let grid = grid(over: context.input) else { return [] }
    let read = grid.placesInWords(row: cursor.row, column: cursor.column)
    let inside = grid.rows.places(at: cursor.row).count * grid.columns.places(at: cursor.column).count
    let verb = isMean ? "is the mean of" : "keeps the largest of"
    let map = context.nameOfInput(cursor.channel)
    return [
      "This cell \(verb) the \(isMean ? inside : places) numbers in \(read) of \(map); \(map) stays \(map).",
      "This cell \(verb) \(read) of \(map).",
    ]
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard let grid = grid(over: context.input) else { return nil }
    switch meaning {
    case .window:
      return LineWords(
        grid.wordsOfWindows(maps: context.input[2]),
        shape: isMean
          ? "\(poolSize.height)·\(poolSize.width) = \(places) numbers are added, the sum is divided by \(places)."
          : "Were it \(places) pieces: (\(poolSize.height), \(poolSize.width), \(context.input[2])), and the next "
            + conflict(in: context))
    case .strides: return grid.wordsOfStrides(isSame: context.isSame(grid))
    case .padding:
      let consequence = isMean ? "; only real numbers are counted" : ", where nothing is the largest"
      return LineWords(
        ["\(context.padding(padding) ?? "padding"): windows reach over the border\(consequence)."],
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
    let count = grid.rows.places(at: row).count * grid.columns.places(at: column).count
    let (height, width) = (poolSize.height, poolSize.width)
    let start =
      "out[u,v,w] = "
      + (isMean ? sums([("i", height), ("j", width)]) + "  " : "max over i<\(height), j<\(width) of  ")
    let unit = "\(context.network.layers[context.index].name)[\(row),\(column),\(channel)]"
    let left = "\(unit) = " + (isMean ? "Σ " : "max of ")
    let divisor = padding == .none ? "\(places)" : "count"
    let rows = place(grid.rows, at: row, "i")
    let columns = place(grid.columns, at: column, "j")
    return UnitWords(
      isMean ? sentencesOfMean(count: count) : sentencesOfMaximum,
      formula: start + "in[\(index("u", "i", grid.rows)), \(index("v", "j", grid.columns)), w]"
        + (isMean ? " ÷ \(divisor)" : ""),
      numbers: padded(left, like: start) + "in[\(rows), \(columns), \(channel)]"
        + (isMean ? " ÷ \(count)" : ""))
  }

  private var sentencesOfMaximum: [String] {
    let kept = "The largest of \(places) neighbours is kept, the other \(places - 1) are dropped."
    return ["\(kept) No weights, nothing is added.", kept]
  }

  /// How a mean of so many numbers comes about, with the places that are not counted where there are some.
  private func sentencesOfMean(count: Int) -> [String] {
    let outside = places - count
    let divided =
      count == 1 ? "1 number is divided by 1" : "\(count) neighbours are ADDED and divided by \(count)"
    guard outside > 0 else {
      return ["\(divided): their mean. No weights, nothing is dropped.", "\(divided): their mean."]
    }
    let uncounted = outside == 1 ? "1 padded place is" : "\(outside) padded places are"
    return ["\(divided): \(uncounted) not counted. No weights.", "\(divided): \(uncounted) not counted."]
  }
}
