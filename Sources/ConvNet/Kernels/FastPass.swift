import CKernels
public import Tensors

/// A network evaluated again and again, in buffers of its own.
///
/// Every layer's pre-activation and activation is recorded, as in a `Trace`, but sums grow in `Float`, many at a
/// time: numbers agree with the reference to 1e-4 of the largest of a tensor, and NaN and ±∞
/// stand at the same places unless a sum leaves the range of `Float` on its way. An operation without a fast form
/// is evaluated by the reference. One pass belongs to one task at a time.
public final class FastPass {
  /// The shapes of the layers, and how they read each other.
  public let network: Network
  /// How many threads work on each layer.
  public var threadCount: Int { team.count }
  /// The layers that the last run evaluated, in its order.
  public private(set) var evaluatedLayers: [Int] = []

  private var layers: [FastLayer] = []
  private let team: FastTeam
  /// Of each layer, whether the run at hand evaluates it.
  private var isEvaluated: [Bool]
  private let holds: [Hold]
  /// The layer of which numbers can be held for a while.
  private let sweptLayer: Int?
  /// The logits of the last run, where there is such a layer.
  private var logitsOfRun: [Float]?

  /// Lays out the buffers of a network's layers.
  ///
  /// Memory is that of the network's activations, up to 20 MiB a thread, and of layers with few weights these again.
  /// Some numbers are held in every run; of `sweptLayer` others can be held for a while by `logits(holding:)`.
  ///
  /// - Precondition: There is at least one thread, and there are such maps, units and layers.
  public init(
    _ trained: TrainedNetwork, threadCount: Int = 1, holding holds: [Hold] = [],
    sweeping sweptLayer: Int? = nil
  ) {
    precondition(threadCount >= 1, "\(threadCount) threads")
    precondition(holds.allSatisfy(trained.network.contains), "no such places: \(holds)")
    network = trained.network
    self.holds = holds
    self.sweptLayer = sweptLayer
    team = FastTeam(count: threadCount)
    isEvaluated = network.layers.map { _ in false }
    for (index, layer) in network.layers.enumerated() {
      let parameters = trained.parameters(ofLayer: index)
      layers.append(planned(layer.operation, parameters, at: index, replacing: nil))
    }
    bind()
  }

  /// Evaluates the whole network on a picture.
  ///
  /// - Throws: `TraceError` where the picture has another shape than the network's input.
  public func run(on input: Tensor) throws(TraceError) {
    guard input.shape == network.inputShape else {
      throw .inputShape(expected: network.inputShape, found: input.shape)
    }
    layers[0].preActivation.take(input)
    run(from: 0)
  }

  /// Evaluates again a layer and all that depend on it, after its operation, or, of layer 0, the picture has changed.
  ///
  /// The other layers keep their numbers, which are 0 before the first run.
  ///
  /// - Precondition: The layer exists.
  public func run(from layer: Int) {
    precondition(layers.indices.contains(layer), "no layer \(layer)")
    if layer == 0 { layers[0].complete() }
    evaluate(from: layer, isIncluded: layer > 0)
    if sweptLayer != nil { logitsOfRun = logits }
  }

  /// Evaluates all layers that depend on one, and that one itself where it is included.
  private func evaluate(from layer: Int, isIncluded: Bool) {
    evaluatedLayers.removeAll(keepingCapacity: true)
    for index in layers.indices {
      isEvaluated[index] = index == layer || layers[index].inputs.contains { isEvaluated[$0] }
      if isEvaluated[index], index != layer || isIncluded { evaluatedLayers.append(index) }
    }
    for index in evaluatedLayers { evaluate(layer: index) }
  }

  /// The logits that the last run would have had with one more number held of the swept layer: only what depends on
  /// that layer is evaluated, and nothing where the number stands there already.
  ///
  /// The layers behind keep the numbers of that; the swept layer has its own again.
  ///
  /// - Precondition: The hold is one of the swept layer's, and there was a run.
  public func logits(holding hold: Hold) -> [Float]? {
    precondition(hold.layer == sweptLayer && network.contains(hold), "\(hold) is not of the swept layer")
    let layer = layers[hold.layer]
    let numbers = layer.numbers(at: hold)
    guard numbers.contains(where: { $0.bitPattern != hold.value.bitPattern }) else { return logitsOfRun }
    layer.put(hold)
    evaluate(from: hold.layer, isIncluded: false)
    let logits = logits
    layer.putBack(numbers, at: hold)
    return logits
  }

