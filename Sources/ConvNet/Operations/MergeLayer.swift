public import Tensors

/// A merge of several layers, number by number: their sum, difference, product, mean, maximum or minimum.
///
///     out[…] = in₀[…] ∘ in₁[…] ∘ …
///
/// Extents of 1 repeat to match the others, and where ranks differ the missing axes come first. Worked out in
/// `Double` in the order of the inputs, and rounded once. Source: Keras 3, `keras.layers.Add`, `Subtract`,
/// `Multiply`, `Average`, `Maximum`, `Minimum`.
public struct MergeLayer: FixedOperation {
  /// What is done with the numbers.
  public let operation: Merge.Operation

  /// Makes a merge.
  public init(_ operation: Merge.Operation) {
    self.operation = operation
  }

  /// All but a difference.
  public var keepsSigns: Bool { operation != .subtract }

  /// The shape that the inputs make together.
  ///
  /// - Throws: `LayerFault` where there is no input, a subtraction has not two, or the shapes don't fit.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    guard var shape = inputs.first, operation != .subtract || inputs.count == 2 else {
      throw .inputCount(expected: 2, found: inputs.count)
    }
    for input in inputs.dropFirst() {
      guard let wider = Broadcast.shape(of: shape, input) else { throw .inputShapes(inputs) }
      shape = wider
    }
    return shape
  }

  /// The numbers of the formula above.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    guard let shape = try? outputShape(of: inputs.map(\.shape)) else { return inputs[0] }
    let numbers = inputs.map { expanded($0, to: shape) }
    let divisor = operation == .average ? Double(inputs.count) : 1
    var output: [Float] = []
    output.reserveCapacity(shape.count)
    for index in 0..<shape.count {
      var number = Double(numbers[0][index])
      for next in numbers[1...] { number = operation.combined(number, Double(next[index])) }
      output.append(Float(number / divisor))
    }
    return Tensor(shape, output)
  }

  private func expanded(_ input: Tensor, to shape: Shape) -> [Float] {
    Broadcast(input.shape, over: shape)?.expanded(input.values) ?? input.values
  }

  /// One a layer that is read.
  public func termCount(inputs: [Shape]) -> Int { inputs.count }

  /// The number of each input.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    guard let shape = try? outputShape(of: inputs.map(\.shape)) else { return .given }
    return .merged(
      Merge(
        operation,
        inputs.enumerated().map { index, input in
          let place = Broadcast(input.shape, over: shape)?.position(for: position) ?? position
          return Merge.Operand(place: InputPlace(input: index, place), value: input[position: place])
        }))
  }

  /// The same positions of every input, as far as it has them.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { Broadcast($0, over: shape)?.region(for: output) ?? output }
  }
}
