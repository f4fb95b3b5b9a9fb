public import Tensors

/// One operation at its place in a network.
public struct Layer: Equatable, Sendable {
  /// The name; no two layers of a network share one.
  public let name: String
  /// The operation.
  public let operation: any Operation
  /// The indices of the layers that it reads, each smaller than its own.
  public let inputs: [Int]
  /// The index of the layer before it whose weights it uses too; `nil` where it has its own or none.
  public let weightsOf: Int?

  /// Makes a layer; whether it can run is the network's to say.
  public init(name: String, operation: any Operation, inputs: [Int], weightsOf: Int? = nil) {
    self.name = name
    self.operation = operation
    self.inputs = inputs
    self.weightsOf = weightsOf
  }

  /// Whether two layers have one name, one operation, the same inputs, and the same sharing of weights.
  public static func == (one: Layer, other: Layer) -> Bool {
    one.name == other.name && one.inputs == other.inputs && one.weightsOf == other.weightsOf
      && one.operation.isEqual(to: other.operation)
  }
}

/// A graph of layers that can run: everything about it was checked when it was made.
///
/// It has no numbers; `TrainedNetwork` has them beside it.
public struct Network: Equatable, Sendable {
  /// The layers, each after those that it reads; the first is the input.
  public let layers: [Layer]
  /// The shape of each layer's activation.
  public let shapes: [Shape]
  /// The learned tensors that each layer reads.
  public let slots: [[ParameterSlot]]

  /// Checks a graph of layers.
  ///
  /// Memory counts four bytes for every number of every activation, and of every pre-activation that an activation
  /// function makes another number of.
  ///
  /// - Throws: `NetworkError` that names the first layer that can't run, and why.
  public init(layers: [Layer], memoryLimit: Int = .max) throws(NetworkError) {
    var builder = NetworkBuilder()
    for layer in layers { try builder.add(layer) }
    self = try builder.network(memoryLimit: memoryLimit)
  }

  /// Takes layers whose shapes are known.
  init(_ builder: NetworkBuilder, memoryLimit: Int) throws(NetworkError) {
    var bytes = 0
    for (layer, shape) in zip(builder.layers, builder.shapes) {
      guard let total = Network.bytes(of: layer, shape: shape, after: bytes), total <= memoryLimit else {
        throw .tooMuchMemory(layer: layer.name, shape: shape, limit: memoryLimit)
      }
      bytes = total
    }
    layers = builder.layers
    shapes = builder.shapes
    slots = builder.slots
  }

  /// The shape that the picture must have.
  public var inputShape: Shape { shapes[0] }
  /// The shape of the last layer's activation.
  public var outputShape: Shape { shapes[shapes.count - 1] }
  /// Whether the output is a line of numbers that softmax is still to turn into shares.
  public var endsInLogits: Bool {
    outputShape.rank == 1 && outputShape[0] > 1 && layers.last?.operation.activationFunction == .linear
  }
  /// All weights and biases; those that layers share count once.
  public var parameterCount: Int { layers.indices.reduce(0) { $0 + parameterCount(ofLayer: $1) } }

  /// A layer's weights and biases; none where it shares those of a layer before it.
  public func parameterCount(ofLayer index: Int) -> Int {
    layers[index].weightsOf == nil ? parameterCount(readByLayer: index) : 0
  }

  /// The weights and biases that a layer works with, its own or those of another.
  public func parameterCount(readByLayer index: Int) -> Int {
    layers[index].operation.parameterCount(for: inputShapes(ofLayer: index))
  }

  /// Products added in one pass of a layer.
  public func multiplyAddCount(ofLayer index: Int) -> Int {
    layers[index].operation.multiplyAddCount(inputs: inputShapes(ofLayer: index), output: shapes[index])
  }

  /// Products added in one pass.
  public var multiplyAddCount: Int {
    layers.indices.reduce(0) { $0 + multiplyAddCount(ofLayer: $1) }
  }

  /// The shapes that a layer reads.
  public func inputShapes(ofLayer index: Int) -> [Shape] {
    layers[index].inputs.map { shapes[$0] }
  }

  /// The layers that read a layer.
  public func readers(ofLayer index: Int) -> [Int] {
    layers.indices.filter { layers[$0].inputs.contains(index) }
  }

  /// The index of the layer with a name.
  public func index(ofLayerNamed name: String) -> Int? {
    layers.firstIndex { $0.name == name }
  }

  /// The bytes that the layers so far and a layer's activation and pre-activation take; `nil` where they
  /// exceed `Int`.
  private static func bytes(of layer: Layer, shape: Shape, after sum: Int) -> Int? {
    guard let count = shape.checkedCount else { return nil }
    let tensors = layer.operation.activationFunction == .linear ? 1 : 2
    let (bytes, tooLarge) = count.multipliedReportingOverflow(by: 4 * tensors)
    let (total, overflow) = sum.addingReportingOverflow(bytes)
    return tooLarge || overflow ? nil : total
  }

  /// Checks the names of layers whose order is right, and that there is one way in and one way out.
  static func checkGraph(_ layers: [Layer]) throws(NetworkError) {
    guard layers.count >= 2 else { throw .noLayers }
    var names: Set<String> = []
    var read: Set<Int> = []
    for layer in layers {
      guard names.insert(layer.name).inserted else { throw .duplicateName(layer.name) }
      read.formUnion(layer.inputs)
    }
    let inputs = layers.filter { $0.inputs.isEmpty }
    guard inputs.count == 1, layers[0].inputs.isEmpty else { throw .inputs(inputs.map(\.name)) }
    let outputs = layers.indices.filter { !read.contains($0) }
    guard outputs == [layers.count - 1] else { throw .outputs(outputs.map { layers[$0].name }) }
  }
}

/// Why a graph of layers is not a network.
public enum NetworkError: Error, Equatable, Sendable {
  /// There is nothing behind the input.
  case noLayers
  /// Two layers share a name.
  case duplicateName(String)
  /// A layer reads one, or shares the weights of one, that does not come before it.
  case order(String)
  /// There is not exactly one layer that reads no other.
  case inputs([String])
  /// There is not exactly one layer that no other reads.
  case outputs([String])
  /// A layer can't run.
  case layer(name: String, fault: LayerFault)
  /// The activations up to a layer take more memory than allowed.
  case tooMuchMemory(layer: String, shape: Shape, limit: Int)
}
