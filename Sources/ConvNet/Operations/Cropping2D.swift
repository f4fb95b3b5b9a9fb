public import Tensors

/// Rows and columns cut off at the sides of every feature map.
///
///     out[u,v,w] = in[u + top, v + left, w]
///
/// Source: Keras 3, `keras.layers.Cropping2D`.
public struct Cropping2D: KeepingOperation {
  /// How many rows and columns are cut off.
  public let border: Border

  /// Makes a cropping.
  public init(_ border: Border) {
    self.border = border
  }

  /// The input's shape without the border.
  ///
  /// - Throws: `LayerFault` where the rank doesn't fit or nothing would be left.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    guard border.isSound, let rows = border.rows, let columns = border.columns, rows < input[0],
      columns < input[1]
    else { throw .argument("cropping", found: "\(border)") }
    return Shape(input[0] - rows, input[1] - columns, input[2])
  }

  /// What is left of the input.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let (input, channels) = (inputs[0], inputs[0].shape[2])
    guard let shape = try? outputShape(of: [input.shape]) else { return input }
    var output: [Float] = []
    output.reserveCapacity(shape.count)
    for row in 0..<shape[0] {
      let start = ((row + border.top) * input.shape[1] + border.left) * channels
      output += input.values[start..<start + shape[1] * channels]
    }
    return Tensor(shape, output)
  }

  /// The place in the input.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    .moved(from: InputPlace([position[0] + border.top, position[1] + border.left, position[2]]))
  }

  /// The places of the region in the input.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { input in
      output.map { axes in
        [
          axes[0].moved(by: border.top, within: input[0]),
          axes[1].moved(by: border.left, within: input[1]), axes[2],
        ]
      }
    }
  }
}
