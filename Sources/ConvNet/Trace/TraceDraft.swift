import Tensors

/// What a trace is made of, while it is edited.
struct TraceDraft {
  private let original: Trace
  private let memoryLimit: Int
  /// All layers that are meant, those behind a fault among them.
  private var layers: [Layer]
  /// What these read.
  private(set) var parameters: Parameters
  private(set) var input: Tensor
  private var holds: [Hold]
  /// The layers as far as they can run.
  private var network: Network
  /// Why there are no more of them.
  private var fault: NetworkError?
  /// The layers whose own making has changed; what depends on them is not among them.
  private var changed: Set<Int> = []
  /// The layers that do something else than before.
  private var replaced: Set<Int> = []

  /// Begins with a trace as it is.
  init(_ trace: Trace, memoryLimit: Int = .max) {
    original = trace
    self.memoryLimit = memoryLimit
    layers = trace.unreached?.layers ?? trace.network.layers
    parameters = trace.unreached?.parameters ?? trace.parameters
    input = trace.input
    holds = trace.unreached?.holds ?? trace.holds
    network = trace.network
    fault = trace.fault
  }

  /// Makes an edit.
  mutating func make(_ edit: Edit) throws(EditError) {
    switch edit {
    case .pixels(let pixels): try setPixels(pixels)
    case .picture(let picture): try setPicture(picture)
    case .parameter(let address, let position, let value): try setNumber(address, position, value)
    case .parameterTensor(let address, let tensor):
      guard parameters[address] != nil || network.parametersRead.contains(address) else {
        throw .noParameter(address)
      }
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

  // MARK: The picture

  private mutating func setPixels(_ pixels: [[Int]: Float]) throws(EditError) {
    let outside = pixels.keys.filter { !network.contains(UnitAddress(layer: 0, position: $0)) }
    if let first = outside.min(by: { $0.lexicographicallyPrecedes($1) }) {
      throw .noUnit(UnitAddress(layer: 0, position: first))
    }
    for (position, value) in pixels { input[offset: input.shape.offset(of: position)] = value }
    changed.insert(0)
  }

  private mutating func setPicture(_ picture: Tensor) throws(EditError) {
    guard picture.shape == input.shape else {
      throw .picture(expected: input.shape, found: picture.shape)
    }
    input = picture
    changed.insert(0)
  }

  // MARK: Parameters

  private mutating func setNumber(
    _ address: ParameterAddress, _ position: [Int], _ value: Float
  ) throws(EditError) {
    guard let shape = parameters[address]?.shape else { throw .noParameter(address) }
    guard shape.contains(position) else { throw .noNumber(address, shape: shape, position: position) }
    parameters.setNumber(value, at: shape.offset(of: position), of: address)
    noteReaders(of: address.layer)
  }

  private mutating func setParameters(_ given: Parameters) {
    var given = given
    let unreached = unreachedOwners
    for address in parameters.addresses where given[address] == nil && unreached.contains(address.layer) {
      given[address] = parameters[address]
    }
    for address in Set(given.addresses + parameters.addresses) where hasOther(given[address], at: address) {
      noteReaders(of: address.layer)
    }
    parameters = given
  }

  /// Whether what stands at an address has other bits than a tensor; nothing is other than something.
  private func hasOther(_ tensor: Tensor?, at address: ParameterAddress) -> Bool {
    guard let tensor, let own = parameters[address] else { return true }
    return !own.hasSameBits(as: tensor)
  }

  /// The layers whose parameters a layer may read that can't run, or stands behind one.
  private var unreachedOwners: Set<String> {
    Set(layers.indices.dropFirst(network.layers.count).map(layers.parameterOwner(ofLayer:)))
  }

  /// Notes that all layers have changed which read the parameters of one.
  private mutating func noteReaders(of owner: String) {
    for index in layers.indices where layers.parameterOwner(ofLayer: index) == owner {
      changed.insert(index)
    }
  }

  // MARK: Operations

  private mutating func setOperation(_ operation: any Operation, ofLayer index: Int) throws(EditError) {
    guard layers.indices.dropFirst().contains(index) else { throw .noLayer(index) }
    let old = layers[index]
    layers[index] = Layer(
      name: old.name, operation: operation, inputs: old.inputs, weightsOf: old.weightsOf)
    changed.insert(index)
    replaced.insert(index)
    do {
      (network, fault) = try NetworkBuilder.network(ofFirst: layers, memoryLimit: memoryLimit)
    } catch {
      throw .network(error)
    }
    let kept = unreachedOwners
    drop(from: &parameters) { !kept.contains($0.layer) }
  }

  /// Drops those parameters of some that no layer reads which can run.
  private func drop(from parameters: inout Parameters, where isDropped: (ParameterAddress) -> Bool) {
    let read = network.parametersRead
    for address in parameters.addresses where !read.contains(address) && isDropped(address) {
      parameters[address] = nil
    }
  }

  // MARK: The trace

  /// The network of all edits, as far as it can run.
  func edited() throws(EditError) -> EditedNetwork {
    var draft = self
    try draft.endBeforeUnlearned()
    return try draft.reached()
  }

  private func reached() throws(EditError) -> EditedNetwork {
    for hold in holds where hold.layer < network.layers.count && !network.contains(hold) {
      throw .noPlace(hold)
    }
    do {
      return EditedNetwork(
        trained: try TrainedNetwork(network, reachedParameters),
        holds: holds.filter { $0.layer < network.layers.count }, fault: fault)
    } catch {
      throw .parameters(error)
    }
  }

  /// Ends the network before the first layer that is as it was, and reads another shape than it has learned for.
  private mutating func endBeforeUnlearned() throws(EditError) {
    guard let (layer, unlearned) = firstUnlearned else { return }
    do {
      (network, _) = try NetworkBuilder.network(ofFirst: Array(layers[..<layer]), memoryLimit: memoryLimit)
    } catch {
      throw .network(error)
    }
    fault = .layer(name: layers[layer].name, fault: unlearned)
  }

  /// The first layer that is as it was, and reads another shape than it has learned for; `nil` where there is none.
  private var firstUnlearned: (layer: Int, LayerFault)? {
    let before = original.network.slots
    for layer in network.layers.indices where !replaced.contains(layer) {
      // One that is given a tensor of another shape than it reads has been given the wrong one.
      if before.indices.contains(layer), before[layer] == network.slots[layer] { continue }
      for slot in network.slots[layer] {
        guard let learned = parameters[network.address(of: slot.name, ofLayer: layer)]?.shape,
          learned != slot.shape
        else { continue }
        return (layer, .learned(slot.name, learned, wanted: slot.shape))
      }
    }
    return nil
  }

  /// The trace of all edits; before each layer and in it it is asked whether to go on, `nil` where not.
  func trace(goesOn: () -> Bool) throws(EditError) -> Trace? {
    var draft = self
    try draft.endBeforeUnlearned()
    return try draft.reachedTrace(goesOn: goesOn)
  }

  private func reachedTrace(goesOn: () -> Bool) throws(EditError) -> Trace? {
    let edited = try reached()
    var builder = TraceBuilder(edited.trained, pictured: input, holding: edited.holds)
    var differs = [changed.contains(0)]
    while let layer = builder.nextLayer {
      guard goesOn() else { return nil }
      let depends = network.layers[layer].inputs.contains { differs[$0] }
      differs.append(depends || changed.contains(layer) || layer >= original.computedLayers)
      guard differs[layer] else {
        builder.takeNextLayer(from: original)
        continue
      }
      guard builder.computeNextLayer(goesOn: goesOn) else { return nil }
    }
    return builder.trace(
      before: fault.map { Unreached(fault: $0, layers: layers, parameters: parameters, holds: holds) })
  }

  /// The parameters without those of layers that can't run.
  private var reachedParameters: Parameters {
    guard fault != nil else { return parameters }
    let unreached = unreachedOwners
    var reached = parameters
    drop(from: &reached) { unreached.contains($0.layer) }
    return reached
  }
}
