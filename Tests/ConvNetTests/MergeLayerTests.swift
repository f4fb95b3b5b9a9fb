import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct MergeLayerTests {
  /// Tensors of random numbers, equal ones among them.
  private func tensors(_ shapes: [[Int]]) -> [Tensor] {
    shapes.enumerated().map { Tensor.randomIntegers(Shape($0.element), seed: UInt64($0.offset) + 3) }
  }

  /// Shapes of one, two and three inputs, with extents of 1 that repeat and ranks that differ.
  private static let shapes: [[[Int]]] = [
    [[3]], [[3], [3]], [[2, 3, 2], [2, 3, 2]], [[2, 3, 2], [1, 1, 2]], [[1, 3, 1], [2, 1, 2]],
    [[2], [2, 3, 2]], [[3, 2], [2, 1, 2]], [[1], [2, 2]], [[2, 1, 2], [1, 3, 1], [2]],
    [[2, 2], [2, 2], [1, 2], [2, 1]], [[1, 1, 1], [1, 1, 1]],
  ]

  @Test(
    "shapes, explanations and fields are exact, whatever repeats", arguments: Merge.Operation.allCases,
    shapes)
  func sweep(operation: Merge.Operation, shapes: [[Int]]) throws {
    guard operation != .subtract || shapes.count == 2 else { return }
    try OperationChecks(MergeLayer(operation), tensors(shapes)).expectAll()
  }

  @Test("each operation makes of three numbers what its name says")
  func values() {
    let inputs = [2, -3, 7].map { Tensor(Shape(1), [Float($0)]) }
    func value(_ operation: Merge.Operation, _ count: Int = 3) -> Float {
      MergeLayer(operation).preActivation(of: Array(inputs.prefix(count))).values[0]
    }
    #expect(value(.add) == 6 && value(.average) == 2 && value(.multiply) == -42)
    #expect(value(.maximum) == 7 && value(.minimum) == -3 && value(.subtract, 2) == 5)
  }

  @Test("a sum is rounded once, at its end")
  func rounding() {
    let inputs = [1, 1e-8, 1e-8, -1].map { Tensor(Shape(1), [$0]) }
    #expect(MergeLayer(.add).preActivation(of: inputs).values == [Float(2.0 * Double(Float(1e-8)))])
  }

  @Test("a missing axis comes first: a line repeats over rows and columns")
  func alignment() {
    let maps = Tensor(Shape(2, 1, 2), [1, 2, 3, 4])
    let line = Tensor(Shape(2), [10, 20])
    #expect(MergeLayer(.add).preActivation(of: [line, maps]).values == [11, 22, 13, 24])
    guard case .merged(let merge) = MergeLayer(.add).form(ofUnitAt: [1, 0, 1], inputs: [line, maps]) else {
      Issue.record("another form")
      return
    }
    #expect(merge.operands.map(\.place) == [InputPlace(input: 0, [1]), InputPlace(input: 1, [1, 0, 1])])
    #expect(merge.operands.map(\.value) == [20, 4])
  }

  @Test("of equal numbers the first is kept, and NaN before all")
  func ties() {
    func kept(_ values: [Float]) -> Int? {
      let inputs = values.map { Tensor(Shape(1), [$0]) }
      guard case .merged(let merge) = MergeLayer(.maximum).form(ofUnitAt: [0], inputs: inputs) else {
        return nil
      }
      return merge.kept
    }
    #expect(kept([1, 3, 3]) == 1)
    #expect(kept([1, .nan, 3]) == 1)
  }

  @Test("inputs that don't go together, none, and another count than two of a subtraction are refused")
  func faults() {
    let (one, other) = (Shape(4, 4, 2), Shape(3, 4, 2))
    expect(.inputShapes([one, other]), MergeLayer(.add), [one, other])
    expect(.inputShapes([one, Shape(2, 2)]), MergeLayer(.maximum), [one, Shape(2, 2)])
    expect(.inputCount(expected: 2, found: 0), MergeLayer(.add), [])
    expect(.inputCount(expected: 2, found: 3), MergeLayer(.subtract), [one, one, one])
    expect(.inputCount(expected: 2, found: 1), MergeLayer(.subtract), [one])
  }
}
