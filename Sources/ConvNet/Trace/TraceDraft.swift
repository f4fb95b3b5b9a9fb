import Tensors

/// What a trace is made of, while it is edited.
struct TraceDraft {
  private let original: Trace
  private var layers: [Layer]
  private var parameters: Parameters
  private var input: Tensor
  private var holds: [Hold]
  /// The layers whose own making has changed; what depends on them is not among them.
  private var changed: Set<Int> = []
  /// Whether operations were replaced.
  private var hasOtherOperations = false

  /// Begins with a trace as it is.
  init(_ trace: Trace) {
    original = trace
    layers = trace.network.layers
    parameters = trace.parameters
    input = trace.input
    holds = trace.holds
  }

  private var network: Network { original.network }

  /// Makes an edit.
  mutating func make(_ edit: Edit) throws(EditError) {
    switch edit {
    case .pixels(let pixels): try setPixels(pixels)
    case .picture(let picture): try setPicture(picture)
    case .parameter(let address, let position, let value): try setNumber(address, position, value)
    case .parameterTensor(let address, let tensor):
      guard parameters[address] != nil else { throw .noParameter(address) }
      parameters[address] = tensor
      noteReaders(of: address.layer)
    case .parameters(let parameters): setParameters(parameters)
    case .hold(let hold):
      guard network.contains(hold) else { throw .noPlace(hold) }
      holds.append(hold)
      changed.insert(hold.layer)
    case .operation(let layer, let operation): try setOperation(operation, ofLayer: layer)
    }
  }

  private mutating func setPixels(_ pixels: [[Int]: Float]) throws(EditError) {
    for (position, value) in pixels {
      let unit = UnitAddress(layer: 0, position: position)
      guard network.contains(unit) else { throw .noUnit(unit) }
      input.values[input.shape.offset(of: position)] = value
    }
    changed.insert(0)
  }

  private mutating func setPicture(_ picture: Tensor) throws(EditError) {
    guard picture.shape == input.shape else {
      throw .picture(expected: input.shape, found: picture.shape)
    }
    input = picture
    changed.insert(0)
  }

  private mutating func setNumber(
    _ address: ParameterAddress, _ position: [Int], _ value: Float
  ) throws(EditError) {
    guard var tensor = parameters[address] else { throw .noParameter(address) }
    let shape = tensor.shape
    let isThere =
      position.count == shape.rank && zip(position, shape.extents).allSatisfy { (0..<$1).contains($0) }
    guard isThere else { throw .noNumber(address, shape: shape, position: position) }
    tensor.values[shape.offset(of: position)] = value
    parameters[address] = tensor
    noteReaders(of: address.layer)
  }

  private mutating func setParameters(_ parameters: Parameters) {
    for address in Set(parameters.addresses + self.parameters.addresses)
    where parameters[address] != self.parameters[address] {
      noteReaders(of: address.layer)
    }
    self.parameters = parameters
  }

  private mutating func setOperation(_ operation: any Operation, ofLayer index: Int) throws(EditError) {
    guard layers.indices.dropFirst().contains(index) else { throw .noLayer(index) }
    let old = layers[index]
    layers[index] = Layer(
      name: old.name, operation: operation, inputs: old.inputs, weightsOf: old.weightsOf)
    changed.insert(index)
    hasOtherOperations = true
  }

  /// Notes that all layers have changed which read the parameters of one.
  private mutating func noteReaders(of owner: String) {
    for index in layers.indices where network.parameterOwner(ofLayer: index) == owner {
      changed.insert(index)
    }
  }

  /// The trace of all edits.
  func trace(memoryLimit: Int) throws(EditError) -> Trace {
    let (network, fault) = try network(memoryLimit: memoryLimit)
    let trained: TrainedNetwork
    do {
      trained = try TrainedNetwork(network, hasOtherOperations ? network.read(of: parameters) : parameters)
    } catch {
      throw .parameters(error)
    }
    for hold in holds where hold.layer < network.layers.count && !network.contains(hold) {
      throw .noPlace(hold)
    }
    guard
      var builder = try? TraceBuilder(
        trained, input: input, holding: holds.filter { $0.layer < network.layers.count })
    else { throw .picture(expected: network.inputShape, found: input.shape) }
    var differs = [changed.contains(0)]
    while let layer = builder.nextLayer {
      let depends = network.layers[layer].inputs.contains { differs[$0] }
      differs.append(depends || changed.contains(layer) || layer >= original.computedLayers)
      if differs[layer] { builder.computeNextLayer() } else { builder.takeNextLayer(from: original) }
    }
    return builder.trace(endingAt: fault)
  }

  /// The network of the layers up to the first that doesn't fit, and why that doesn't.
  private func network(memoryLimit: Int) throws(EditError) -> (network: Network, fault: NetworkError?) {
    guard hasOtherOperations else { return (network, original.fault) }
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
    do {
      return (try builder.unfinishedNetwork(memoryLimit: memoryLimit), fault ?? original.fault)
    } catch {
      throw .network(error)
    }
  }
}

extension Network {
  /// Those of some parameters that a layer reads.
  fileprivate func read(of parameters: Parameters) -> Parameters {
    var read = Parameters()
    for (index, slots) in slots.enumerated() {
      for slot in slots {
        let address = address(of: slot.name, ofLayer: index)
        read[address] = parameters[address]
      }
    }
    return read
  }
}
