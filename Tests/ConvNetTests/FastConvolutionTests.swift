import ConvNet
import Tensors
import TestSupport
import Testing

/// The fast convolutions and dense layers beside their definitions.
struct FastConvolutionTests {
  /// Arguments drawn at random, so that all of them meet.
  private struct Arguments {
    var generator: SeededGenerator

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    mutating func size(_ range: ClosedRange<Int>) -> Size2D {
      Size2D(height: number(range), width: number(range))
    }
    mutating func oneOf<Value>(_ values: [Value]) -> Value { values[number(0...values.count - 1)] }
    mutating func bias(_ count: Int) -> [Float]? {
      number(0...2) == 0 ? nil : Tensor.random(Shape(count), seed: generator.next()).values
    }

    /// Strides and a dilation; of two thirds one is 1.
    mutating func strides() -> (strides: Size2D, dilation: Size2D) {
      let one = Size2D(square: 1)
      let choice = number(0...2)
      return (choice == 0 ? one : size(1...4), choice == 1 ? one : size(1...3))
    }

    /// An input over which a window of a size fits, its maps from 1×1 on.
    mutating func input(_ window: Size2D, _ dilation: Size2D, _ padding: Padding, channels: Int) -> Shape {
      let least =
        padding == .same
        ? Size2D(square: 1)
        : Size2D(
          height: (window.height - 1) * dilation.height + 1, width: (window.width - 1) * dilation.width + 1)
      return Shape(least.height + number(0...9), least.width + number(0...9), channels)
    }

    mutating func convolution() -> (LearnedConv2D, Shape) {
      let (window, padding, groups) = (size(1...4), oneOf(Padding.allCases), number(1...3))
      let (strides, dilation) = strides()
      let (depth, filters) = (number(1...20), groups * number(1...20))
      let input = input(window, dilation, padding, channels: depth * groups)
      let border = padding.border(over: input, window: window, strides: strides, dilation: dilation)
      let layer = LearnedConv2D(
        weight: .random(Shape(window.height, window.width, depth, filters), seed: generator.next()),
        bias: bias(filters), strides: strides, padding: border, dilation: dilation, groups: groups,
        activationFunction: oneOf(ActivationFunction.each))
      return (layer, input)
    }

    mutating func depthwise() -> (LearnedDepthwiseConv2D, Shape) {
      let (window, padding, multiplier) = (size(1...4), oneOf(Padding.allCases), number(1...3))
      let (strides, dilation) = strides()
      let channels = oneOf([1, 3, 15, 16, 17, 32, 40])
      let input = input(window, dilation, padding, channels: channels)
      let border = padding.border(over: input, window: window, strides: strides, dilation: dilation)
      let layer = LearnedDepthwiseConv2D(
        weight: .random(
          Shape(window.height, window.width, channels, multiplier), seed: generator.next()),
        bias: bias(channels * multiplier), strides: strides, padding: border, dilation: dilation,
        activationFunction: oneOf(ActivationFunction.each))
      return (layer, input)
    }

    mutating func dense() -> (LearnedDense, Shape) {
      let (inputs, units) = (number(1...70), number(1...70))
      let layer = LearnedDense(
        weight: .random(Shape(inputs, units), seed: generator.next()), bias: bias(units),
        activationFunction: oneOf(ActivationFunction.each))
      return (layer, oneOf([Shape(inputs), Shape(5, inputs), Shape(1, inputs), Shape(2, 3, inputs)]))
    }
  }

  @Test("a fast convolution equals its definition, whatever its arguments are", arguments: 0..<120)
  func convolutions(seed: Int) throws {
    var arguments = Arguments(generator: SeededGenerator(seed: UInt64(seed)))
    let (layer, input) = arguments.convolution()
    try FastChecks.expectAgreement(layer, on: input, seed: UInt64(seed), spoiled: seed % 4 == 3)
  }

  @Test("a fast depthwise convolution equals its definition, whatever its arguments are", arguments: 0..<80)
  func depthwiseConvolutions(seed: Int) throws {
    var arguments = Arguments(generator: SeededGenerator(seed: UInt64(seed)))
    let (layer, input) = arguments.depthwise()
    try FastChecks.expectAgreement(layer, on: input, seed: UInt64(seed), spoiled: seed % 4 == 3)
  }

  @Test("a fast dense layer equals its definition, over one row and over several", arguments: 0..<60)
  func denseLayers(seed: Int) throws {
    var arguments = Arguments(generator: SeededGenerator(seed: UInt64(seed)))
    let (layer, input) = arguments.dense()
    try FastChecks.expectAgreement(layer, on: input, seed: UInt64(seed), spoiled: seed % 4 == 3)
  }

  @Test("a convolution whose windows don't fit into the cache at once is taken piece by piece")
  func tiles() throws {
    for (channels, filters, padding) in [
      (32, 2, Border.keepingExtents(Size2D(square: 3))), (40, 3, .none),
    ] {
      let layer = SmallNetworks.convolution(
        Size2D(square: 3), from: channels, to: filters, padding: padding)
      try FastChecks.expectAgreement(layer, on: Shape(33, 29, channels))
    }
  }

  @Test("weights of 0 pass NaN and ∞ on")
  func zeros() throws {
    let weight = Tensor(Shape(2, 2, 16, 16))
    try FastChecks.expectAgreement(
      LearnedConv2D(weight: weight, bias: nil), on: Shape(4, 4, 16), spoiled: true)
    let dense = LearnedDense(weight: Tensor(Shape(40, 32)), bias: nil)
    try FastChecks.expectAgreement(dense, on: Shape(40), spoiled: true)
    try FastChecks.expectAgreement(dense, on: Shape(3, 40), spoiled: true)
  }

  @Test(
    "inputs of 0 let no NaN and ∞ of the weights pass, but as the definition has it",
    arguments: Padding.allCases)
  func spoiledWeights(padding: Padding) throws {
    var weight = Tensor.random(Shape(3, 3, 2, 16), seed: 5)
    weight.spoil(seed: 6)
    let border = padding.border(over: Shape(5, 6, 2), window: Size2D(square: 3))
    let layer = LearnedConv2D(weight: weight, bias: nil, padding: border)
    try FastChecks.expectAgreement(layer, on: Shape(5, 6, 2))
    let depthwise = LearnedDepthwiseConv2D(
      weight: weight.reshaped(to: Shape(3, 3, 32, 1)), bias: nil, padding: border)
    try FastChecks.expectAgreement(depthwise, on: Shape(5, 6, 32))
  }
}
