import ConvNet
import Tensors
import TestSupport
import Testing

struct Pooling2DTests {
  private func layer(_ rule: PoolingRule, _ window: SmallWindow) -> Pooling2D {
    Pooling2D(rule, poolSize: window.window, strides: window.strides, padding: window.border)
  }

  @Test(
    "every small window has the shape that was inferred and the largest numbers", arguments: Padding.allCases)
  func maxima(padding: Padding) throws {
    for window in SmallWindow.all(padding: padding) where window.fits {
      let input = Tensor.random(Shape(window.height, window.width, 2), seed: 5).map { $0 - 2 }
      let output = layer(.maximum, window).preActivation(of: [input])
      #expect(try layer(.maximum, window).outputShape(of: [input.shape]) == output.shape, "\(window)")
      let expected = NaiveLayers.maximum(
        input, window: window.window, strides: window.strides, padding: padding)
      #expect(output == expected, "\(window)")
    }
  }

  @Test("every small window has the shape that was inferred and the means", arguments: Padding.allCases)
  func means(padding: Padding) throws {
    for window in SmallWindow.all(padding: padding) where window.fits {
      let input = Tensor.random(Shape(window.height, window.width, 2), seed: 5)
      let output = layer(.average, window).preActivation(of: [input])
      #expect(try layer(.average, window).outputShape(of: [input.shape]) == output.shape, "\(window)")
      let expected = NaiveLayers.average(
        input, window: window.window, strides: window.strides, padding: padding)
      try #require(output.shape == expected.shape, "\(window)")
      #expect(Agreement(output, expected: expected).holds(to: 1e-6), "\(window)")
    }
  }

  @Test(
    "every unit's explanation has a term a place and gives its value", arguments: PoolingRule.allCases,
    Padding.allCases)
  func explanations(rule: PoolingRule, padding: Padding) throws {
    for window in SmallWindow.all(padding: padding) where window.fits {
      let input = Tensor.random(Shape(window.height, window.width, 2), seed: 6)
      try expectExplained(layer(rule, window), input)
    }
  }

  @Test("a valid window larger than the input is refused", arguments: PoolingRule.allCases)
  func tooLarge(rule: PoolingRule) {
    for window in SmallWindow.all(padding: .valid) where !window.fits {
      let shape = Shape(window.height, window.width, 2)
      #expect(throws: LayerFault.windowTooLarge(window: window.window, input: shape), "\(window)") {
        try layer(rule, window).outputShape(of: [shape])
      }
    }
  }

  @Test("NaN wins over every number, wherever it stands", arguments: 0..<4)
  func nanWins(place: Int) {
    var values: [Float] = [1, .infinity, -.infinity, 2]
    values[place] = .nan
    let input = Tensor(Shape(2, 2, 1), values)
    let pooling = Pooling2D(.maximum, poolSize: Size2D(square: 2))
    #expect(pooling.preActivation(of: [input]).values[0].isNaN)
    #expect(winner(of: pooling, input: input) == place)
  }

  @Test("NaN makes NaN of every mean that has it, infinities of both signs too")
  func nonFiniteMeans() {
    let pooling = Pooling2D(.average, poolSize: Size2D(height: 1, width: 2))
    let input = Tensor(Shape(1, 6, 1), [.nan, 1, .infinity, -.infinity, .infinity, 1])
    let output = pooling.preActivation(of: [input]).values
    #expect(output[0].isNaN && output[1].isNaN && output[2] == .infinity)
  }

  @Test("of equal numbers the first by row, then column, wins")
  func ties() {
    let pooling = Pooling2D(.maximum, poolSize: Size2D(square: 2))
    #expect(winner(of: pooling, input: Tensor(Shape(2, 2, 1), [3, 3, 3, 3])) == 0)
    #expect(winner(of: pooling, input: Tensor(Shape(2, 2, 1), [1, 3, 3, 2])) == 1)
    #expect(winner(of: pooling, input: Tensor(Shape(2, 2, 1), [.nan, .nan, 3, 2])) == 0)
  }

  @Test("padding never wins, not even over minus infinity")
  func paddingNeverWins() throws {
    let pooling = Pooling2D(
      .maximum, poolSize: Size2D(square: 3), strides: Size2D(square: 1),
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

  @Test("places of the padding are neither added to a mean nor counted")
  func paddingIsNotCounted() {
    let input = Tensor(Shape(2, 2, 1), [1, 2, 3, 6])
    let pooling = Pooling2D(
      .average, poolSize: Size2D(square: 2), strides: Size2D(square: 1),
      padding: .keepingExtents(Size2D(square: 2)))
    #expect(pooling.preActivation(of: [input]).values == [3, 4, 4.5, 6])
    guard case .windowAverage(let window) = pooling.form(ofUnitAt: [1, 0, 0], inputs: [input]) else {
      Issue.record("another form")
      return
    }
    #expect(
      window.count == 2 && window.sum == 9 && window.places.map(\.isOutside) == [false, false, true, true])
  }

  @Test("what contradicts itself or the input is refused", arguments: PoolingRule.allCases)
  func faults(rule: PoolingRule) {
    let (two, five) = (Size2D(square: 2), Size2D(square: 5))
    expect(.inputCount(expected: 1, found: 0), Pooling2D(rule, poolSize: two), [])
    expect(.rank(expected: 3, found: Shape(4, 4)), Pooling2D(rule, poolSize: two), [Shape(4, 4)])
    let none = Size2D(height: 0, width: 2)
    let input = Shape(4, 4, 1)
    expect(.argument("window", found: "(0, 2)"), Pooling2D(rule, poolSize: none, strides: two), [input])
    expect(.argument("strides", found: "(0, 2)"), Pooling2D(rule, poolSize: two, strides: none), [input])
    expect(.windowTooLarge(window: five, input: input), Pooling2D(rule, poolSize: five), [input])
    for border in [
      Border(top: 2, bottom: 0, left: 0, right: 0), Border(top: 0, bottom: 0, left: 0, right: 2),
      Border(top: -1, bottom: 0, left: 0, right: 0), Border(top: .max, bottom: 0, left: 0, right: 0),
      Border(top: .max, bottom: .max, left: 0, right: 0),
    ] {
      expect(
        .argument("padding", found: "\(border)"), Pooling2D(rule, poolSize: two, padding: border), [input])
    }
  }

  @Test("a window of more places than could be listed is refused", arguments: PoolingRule.allCases)
  func hugeWindow(rule: PoolingRule) {
    for side in [1 << 11, 1 << 31, Int.max] {
      let window = Size2D(square: side)
      expect(
        .argument("window", found: "\(window)"),
        Pooling2D(rule, poolSize: window, strides: Size2D(square: 1)), [Shape(4, 4, 1)])
    }
  }

  private func winner(of pooling: Pooling2D, input: Tensor) -> Int? {
    guard case .windowMaximum(let window) = pooling.form(ofUnitAt: [0, 0, 0], inputs: [input]) else {
      return nil
    }
    return window.winner
  }
}
