public import Tensors

/// The same numbers in the same order under another shape; nothing is computed.
///
/// Both shapes are read with the last axis fastest. Source: Keras 3, `keras.layers.Reshape`.
public struct Reshape: KeepingOperation {
  /// The extents of the output; one of them may be −1, and becomes what is left.
  public let targetShape: [Int]

  /// Makes a change of shape; nothing is checked before `outputShape`.
  public init(targetShape: [Int]) {
    self.targetShape = targetShape
  }

  /// The extents in words.
  private var tuple: String {
    let list = targetShape.map(String.init).joined(separator: ", ")
    return targetShape.count == 1 ? "(\(list),)" : "(\(list))"
  }

  /// The extents, with what is left for −1.
  ///
  /// - Throws: `LayerFault` where there is not one input, or its numbers don't fill the shape.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    let fault = LayerFault.argument("target shape", found: tuple)
    let known = targetShape.filter { $0 != -1 }
    guard known.allSatisfy({ $0 >= 1 }), targetShape.count - known.count <= 1, !targetShape.isEmpty,
      let count = input.checkedCount, let product = Shape(known).checkedCount
    else { throw fault }
    let rest = count / product
    guard rest * product == count, rest == 1 || targetShape.contains(-1) else { throw fault }
    return Shape(targetShape.map { $0 == -1 ? rest : $0 })
  }

  /// The same numbers in the same order.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    (try? outputShape(of: inputs.map(\.shape))).map { inputs[0].reshaped(to: $0) } ?? inputs[0]
  }

  /// The position that the number stood at.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    guard let shape = try? outputShape(of: inputs.map(\.shape)) else { return .given }
    return .moved(from: InputPlace(inputs[0].shape.indices(ofOffset: shape.offset(of: position))))
  }

  /// The positions of the same indices in memory.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    let offsets = output.offsets(in: shape)
    return inputs.map { Region(offsets: offsets, in: $0) }
  }
}
