public import Tensors

/// One operation of a network: what it computes, on what shapes, and how a number of it came about.
///
/// An operation holds what the code says, and none of the numbers that were learned: these are handed to it as
/// `LayerParameters`. `preActivation` is the readable definition: it follows the formula, sums in `Double` and rounds
/// once to `Float`.
public protocol Operation: Equatable, Sendable {
  /// The function applied to the pre-activation.
  var activationFunction: ActivationFunction { get }

  /// Whether a number is added to each sum at its end.
  var usesBias: Bool { get }

  /// The learned tensors that it reads, in the order in which they are saved, for inputs of some shapes.
  ///
  /// - Throws: `LayerFault` where the layer can't run on these shapes or contradicts itself.
  func parameterSlots(for inputs: [Shape]) throws(LayerFault) -> [ParameterSlot]

  /// The shape of the activation, from the shapes of the layer's inputs.
  ///
  /// - Throws: `LayerFault` where the layer can't run on these shapes or contradicts itself.
  func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape

  /// The numbers before the activation function.
  ///
  /// - Precondition: `outputShape` accepts the shapes of the inputs, and the parameters are those of
  ///   `parameterSlots`.
  func preActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor

  /// Whether the activation has no number below 0 where the inputs have none, whatever the weights are.
  var keepsSigns: Bool { get }

  /// What the layer does to the range of the numbers of a picture.
  func rangeStep(_ parameters: LayerParameters) -> RangeStep

  /// How many numbers were learned, those that no formula reads among them.
  ///
  /// - Precondition: `parameterSlots` accepts the shapes.
  func parameterCount(for inputs: [Shape]) -> Int

  /// How many products are added in one pass.
  func multiplyAddCount(inputs: [Shape], output: Shape) -> Int

  /// How many terms the explanation of every unit has, padded ones among them; at least one but for the input.
  ///
  /// - Precondition: `outputShape` accepts the shapes.
  func termCount(inputs: [Shape]) -> Int

  /// How a window slides over an input; `nil` where the operation has none, or it does not fit.
  func grid(over input: Shape) -> WindowGrid?

  /// How the pre-activation at a position came about.
  ///
  /// - Precondition: `position` lies inside `outputShape`.
  func form(ofUnitAt position: [Int], inputs: [Tensor], _ parameters: LayerParameters) -> Explanation.Form

  /// The positions of each input that a region of the activation is made of.
  func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region]
}

extension Operation {
  /// The identity.
  public var activationFunction: ActivationFunction { .linear }
  /// Weights can change signs.
  public var keepsSigns: Bool { false }
  /// Weights make other numbers.
  public func rangeStep(_ parameters: LayerParameters) -> RangeStep { .end }
  /// Nothing is added.
  public var usesBias: Bool { false }
  /// Nothing is multiplied.
  public func multiplyAddCount(inputs: [Shape], output: Shape) -> Int { 0 }

  /// Those of all slots.
  public func parameterCount(for inputs: [Shape]) -> Int {
    ((try? parameterSlots(for: inputs)) ?? []).reduce(0) { $0 + ($1.shape.checkedCount ?? 0) }
  }

  /// One: the number that goes in.
  public func termCount(inputs: [Shape]) -> Int { 1 }

  /// No window.
  public func grid(over input: Shape) -> WindowGrid? { nil }

  /// Whether another operation is the same.
  func isEqual(to other: any Operation) -> Bool {
    (other as? Self).map { $0 == self } ?? false
  }
}

/// An operation of which nothing is learned.
public protocol FixedOperation: Operation {
  /// The numbers before the activation function.
  ///
  /// - Precondition: `outputShape` accepts the shapes of the inputs.
  func preActivation(of inputs: [Tensor]) -> Tensor

  /// How the pre-activation at a position came about.
  ///
  /// - Precondition: `position` lies inside `outputShape`.
  func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form

  /// What the layer does to the range of the numbers of a picture.
  var rangeStep: RangeStep { get }
}

extension FixedOperation {
  /// It makes other numbers.
  public var rangeStep: RangeStep { .end }

  /// None.
  public func parameterSlots(for inputs: [Shape]) throws(LayerFault) -> [ParameterSlot] { [] }

  /// The same without any parameters.
  public func preActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor {
    preActivation(of: inputs)
  }

  /// The same without any parameters.
  public func form(
    ofUnitAt position: [Int], inputs: [Tensor], _ parameters: LayerParameters
  ) -> Explanation.Form {
    form(ofUnitAt: position, inputs: inputs)
  }

  /// The same without any parameters.
  public func rangeStep(_ parameters: LayerParameters) -> RangeStep { rangeStep }
}

/// An operation whose numbers are some of those that it reads, lie between some of them, or are zeros of a border.
public protocol KeepingOperation: FixedOperation {}

extension KeepingOperation {
  /// Nothing is multiplied by a weight below 0.
  public var keepsSigns: Bool { true }
  /// Nothing lies outside the range of what is read, in which 0 is.
  public var rangeStep: RangeStep { .keep }
}

/// An operation that moves maps as they are; what comes from outside of the input is 0.
public protocol MovingOperation: KeepingOperation {
  /// The row and the column of the input that come to the first of the output.
  var origin: Size2D { get }
}

extension MovingOperation {
  /// The moved maps.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let (input, from) = (inputs[0], inputs[0].shape)
    guard let shape = try? outputShape(of: [from]) else { return input }
    var output = [Float](repeating: 0, count: shape.count)
    let columns = max(origin.width, 0)..<min(origin.width + shape[1], from[1])
    for row in max(origin.height, 0)..<min(origin.height + shape[0], from[0]) {
      let start = (row * from[1] + columns.lowerBound) * from[2]
      let numbers = input.values[start..<start + columns.count * from[2]]
      let place = ((row - origin.height) * shape[1] + columns.lowerBound - origin.width) * shape[2]
      output.replaceSubrange(place..<place + numbers.count, with: numbers)
    }
    return Tensor(shape, output)
  }

  /// The place in the input, or a 0 outside of it.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    let (row, column) = (position[0] + origin.height, position[1] + origin.width)
    let isInside = (0..<inputs[0].shape[0]).contains(row) && (0..<inputs[0].shape[1]).contains(column)
    return isInside ? .moved(from: InputPlace([row, column, position[2]])) : .padding
  }

  /// The places of the region that lie in the input.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { input in
      output.map { axes in
        [
          axes[0].moved(by: origin.height, within: input[0]),
          axes[1].moved(by: origin.width, within: input[1]), axes[2],
        ]
      }
    }
  }
}

extension RangeSet<Int> {
  /// The set with a number added to every member, without those that are then outside 0..<extent.
  fileprivate func moved(by distance: Int, within extent: Int) -> RangeSet<Int> {
    shifted(by: distance).intersection(RangeSet(0..<extent))
  }
}

/// An operation of one input, each of whose numbers is made of the one at the same position.
public protocol PlacewiseOperation: Operation {}

extension PlacewiseOperation {
  /// The same positions.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { _ in output }
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
  /// The window is larger than the input.
  case windowTooLarge(window: Size2D, input: Shape)
  /// An argument is out of range.
  case argument(String, found: String)
  /// The layer has learned a tensor of one shape, and would need one of another for what it reads.
  case learned(ParameterName, Shape, wanted: Shape)
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
