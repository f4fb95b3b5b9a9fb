public import Tensors

/// A border of zeros around every feature map.
///
///     out[u,v,w] = in[u − top, v − left, w] inside, 0 in the border
///
/// Source: Keras 3, `keras.layers.ZeroPadding2D`.
public struct ZeroPadding2D: MovingOperation {
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

  /// Rows and columns come from as far above and to the left as is put around.
  public var origin: Size2D { Size2D(height: -border.top, width: -border.left) }
}
