import ConvNet
import Tensors
import TestSupport
import Testing

struct UpSampling2DTests {
  @Test(
    "every small size has the shape that was inferred, and explanations with the terms of every number",
    arguments: UpSampling2D.Interpolation.allCases)
  func sweep(interpolation: UpSampling2D.Interpolation) throws {
    for height in 1...4 {
      for width in 1...4 {
        let layer = UpSampling2D(size: Size2D(height: height, width: width), interpolation: interpolation)
        for extent in 1...4 {
          let input = Tensor.random(Shape(extent, 5 - extent, 2), seed: 1)
          try expectExplained(layer, input)
          #expect(layer.preActivation(of: [input]).shape == Shape(extent * height, (5 - extent) * width, 2))
        }
      }
    }
  }

  @Test("nearest repeats every number")
  func nearest() {
    let layer = UpSampling2D(size: Size2D(height: 1, width: 3))
    #expect(layer.preActivation(of: [Tensor(Shape(1, 2, 1), [4, 5])]).values == [4, 4, 4, 5, 5, 5])
  }

  @Test("bilinear draws straight lines between centres and stays level outside of them")
  func bilinear() {
    func line(_ factor: Int, _ values: [Float]) -> [Float] {
      UpSampling2D(size: Size2D(height: 1, width: factor), interpolation: .bilinear)
        .preActivation(of: [Tensor(Shape(1, values.count, 1), values)]).values
    }
    #expect(line(2, [0, 4]) == [0, 1, 3, 4])
    #expect(line(4, [0, 8]) == [0, 0, 1, 3, 5, 7, 8, 8])
    #expect(line(1, [3, 5, 1]) == [3, 5, 1])
    #expect(
      Agreement(Tensor(Shape(6), line(3, [0, 3])), expected: Tensor(Shape(6), [0, 0, 1, 2, 3, 3])).holds(
        to: 1e-6))
  }

  @Test("what would count nothing is not read: both rows are the same one")
  func exactPlaces() {
    let layer = UpSampling2D(size: Size2D(height: 1, width: 3), interpolation: .bilinear)
    let input = Tensor(Shape(1, 3, 1), [.nan, 1, .nan])
    let output = layer.preActivation(of: [input]).values
    #expect(output.map(\.isNaN) == [true, true, true, true, false, true, true, true, true])
  }

  @Test("sizes are checked")
  func sizes() {
    for size in [Size2D(height: 0, width: 1), Size2D(height: 1, width: .max)] {
      #expect(throws: LayerFault.argument("size", found: "\(size)")) {
        try UpSampling2D(size: size).outputShape(of: [Shape(2, 2, 1)])
      }
    }
  }
}
