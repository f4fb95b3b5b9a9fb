import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct SliceTests {
  private typealias Axis = Slice.Axis

  /// Parts of (4, 5, 3): runs, steps, backwards, picked indices.
  private static let parts: [[Slice.Axis]] = [
    [Axis(first: 0, count: 4), Axis(first: 0, count: 5), Axis(first: 2, step: -1, count: 3)],
    [Axis(first: 1, count: 2), Axis(first: 0, step: 2, count: 3), Axis(first: 0, count: 3)],
    [Axis(first: 3, step: -2, count: 2), Axis(first: 4, step: -3, count: 2), Axis(first: 1, count: 1)],
    [Axis(first: 0, count: 4), Axis(first: 1, count: 3), Axis(picking: 2)],
    [Axis(picking: 3), Axis(first: 4, step: -1, count: 5), Axis(picking: 0)],
  ]

  @Test("shapes, explanations and fields are exact for every part", arguments: parts)
  func sweep(axes: [Slice.Axis]) throws {
    try OperationChecks(Slice(axes), [.random(Shape(4, 5, 3), seed: 1)]).expectAll()
  }

  @Test("each number is the one at first + step · index of the input, and picked axes are gone")
  func numbers() {
    let input = Tensor(Shape(2, 3, 2), (0..<12).map { Float($0) })
    let turned = Slice([
      Axis(first: 1, step: -1, count: 2), Axis(first: 0, step: 2, count: 2), Axis(picking: 1),
    ])
    #expect(turned.preActivation(of: [input]) == Tensor(Shape(2, 2), [7, 11, 1, 5]))
  }

  @Test("indices outside of the input, no index at all, and steps of nothing are refused")
  func faults() {
    let cases: [(Slice.Axis, String)] = [
      (Axis(first: 0, count: 4), "4 from 0 in steps of 1"),
      (Axis(first: 3, count: 1), "1 from 3 in steps of 1"),
      (Axis(first: 1, step: -1, count: 3), "3 from 1 in steps of -1"),
      (Axis(first: 0, count: 0), "0 from 0 in steps of 1"), (Axis(picking: -1), "-1"),
      (Axis(first: 0, step: 0, count: 2), "2 from 0 in steps of 0"),
      (Axis(first: 0, step: .max, count: 3), "3 from 0 in steps of \(Int.max)"),
    ]
    for (axis, found) in cases {
      expect(.argument("indices", found: found), Slice([axis, Axis(picking: 0)]), [Shape(3, 2)])
    }
    expect(.argument("indices", found: "one of each axis"), Slice([Axis(picking: 0)]), [Shape(3)])
    expect(.rank(expected: 1, found: Shape(3, 2)), Slice([Axis(first: 0, count: 2)]), [Shape(3, 2)])
  }

  @Test("the picture's channels keep their names where no map changes its number")
  func channels() throws {
    func hasChannels(_ last: Slice.Axis) throws -> Bool {
      let axes = [Axis(first: 1, count: 2), Axis(first: 0, count: 4), last]
      let input = Layer(name: "input", operation: Input(Shape(4, 4, 3)), inputs: [])
      let network = try Network(layers: [input, Layer(name: "slice", operation: Slice(axes), inputs: [0])])
      return network.hasPictureChannels(ofLayer: 1)
    }
    #expect(try hasChannels(Axis(first: 0, count: 3)))
    #expect(try !hasChannels(Axis(first: 2, step: -1, count: 3)))
    #expect(try !hasChannels(Axis(first: 0, count: 2)))
  }
}
