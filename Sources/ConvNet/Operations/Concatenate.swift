public import Tensors

/// Several layers put one behind the other along an axis; nothing is computed.
///
/// Along the last axis, for inputs of (height, width, channel): the maps of the first input, then those of the
/// second, and so on. Source: Keras 3, `keras.layers.Concatenate`.
public struct Concatenate: KeepingOperation {
  /// The axis, counted from 0; `nil` for the last.
  public let axis: Int?

  /// Makes a concatenation; nothing is checked before `outputShape`.
  public init(axis: Int? = nil) {
    self.axis = axis
  }

  /// The first input's shape with the sum of all extents along the axis.
  ///
  /// - Throws: `LayerFault` where there is no input, the axis is missing, or other extents differ.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    guard let first = inputs.first else { throw .inputCount(expected: 2, found: 0) }
    let axis = try first.axes(axis.map { [$0] })[0]
    var extents = first.extents
    for input in inputs.dropFirst() {
      guard input.rank == first.rank,
        first.extents.indices.allSatisfy({ $0 == axis || input[$0] == first[$0] })
      else { throw .inputShapes(inputs) }
      let (sum, overflow) = extents[axis].addingReportingOverflow(input[axis])
      guard !overflow else { throw .inputShapes(inputs) }
      extents[axis] = sum
    }
    return Shape(extents)
  }

  /// The index along the axis at which each input begins, and the axis among those of the inputs.
  public func starts(of inputs: [Shape]) -> (axis: Int, starts: [Int]) {
    guard let axis = axis ?? inputs.first.map({ $0.rank - 1 }) else { return (0, inputs.map { _ in 0 }) }
    var end = 0
    return (
      axis,
      inputs.map { input in
        defer { end += input[axis] }
        return end
      }
    )
  }

  /// The same numbers, block after block.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    guard let shape = try? outputShape(of: inputs.map(\.shape)) else { return inputs[0] }
    let axis = starts(of: inputs.map(\.shape)).axis
    var output: [Float] = []
    output.reserveCapacity(shape.count)
    for outer in 0..<shape.extents[..<axis].reduce(1, *) {
      for input in inputs {
        let block = input.shape.extents[axis...].reduce(1, *)
        output += input.values[outer * block..<(outer + 1) * block]
      }
    }
    return Tensor(shape, output)
  }

  /// The input and the position in it that the number comes from.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    let (axis, starts) = starts(of: inputs.map(\.shape))
    let input = starts.lastIndex { $0 <= position[axis] } ?? 0
    var origin = position
    origin[axis] -= starts[input]
    return .moved(from: InputPlace(input: input, origin))
  }

  /// Of every input the positions that went where the region is.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    let (axis, starts) = starts(of: inputs)
    return zip(inputs, starts).map { input, start in
      output.map { axes in
        var axes = axes
        axes[axis] = axes[axis].intersection(RangeSet(start..<start + input[axis])).shifted(by: -start)
        return axes
      }
    }
  }
}
