import ConvNet
import Tensors
import TestSupport
import Testing

struct TraceTests {
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

  @Test("a pass that is given up ends within a layer, of which nothing is kept, and can go on")
  func givenUp() throws {
    let convolution = LearnedConv2D(
      weight: .random(Shape(3, 3, 8, 64), seed: 1), bias: nil, strides: Size2D(square: 1), padding: .none,
      activationFunction: .relu)
    let network = try TrainedNetwork(layers: [
      TestLayer(name: "input", block: Input(Shape(64, 64, 8)), inputs: []),
      TestLayer(name: "conv2d", block: convolution, inputs: [0]),
    ])
    let input = Tensor.random(network.network.inputShape, seed: 2)
    var builder = try TraceBuilder(network, input: input)
    var questions = 0
    let hasGoneOn = builder.computeNextLayer {
      questions += 1
      return questions < 3
    }
    #expect(!hasGoneOn && questions == 3)
    #expect(builder.nextLayer == 1 && builder.trace.computedLayers == 1)
    let whole = try Trace(network, input: input)
    builder.computeNextLayer()
    #expect(builder.trace == whole)
    var edits = 0
    let later = try whole.after([.picture(input)]) {
      edits += 1
      return edits < 4
    }
    #expect(later == nil)
  }

  @Test("a trace has the tensors of every layer, and of a part of them while it is made")
  func layers() throws {
    let direct = direct()
    var builder = try TraceBuilder(network, input: input)
    for layer in 1...network.layers.count {
      let trace = builder.trace
      #expect(trace.computedLayers == layer && trace.fault == nil)
      #expect(trace.activations == direct[..<layer].map(\.activation))
      #expect(trace.preActivations == direct[..<layer].map(\.preActivation))
      #expect(trace.isComplete == (layer == network.layers.count))
      #expect(trace.isComplete || trace.logits == nil)
      #expect(builder.nextLayer == (trace.isComplete ? nil : layer))
      builder.computeNextLayer()
    }
    #expect(try builder.trace == Trace(network, input: input))
  }

  @Test("traces are equal when network, parameters and picture are")
  func equality() throws {
    let trace = try Trace(network, input: input)
    #expect(try trace == Trace(network, input: input))
    #expect(try trace != Trace(network, input: .random(network.inputShape, seed: 13)))
    #expect(try trace != Trace(SmallNetworks.mixed(seed: 20), input: input))
  }

  @Test("a picture of another shape is refused")
  func inputShape() {
    let wrong = Tensor(Shape(8, 9, 2))
    #expect(throws: TraceError.inputShape(expected: Shape(9, 8, 2), found: Shape(8, 9, 2))) {
      try Trace(network, input: wrong)
    }
  }

  @Test("logits are what goes into a softmax at the end")
  func softmaxLogits() throws {
    let trace = try Trace(network, input: input)
    #expect(trace.logits == trace.preActivations.last?.values)
  }

  @Test("logits are the values themselves behind other functions, and missing for other ranks")
  func otherLogits() throws {
    let sigmoid = try SmallNetworks.chain(Shape(3), [SmallNetworks.dense(from: 3, to: 1, .sigmoid)])
    let pass = try Trace(sigmoid, input: Tensor(Shape(3), repeating: 1))
    #expect(pass.logits == pass.activations[1].values)
    let maps = try SmallNetworks.chain(
      Shape(3, 3, 1), [SmallNetworks.convolution(Size2D(square: 2), from: 1, to: 1)])
    let other = try Trace(maps, input: Tensor(Shape(3, 3, 1)))
    #expect(other.logits == nil)
  }

  @Test("NaN in the picture reaches the output through every layer")
  func nan() throws {
    let pass = try Trace(network, input: Tensor(network.inputShape, repeating: .nan))
    #expect(pass.logits?.allSatisfy { $0.isNaN } == true)
  }
}
