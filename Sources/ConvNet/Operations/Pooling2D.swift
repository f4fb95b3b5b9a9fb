public import Tensors

/// What becomes of the numbers under a window.
///
/// The sum of a mean is taken in `Double` and the quotient rounded once. Of a maximum NaN wins over every number, and of
/// equal numbers the first by row, then column.
public enum PoolingRule: CaseIterable, Sendable {
  /// Their mean.
  case average
  /// The largest of them.
  case maximum

  /// What becomes of some rows and columns of maps, a number a channel.
  func numbers(of input: Tensor, rows: Range<Int>, columns: Range<Int>) -> [Float] {
    switch self {
    case .average: input.means(rows: rows, columns: columns)
    case .maximum: input.maxima(rows: rows, columns: columns)
    }
  }

  /// How the number of a window came about.
  func form(_ places: [WindowPlace]) -> Explanation.Form {
    switch self {
    case .average: .windowAverage(WindowAverage(places: places))
    case .maximum: .windowMaximum(WindowMaximum(places: places))
    }
  }
}

/// A pooling: a window slides over every feature map by itself, and becomes one number at each stop.
///
///     out[u,v,w] = max over i<o, j<p of  in[u·s + i − before, v·s + j − before, w]        or
///     out[u,v,w] = Σ i<o  Σ j<p  in[u·s + i − before, v·s + j − before, w]  ÷ count
///
/// Padded places count as −∞ to a maximum, and are neither added nor counted by a mean. Extents of the output: see
/// `WindowAxis`; the number of channels stays. Source: Keras 3, `keras.layers.MaxPooling2D` and `AveragePooling2D`.
public struct Pooling2D: KeepingOperation {
  /// What becomes of the numbers under the window.
  public let rule: PoolingRule
  /// The rows and columns of the window.
  public let poolSize: Size2D
  /// How far the window moves at a time.
  public let strides: Size2D
  /// How many rows and columns of padding are put around the input.
  public let padding: Border

  /// Makes a pooling; strides are those of the window where none are given.
  public init(_ rule: PoolingRule, poolSize: Size2D, strides: Size2D? = nil, padding: Border = .none) {
    self.rule = rule
    self.poolSize = poolSize
    self.strides = strides ?? poolSize
    self.padding = padding
  }

  /// (height, width, channel), with the rows and columns of `WindowAxis`.
  ///
  /// - Throws: `LayerFault` where rank or window don't fit, or a window could lie in the padding alone.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    let grid = try WindowGrid(input, window: poolSize, strides: strides, padding: padding)
    guard max(padding.top, padding.bottom) < poolSize.height,
      max(padding.left, padding.right) < poolSize.width
    else { throw .argument("padding", found: "\(padding)") }
    return Shape(grid.rows.outputExtent, grid.columns.outputExtent, input[2])
  }

  /// How the window slides over an input that `outputShape` accepts.
  public func grid(over input: Shape) -> WindowGrid? {
    try? WindowGrid(input, window: poolSize, strides: strides, padding: padding)
  }

  /// One a place of the window.
  public func termCount(inputs: [Shape]) -> Int { poolSize.height * poolSize.width }

  /// What becomes of every window.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let input = inputs[0]
    guard let grid = grid(over: input.shape) else { return input }
    let shape = Shape(grid.rows.outputExtent, grid.columns.outputExtent, input.shape[2])
    var output: [Float] = []
    output.reserveCapacity(shape.count)
    for u in 0..<shape[0] {
      let rows = grid.rows.places(at: u)
      for v in 0..<shape[1] {
        output += rule.numbers(of: input, rows: rows, columns: grid.columns.places(at: v))
      }
    }
    return Tensor(shape, output)
  }

  /// The numbers in the window.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    guard let grid = grid(over: inputs[0].shape) else { return .given }
    let outside: Float = rule == .maximum ? -.infinity : 0
    return rule.form(grid.places(ofWindowAt: position, in: inputs[0], outside: outside))
  }

  /// The windows of the region's units.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { input in grid(over: input)?.region(reading: output) { $0 } ?? .all(of: input) }
  }
}

extension Tensor {
  /// The mean of each channel over some rows and columns, added row by row.
  ///
  /// - Precondition: The rank is 3.
  func means(rows: Range<Int>, columns: Range<Int>) -> [Float] {
    let (values, width, channels) = (values, shape[1], shape[2])
    var sums = [Double](repeating: 0, count: channels)
    for row in rows {
      for column in columns {
        let start = (row * width + column) * channels
        for k in 0..<channels { sums[k] += Double(values[start + k]) }
      }
    }
    let count = Double(rows.count * columns.count)
    return sums.map { Float($0 / count) }
  }

  /// The largest number of each channel in some rows and columns; NaN wins over every number.
  ///
  /// - Precondition: The rank is 3.
  func maxima(rows: Range<Int>, columns: Range<Int>) -> [Float] {
    let (values, width, channels) = (values, shape[1], shape[2])
    var winners = [Float](repeating: -.infinity, count: channels)
    for row in rows {
      for column in columns {
        let start = (row * width + column) * channels
        for k in 0..<channels where values[start + k].beats(winners[k]) { winners[k] = values[start + k] }
      }
    }
    return winners
  }
}
