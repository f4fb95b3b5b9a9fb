import ConvNet
import Tensors
import TestSupport
import Testing

struct DepthwiseConv2DTests {
  private func layer(_ window: SmallWindow, channels: Int = 2, multiplier: Int = 3) -> DepthwiseConv2D {
    DepthwiseConv2D(
      weight: .random(Shape(window.window.height, window.window.width, channels, multiplier), seed: 1),
      bias: window.height.isMultiple(of: 2)
        ? nil : Tensor.random(Shape(channels * multiplier), seed: 2).values,
      strides: window.strides, padding: window.padding)
  }

  /// The same as a convolution with as many groups as channels.
  private func grouped(_ layer: DepthwiseConv2D) -> Conv2D {
    let (size, maps) = (layer.kernelSize, layer.inputChannels * layer.multiplier)
    return Conv2D(
      weight: layer.weight.reshaped(to: Shape(size.height, size.width, 1, maps)), bias: layer.bias,
      strides: layer.strides, padding: layer.padding, dilation: layer.dilation, groups: layer.inputChannels)
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
      let layer = DepthwiseConv2D(
        weight: .random(Shape(2, 3, 3, 1), seed: 1), bias: nil, padding: padding,
        dilation: Size2D(height: dilation, width: 4 - dilation))
      let input = Tensor.random(Shape(7, 8, 3), seed: 2)
      #expect(layer.preActivation(of: [input]) == grouped(layer).preActivation(of: [input]))
      try expectExplained(layer, input)
    }
  }

  @Test("map k·multiplier + q comes from channel k alone")
  func order() {
    let layer = DepthwiseConv2D(weight: Tensor(Shape(1, 1, 2, 2), [1, 10, 100, 1_000]), bias: [0, 0, 0, 5])
    let input = Tensor(Shape(1, 1, 2), [2, 3])
    #expect(layer.preActivation(of: [input]).values == [2, 20, 300, 3_005])
    guard case .weightedSum(let sum) = layer.form(ofUnitAt: [0, 0, 3], inputs: [input]) else {
      Issue.record("another form")
      return
    }
    #expect(sum.terms == [Term(position: [0, 0, 1], isOutside: false, input: 3, weight: 1_000)])
    #expect(sum.channels == 1 && sum.bias == 5 && layer.kernel(ofMap: 3).values == [1_000])
  }

  @Test(
    "the code has only the arguments that differ from Keras's defaults, parameters and products are counted")
  func code() {
    #expect(DepthwiseConv2D(weight: Tensor(Shape(3, 3, 4, 1)), bias: [0]).code == "DepthwiseConv2D((3, 3))")
    let layer = DepthwiseConv2D(
      weight: Tensor(Shape(3, 3, 4, 2)), bias: nil, strides: Size2D(square: 2), padding: .same,
      dilation: Size2D(square: 2), activationFunction: .relu)
    #expect(
      layer.code
        == "DepthwiseConv2D((3, 3), strides=(2, 2), padding='same', depth_multiplier=2, dilation_rate=(2, 2), "
        + "activation='relu', use_bias=False)")
    #expect(layer.parameterCount == 72)
    #expect(layer.multiplyAddCount(inputs: [Shape(5, 5, 4)], output: Shape(5, 5, 8)) == 5 * 5 * 8 * 9)
  }

  @Test("what contradicts itself or the input is refused")
  func faults() {
    let weight = Tensor(Shape(3, 3, 2, 2))
    let input = Shape(5, 5, 2)
    func expect(_ fault: LayerFault, _ layer: DepthwiseConv2D, _ inputs: [Shape]) {
      #expect(throws: fault) { try layer.outputShape(of: inputs) }
    }
    expect(.inputCount(expected: 1, found: 0), DepthwiseConv2D(weight: weight, bias: nil), [])
    expect(.rank(expected: 3, found: Shape(5, 5)), DepthwiseConv2D(weight: weight, bias: nil), [Shape(5, 5)])
    expect(
      .channels(expected: 2, found: Shape(5, 5, 3)), DepthwiseConv2D(weight: weight, bias: nil),
      [Shape(5, 5, 3)])
    expect(.biasCount(expected: 4, found: 2), DepthwiseConv2D(weight: weight, bias: [1, 2]), [input])
    for shape in [Shape(3, 3, 2), Shape(3, 3, 2, 0)] {
      expect(
        .weightShape(expected: [nil, nil, nil, nil], found: shape),
        DepthwiseConv2D(weight: Tensor(shape), bias: nil), [input])
    }
  }
}
