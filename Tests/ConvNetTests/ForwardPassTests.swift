import ConvNet
import Tensors
import TestSupport
import Testing

struct ForwardPassTests {
  private let network: TrainedNetwork
  private let input: Tensor

  init() throws {
    network = try SmallNetworks.mixed(seed: 11)
    input = .random(network.inputShape, seed: 12)
  }

  /// The tensors of every layer, each computed from the one before it.
  private func direct() -> [(preActivation: Tensor, activation: Tensor)] {
    var tensors = [(preActivation: input, activation: input)]
    for (index, layer) in network.layers.enumerated().dropFirst() {
      let before = layer.operation.preActivation(
        of: layer.inputs.map { tensors[$0].activation }, network.parameters(ofLayer: index))
      tensors.append((before, layer.operation.activationFunction(before)))
    }
    return tensors
  }

  private func expectComputed(_ pass: ForwardPass, upTo layer: Int, _ direct: [(Tensor, Tensor)]) {
    #expect(pass.position == Position(layer: layer))
    for (index, tensors) in direct.enumerated() {
      #expect(pass.isComputed(layer: index) == (index < layer))
      #expect(pass.preActivation(ofLayer: index) == (index < layer ? tensors.0 : nil))
      #expect(pass.activation(ofLayer: index) == (index < layer ? tensors.1 : nil))
    }
  }

  @Test("random walks forwards and backwards show what direct computation gives", arguments: UInt64(0)..<8)
  func walks(seed: UInt64) throws {
    let direct = direct()
    var generator = SeededGenerator(seed: seed)
    var pass = try ForwardPass(network: network, input: input)
    var layer = 1
    for _ in 0..<40 {
      if Int.random(in: 0..<5, using: &generator) < 3 {
        pass.advance()
        layer = min(layer + 1, network.layers.count)
      } else {
        pass.retreat()
        layer = max(layer - 1, 1)
      }
      expectComputed(pass, upTo: layer, direct)
    }
  }

  @Test("running to the end computes every layer")
  func run() throws {
    var pass = try ForwardPass(network: network, input: input)
    #expect(!pass.isAtEnd && pass.position == pass.start)
    pass.run()
    #expect(pass.isAtEnd && pass.position == pass.end)
    expectComputed(pass, upTo: network.layers.count, direct())
    pass.advance()
    #expect(pass.isAtEnd)
  }

  @Test("running until a condition stops at the first position that meets it")
  func runUntil() throws {
    var pass = try ForwardPass(network: network, input: input)
    #expect(pass.run { $0 >= Position(layer: 3) })
    #expect(pass.position == Position(layer: 3))
    #expect(pass.run { $0 == Position(layer: 3) })
    #expect(pass.position == Position(layer: 3))
    #expect(!pass.run { $0 < Position(layer: 3) })
    #expect(pass.isAtEnd)
  }

  @Test("retreating discards nothing that was computed")
  func retreat() throws {
    var pass = try ForwardPass(network: network, input: input)
    pass.run()
    pass.retreat()
    let last = network.layers.count - 1
    #expect(pass.activation(ofLayer: last) == nil)
    #expect(pass.trace.activations[last] == direct()[last].activation)
  }

  @Test("passes are equal when network, input and position are, whatever they have recorded")
  func equality() throws {
    let fresh = try ForwardPass(network: network, input: input)
    var walked = fresh
    walked.run()
    #expect(walked != fresh)
    while walked.position > walked.start { walked.retreat() }
    #expect(walked == fresh)
    let other = try ForwardPass(network: network, input: .random(network.inputShape, seed: 13))
    #expect(other != fresh)
    #expect(try ForwardPass(network: SmallNetworks.mixed(seed: 20), input: input) != fresh)
  }

  @Test("a picture of another shape is refused")
  func inputShape() {
    let wrong = Tensor(Shape(8, 9, 2))
    #expect(throws: ForwardPassError.inputShape(expected: Shape(9, 8, 2), found: Shape(8, 9, 2))) {
      try ForwardPass(network: network, input: wrong)
    }
  }

  @Test("logits are what goes into a softmax at the end")
  func softmaxLogits() throws {
    var pass = try ForwardPass(network: network, input: input)
    #expect(pass.logits == nil)
    pass.run()
    #expect(pass.logits == pass.preActivation(ofLayer: network.layers.count - 1)?.values)
  }

  @Test("logits are the values themselves behind other functions, and missing for other ranks")
  func otherLogits() throws {
    let sigmoid = try SmallNetworks.chain(Shape(3), [SmallNetworks.dense(from: 3, to: 1, .sigmoid)])
    var pass = try ForwardPass(network: sigmoid, input: Tensor(Shape(3), repeating: 1))
    pass.run()
    #expect(pass.logits == pass.activation(ofLayer: 1)?.values)
    let maps = try SmallNetworks.chain(
      Shape(3, 3, 1), [SmallNetworks.convolution(Size2D(square: 2), from: 1, to: 1)])
    var other = try ForwardPass(network: maps, input: Tensor(Shape(3, 3, 1)))
    other.run()
    #expect(other.logits == nil)
  }

  @Test("NaN in the picture reaches the output through every layer")
  func nan() throws {
    var pass = try ForwardPass(network: network, input: Tensor(network.inputShape, repeating: .nan))
    pass.run()
    #expect(pass.logits?.allSatisfy { $0.isNaN } == true)
  }
}
