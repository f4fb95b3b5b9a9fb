import ConvNet
import Tensors
import TestSupport
import Testing

/// Passes in buffers that are used again.
struct FastPassTests {
  // input → 1 → 2 → 3 ─┐
  //   │     └───→ 4 ───┴→ 5 (add) ─┐
  //   └─→ 6 → 7 (a ReLU layer) ────┴→ 8 (concatenate) → 9 (flatten) → 10 (dense, softmax)

  /// A network with branches behind its input and behind layer 1.
  private func branches() throws -> TrainedNetwork {
    let three = Size2D(square: 3)
    func convolution(from channels: Int, _ function: ActivationFunction, seed: UInt64) -> LearnedConv2D {
      SmallNetworks.convolution(
        three, from: channels, to: 4, padding: .keepingExtents(three), function, seed: seed)
    }
    let blocks: [(any BuildingBlock, [Int])] = [
      (Input(Shape(6, 5, 2)), []), (convolution(from: 2, .relu, seed: 1), [0]),
      (convolution(from: 4, .tanh, seed: 2), [1]), (Identity(), [2]),
      (convolution(from: 4, .linear, seed: 3), [1]), (MergeLayer(.add), [3, 4]),
      (convolution(from: 2, .linear, seed: 4), [0]), (ActivationLayer(.relu), [6]),
      (Concatenate(), [5, 7]), (Flatten(), [8]), (SmallNetworks.dense(from: 240, to: 3, .softmax), [9]),
    ]
    return try TrainedNetwork(
      layers: blocks.enumerated().map { TestLayer(name: "layer\($0)", block: $1.0, inputs: $1.1) })
  }

