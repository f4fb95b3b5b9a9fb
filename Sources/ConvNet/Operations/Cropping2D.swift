public import Tensors

/// Rows and columns cut off at the sides of every feature map.
///
///     out[u,v,w] = in[u + top, v + left, w]
///
/// Source: Keras 3, `keras.layers.Cropping2D`.
public struct Cropping2D: MovingOperation {
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

  /// Rows and columns come from as far below and to the right as is cut off.
  public var origin: Size2D { Size2D(height: border.top, width: border.left) }
}
