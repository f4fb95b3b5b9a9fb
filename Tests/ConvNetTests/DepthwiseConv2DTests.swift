import ConvNet
import Tensors
import TestSupport
import Testing

struct DepthwiseConv2DTests {
  private func layer(_ window: SmallWindow, channels: Int = 2, multiplier: Int = 3) -> LearnedDepthwiseConv2D
  {
    LearnedDepthwiseConv2D(
      weight: .random(Shape(window.window.height, window.window.width, channels, multiplier), seed: 1),
      bias: window.height.isMultiple(of: 2)
        ? nil : Tensor.random(Shape(channels * multiplier), seed: 2).values,
      strides: window.strides, padding: window.border)
  }

  /// The same as a convolution with as many groups as channels.
  private func grouped(_ layer: LearnedDepthwiseConv2D) -> LearnedConv2D {
    let (size, channels) = (layer.kernelSize, layer.weight.shape[2])
    let maps = channels * layer.multiplier
    return LearnedConv2D(
      weight: layer.weight.reshaped(to: Shape(size.height, size.width, 1, maps)), bias: layer.bias,
      strides: layer.strides, padding: layer.padding, dilation: layer.dilation, groups: channels)
  }

  @Test(
    "every small window has the sums of a convolution with a group a channel", arguments: Padding.allCases)
  func sweep(padding: Padding) throws {
    for window in SmallWindow.all(padding: padding) where window.fits {
      let layer = layer(window)
      let input = Tensor.random(Shape(window.height, window.width, 2), seed: 2)
      #expect(layer.preActivation(of: [input]) == grouped(layer).preActivation(of: [input]), "\(window)")
      if window.height <= 4, window.width <= 4 { try expectExplained(layer, input) }
    }
  }

  @Test("a dilated window reads places so far apart", arguments: Padding.allCases)
  func dilation(padding: Padding) throws {
    for dilation in 1...3 {
      let input = Tensor.random(Shape(7, 8, 3), seed: 2)
      let dilation = Size2D(height: dilation, width: 4 - dilation)
      let border = padding.border(
        over: input.shape, window: Size2D(height: 2, width: 3), dilation: dilation)
      let layer = LearnedDepthwiseConv2D(
        weight: .random(Shape(2, 3, 3, 1), seed: 1), bias: nil, padding: border, dilation: dilation)
      #expect(layer.preActivation(of: [input]) == grouped(layer).preActivation(of: [input]))
      try expectExplained(layer, input)
    }
  }

  @Test("map k·multiplier + q comes from channel k alone")
  func order() {
    let layer = LearnedDepthwiseConv2D(
      weight: Tensor(Shape(1, 1, 2, 2), [1, 10, 100, 1_000]), bias: [0, 0, 0, 5])
    let input = Tensor(Shape(1, 1, 2), [2, 3])
    #expect(layer.preActivation(of: [input]).values == [2, 20, 300, 3_005])
    guard case .weightedSum(let sum) = layer.form(ofUnitAt: [0, 0, 3], inputs: [input]) else {
      Issue.record("another form")
      return
    }
    #expect(sum.terms == [Term(position: [0, 0, 1], isOutside: false, input: 3, weight: 1_000)])
    #expect(
      sum.channels == 1 && sum.bias == 5 && layer.base.kernel(ofMap: 3, layer.parameters).values == [1_000])
  }

  @Test("parameters and products are counted")
  func counts() {
    let layer = LearnedDepthwiseConv2D(weight: Tensor(Shape(3, 3, 4, 2)), bias: nil)
    #expect(layer.parameterCount == 72)
    #expect(layer.multiplyAddCount(inputs: [Shape(5, 5, 4)], output: Shape(5, 5, 8)) == 5 * 5 * 8 * 9)
  }

  @Test("what contradicts itself or the input is refused")
  func faults() {
    let (input, three) = (Shape(5, 5, 2), Size2D(square: 3))
    let layer = DepthwiseConv2D(kernelSize: three)
    expect(.inputCount(expected: 1, found: 0), layer, [])
    expect(.rank(expected: 3, found: Shape(5, 5)), layer, [Shape(5, 5)])
    expect(
      .argument("multiplier", found: "0"), DepthwiseConv2D(kernelSize: three, multiplier: 0), [input])
    expect(
      .argument("multiplier", found: "\(Int.max)"),
      DepthwiseConv2D(kernelSize: three, multiplier: .max), [input])
  }

  @Test("the weights are (row, column, input channel, multiplier), and a bias a map where it has one")
  func slots() throws {
    let layer = DepthwiseConv2D(kernelSize: Size2D(height: 2, width: 3), multiplier: 2)
    #expect(
      try layer.parameterSlots(for: [Shape(5, 6, 4)]) == [
        ParameterSlot(.kernel, Shape(2, 3, 4, 2)), ParameterSlot(.bias, Shape(8)),
      ])
  }
}
