import ConvNet
import Tensors
import TestSupport
import Testing

struct Conv2DTests {
  private func layer(_ window: SmallWindow, channels: Int = 2, filters: Int = 3) -> LearnedConv2D {
    LearnedConv2D(
      weight: .random(Shape(window.window.height, window.window.width, channels, filters), seed: 1),
      bias: window.height.isMultiple(of: 2) ? nil : [0.5, -0.25, 1], strides: window.strides,
      padding: window.border)
  }

  @Test(
    "every small window has the shape that was inferred and the sums of the formula",
    arguments: Padding.allCases)
  func sweep(padding: Padding) throws {
    for window in SmallWindow.all(padding: padding) where window.fits {
      let layer = layer(window)
      let input = Tensor.random(Shape(window.height, window.width, 2), seed: 2)
      let output = layer.preActivation(of: [input])
      #expect(try layer.outputShape(of: [input.shape]) == output.shape, "\(window)")
      let expected = NaiveLayers.convolution(
        input, weight: layer.weight, bias: layer.bias, strides: window.strides, padding: padding)
      try #require(output.shape == expected.shape, "\(window)")
      let agreement = Agreement(output, expected: expected)
      #expect(agreement.holds(to: 1e-6), "\(window): \(agreement)")
    }
  }

  @Test("a valid window larger than the input is refused")
  func tooLarge() {
    for window in SmallWindow.all(padding: .valid) where !window.fits {
      let shape = Shape(window.height, window.width, 2)
      #expect(throws: LayerFault.windowTooLarge(window: window.window, input: shape), "\(window)") {
        try layer(window).outputShape(of: [shape])
      }
    }
  }

  @Test("any border gives what zeros around the input give")
  func borders() throws {
    let input = Tensor.random(Shape(4, 5, 2), seed: 2)
    for border in [
      Border(top: 1, bottom: 0, left: 0, right: 0), Border(top: 0, bottom: 2, left: 3, right: 1),
      Border(top: 4, bottom: 4, left: 5, right: 0),
    ] {
      for strides in [Size2D(square: 1), Size2D(height: 2, width: 3)] {
        let weight = Tensor.random(Shape(3, 2, 2, 3), seed: 1)
        let padded = LearnedConv2D(weight: weight, bias: nil, strides: strides, padding: border)
        let plain = LearnedConv2D(weight: weight, bias: nil, strides: strides)
        let around = ZeroPadding2D(border).preActivation(of: [input])
        #expect(padded.preActivation(of: [input]) == plain.preActivation(of: [around]), "\(border)")
        try expectExplained(padded, input)
        try FastChecks.expectAgreement(padded, on: input.shape)
      }
    }
  }

  @Test("every filter spans all channels")
  func allChannels() {
    let weight = Tensor(Shape(1, 1, 3, 2), [1, 10, 2, 20, 4, 40])
    let input = Tensor(Shape(1, 1, 3), [1, 1, 1])
    #expect(LearnedConv2D(weight: weight, bias: [0, 5]).preActivation(of: [input]).values == [7, 75])
  }

  @Test("a kernel is a slice of the weight by row and column")
  func kernel() {
    let weight = Tensor(Shape(2, 3, 2, 4), (0..<48).map(Float.init))
    let kernel = Conv2D(filters: 4, kernelSize: Size2D(height: 2, width: 3)).kernel(
      inputChannel: 1, filter: 2, LayerParameters([.kernel: weight]))
    #expect(kernel.height == 2 && kernel.width == 3)
    for row in 0..<2 {
      for column in 0..<3 { #expect(kernel[row, column] == weight[row, column, 1, 2]) }
    }
  }

  @Test("parameters and products are counted")
  func counts() throws {
    let layer = LearnedConv2D(weight: Tensor(Shape(3, 3, 3, 32)), bias: [Float](repeating: 0, count: 32))
    #expect(layer.parameterCount == 896)
    let output = try layer.outputShape(of: [Shape(32, 32, 3)])
    #expect(output == Shape(30, 30, 32))
    #expect(layer.multiplyAddCount(inputs: [Shape(32, 32, 3)], output: output) == 30 * 30 * 32 * 27)
  }

  @Test("what contradicts itself or the input is refused")
  func faults() {
    let (input, three) = (Shape(5, 5, 2), Size2D(square: 3))
    let layer = Conv2D(filters: 4, kernelSize: three)
    expect(.inputCount(expected: 1, found: 0), layer, [])
    expect(.inputCount(expected: 1, found: 2), layer, [input, input])
    expect(.rank(expected: 3, found: Shape(5, 5)), layer, [Shape(5, 5)])
    expect(
      .argument("strides", found: "(0, 1)"),
      Conv2D(filters: 4, kernelSize: three, strides: Size2D(height: 0, width: 1)), [input])
    expect(
      .argument("window", found: "(0, 3)"), Conv2D(filters: 4, kernelSize: Size2D(height: 0, width: 3)),
      [input])
    expect(.argument("filters", found: "0"), Conv2D(filters: 0, kernelSize: three), [input])
  }

  @Test(
    "the weights are (row, column, channel of the filter, output channel), and a bias a filter where it has one"
  )
  func slots() throws {
    let three = Size2D(square: 3)
    let layer = Conv2D(filters: 4, kernelSize: three)
    #expect(
      try layer.parameterSlots(for: [Shape(5, 6, 2)]) == [
        ParameterSlot(.kernel, Shape(3, 3, 2, 4)), ParameterSlot(.bias, Shape(4)),
      ])
    #expect(layer.parameterCount(for: [Shape(5, 6, 2)]) == 76)
    let grouped = Conv2D(filters: 4, kernelSize: three, groups: 2, usesBias: false)
    #expect(
      try grouped.parameterSlots(for: [Shape(5, 6, 2)]) == [ParameterSlot(.kernel, Shape(3, 3, 1, 4))])
  }

  private func expect(_ fault: LayerFault, _ layer: Conv2D, _ inputs: [Shape]) {
    #expect(throws: fault) { try layer.outputShape(of: inputs) }
  }
}