  private func expectFresh(_ pass: FastPass, _ network: TrainedNetwork, _ input: Tensor, _ what: String)
    throws
  {
    let fresh = FastPass(network)
    try fresh.run(on: input)
    for index in network.layers.indices {
      #expect(pass.activation(ofLayer: index) == fresh.activation(ofLayer: index), "\(what), layer \(index)")
      #expect(
        pass.preActivation(ofLayer: index) == fresh.preActivation(ofLayer: index), "\(what), layer \(index)")
    }
  }

  /// The network with another operation at one place.
  private func network(_ network: TrainedNetwork, replacing index: Int, by block: any BuildingBlock) throws
    -> TrainedNetwork
  {
    var layers = network.layers
    let old = layers[index]
    layers[index] = Layer(name: old.name, operation: block.block.operation, inputs: old.inputs)
    var parameters: [String: LayerParameters] = [:]
    for (place, layer) in layers.enumerated() {
      parameters[layer.name] = place == index ? block.block.parameters : network.parameters(ofLayer: place)
    }
    return try TrainedNetwork(Network(layers: layers), Parameters(parameters))
  }

  @Test("every operation in one network, and the bundled network's layers, agree with the reference")
  func wholeNetworks() throws {
    for network in try [SmallNetworks.mixed(seed: 1), SmallNetworks.reference(), branches()] {
      try FastChecks.expectAgreement(network, .random(network.inputShape, seed: 2), "\(network.inputShape)")
    }
  }

  @Test("a run leaves nothing of the one before it", arguments: [1, 2])
  func reuse(threads: Int) throws {
    let network = try branches()
    let pass = FastPass(network, threadCount: threads)
    var spoiled = Tensor.random(network.inputShape, seed: 1)
    spoiled.spoil(seed: 1)
    for (input, name) in [(spoiled, "spoiled"), (.random(network.inputShape, seed: 2), "sound")] {
      try pass.run(on: input)
      #expect(pass.evaluatedLayers == Array(1...10))
      let fresh = FastPass(network)
      try fresh.run(on: input)
      for index in network.layers.indices {
        let agreement = Agreement(pass.activation(ofLayer: index), expected: fresh.activation(ofLayer: index))
        #expect(agreement.holds(to: 1e-5), "\(name), layer \(index)")
      }
    }
  }

  @Test("a changed number of the picture is followed to the end")
  func changedInput() throws {
    let network = try branches()
    var input = Tensor.random(network.inputShape, seed: 3)
    let pass = FastPass(network)
    try pass.run(on: input)
    input[3, 2, 1] = 0.75
    pass.setInput(0.75, at: [3, 2, 1])
    pass.run(from: 0)
    #expect(pass.evaluatedLayers == Array(1...10))
    #expect(pass.activation(ofLayer: 0) == input)
    try expectFresh(pass, network, input, "a changed number")
  }

  @Test(
    "only what depends on a changed layer is evaluated again",
    arguments: [
      (1, [1, 2, 3, 4, 5, 8, 9, 10]), (2, [2, 3, 5, 8, 9, 10]), (4, [4, 5, 8, 9, 10]), (6, [6, 7, 8, 9, 10]),
    ])
  func changedWeight(layer: Int, dependents: [Int]) throws {
    let network = try branches()
    let input = Tensor.random(network.inputShape, seed: 4)
    let pass = FastPass(network)
    try pass.run(on: input)
    let old = try #require(network.layers[layer].operation as? Conv2D)
    for function in [old.activationFunction, .sigmoid, .linear, .relu] {
      var weight = network.parameters(ofLayer: layer)[.kernel]
      weight[1, 2, 0, 3] += 0.5
      let block = LearnedConv2D(
        weight: weight, bias: network.parameters(ofLayer: layer)[.bias].values,
        padding: .keepingExtents(Size2D(square: 3)),
        activationFunction: function)
      pass.replace(block.base, block.parameters, ofLayer: layer)
      pass.run(from: layer)
      #expect(pass.evaluatedLayers == dependents)
      try expectFresh(
        pass, self.network(network, replacing: layer, by: block), input, "layer \(layer), \(function)")
    }
  }

  @Test("a layer that moves nothing can become one that works, and become itself again")
  func changedKind() throws {
    let network = try branches()
    let input = Tensor.random(network.inputShape, seed: 5)
    let pass = FastPass(network)
    try pass.run(on: input)
    let blocks: [(Int, any BuildingBlock)] = [
      (3, ActivationLayer(.tanh)), (3, SmallNetworks.convolution(Size2D(square: 1), from: 4, to: 4)),
      (3, Identity()), (9, Flatten(.channelsFirst)), (9, Flatten()), (7, Identity()),
      (7, ActivationLayer(.elu(alpha: 1))),
    ]
    var changed = network
    for (layer, block) in blocks {
      changed = try self.network(changed, replacing: layer, by: block)
      pass.replace(block.block.operation, block.block.parameters, ofLayer: layer)
      pass.run(from: layer)
      try expectFresh(pass, changed, input, "\(block.block.code) for layer \(layer)")
    }
  }

  @Test("logits are those of the reference: before a softmax, else the values")
  func logits() throws {
    for network in try [branches(), SmallNetworks.reference()] {
      let input = Tensor.random(network.inputShape, seed: 6)
      let pass = FastPass(network)
      try pass.run(on: input)
      let reference = try Trace(network, input: input)
      let (found, expected) = try (#require(pass.logits), #require(reference.logits))
      #expect(
        Agreement(Tensor(Shape(found.count), found), expected: Tensor(Shape(expected.count), expected))
          .holds(to: 1e-5))
    }
    let maps = try SmallNetworks.chain(Shape(3, 3, 1), [Identity()])
    #expect(FastPass(maps).logits == nil)
  }

  @Test("a picture of another shape is refused")
  func shape() throws {
    let pass = FastPass(try branches())
    #expect(throws: TraceError.inputShape(expected: Shape(6, 5, 2), found: Shape(5, 6, 2))) {
      try pass.run(on: Tensor(Shape(5, 6, 2)))
    }
  }

  @Test("passes on several tasks at once don't disturb each other")
  func tasks() async throws {
    let network = try SmallNetworks.reference()
    let results = try await withThrowingTaskGroup(of: [Float].self) { group in
      for task in 0..<8 {
        group.addTask {
          let pass = FastPass(network, threadCount: 1 + task % 2)
          for seed in 1...5 { try pass.run(on: .random(network.inputShape, seed: UInt64(seed))) }
          return pass.logits ?? []
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let expected = Tensor(Shape(10), results[0])
    for result in results {
      #expect(Agreement(Tensor(Shape(10), result), expected: expected).holds(to: 1e-5))
    }
  }
}
