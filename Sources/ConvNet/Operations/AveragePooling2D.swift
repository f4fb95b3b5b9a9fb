public import Tensors

/// Average pooling: of every window of a feature map the mean is taken.
///
///     out[u,v,w] = Σ i<o  Σ j<p  in[u·s + i − before, v·s + j − before, w]  ÷ count
///
/// Only places inside the input are added and counted; the sum is taken in `Double` and the quotient rounded once.
/// Source: Keras 3, `keras.layers.AveragePooling2D`.
public struct AveragePooling2D: Pooling2D {
  /// The rows and columns of the window.
  public let poolSize: Size2D
  /// How far the window moves at a time.
  public let strides: Size2D
  /// How many rows and columns of padding are put around the input.
  public let padding: Border

  /// Makes an average pooling; strides are those of the window unless given.
  public init(poolSize: Size2D, strides: Size2D? = nil, padding: Border = .none) {
    self.poolSize = poolSize
    self.strides = strides ?? poolSize
    self.padding = padding
  }

  /// The mean of every window.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    pooled(inputs[0]) { inputs[0].means(rows: $0, columns: $1) }
  }

  /// The numbers in the window.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    guard let grid = grid(over: inputs[0].shape) else { return .given }
    return .windowAverage(
      WindowAverage(places: grid.places(ofWindowAt: position, in: inputs[0], outside: 0)))
  }
}
