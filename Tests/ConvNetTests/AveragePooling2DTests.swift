import ConvNet
import Tensors
import TestSupport
import Testing

struct AveragePooling2DTests {
  private func layer(_ window: SmallWindow) -> AveragePooling2D {
    AveragePooling2D(poolSize: window.window, strides: window.strides, padding: window.border)
  }

  @Test("every small window has the shape that was inferred and the means", arguments: Padding.allCases)
  func sweep(padding: Padding) throws {
    for window in SmallWindow.all(padding: padding) where window.fits {
      let input = Tensor.random(Shape(window.height, window.width, 2), seed: 5)
      let output = layer(window).preActivation(of: [input])
      #expect(try layer(window).outputShape(of: [input.shape]) == output.shape, "\(window)")
      let expected = NaiveLayers.average(
        input, window: window.window, strides: window.strides, padding: padding)
      try #require(output.shape == expected.shape, "\(window)")
      #expect(Agreement(output, expected: expected).holds(to: 1e-6), "\(window)")
    }
  }

  @Test("every unit's explanation has a term a place and gives its value", arguments: Padding.allCases)
  func explanations(padding: Padding) throws {
    for window in SmallWindow.all(padding: padding) where window.fits {
      try expectExplained(layer(window), Tensor.random(Shape(window.height, window.width, 2), seed: 6))
    }
  }

  @Test("places of the padding are neither added nor counted")
  func padding() {
    let input = Tensor(Shape(2, 2, 1), [1, 2, 3, 6])
    let pooling = AveragePooling2D(
      poolSize: Size2D(square: 2), strides: Size2D(square: 1),
      padding: .keepingExtents(Size2D(square: 2)))
    #expect(pooling.preActivation(of: [input]).values == [3, 4, 4.5, 6])
    guard case .windowAverage(let window) = pooling.form(ofUnitAt: [1, 0, 0], inputs: [input]) else {
      Issue.record("another form")
      return
    }
    #expect(
      window.count == 2 && window.sum == 9 && window.places.map(\.isOutside) == [false, false, true, true])
  }

  @Test("NaN makes NaN of every window that has it, infinities of both signs too")
  func nonFinite() {
    let pooling = AveragePooling2D(poolSize: Size2D(height: 1, width: 2))
    let input = Tensor(Shape(1, 6, 1), [.nan, 1, .infinity, -.infinity, .infinity, 1])
    let output = pooling.preActivation(of: [input]).values
    #expect(output[0].isNaN && output[1].isNaN && output[2] == .infinity)
  }

  @Test("what contradicts itself or the input is refused")
  func faults() {
    let two = Size2D(square: 2)
    expect(.inputCount(expected: 1, found: 0), AveragePooling2D(poolSize: two), [])
    expect(.rank(expected: 3, found: Shape(4, 4)), AveragePooling2D(poolSize: two), [Shape(4, 4)])
    let none = Size2D(height: 0, width: 2)
    let input = Shape(4, 4, 1)
    expect(.argument("window", found: "(0, 2)"), AveragePooling2D(poolSize: none, strides: two), [input])
    expect(.argument("strides", found: "(0, 2)"), AveragePooling2D(poolSize: two, strides: none), [input])
    let five = Size2D(square: 5)
    expect(.windowTooLarge(window: five, input: input), AveragePooling2D(poolSize: five), [input])
  }

  private func expect(_ fault: LayerFault, _ layer: AveragePooling2D, _ inputs: [Shape]) {
    #expect(throws: fault) { try layer.outputShape(of: inputs) }
  }
}
