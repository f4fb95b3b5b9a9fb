public import Tensors

/// Max pooling: of every window of a feature map the largest number is kept.
///
///     out[u,v,w] = max over i<o, j<p of  in[u·s + i − before, v·s + j − before, w]
///
/// Padded places count as −∞; NaN wins over every number; of equal numbers the first by row, then column, wins.
/// Source: Keras 3, `keras.layers.MaxPooling2D`.
public struct MaxPooling2D: Pooling2D {
  /// The rows and columns of the window.
  public let poolSize: Size2D
  /// How far the window moves at a time.
  public let strides: Size2D
  /// How many rows and columns of padding are put around the input.
  public let padding: Border

  /// Makes a max pooling; strides are those of the window unless given.
  public init(poolSize: Size2D, strides: Size2D? = nil, padding: Border = .none) {
    self.poolSize = poolSize
    self.strides = strides ?? poolSize
    self.padding = padding
  }

  /// The winner of every window.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    pooled(inputs[0]) { inputs[0].maxima(rows: $0, columns: $1) }
  }

  /// The numbers in the window and the place of the winner.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    let input = inputs[0]
    guard let grid = grid(over: input.shape) else { return .given }
    let places = grid.places(ofWindowAt: position, in: input, outside: -.infinity)
    return .windowMaximum(WindowMaximum(places: places))
  }
}
