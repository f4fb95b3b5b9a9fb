public import Tensors

/// All numbers of an activation in one line; nothing is computed.
///
/// For an input of (height, width, channel): out[(row·width + column)·channels + channel] = in[row, column,
/// channel]. Source: Keras 3, `keras.layers.Flatten`.
public struct Flatten: LayerKind {
  /// The name of the Keras class.
  public static let className = "Flatten"

  /// Makes a flattening.
  public init() {}

  /// Nothing is multiplied by a weight below 0.
  public var keepsSigns: Bool { true }

  /// The code `Flatten()`.
  public var listing: [ListingToken] { ListingToken.call(Self.className, []) }

  /// The product of the extents, as the only axis.
  ///
  /// - Throws: `LayerFault` where there is not one input.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard let count = input.checkedCount else { throw .argument("input", found: "\(input)") }
    return Shape(count)
  }

  /// The same numbers in the same order.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    inputs[0].reshaped(to: Shape(inputs[0].shape.count))
  }

  /// One: the number that moves.
  public func termCount(inputs: [Shape]) -> Int { 1 }

  /// The position that the number stood at.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    .moved(from: InputPlace(inputs[0].shape.indices(ofOffset: position[0])))
  }

  /// The positions of the indices.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    let offsets = output.offsets(in: shape)
    return inputs.map { Region(offsets: offsets, in: $0) }
  }
}
