public import ConvNet
internal import KerasNotation
public import Tensors

/// What the networks of tests are built of: an operation, with numbers where it learns some.
public protocol BuildingBlock: Sendable {
  /// The operation with its numbers.
  var block: Block { get }
}

extension BuildingBlock {
  /// The code as one string.
  public var code: String { block.operation.kerasCode().text }
}

/// An operation with the numbers that it reads.
public protocol LearnedOperation: BuildingBlock {
  /// The operation.
  var operation: any Operation { get }
  /// Its numbers.
  var parameters: LayerParameters { get }
}

/// Any operation with its numbers.
public struct Block: LearnedOperation {
  /// The operation.
  public let operation: any Operation
  /// Its numbers.
  public let parameters: LayerParameters

  /// Puts numbers into an operation.
  public init(_ operation: any Operation, _ parameters: LayerParameters = .none) {
    self.operation = operation
    self.parameters = parameters
  }

  /// Itself.
  public var block: Block { self }
}

/// An operation of a known type with its numbers.
@dynamicMemberLookup
public struct Learned<Base: Operation>: LearnedOperation, Equatable {
  /// The operation.
  public let base: Base
  /// Its numbers.
  public let parameters: LayerParameters

  /// The operation.
  public var operation: any Operation { base }
  /// The operation with its numbers.
  public var block: Block { Block(base, parameters) }
  /// The factors of its sums.
  public var weight: Tensor { parameters[.kernel] }
  /// What is added to its sums.
  public var bias: [Float]? { parameters.tensors[.bias]?.values }

  init(_ base: Base, _ tensors: [ParameterName: Tensor?]) {
    self.base = base
    parameters = LayerParameters(tensors.compactMapValues(\.self))
  }

  /// What the code says of the operation.
  public subscript<Value>(dynamicMember path: KeyPath<Base, Value>) -> Value { base[keyPath: path] }
}

extension LearnedOperation {
  /// How many numbers it has.
  public var parameterCount: Int { parameters.tensors.values.reduce(0) { $0 + $1.shape.count } }

  /// The shape of the activation.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    try operation.outputShape(of: inputs)
  }

  /// The numbers before the activation function.
  public func preActivation(of inputs: [Tensor]) -> Tensor { operation.preActivation(of: inputs, parameters) }

  /// How the pre-activation at a position came about.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    operation.form(ofUnitAt: position, inputs: inputs, parameters)
  }

  /// How many terms the explanation of every unit has.
  public func termCount(inputs: [Shape]) -> Int { operation.termCount(inputs: inputs) }

  /// How many products are added in one pass.
  public func multiplyAddCount(inputs: [Shape], output: Shape) -> Int {
    operation.multiplyAddCount(inputs: inputs, output: output)
  }

  /// How a window slides over an input.
  public func grid(over input: Shape) -> WindowGrid? { operation.grid(over: input) }

  /// The positions of each input that a region of the activation is made of.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    operation.regions(readBy: output, inputs: inputs, output: shape)
  }
}

extension BuildingBlock where Self: FixedOperation {
  /// The operation, which has no numbers.
  public var block: Block { Block(self) }
}

extension ActivationLayer: BuildingBlock {}
extension Concatenate: BuildingBlock {}
extension ConstantArithmetic: BuildingBlock {}
extension Cropping2D: BuildingBlock {}
extension Flatten: BuildingBlock {}
extension GlobalPooling2D: BuildingBlock {}
extension Identity: BuildingBlock {}
extension Input: BuildingBlock {}
extension MergeLayer: BuildingBlock {}
extension Permute: BuildingBlock {}
extension Slice: BuildingBlock {}
extension Stack: BuildingBlock {}
extension Pooling2D: BuildingBlock {}
extension Rescaling: BuildingBlock {}
extension Reshape: BuildingBlock {}
extension UpSampling2D: BuildingBlock {}
extension ZeroPadding2D: BuildingBlock {}
