import CKernels
import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// Kernels in Double beside the definitions that they compute, on every instruction set that the processor has.
@Suite(.serialized) struct ExactOperationTests {
  private func mixed(_ shape: Shape, _ generator: inout SeededGenerator) -> Tensor {
    ExactChecks.mixed(shape, &generator)
  }

  private func expectDefinition<Kind: ExactOperation>(
    of layer: Learned<Kind>, _ input: Tensor, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try ExactChecks.expect(layer.preActivation(of: [input]), what, sourceLocation: sourceLocation) { team in
      layer.base.exactPreActivation(of: [input], layer.parameters, team)
    }
  }

  private func anySize(upTo most: Int, _ generator: inout SeededGenerator) -> Size2D {
    Size2D(
      height: Int.random(in: 1...most, using: &generator), width: Int.random(in: 1...most, using: &generator))
  }

  private func anyBorder(_ generator: inout SeededGenerator) -> Border {
    func side() -> Int { Int.random(in: 0...2, using: &generator) }
    return Border(top: side(), bottom: side(), left: side(), right: side())
  }

  @Test(
    "convolutions have the bits of their definition, whatever their shapes and options", arguments: 0..<12)
  func convolutions(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var checked = 0
    while checked < 25 {
      let groups = [1, 1, 1, 2, 3].randomElement(using: &generator) ?? 1
      let depth = Int.random(in: 1...9, using: &generator)
      let filters = groups * Int.random(in: 1...37, using: &generator)
      let window = anySize(upTo: 4, &generator)
      let layer = LearnedConv2D(
        weight: mixed(Shape(window.height, window.width, depth, filters), &generator),
        bias: Bool.random(using: &generator) ? mixed(Shape(filters), &generator).values : nil,
        strides: anySize(upTo: 3, &generator), padding: anyBorder(&generator),
        dilation: anySize(upTo: 3, &generator), groups: groups)
      let size = anySize(upTo: 15, &generator)
      let input = mixed(Shape(size.height, size.width, groups * depth), &generator)
      // What is almost all border has no kernel.
      guard (try? layer.base.outputShape(of: [input.shape])) != nil,
        layer.base.exactPreActivation(of: [input], layer.parameters, ExactTeam(pointer: nil)) != nil
      else { continue }
      try expectDefinition(of: layer, input, "\(layer.base) on \(input.shape)")
      checked += 1
    }
  }

  @Test("depthwise convolutions have the bits of their definition", arguments: 0..<6)
  func depthwise(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var checked = 0
    while checked < 25 {
      let (channels, multiplier) = (
        Int.random(in: 1...40, using: &generator), [1, 1, 2, 3].randomElement(using: &generator) ?? 1
      )
      let window = anySize(upTo: 4, &generator)
      let layer = LearnedDepthwiseConv2D(
        weight: mixed(Shape(window.height, window.width, channels, multiplier), &generator),
        bias: Bool.random(using: &generator) ? mixed(Shape(channels * multiplier), &generator).values : nil,
        strides: anySize(upTo: 3, &generator), padding: anyBorder(&generator),
        dilation: anySize(upTo: 2, &generator))
      let size = anySize(upTo: 12, &generator)
      let input = mixed(Shape(size.height, size.width, channels), &generator)
      guard (try? layer.base.outputShape(of: [input.shape])) != nil else { continue }
      try expectDefinition(of: layer, input, "\(layer.base) on \(input.shape)")
      checked += 1
    }
  }

