public import ConvNet
public import Tensors

/// Edits of a trace made at random, and the trace that they make by definition: everything computed anew.
public struct RandomEdits {
  /// The edits so far.
  public private(set) var edits: [Edit] = []
  /// What was edited, in words.
  public private(set) var words: [String] = []
  private var layers: [Layer]
  private var parameters: Parameters
  private var input: Tensor
  private var holds: [Hold] = []
  /// Whether operations may be among the edits that can't run, or that read fewer parameters.
  private let breaksLayers: Bool
  /// The operations of layers that can't run, as they were before.
  private var broken: [Int: any Operation] = [:]
  private let original: Network
  private var generator: SeededGenerator

  /// Begins with a trace.
  public init(of trace: Trace, seed: UInt64, breaksLayers: Bool = false) {
    original = trace.network
    layers = trace.network.layers
    parameters = trace.parameters
    input = trace.input
    self.breaksLayers = breaksLayers
    generator = SeededGenerator(seed: seed)
  }

  /// How many layers can run.
  private var reachedCount: Int { broken.keys.min() ?? layers.count }

  /// The trace of all edits, computed anew; of a network that ends at a fault its first layers.
  ///
  /// - Throws: An error where they make no network.
  public func traceAnew() throws -> Trace {
    let network = try Network(layers: Array(layers[..<reachedCount]))
    var read = Parameters()
    for address in parameters.addresses
    where layers.dropFirst(reachedCount).allSatisfy({ $0.name != address.layer }) {
      read[address] = parameters[address]
    }
    return try Trace(
      TrainedNetwork(network, read), input: input, holding: holds.filter { $0.layer < reachedCount })
  }

  /// Why the network ends where it does; `nil` where it doesn't.
  public var fault: NetworkError? {
    guard let first = broken.keys.min() else { return nil }
    var builder = NetworkBuilder()
    do {
      for layer in layers[...first] { try builder.add(layer) }
      return nil
    } catch {
      return error
    }
  }

  /// Adds an edit.
  public mutating func add() {
    let addresses = parameters.addresses
    switch Int.random(in: 0..<(breaksLayers ? 11 : 7), using: &generator) {
    case 0: editPixels()
    case 1: editPicture()
    case 2: hold(asMap: true)
    case 3: hold(asMap: false)
    case 4 where !addresses.isEmpty: editNumber(addresses)
    case 5 where !addresses.isEmpty: editTensor(addresses)
    case 7: breakLayer()
    case 8, 9: mendLayer()
    case 10: dropBias()
    default: editOperation()
    }
  }

  private mutating func number() -> Float { Float.random(in: -1...1, using: &generator) }

  private mutating func position(in shape: Shape) -> [Int] {
    shape.indices(ofOffset: Int.random(in: 0..<shape.count, using: &generator))
  }

  private mutating func note(_ edit: Edit, _ words: String) {
    edits.append(edit)
    self.words.append(words)
  }

  private mutating func editPixels() {
    var pixels: [[Int]: Float] = [:]
    for _ in 0..<3 {
      let position = position(in: input.shape)
      pixels[position] = number()
      input.values[input.shape.offset(of: position)] = pixels[position] ?? 0
    }
    note(.pixels(pixels), "pixels \(pixels.keys.sorted { $0.lexicographicallyPrecedes($1) })")
  }

  private mutating func editPicture() {
    input = .random(input.shape, seed: UInt64.random(in: 0...1_000, using: &generator))
    note(.picture(input), "picture")
  }

  private mutating func hold(asMap: Bool) {
    let layer = Int.random(in: 0..<reachedCount, using: &generator)
    let position = position(in: original.shapes[layer])
    let place: Hold.Place = asMap ? .map(position[position.count - 1]) : .unit(position)
    let hold = Hold(layer: layer, place, at: number())
    holds.append(hold)
    note(.hold(hold), "\(hold)")
  }

  private mutating func editNumber(_ addresses: [ParameterAddress]) {
    let address = addresses[Int.random(in: addresses.indices, using: &generator)]
    guard var tensor = parameters[address], tensor.shape.count > 0 else { return }
    let position = position(in: tensor.shape)
    let value = number()
    tensor.values[tensor.shape.offset(of: position)] = value
    parameters[address] = tensor
    note(.parameter(address, position, value), "\(address) \(position)")
  }

