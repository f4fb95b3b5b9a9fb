public import Tensors

/// Makes a network layer by layer, each with its shape as soon as it is known what it reads.
public struct NetworkBuilder: Sendable {
  /// The layers so far.
  public private(set) var layers: [Layer] = []
  /// The shapes of their activations.
  public private(set) var shapes: [Shape] = []
  /// The learned tensors that they read.
  public private(set) var slots: [[ParameterSlot]] = []

  /// Begins with nothing.
  public init() {}

  /// Adds a layer; returns the shape of its activation.
  ///
  /// - Throws: `NetworkError` where it reads a layer that doesn't come before it, or can't run; then nothing is added.
  @discardableResult
  public mutating func add(_ layer: Layer) throws(NetworkError) -> Shape {
    let known = layers.indices
    guard layer.inputs.allSatisfy(known.contains), layer.weightsOf.map(known.contains) ?? true else {
      throw .order(layer.name)
    }
    let inputs = layer.inputs.map { shapes[$0] }
    do {
      let shape = try layer.operation.outputShape(of: inputs)
      slots.append(try layer.operation.parameterSlots(for: inputs))
      shapes.append(shape)
      layers.append(layer)
      return shape
    } catch {
      throw .layer(name: layer.name, fault: error)
    }
  }

  /// Takes the last layer away again.
  ///
  /// - Precondition: There is one.
  public mutating func removeLast() {
    layers.removeLast()
    shapes.removeLast()
    slots.removeLast()
  }

  /// The network of the first of some layers, as far as they can run, and why the next one can't.
  ///
  /// - Precondition: The first layer can run, and the layers make a network but for what their operations refuse.
  /// - Throws: `NetworkError.tooMuchMemory` where the activations take more than allowed.
  static func network(
    ofFirst layers: [Layer], memoryLimit: Int
  ) throws(NetworkError) -> (network: Network, fault: NetworkError?) {
    var builder = NetworkBuilder()
    var fault: NetworkError?
    for layer in layers {
      do {
        try builder.add(layer)
      } catch {
        fault = error
        break
      }
    }
    return (try Network(builder, memoryLimit: memoryLimit), fault)
  }

  /// The network of the layers.
  ///
  /// - Throws: `NetworkError` where names, ends or memory forbid it.
  public func network(memoryLimit: Int = .max) throws(NetworkError) -> Network {
    try Network.checkGraph(layers)
    return try Network(self, memoryLimit: memoryLimit)
  }
}