  @Test("dense layers have the bits of their definition, on lines and on maps", arguments: 0..<6)
  func dense(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      let depth = Int.random(in: 1...70, using: &generator)
      let units = [1, 9, 64, 511, 513, 1_100].randomElement(using: &generator) ?? 1
      let layer = LearnedDense(
        weight: mixed(Shape(depth, units), &generator),
        bias: Bool.random(using: &generator) ? mixed(Shape(units), &generator).values : nil)
      let shape = Bool.random(using: &generator) ? Shape(depth) : Shape(3, 2, depth)
      try expectDefinition(of: layer, mixed(shape, &generator), "\(layer.base) on \(shape)")
    }
  }

  @Test("a convolution that is laid out in several bands, strips and parts has the bits of its definition")
  func bands() throws {
    let wide = LearnedConv2D(
      weight: .random(Shape(3, 3, 128, 4), seed: 1), bias: nil, strides: Size2D(square: 2),
      padding: Border(top: 1, bottom: 1, left: 1, right: 1))
    try expectDefinition(of: wide, .random(Shape(131, 300, 128), seed: 2), "wide")
    let deep = LearnedConv2D(weight: .random(Shape(1, 1, 70, 200), seed: 3), bias: nil)
    try expectDefinition(of: deep, .random(Shape(5, 6, 70), seed: 4), "deep")
  }

  @Test("a layout beyond its bounds, or almost all border, is left to the definition at once")
  func bounds() {
    func isDone(_ layer: LearnedConv2D, _ shape: Shape) -> Bool {
      let team = ExactTeam(pointer: nil)
      return layer.base.exactPreActivation(of: [Tensor(shape)], layer.parameters, team) != nil
    }
    let border = Border(top: 1_030, bottom: 1_030, left: 1_030, right: 1_030)
    let spread = LearnedConv2D(
      weight: Tensor(Shape(3, 3, 4, 8), repeating: 1), bias: nil, padding: border,
      dilation: Size2D(square: 1_024))
    #expect(!isDone(spread, Shape(16, 16, 4)))
    let far = LearnedConv2D(
      weight: Tensor(Shape(3, 3, 64, 8), repeating: 1), bias: nil, dilation: Size2D(square: 180))
    #expect(!isDone(far, Shape(361, 361, 64)))
    let near = LearnedConv2D(
      weight: Tensor(Shape(3, 3, 64, 8), repeating: 1), bias: nil, dilation: Size2D(square: 18))
    #expect(isDone(near, Shape(40, 40, 64)))
    let many = LearnedConv2D(weight: Tensor(Shape(1, 1, 5_000, 900)), bias: nil)
    #expect(isDone(many, Shape(1, 1, 5_000)))
    let alone = LearnedConv2D(weight: Tensor(Shape(3, 3, 1, 500_000)), bias: nil, groups: 500_000)
    #expect(!isDone(alone, Shape(3, 3, 500_000)))
  }

  @Test(
    "a depthwise convolution of many channels has its definition's bits, and of too many maps is left to it")
  func manyChannels() throws {
    let wide = LearnedDepthwiseConv2D(weight: .random(Shape(2, 2, 1_100, 1), seed: 1), bias: nil)
    try expectDefinition(of: wide, .random(Shape(3, 4, 1_100), seed: 2), "wide")
    let several = LearnedDepthwiseConv2D(weight: .random(Shape(2, 2, 300, 4), seed: 1), bias: nil)
    try expectDefinition(of: several, .random(Shape(3, 4, 300), seed: 2), "several")
    let many = LearnedDepthwiseConv2D(weight: .random(Shape(1, 1, 2, 600), seed: 1), bias: nil)
    let input = Tensor.random(Shape(2, 2, 2), seed: 2)
    #expect(
      many.base.exactPreActivation(of: [input], many.parameters, ExactTeam(pointer: nil)) == nil)
    #expect(many.base.computedPreActivation(of: [input], many.parameters) == many.preActivation(of: [input]))
  }

  @Test("what is not finite in the input stays where the definition has it")
  func notFinite() throws {
    var input = Tensor.random(Shape(6, 7, 3), seed: 1)
    for (offset, value) in [(3, Float.nan), (40, .infinity), (77, -.infinity)] {
      input[offset: offset] = value
    }
    let border = Border(top: 1, bottom: 1, left: 1, right: 1)
    try expectDefinition(
      of: LearnedConv2D(weight: .random(Shape(3, 3, 3, 10), seed: 2), bias: nil, padding: border), input,
      "conv")
    try expectDefinition(
      of: LearnedDepthwiseConv2D(weight: .random(Shape(3, 3, 3, 1), seed: 2), bias: nil, padding: border),
      input,
      "depthwise")
    try expectDefinition(of: LearnedDense(weight: .random(Shape(3, 20), seed: 2), bias: nil), input, "dense")
  }

  @Test(
    "a weight that is not finite is left to the definition, which reads no border",
    arguments: [Float.nan, .infinity])
  func weights(value: Float) throws {
    var weight = Tensor.random(Shape(3, 3, 2, 9), seed: 1)
    weight[offset: 0] = value
    let layer = LearnedConv2D(
      weight: weight, bias: nil, padding: Border(top: 1, bottom: 1, left: 1, right: 1))
    let input = Tensor.random(Shape(4, 4, 2), seed: 2)
    let team = ExactTeam(pointer: nil)
    #expect(layer.base.exactPreActivation(of: [input], layer.parameters, team) == nil)
    let found = layer.base.computedPreActivation(of: [input], layer.parameters)
    #expect(found.values.elementsEqual(layer.preActivation(of: [input]).values, by: ExactChecks.isSame))
    #expect(found.values[0].isFinite)
  }

  @Test("a window that stops once may have any stride, by kernels too")
  func strides() throws {
    let layer = LearnedConv2D(
      weight: .random(Shape(1, 1, 4, 3), seed: 1), bias: nil, strides: Size2D(height: 1 << 62, width: 1))
    let input = Tensor.random(Shape(4, 4, 4), seed: 2)
    try expectDefinition(of: layer, input, "once")
    try FastChecks.expectAgreement(
      SmallNetworks.chain(input.shape, [layer]), input, "a stride beyond the end")
  }
}
