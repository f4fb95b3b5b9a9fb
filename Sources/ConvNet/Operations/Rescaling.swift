public import Tensors

/// Every number times a factor plus a summand that the code gives: from one range to another.
///
///     out = in · scale + offset
///
/// Scale and offset are rounded to `Float`, as in Keras; the rest is worked out in `Double` and rounded once. Source:
/// Keras 3, `keras.layers.Rescaling`.
public struct Rescaling: FixedOperation, PlacewiseOperation {
  /// What the numbers are multiplied by.
  public let scale: Constant
  /// What is added then.
  public let offset: Constant

  /// Makes a rescaling; nothing is checked before `outputShape`.
  public init(scale: Constant, offset: Constant = Constant(0)) {
    self.scale = scale
    self.offset = offset
  }

  /// Whether something is added.
  public var hasOffset: Bool { offset.values.contains { $0 != 0 } }

  /// Where neither a factor nor a summand is below 0.
  public var keepsSigns: Bool { (scale.values + offset.values).allSatisfy { $0 >= 0 } }

  /// A factor and a summand.
  public var rangeStep: RangeStep { .arithmetic }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where there is not one input, or scale or offset don't fit over it.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    for (name, numbers) in [("scale", scale), ("offset", offset)] {
      guard Broadcast(numbers.shape, over: input) != nil else { throw .argument(name, found: "\(numbers)") }
    }
    return input
  }

  private var steps: [BroadcastStep] {
    let factor = BroadcastStep(.multiply, .scale, scale.rounded, shape: scale.shape)
    let summand = BroadcastStep(.add, .offset, offset.rounded, shape: offset.shape)
    return hasOffset ? [factor, summand] : [factor]
  }

  func steps(on input: Tensor, _ parameters: LayerParameters) -> [BroadcastStep] { steps }

  /// The numbers of the formula above.
  public func preActivation(of inputs: [Tensor]) -> Tensor { steps.applied(to: inputs[0]) }

  /// The factor, and the summand where there is one.
  public func termCount(inputs: [Shape]) -> Int { hasOffset ? 2 : 1 }

  /// The number with its factor and its summand.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    steps.form(at: position, of: inputs[0])
  }
}

extension Constant {
  /// The numbers as a `Float` can hold them.
  var rounded: [Double] { values.map { Double(Float($0)) } }
}
