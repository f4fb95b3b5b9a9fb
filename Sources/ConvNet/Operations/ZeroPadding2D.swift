public import Tensors

/// A border of zeros around every feature map.
///
///     out[u,v,w] = in[u − top, v − left, w] inside, 0 in the border
///
/// Source: Keras 3, `keras.layers.ZeroPadding2D`.
public struct ZeroPadding2D: KeepingOperation {
  /// How many rows and columns are put around.
  public let border: Border

  /// Makes a padding.
  public init(_ border: Border) {
    self.border = border
  }

  /// The input's shape with the border.
  ///
  /// - Throws: `LayerFault` where rank or border don't fit.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    guard border.isSound, let rows = border.rows, let columns = border.columns,
      rows < .max - input[0], columns < .max - input[1]
    else { throw .argument("padding", found: "\(border)") }
    return Shape(input[0] + rows, input[1] + columns, input[2])
  }

  /// The input with zeros around it.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let (input, channels) = (inputs[0], inputs[0].shape[2])
    guard let shape = try? outputShape(of: [input.shape]) else { return input }
    var output = [Float](repeating: 0, count: shape.count)
    let length = input.shape[1] * channels
    for row in 0..<input.shape[0] {
      let start = ((row + border.top) * shape[1] + border.left) * channels
      output.replaceSubrange(start..<start + length, with: input.values[row * length..<(row + 1) * length])
    }
    return Tensor(shape, output)
  }

  /// The place in the input, or a 0 of the border.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    let (row, column) = (position[0] - border.top, position[1] - border.left)
    let isInside = (0..<inputs[0].shape[0]).contains(row) && (0..<inputs[0].shape[1]).contains(column)
    return isInside ? .moved(from: InputPlace([row, column, position[2]])) : .padding
  }

  /// The places of the region that lie in the input.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { input in
      output.map { axes in
        [
          axes[0].moved(by: -border.top, within: input[0]),
          axes[1].moved(by: -border.left, within: input[1]), axes[2],
        ]
      }
    }
  }
}

extension RangeSet<Int> {
  /// The set with a number added to every member, without those that are then outside 0..<extent.
  func moved(by distance: Int, within extent: Int) -> RangeSet<Int> {
    RangeSet(
      ranges.map { ($0.lowerBound + distance..<$0.upperBound + distance).clamped(to: 0..<extent) })
  }
}
