import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct Conv2DTransposeTests {
  private static let sides = [1, 2, 3]

  @Test(
    "shapes, explanations and fields are exact for small kernels, strides and cuts", arguments: sides, sides)
  func sweep(kernel: Int, stride: Int) throws {
    let weight = Tensor.random(Shape(kernel, 4 - kernel, 2, 3), seed: 1)
    for cut in [0, 1] {
      for dilation in [1, 2] where stride == 1 || dilation == 1 {
        let layer = LearnedConv2DTranspose(
          weight: weight, bias: cut == 0 ? nil : [0.5, -1, 2], strides: Size2D(height: stride, width: 3),
          cut: Border(top: cut, bottom: -cut, left: 0, right: cut),
          dilation: Size2D(height: dilation, width: dilation == 1 ? 1 : 3))
        try OperationChecks(layer, [.random(Shape(3, 2, 2), seed: 2)]).expectAll()
      }
    }
  }

  @Test("every number spreads over a window, and what meets is added")
  func spreading() {
    let input = Tensor(Shape(1, 2, 1), [1, 10])
    let weight = Tensor(Shape(1, 3, 1, 1), [1, 2, 3])
    let overlapping = LearnedConv2DTranspose(weight: weight, bias: [0.5])
    #expect(overlapping.preActivation(of: [input]).values == [1.5, 12.5, 23.5, 30.5])
    let apart = LearnedConv2DTranspose(weight: weight, bias: nil, strides: Size2D(height: 1, width: 4))
    #expect(apart.preActivation(of: [input]).values == [1, 2, 3, 0, 10, 20, 30])
    let cut = LearnedConv2DTranspose(
      weight: weight, bias: [0.5], cut: Border(top: 0, bottom: -1, left: 1, right: 0))
    #expect(cut.preActivation(of: [input]) == Tensor(Shape(2, 3, 1), [12.5, 23.5, 30.5, 0.5, 0.5, 0.5]))
  }

  @Test("it is the transpose of a convolution: the sums of products with both are the same")
  func adjoint() throws {
    let (strides, kernel) = (Size2D(height: 2, width: 1), Tensor.random(Shape(3, 2, 2, 3), seed: 1))
    let small = Tensor.random(Shape(3, 4, 2), seed: 2)
    let transposed = LearnedConv2DTranspose(weight: kernel, bias: nil, strides: strides)
    let spread = transposed.preActivation(of: [small])
    let large = Tensor.random(spread.shape, seed: 3)
    let back = LearnedConv2D(
      weight: Permute(axes: [0, 1, 3, 2]).preActivation(of: [kernel]), bias: nil, strides: strides)
    let read = back.preActivation(of: [large])
    try #require(read.shape == small.shape)
    func product(_ one: Tensor, _ other: Tensor) -> Double {
      zip(one.values, other.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    #expect(abs(product(spread, large) - product(small, read)) < 1e-5)
  }

  @Test("what can't be is refused: ranks, sizes, and cuts that leave nothing")
  func faults() {
    func layer(_ size: Int, _ strides: Int = 1, cut: Border = .none, filters: Int = 2) -> Conv2DTranspose {
      Conv2DTranspose(
        filters: filters, kernelSize: Size2D(square: size), strides: Size2D(square: strides), cut: cut)
    }
    let input = Shape(2, 3, 1)
    expect(.rank(expected: 3, found: Shape(4)), layer(2), [Shape(4)])
    expect(.argument("filters", found: "0"), layer(2, filters: 0), [input])
    expect(.argument("kernel size", found: "(0, 0)"), layer(0), [input])
    expect(.argument("strides", found: "(0, 0)"), layer(2, 0), [input])
    expect(.argument("strides", found: "(\(Int.max), \(Int.max))"), layer(2, .max), [input])
    let border = Border(top: 2, bottom: 1, left: 0, right: 0)
    expect(.argument("padding", found: "\(border)"), layer(2, cut: border), [input])
    let before = Border(top: -1, bottom: 0, left: 0, right: 0)
    expect(.argument("padding", found: "\(before)"), layer(2, cut: before), [input])
  }
}
