import ConvNet
import Tensors
import TestSupport

/// Small networks with random weights.
enum SmallNetworks {
  /// A plain chain of layers behind an input; the names are `input`, `layer1`, `layer2` ….
  static func chain(_ input: Shape, _ blocks: [any BuildingBlock]) throws -> TrainedNetwork {
    try TrainedNetwork(chain: [Input(input)] + blocks) { $0 == 0 ? "input" : "layer\($0)" }
  }

  /// A convolution with random weights.
  static func convolution(
    _ window: Size2D, from channels: Int, to filters: Int, strides: Size2D = Size2D(square: 1),
    padding: Border = .none, usesBias: Bool = true, _ function: ActivationFunction = .relu, seed: UInt64 = 1
  ) -> LearnedConv2D {
    LearnedConv2D(
      weight: .random(Shape(window.height, window.width, channels, filters), seed: seed),
      bias: usesBias ? Tensor.random(Shape(filters), seed: seed + 1).values : nil, strides: strides,
      padding: padding, activationFunction: function)
  }

  /// A dense layer with random weights.
  static func dense(
    from inputs: Int, to units: Int, _ function: ActivationFunction = .linear, seed: UInt64 = 1
  ) -> LearnedDense {
    LearnedDense(
      weight: .random(Shape(inputs, units), seed: seed),
      bias: Tensor.random(Shape(units), seed: seed + 1).values,
      activationFunction: function)
  }

  /// Operations of every sort in one network.
  static func mixed(seed: UInt64) throws -> TrainedNetwork {
    try chain(
      Shape(9, 8, 2),
      [
        convolution(
          Size2D(square: 3), from: 2, to: 3, padding: .keepingExtents(Size2D(square: 3)), .relu, seed: seed),
        Pooling2D(.maximum, poolSize: Size2D(square: 2)),
        convolution(Size2D(height: 2, width: 3), from: 3, to: 4, usesBias: false, .tanh, seed: seed + 2),
        Pooling2D(
          .maximum,
          poolSize: Size2D(square: 3), strides: Size2D(square: 1),
          padding: .keepingExtents(Size2D(square: 3))),
        Flatten(),
        dense(from: 24, to: 5, .sigmoid, seed: seed + 4),
        dense(from: 5, to: 3, .softmax, seed: seed + 6),
      ])
  }

  /// The layers of the bundled network.
  static func reference() throws -> TrainedNetwork {
    let three = Size2D(square: 3)
    let halves = Pooling2D(.maximum, poolSize: Size2D(square: 2))
    return try chain(
      Shape(32, 32, 3),
      [
        convolution(three, from: 3, to: 32), halves, convolution(three, from: 32, to: 64), halves,
        convolution(three, from: 64, to: 64), Flatten(), dense(from: 1_024, to: 64, .relu),
        dense(from: 64, to: 10),
      ])
  }
}
