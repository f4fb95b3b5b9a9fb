import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct ConcatenateTests {
  private func tensors(_ shapes: [[Int]]) -> [Tensor] {
    shapes.enumerated().map { Tensor.random(Shape($0.element), seed: UInt64($0.offset) + 1) }
  }

  @Test(
    "shapes, explanations and fields are exact along every axis",
    arguments: [
      (nil, [[2, 3, 1], [2, 3, 2], [2, 3, 1]]), (2, [[2, 3, 1], [2, 3, 2]]), (0, [[1, 3, 2], [2, 3, 2]]),
      (1, [[2, 1, 2], [2, 2, 2]]), (nil, [[3], [1], [2]]), (0, [[3], [2]]), (0, [[1, 2], [2, 2]]),
      (nil, [[2, 2]]),
    ] as [(Int?, [[Int]])])
  func sweep(axis: Int?, shapes: [[Int]]) throws {
    try OperationChecks(Concatenate(axis: axis), tensors(shapes)).expectAll()
  }

  @Test("the maps of the second input stand behind those of the first")
  func order() {
    let first = Tensor(Shape(1, 2, 1), [1, 2])
    let second = Tensor(Shape(1, 2, 2), [3, 4, 5, 6])
    #expect(Concatenate().preActivation(of: [first, second]).values == [1, 3, 4, 2, 5, 6])
    #expect(
      Concatenate().form(ofUnitAt: [0, 1, 2], inputs: [first, second])
        == .moved(from: InputPlace(input: 1, [0, 1, 1])))
  }

  @Test("a missing axis, no input and other extents are refused")
  func faults() {
    let shape = Shape(2, 3)
    for axis in [2, -1, .max, .min] {
      expect(.argument("axis", found: "\(axis)"), Concatenate(axis: axis), [shape, shape])
    }
    expect(.inputCount(expected: 2, found: 0), Concatenate(), [])
    expect(.inputShapes([shape, Shape(3, 3)]), Concatenate(), [shape, Shape(3, 3)])
    expect(.inputShapes([shape, Shape(2)]), Concatenate(), [shape, Shape(2)])
    let huge = Shape(Int.max)
    expect(.inputShapes([huge, huge]), Concatenate(), [huge, huge])
  }
}
