public import Tensors

/// An activation function as a layer of its own: every number stays at its place, and the function is applied.
///
/// Source: Keras 3, `keras.layers.Activation`, `ReLU`, `LeakyReLU`, `ELU`, `Softmax`.
public struct ActivationLayer: FixedOperation {
  /// How the code makes the function.
  public enum Spelling: Hashable, Sendable {
    /// By its name: `Activation('relu')`.
    case named
    /// As a layer of the function's class: `LeakyReLU(negative_slope=0.1)`.
    case ofItsClass
    /// As a softmax over an axis, in Keras's numbers: −1 is the last.
    case softmax(axis: Int)
  }

  /// The name of the first of the Keras classes.
  public static let className = "Activation"

  /// The function.
  public let activationFunction: ActivationFunction
  /// How the code makes it.
  public let spelling: Spelling

  /// Makes a layer of a function.
  public init(_ function: ActivationFunction, as spelling: Spelling = .named) {
    activationFunction = function
    self.spelling = spelling
  }

  /// The name of the Keras class.
  public var className: String {
    switch spelling {
    case .named: Self.className
    case .softmax: "Softmax"
    case .ofItsClass: activationFunction.kerasClass?.name ?? Self.className
    }
  }

  /// The code `Activation('relu')`, `LeakyReLU(negative_slope=0.1)`, `Softmax()`.
  public var listing: [ListingToken] {
    switch spelling {
    case .softmax(let axis):
      let argument = axis == -1 ? [] : [ListingToken.named("axis", ListingToken.python(axis), .axis)]
      return ListingToken.call(className, argument)
    case .ofItsClass:
      if let kerasClass = activationFunction.kerasClass {
        let arguments = kerasClass.arguments.map {
          ListingToken.named($0.name, $0.value, .activationFunction)
        }
        return ListingToken.call(kerasClass.name, arguments)
      }
      fallthrough
    case .named:
      return ListingToken.call(
        Self.className, [[ListingToken(activationFunction.kerasCode, .activationFunction)]])
    }
  }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where there is not one input, it is a single number, or softmax works over another
  ///   axis than the last.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard input.rank >= 1 else { throw .rank(expected: 1, found: input) }
    if case .softmax(let axis) = spelling, try input.axes(numbered: [axis]) != [input.rank - 1] {
      throw .argument("axis", found: "\(axis)")
    }
    return input
  }

  /// The identity keeps numbers; other functions make others.
  public var rangeStep: RangeStep { activationFunction == .linear ? .keep : .end }

  /// The numbers as they come in.
  public func preActivation(of inputs: [Tensor]) -> Tensor { inputs[0] }

  /// One: the number that the function is applied to.
  public func termCount(inputs: [Shape]) -> Int { 1 }

  /// The same position.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    .moved(from: InputPlace(position))
  }

  /// The same positions.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { _ in output }
  }
}
