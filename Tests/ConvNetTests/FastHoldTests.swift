import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// Numbers that are held in a fast pass.
struct FastHoldTests {
  /// A graph in which layers that move nothing stand behind one that others read too.
  private func network() throws -> TrainedNetwork {
    let convolution = SmallNetworks.convolution(Size2D(square: 1), from: 3, to: 3)
    return try TrainedNetwork(layers: [
      TestLayer(name: "input", block: Input(Shape(4, 5, 3)), inputs: []),
      TestLayer(name: "conv", block: convolution, inputs: [0]),
      TestLayer(name: "same", block: Identity(), inputs: [1]),
      TestLayer(name: "bent", block: ActivationLayer(.relu), inputs: [2]),
      TestLayer(name: "sum", block: MergeLayer(.add), inputs: [1, 3]),
      TestLayer(name: "flat", block: Flatten(), inputs: [4]),
      TestLayer(name: "shares", block: ActivationLayer(.softmax), inputs: [5]),
    ])
  }

  @Test("held numbers stand where a trace has them, and all behind follows", arguments: UInt64(0)..<30)
  func held(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for network in [try network(), try SmallNetworks.mixed(seed: seed)] {
      let shapes = network.network.shapes
      let holds = (0..<3).map { _ in
        let layer = Int.random(in: shapes.indices, using: &generator)
        let offset = Int.random(in: 0..<shapes[layer].count, using: &generator)
        let position = shapes[layer].indices(ofOffset: offset)
        let place: Hold.Place =
          Bool.random(using: &generator) ? .unit(position) : .map(position[position.count - 1])
        return Hold(layer: layer, place, at: Float.random(in: -1...1, using: &generator))
      }
      let input = Tensor.random(network.network.inputShape, seed: seed)
      let pass = FastPass(network, threadCount: seed.isMultiple(of: 2) ? 1 : 2, holding: holds)
      for picture in [input.map { $0 + 1 }, input] { try pass.run(on: picture) }
      FastChecks.expectAgreement(pass, try Trace(network, input: input, holding: holds), "\(holds)")
    }
  }

  @Test("every map and unit of a layer can be held for a while, one after the other")
  func swept() throws {
    for network in [try network(), try SmallNetworks.mixed(seed: 3)] {
      let input = Tensor.random(network.network.inputShape, seed: 7)
      let always = Hold(layer: 1, .map(1), at: 0.25)
      let trace = try Trace(network, input: input, holding: [always])
      for layer in network.network.layers.indices {
        let pass = FastPass(network, holding: [always], sweeping: layer)
        try pass.run(on: input)
        let before = try #require(pass.logits)
        for channel in 0..<network.network.shapes[layer].channels {
          let hold = Hold(layer: layer, .map(channel), at: 0)
          let found = try #require(pass.logits(holding: hold))
          let expected = try #require(try trace.after([.hold(hold)]).logits)
          #expect(
            Agreement(Tensor(Shape(found.count), found), expected: Tensor(Shape(found.count), expected))
              .holds(to: FastChecks.tolerance), "layer \(layer), map \(channel)")
          #expect(!pass.evaluatedLayers.contains(layer))
        }
        let same = pass.activation(ofLayer: layer)
        #expect(Agreement(same, expected: trace.activations[layer]).holds(to: FastChecks.tolerance))
        let value = pass.activation(ofLayer: layer)[offset: 0]
        let position = network.network.shapes[layer].indices(ofOffset: 0)
        #expect(pass.logits(holding: Hold(layer: layer, .unit(position), at: value)) == before)
      }
    }
  }

  @Test("a number of the picture that is held stays when that number changes")
  func heldInput() throws {
    let network = try network()
    let pass = FastPass(network, holding: [Hold(layer: 0, .unit([1, 2, 0]), at: 9)])
    try pass.run(on: .random(network.network.inputShape, seed: 1))
    pass.setInput(3, at: [1, 2, 0])
    pass.setInput(4, at: [1, 2, 1])
    pass.run(from: 0)
    #expect(pass.activation(ofLayer: 0)[1, 2, 0] == 9 && pass.activation(ofLayer: 0)[1, 2, 1] == 4)
    #expect(pass.preActivation(ofLayer: 0)[1, 2, 0] == 3)
  }

  @Test("a network after edits is that of the trace after them, with its holds and its fault")
  func edited() throws {
    let network = try SmallNetworks.mixed(seed: 1)
    let trace = try Trace(network, input: .random(network.network.inputShape, seed: 2))
    for seed in UInt64(0)..<30 {
      var random = RandomEdits(of: trace, seed: seed, breaksLayers: true)
      for _ in 0..<6 { random.add() }
      let (found, expected) = (try network.after(random.edits), try trace.after(random.edits))
      #expect(found.trained == expected.trained && found.holds == expected.holds, "\(random.words)")
      #expect(found.fault == expected.fault)
    }
    #expect(throws: EditError.noLayer(9)) { try network.after([.operation(layer: 9, Flatten())]) }
  }
}
