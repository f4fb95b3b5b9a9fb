public import Tensors

/// Arithmetic of every number with one that the code gives, the same for all or one for each place of some axes:
/// `x / 127.5`, `1.0 - x`, `x + [-103.9, -116.8, -123.7]`.
///
///     out = in ∘ c     or, where the constant comes first,     out = c ∘ in
///
/// Constants are rounded to `Float`, as in Keras; the rest is worked out in `Double` and rounded once. Source:
/// Keras 3, `keras/src/ops/numpy.py`: `Add`, `Subtract`, `Multiply`, `TrueDivide` of a tensor and a number or an array.
public struct ConstantArithmetic: FixedOperation, PlacewiseOperation {
  /// What is done.
  public let operation: Elementwise.Operation
  /// The number that the code gives, or a block of numbers that is broadcast over the input.
  public let constant: Constant
  /// Whether the constant comes before the sign.
  public let isConstantFirst: Bool

  /// Makes the arithmetic of a number and a constant; a constant can't be divided by the number.
  public init?(_ operation: Elementwise.Operation, _ constant: Constant, isConstantFirst: Bool = false) {
    guard operation != .divide || !isConstantFirst else { return nil }
    self.operation = operation
    self.constant = constant
    self.isConstantFirst = isConstantFirst
  }

  /// Makes the arithmetic of a number and one constant; a constant can't be divided by the number.
  public init?(_ operation: Elementwise.Operation, _ constant: Double, isConstantFirst: Bool = false) {
    self.init(operation, Constant(constant), isConstantFirst: isConstantFirst)
  }

  private var isFactor: Bool { operation == .multiply || operation == .divide }

  /// Where nothing is subtracted and no constant is below 0.
  public var keepsSigns: Bool { operation != .subtract && constant.values.allSatisfy { $0 >= 0 } }

  /// A constant.
  public var rangeStep: RangeStep { .arithmetic }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where there is not one input, or the constants don't fit over it.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard Broadcast(constant.shape, over: input) != nil else {
      throw .argument("constant", found: "\(constant)")
    }
    return input
  }

  /// `1.0 - x` is x · (−1) + 1.0.
  private var steps: [BroadcastStep] {
    if operation == .subtract, isConstantFirst {
      return [
        BroadcastStep(.multiply, .scale, [-1], shape: Shape()),
        BroadcastStep(.add, .offset, constant.rounded, shape: constant.shape),
      ]
    }
    return [BroadcastStep(operation, isFactor ? .scale : .offset, constant.rounded, shape: constant.shape)]
  }

  func steps(on input: Tensor, _ parameters: LayerParameters) -> [BroadcastStep] { steps }

  /// The numbers of the formula above.
  public func preActivation(of inputs: [Tensor]) -> Tensor { steps.applied(to: inputs[0]) }

  /// One, or two where the number is subtracted from the constant.
  public func termCount(inputs: [Shape]) -> Int { steps.count }

  /// The number with the constant.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    steps.form(at: position, of: inputs[0])
  }
}
