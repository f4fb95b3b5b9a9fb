import ConvNet
import Tensors
import TestSupport
import Testing

struct MaxPooling2DTests {
  private func layer(_ window: SmallWindow) -> MaxPooling2D {
    MaxPooling2D(poolSize: window.window, strides: window.strides, padding: window.border)
  }

  @Test(
    "every small window has the shape that was inferred and the largest numbers", arguments: Padding.allCases)
  func sweep(padding: Padding) throws {
    for window in SmallWindow.all(padding: padding) where window.fits {
      let input = Tensor.random(Shape(window.height, window.width, 2), seed: 5).map { $0 - 2 }
      let output = layer(window).preActivation(of: [input])
      #expect(try layer(window).outputShape(of: [input.shape]) == output.shape, "\(window)")
      let expected = NaiveLayers.maximum(
        input, window: window.window, strides: window.strides, padding: padding)
      #expect(output == expected, "\(window)")
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

  @Test("NaN wins over every number, wherever it stands", arguments: 0..<4)
  func nanWins(place: Int) {
    var values: [Float] = [1, .infinity, -.infinity, 2]
    values[place] = .nan
    let input = Tensor(Shape(2, 2, 1), values)
    let pooling = MaxPooling2D(poolSize: Size2D(square: 2))
    #expect(pooling.preActivation(of: [input]).values[0].isNaN)
    #expect(winner(of: pooling, input: input) == place)
  }

  @Test("of equal numbers the first by row, then column, wins")
  func ties() {
    let pooling = MaxPooling2D(poolSize: Size2D(square: 2))
    #expect(winner(of: pooling, input: Tensor(Shape(2, 2, 1), [3, 3, 3, 3])) == 0)
    #expect(winner(of: pooling, input: Tensor(Shape(2, 2, 1), [1, 3, 3, 2])) == 1)
    #expect(winner(of: pooling, input: Tensor(Shape(2, 2, 1), [.nan, .nan, 3, 2])) == 0)
  }

  @Test("padding never wins, not even over minus infinity")
  func paddingNeverWins() throws {
    let pooling = MaxPooling2D(
      poolSize: Size2D(square: 3), strides: Size2D(square: 1),
      padding: .keepingExtents(Size2D(square: 3)))
    let input = Tensor(Shape(2, 2, 1), repeating: -.infinity)
    #expect(pooling.preActivation(of: [input]).values == [Float](repeating: -.infinity, count: 4))
    for offset in 0..<4 {
      guard
        case .windowMaximum(let window) = pooling.form(
          ofUnitAt: [offset / 2, offset % 2, 0], inputs: [input])
      else {
        Issue.record("another form")
        continue
      }
      #expect(!window.places[window.winner].isOutside)
      #expect(window.places[window.winner].position == [0, 0, 0])
    }
  }

  @Test("what contradicts itself or the input is refused")
  func faults() {
    let two = Size2D(square: 2)
    expect(.inputCount(expected: 1, found: 0), MaxPooling2D(poolSize: two), [])
    expect(.rank(expected: 3, found: Shape(4, 4)), MaxPooling2D(poolSize: two), [Shape(4, 4)])
    let none = Size2D(height: 0, width: 2)
    let input = Shape(4, 4, 1)
    expect(.argument("window", found: "(0, 2)"), MaxPooling2D(poolSize: none, strides: two), [input])
    expect(.argument("strides", found: "(0, 2)"), MaxPooling2D(poolSize: two, strides: none), [input])
    for border in [
      Border(top: 2, bottom: 0, left: 0, right: 0), Border(top: 0, bottom: 0, left: 0, right: 2),
      Border(top: -1, bottom: 0, left: 0, right: 0), Border(top: .max, bottom: 0, left: 0, right: 0),
      Border(top: .max, bottom: .max, left: 0, right: 0),
    ] {
      expect(
        .argument("padding", found: "\(border)"), MaxPooling2D(poolSize: two, padding: border), [input])
    }
  }

  @Test("a window of more places than could be listed is refused")
  func hugeWindow() {
    for side in [1 << 11, 1 << 31, Int.max] {
      let window = Size2D(square: side)
      expect(
        .argument("window", found: "\(window)"),
        MaxPooling2D(poolSize: window, strides: Size2D(square: 1)), [Shape(4, 4, 1)])
    }
  }

  private func expect(_ fault: LayerFault, _ layer: MaxPooling2D, _ inputs: [Shape]) {
    #expect(throws: fault) { try layer.outputShape(of: inputs) }
  }

  private func winner(of pooling: MaxPooling2D, input: Tensor) -> Int? {
    guard case .windowMaximum(let window) = pooling.form(ofUnitAt: [0, 0, 0], inputs: [input]) else {
      return nil
    }
    return window.winner
  }
}
