import ConvNet
import Tensors
import TestSupport
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

  @Test("with channels first, index is (channel · height + row) · width + column")
  func channelsFirst() throws {
    let input = Tensor(Shape(2, 3, 4), (0..<24).map(Float.init))
    let flatten = Flatten(.channelsFirst)
    let line = flatten.preActivation(of: [input])
    for index in 0..<24 {
      let position = [index / 3 % 2, index % 3, index / 6]
      #expect(line.values[index] == input[position: position])
      #expect(flatten.origin(ofIndex: index, in: input.shape) == position)
      #expect(flatten.index(ofPosition: position, in: input.shape) == index)
      #expect(flatten.form(ofUnitAt: [index], inputs: [input]) == .moved(from: InputPlace(position)))
      let regions = flatten.regions(readBy: .unit(at: [index]), inputs: [input.shape], output: Shape(24))
      #expect(regions == [.unit(at: position)])
    }
    #expect(
      flatten.preActivation(of: [Tensor(Shape(2, 3), [1, 2, 3, 4, 5, 6])]).values == [1, 2, 3, 4, 5, 6])
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
