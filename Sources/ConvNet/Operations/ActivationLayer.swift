public import Tensors

/// An activation function as a layer of its own: every number stays at its place, and the function is applied.
///
/// Source: Keras 3, `keras.layers.Activation`, `ReLU`, `LeakyReLU`, `ELU`, `Softmax`.
public struct ActivationLayer: FixedOperation, PlacewiseOperation {
  /// The function.
  public let activationFunction: ActivationFunction

  /// Makes a layer of a function.
  public init(_ function: ActivationFunction) {
    activationFunction = function
  }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where there is not one input, or it is a single number.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard input.rank >= 1 else { throw .rank(expected: 1, found: input) }
    return input
  }

  /// The identity keeps numbers; other functions make others.
  public var rangeStep: RangeStep { activationFunction == .linear ? .keep : .end }

  /// The numbers as they come in.
  public func preActivation(of inputs: [Tensor]) -> Tensor { inputs[0] }

  /// The same position.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    .moved(from: InputPlace(position))
  }
}
