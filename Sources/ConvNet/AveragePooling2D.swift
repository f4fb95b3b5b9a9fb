public import Tensors

/// Average pooling: of every window of a feature map the mean is taken.
///
///     out[u,v,w] = Σ i<o  Σ j<p  in[u·s + i − before, v·s + j − before, w]  ÷ count
///
/// Only places inside the input are added and counted; the sum is taken in `Double` and the quotient rounded once.
/// Source: Keras 3, `keras.layers.AveragePooling2D`.
public struct AveragePooling2D: LayerKind {
  /// The name of the Keras class.
  public static let className = "AveragePooling2D"

  /// The rows and columns of the window.
  public let poolSize: Size2D
  /// How far the window moves at a time.
  public let strides: Size2D
  /// What happens at the border.
  public let padding: Padding

  /// Makes an average pooling; strides are those of the window unless given.
  public init(poolSize: Size2D, strides: Size2D? = nil, padding: Padding = .valid) {
    self.poolSize = poolSize
    self.strides = strides ?? poolSize
    self.padding = padding
  }

  /// Nothing is multiplied by a weight below 0.
  public var keepsSigns: Bool { true }

  /// The code `AveragePooling2D((2, 2))`.
  public var listing: [ListingToken] {
    ListingToken.call(
      Self.className,
      [[ListingToken("\(poolSize)", .window)]]
        + ListingToken.options(
          strides: strides == poolSize ? nil : "\(strides)", padding: padding, activationFunction: .linear,
          usesBias: true))
  }

  /// (height, width, channel), with the rows and columns of `WindowAxis`.
  ///
  /// - Throws: `LayerFault` where rank or window don't fit.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    let grid = try WindowGrid(input, window: poolSize, strides: strides, padding: padding)
    return Shape(grid.rows.outputExtent, grid.columns.outputExtent, input[2])
  }

  /// How the window slides over an input that `outputShape` accepts.
  public func grid(over input: Shape) -> WindowGrid? {
    try? WindowGrid(input, window: poolSize, strides: strides, padding: padding)
  }

  /// One a place of the window.
  public func termCount(inputs: [Shape]) -> Int { poolSize.height * poolSize.width }

  /// The mean of every window.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let input = inputs[0]
    guard let grid = grid(over: input.shape) else { return input }
    let shape = Shape(grid.rows.outputExtent, grid.columns.outputExtent, input.shape[2])
    var output: [Float] = []
    output.reserveCapacity(shape.count)
    for u in 0..<shape[0] {
      let rows = grid.rows.places(at: u)
      for v in 0..<shape[1] {
        output += input.means(rows: rows, columns: grid.columns.places(at: v))
      }
    }
    return Tensor(shape, output)
  }

  /// The numbers in the window.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    guard let grid = grid(over: inputs[0].shape) else { return .given }
    return .windowAverage(
      WindowAverage(places: grid.places(ofWindowAt: position, in: inputs[0], outside: 0)))
  }

  /// The windows of the region's units.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { input in grid(over: input)?.region(reading: output) { $0 } ?? .all(of: input) }
  }
}
