public import Tensors

/// One operation of a network: what it computes, on what shapes, and how a number of it came about.
///
/// A kind is a value with its weights in it. `preActivation` is the readable definition: it follows the formula,
/// sums in `Double` and rounds once to `Float`.
public protocol LayerKind: Equatable, Sendable {
  /// The name of the Keras class; of the first one, where several share a kind.
  static var className: String { get }

  /// The name of the Keras class.
  var className: String { get }

  /// The code that makes the layer in Keras, with only the arguments that differ from Keras's defaults.
  var listing: [ListingToken] { get }

  /// How many numbers were learned.
  var parameterCount: Int { get }

  /// The function applied to the pre-activation.
  var activationFunction: ActivationFunction { get }

  /// Whether a number is added to each sum at its end.
  var usesBias: Bool { get }

  /// The shape of the activation, from the shapes of the layer's inputs.
  ///
  /// - Throws: `LayerFault` where the layer can't run on these shapes or contradicts itself.
  func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape

  /// The numbers before the activation function.
  ///
  /// - Precondition: `outputShape` accepts the shapes of the inputs.
  func preActivation(of inputs: [Tensor]) -> Tensor

  /// Whether the activation has no number below 0 where the inputs have none, whatever the weights are.
  var keepsSigns: Bool { get }

  /// What the layer does to the range of the numbers of a picture.
  var rangeStep: RangeStep { get }

  /// How many products are added in one pass.
  func multiplyAddCount(inputs: [Shape], output: Shape) -> Int

  /// How many terms the explanation of every unit has, padded ones among them; at least one but for the input.
  ///
  /// - Precondition: `outputShape` accepts the shapes.
  func termCount(inputs: [Shape]) -> Int

  /// How a window slides over an input; `nil` where the kind has none, or it does not fit.
  func grid(over input: Shape) -> WindowGrid?

  /// How the pre-activation at a position came about.
  ///
  /// - Precondition: `position` lies inside `outputShape`.
  func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form

  /// The positions of each input that a region of the activation is made of.
  func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region]
}

extension LayerKind {
  /// No parameters.
  public var parameterCount: Int { 0 }
  /// The identity.
  public var activationFunction: ActivationFunction { .linear }
  /// Weights can change signs.
  public var keepsSigns: Bool { false }
  /// Weights make other numbers.
  public var rangeStep: RangeStep { .end }
  /// Nothing is added.
  public var usesBias: Bool { false }
  /// Nothing is multiplied.
  public func multiplyAddCount(inputs: [Shape], output: Shape) -> Int { 0 }

  /// No window.
  public func grid(over input: Shape) -> WindowGrid? { nil }

  /// The code as one string.
  public var code: String { listing.map(\.text).joined() }

  /// The name of the Keras class.
  public var className: String { Self.className }

  /// Whether another kind is the same operation with the same weights.
  func isEqual(to other: any LayerKind) -> Bool {
    (other as? Self).map { $0 == self } ?? false
  }
}

/// Why a layer can't run.
public enum LayerFault: Error, Equatable, Sendable {
  /// The layer reads another number of inputs.
  case inputCount(expected: Int, found: Int)
  /// The input has another rank.
  case rank(expected: Int, found: Shape)
  /// The inputs have shapes that don't go together.
  case inputShapes([Shape])
  /// The weights are made for another extent of the input's last axis.
  case channels(expected: Int, found: Shape)
  /// The window is larger than the input.
  case windowTooLarge(window: Size2D, input: Shape)
  /// An argument is out of range.
  case argument(String, found: String)
  /// A weight has another shape than the layer needs.
  case weightShape(expected: [Int?], found: Shape)
  /// There is not one bias an output channel.
  case biasCount(expected: Int, found: Int)
}

extension [Shape] {
  /// The only shape of the list.
  ///
  /// - Throws: `LayerFault.inputCount` where there is not exactly one.
  func only() throws(LayerFault) -> Shape {
    guard let first, count == 1 else { throw .inputCount(expected: 1, found: count) }
    return first
  }
}