  private mutating func editTensor(_ addresses: [ParameterAddress]) {
    let address = addresses[Int.random(in: addresses.indices, using: &generator)]
    guard let shape = parameters[address]?.shape else { return }
    let tensor = Tensor.random(shape, seed: UInt64.random(in: 0...1_000, using: &generator)).map(abs)
    parameters[address] = tensor
    var all = parameters
    all[address] = tensor
    let isWhole = Bool.random(using: &generator)
    note(isWhole ? .parameters(all) : .parameterTensor(address, tensor), "\(address), whole: \(isWhole)")
  }

  /// Another activation function, or another pooling.
  private mutating func editOperation() {
    let candidates = layers.indices.filter { broken[$0] == nil && layers[$0].operation.sibling != nil }
    guard let index = candidates.randomElement(using: &generator),
      let operation = layers[index].operation.sibling
    else { return }
    replace(index, by: operation)
  }

  private mutating func replace(_ index: Int, by operation: any Operation) {
    let old = layers[index]
    layers[index] = Layer(
      name: old.name, operation: operation, inputs: old.inputs, weightsOf: old.weightsOf)
    note(.operation(layer: index, operation), "\(operation) for \(old.operation)")
  }

  /// A window that is larger than every input.
  private mutating func breakLayer() {
    guard let index = layers.indices.dropFirst(2).randomElement(using: &generator), broken[index] == nil
    else {
      return
    }
    broken[index] = layers[index].operation
    let side = Int.random(in: 100...1_000, using: &generator)
    replace(index, by: Pooling2D(.maximum, poolSize: Size2D(square: side)))
  }

  private mutating func mendLayer() {
    guard let (index, operation) = broken.sorted(by: { $0.key < $1.key }).randomElement(using: &generator)
    else { return }
    broken[index] = nil
    replace(index, by: operation)
  }

  /// Takes the bias of a layer that can run, which is dropped.
  private mutating func dropBias() {
    let candidates = layers.indices.prefix(reachedCount).filter {
      layers[$0].operation.usesBias && layers[$0].operation.biasless != nil
    }
    guard let index = candidates.randomElement(using: &generator),
      let operation = layers[index].operation.biasless
    else { return }
    parameters[ParameterAddress(layer: layers[index].name, name: .bias)] = nil
    replace(index, by: operation)
  }
}

extension Operation {
  /// The same sums without a bias; `nil` for operations that have none.
  fileprivate var biasless: (any Operation)? {
    (self as? Dense).map {
      Dense(units: $0.units, activationFunction: $0.activationFunction, usesBias: false)
    }
  }

  /// Another operation with the same shapes and parameters; `nil` where none is known.
  fileprivate var sibling: (any Operation)? {
    let function: ActivationFunction = activationFunction == .tanh ? .relu : .tanh
    return switch self {
    case let convolution as Conv2D:
      Conv2D(
        filters: convolution.filters, kernelSize: convolution.kernelSize, strides: convolution.strides,
        padding: convolution.padding, dilation: convolution.dilation, groups: convolution.groups,
        activationFunction: function, usesBias: convolution.usesBias)
    case let dense as Dense: Dense(units: dense.units, activationFunction: function, usesBias: dense.usesBias)
    case is ActivationLayer: ActivationLayer(function)
    case let pooling as Pooling2D:
      Pooling2D(
        pooling.rule == .maximum ? .average : .maximum, poolSize: pooling.poolSize, strides: pooling.strides,
        padding: pooling.padding)
    default: nil
    }
  }
}

extension Tensor {
  /// Whether two tensors have the same bits; NaN equals NaN.
  public func isIdentical(to other: Tensor) -> Bool {
    shape == other.shape
      && zip(values, other.values).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
  }

  /// Whether two tensors share their memory.
  public func sharesMemory(with other: Tensor) -> Bool {
    values.withUnsafeBufferPointer { one in
      other.values.withUnsafeBufferPointer { one.baseAddress == $0.baseAddress }
    }
  }
}
