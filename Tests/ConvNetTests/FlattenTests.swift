import ConvNet
import Tensors
import Testing

struct FlattenTests {
  private let input = Tensor(Shape(4, 4, 64), (0..<1_024).map(Float.init))

  @Test("index is (row · width + column) · channels + channel")
  func order() {
    let line = Flatten().preActivation(of: [input])
    #expect(line.shape == Shape(1_024))
    for row in 0..<4 {
      for column in 0..<4 {
        for channel in 0..<64 {
          let index = (row * 4 + column) * 64 + channel
          #expect(line.values[index] == input[row, column, channel])
          let origin = InputPlace([row, column, channel])
          #expect(Flatten().form(ofUnitAt: [index], inputs: [input]) == .moved(from: origin))
        }
      }
    }
  }

  @Test("any rank becomes a line", arguments: [[7], [2, 3], [2, 3, 4]])
  func ranks(extents: [Int]) throws {
    #expect(try Flatten().outputShape(of: [Shape(extents)]) == Shape(extents.reduce(1, *)))
  }

  @Test("what can't be counted or isn't one input is refused")
  func faults() {
    let huge = Shape(1 << 40, 1 << 40)
    #expect(throws: LayerFault.argument("input", found: "\(huge)")) { try Flatten().outputShape(of: [huge]) }
    #expect(throws: LayerFault.inputCount(expected: 1, found: 2)) {
      try Flatten().outputShape(of: [Shape(1), Shape(1)])
    }
    #expect(Flatten().code == "Flatten()")
  }
}
