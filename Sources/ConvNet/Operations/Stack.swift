public import Tensors

/// Several tensors of one shape put one behind the other along a new axis; nothing is computed.
///
///     out[…, k, …] = inₖ[…, …], where k stands at the new axis
///
/// Source: Keras 3, `keras/src/ops/numpy.py`, `Stack`.
public struct Stack: KeepingOperation {
  /// The new axis among those of the output, counted from 0; `nil` for the last.
  public let axis: Int?

  /// Makes a stack; nothing is checked before `outputShape`.
  public init(axis: Int? = nil) {
    self.axis = axis
  }

  /// The inputs' shape with the new axis, whose extent is the number of inputs.
  ///
  /// - Throws: `LayerFault` where there is no input, the axis doesn't exist, or the shapes differ.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    guard let first = inputs.first else { throw .inputCount(expected: 2, found: 0) }
    guard inputs.allSatisfy({ $0 == first }) else { throw .inputShapes(inputs) }
    let axis = axis(of: first)
    guard (0...first.rank).contains(axis) else { throw .argument("axis", found: "\(axis)") }
    var extents = first.extents
    extents.insert(inputs.count, at: axis)
    return Shape(extents)
  }

  /// The new axis among those of the output, over inputs of a shape.
  public func axis(of input: Shape) -> Int { axis ?? input.rank }

  /// The same numbers, block by block in turn.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let input = inputs[0].shape
    guard let shape = try? outputShape(of: inputs.map(\.shape)) else { return inputs[0] }
    let block = input.extents[axis(of: input)...].reduce(1, *)
    var output: [Float] = []
    output.reserveCapacity(shape.count)
    for start in stride(from: 0, to: input.count, by: block) {
      for tensor in inputs { output += tensor.values[start..<start + block] }
    }
    return Tensor(shape, output)
  }

  /// The position without the new axis, in the input that this tells.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    let axis = axis(of: inputs[0].shape)
    var origin = position
    let input = origin.remove(at: axis)
    return .moved(from: InputPlace(input: input, origin))
  }

  /// Of every input the positions that went where the region is.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.enumerated().map { index, input in
      output.map { indices in
        var indices = indices
        let stacked = indices.remove(at: axis(of: input))
        return stacked.contains(index) ? indices : indices.map { _ in RangeSet() }
      }
    }
  }
}