  /// Evaluates a layer, divided among the threads where that is worth it.
  private func evaluate(layer index: Int) {
    team.divide(
      index, into: layers[index].pieces(for: team.count), Unmanaged.passUnretained(self).toOpaque()
    ) { pass, piece in
      guard let pass else { return }
      Unmanaged<FastPass>.fromOpaque(pass).takeUnretainedValue().layers[piece.item].work(
        FastShare(index: Int(piece.piece), count: Int(piece.pieces), thread: Int(piece.thread)))
    }
    layers[index].complete()
  }

  /// Changes a number of the picture, without evaluating anything.
  ///
  /// - Precondition: The position lies inside the picture.
  public func setInput(_ value: Float, at position: [Int]) {
    layers[0].preActivation.start[network.inputShape.offset(of: position)] = value
  }

  /// Replaces the operation and the parameters of a layer, without evaluating anything.
  ///
  /// - Precondition: The layer exists and is not the input; the operation gives the same shape, and the parameters are
  ///   those that it reads.
  public func replace(_ operation: any Operation, _ parameters: LayerParameters, ofLayer layer: Int) {
    precondition(layer >= 1 && layer < layers.count, "no layer \(layer) to replace")
    let inputs = network.inputShapes(ofLayer: layer)
    precondition(
      (try? operation.outputShape(of: inputs)) == network.shapes[layer],
      "\(operation) gives another shape than \(network.shapes[layer])")
    let slots = (try? operation.parameterSlots(for: inputs)) ?? []
    precondition(
      slots.allSatisfy { parameters.tensors[$0.name]?.shape == $0.shape },
      "\(operation) needs other parameters")
    layers[layer] = planned(operation, parameters, at: layer, replacing: layers[layer])
    for index in layers.indices.dropFirst() where layers[index].isApart(from: onlyInput(ofLayer: index)) {
      layers[index] = planned(
        layers[index].operation, layers[index].parameters, at: index, replacing: layers[index])
    }
    bind()
  }

  /// A layer's activation after the last run.
  ///
  /// - Precondition: The layer exists.
  public func activation(ofLayer index: Int) -> Tensor {
    Tensor(network.shapes[index], layers[index].activation.numbers)
  }

  /// A layer's numbers before its activation function after the last run.
  ///
  /// - Precondition: The layer exists.
  public func preActivation(ofLayer index: Int) -> Tensor {
    Tensor(network.shapes[index], layers[index].preActivation.numbers)
  }

  /// The logits: the last layer's pre-activation where it ends in softmax, else its values; `nil` where the output is
  /// not a line of numbers.
  public var logits: [Float]? {
    let last = layers[layers.count - 1]
    guard network.outputShape.rank == 1 else { return nil }
    return (last.operation.activationFunction == .softmax ? last.preActivation : last.activation).numbers
  }

  /// The activation that a layer reads; `nil` where these are several or none.
  private func onlyInput(ofLayer index: Int) -> FastBuffer? {
    let inputs = network.layers[index].inputs
    return inputs.count == 1 ? layers[inputs[0]].activation : nil
  }

  /// An operation made ready for its place in the network, in the buffers of the one before it there.
  private func planned(
    _ operation: any Operation, _ parameters: LayerParameters, at index: Int, replacing layer: FastLayer?
  ) -> FastLayer {
    FastLayer(
      operation, parameters, reading: network.layers[index].inputs,
      shapes: network.inputShapes(ofLayer: index),
      shape: network.shapes[index], onlyInput: onlyInput(ofLayer: index),
      holding: holds.filter { $0.layer == index }, canHold: index == sweptLayer, replacing: layer)
  }

  /// Tells every layer where the numbers are that it works on.
  private func bind() {
    team.reserveScratch(layers.map(\.scratchCount).max() ?? 0)
    let activations = layers.map { UnsafePointer($0.activation.start) }
    for index in layers.indices {
      layers[index].bind(inputs: layers[index].inputs.map { activations[$0] }, scratch: team.scratch)
    }
  }
}
