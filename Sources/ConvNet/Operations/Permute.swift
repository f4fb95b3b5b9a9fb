public import Tensors

/// The same numbers with the axes in another order; nothing is computed.
///
///     out[i₁, i₂, …] = in[…], where axis n of the output is axis axes[n] of the input
///
/// Source: Keras 3, `keras.layers.Permute`.
public struct Permute: KeepingOperation {
  /// Which axis of the input each axis of the output is, counted from 0.
  public let axes: [Int]

  /// Makes a change of axes; nothing is checked before `outputShape`.
  public init(axes: [Int]) {
    self.axes = axes
  }

  /// The input's extents in the new order.
  ///
  /// - Throws: `LayerFault` where there is not one input, or it has not exactly these axes.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard !axes.isEmpty, axes.sorted() == Array(axes.indices) else {
      throw .argument("axes", found: "\(axes)")
    }
    guard input.rank == axes.count else { throw .rank(expected: axes.count, found: input) }
    return Shape(axes.map { input[$0] })
  }

  /// What is said axis by axis of the output in the order of the input's axes.
  private func inInputOrder<Element>(_ elements: [Element]) -> [Element] {
    var ordered = elements
    for (element, axis) in zip(elements, axes) { ordered[axis] = element }
    return ordered
  }

  /// The same numbers in the new order.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let input = inputs[0]
    guard let shape = try? outputShape(of: [input.shape]) else { return input }
    let extents = input.shape.extents
    let blocks = extents.indices.map { extents[($0 + 1)...].reduce(1, *) }
    let offsets = zip(shape.extents, axes).reduce([0]) { offsets, axis in
      offsets.flatMap { offset in (0..<axis.0).map { offset + $0 * blocks[axis.1] } }
    }
    return Tensor(shape, offsets.map { input.values[$0] })
  }

  /// The position that the number stood at.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    .moved(from: InputPlace(inInputOrder(position)))
  }

  /// The same positions with the axes of the input.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { _ in
      output.map(inInputOrder)
    }
  }
}
