import ConvNet
import Tensors
import TestSupport
import Testing

struct DilationAndGroupsTests {
  /// The same convolution in one group of neighbouring places: with zeros between and beside its weights.
  private func plainWeight(_ layer: LearnedConv2D) -> Tensor {
    let (size, dilation) = (layer.kernelSize, layer.dilation)
    var weight = Tensor(
      Shape(
        (size.height - 1) * dilation.height + 1, (size.width - 1) * dilation.width + 1,
        layer.weight.shape[2] * layer.groups, layer.filters))
    let input = Shape(1, 1, layer.weight.shape[2] * layer.groups)
    for i in 0..<size.height {
      for j in 0..<size.width {
        for w in 0..<layer.filters {
          for (k, channel) in layer.base.channels(readBy: w, of: input).enumerated() {
            weight[i * dilation.height, j * dilation.width, channel, w] = layer.weight[i, j, k, w]
          }
        }
      }
    }
    return weight
  }

  private func layer(
    _ window: Size2D, strides: Size2D = Size2D(square: 1), dilation: Size2D, groups: Int,
    padding: Border = .none,
    channels: Int = 6, filters: Int = 12
  ) -> LearnedConv2D {
    LearnedConv2D(
      weight: .random(Shape(window.height, window.width, channels / groups, filters), seed: 1),
      bias: Tensor.random(Shape(filters), seed: 2).values, strides: strides, padding: padding,
      dilation: dilation,
      groups: groups)
  }

  @Test(
    "a dilated convolution in groups is one with zeros between and beside its weights",
    arguments: Padding.allCases, [1, 2, 3, 6])
  func sweep(padding: Padding, groups: Int) throws {
    for side in 1...3 {
      for dilation in 1...3 {
        let (window, dilation) = (
          Size2D(height: side, width: 4 - side), Size2D(height: dilation, width: 4 - dilation)
        )
        for extent in 7...8 {
          let input = Tensor.random(Shape(extent, 15 - extent, 6), seed: 3)
          let layer = layer(
            window, dilation: dilation, groups: groups,
            padding: padding.border(over: input.shape, window: window, dilation: dilation))
          try expectExplained(layer, input)
          let expected = NaiveLayers.convolution(
            input, weight: plainWeight(layer), bias: layer.bias, strides: Size2D(square: 1), padding: padding)
          let output = layer.preActivation(of: [input])
          try #require(output.shape == expected.shape, "\(layer.code)")
          #expect(Agreement(output, expected: expected).holds(to: 1e-6), "\(layer.code)")
        }
      }
    }
  }

  @Test("strides and dilation go together freely", arguments: Padding.allCases)
  func stridesAndDilation(padding: Padding) throws {
    for strides in 2...3 {
      for dilation in 2...3 {
        let size = Size2D(height: strides, width: 5 - strides)
        let (window, dilation) = (
          Size2D(height: 2, width: 3), Size2D(height: dilation, width: 5 - dilation)
        )
        let input = Tensor.random(Shape(9, 11, 6), seed: 5)
        let layer = layer(
          window, strides: size, dilation: dilation, groups: 2,
          padding: padding.border(over: input.shape, window: window, strides: size, dilation: dilation))
        try expectExplained(layer, input)
        let expected = NaiveLayers.convolution(
          input, weight: plainWeight(layer), bias: layer.bias, strides: size, padding: padding)
        let output = layer.preActivation(of: [input])
        try #require(output.shape == expected.shape, "\(layer.code)")
        #expect(Agreement(output, expected: expected).holds(to: 1e-6), "\(layer.code)")
      }
    }
  }

  @Test("terms name the input channels of the filter's group")
  func positions() {
    let layer = layer(
      Size2D(square: 2), dilation: Size2D(height: 2, width: 1), groups: 3)
    let input = Tensor.random(Shape(5, 5, 6), seed: 4)
    guard case .weightedSum(let sum) = layer.form(ofUnitAt: [1, 2, 9], inputs: [input]) else {
      Issue.record("another form")
      return
    }
    #expect(layer.base.channels(readBy: 9, of: input.shape) == 4..<6)
    #expect(
      sum.terms.map(\.position) == [4, 5].flatMap { k in [[1, 2, k], [1, 3, k], [3, 2, k], [3, 3, k]] })
    #expect(sum.terms[5].weight == layer.weight[0, 1, 1, 9] && sum.terms[5].input == input[1, 3, 5])
  }

  @Test("parameters and products are those of one group a filter")
  func counts() throws {
    let layer = layer(Size2D(square: 3), dilation: Size2D(square: 1), groups: 2)
    #expect(layer.parameterCount == 3 * 3 * 3 * 12 + 12)
    #expect(layer.multiplyAddCount(inputs: [Shape(5, 5, 6)], output: Shape(5, 5, 12)) == 5 * 5 * 12 * 27)
  }

  @Test("groups and dilations that Keras refuses are refused")
  func faults() {
    let input = Shape(9, 9, 6)
    let three = Size2D(square: 3)
    func layer(dilation: Size2D = Size2D(square: 1), groups: Int = 1) -> Conv2D {
      Conv2D(filters: 4, kernelSize: three, dilation: dilation, groups: groups)
    }
    expect(.argument("groups", found: "3"), layer(groups: 3), [input])
    expect(.argument("groups", found: "0"), layer(groups: 0), [input])
    expect(.argument("groups", found: "4"), layer(groups: 4), [input])
    expect(.argument("groups", found: "2"), layer(groups: 2), [Shape(9, 9, 5)])
    expect(
      .argument("dilation", found: "(0, 1)"), layer(dilation: Size2D(height: 0, width: 1)), [input])
    expect(
      .windowTooLarge(window: Size2D(square: 11), input: input), layer(dilation: Size2D(square: 5)), [input])
  }
}
