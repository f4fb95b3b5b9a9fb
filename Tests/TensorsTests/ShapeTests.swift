import Tensors
import Testing

struct ShapeTests {
  @Test("a shape is written like a Python tuple")
  func description() {
    #expect(Shape(30, 30, 32).description == "(30, 30, 32)")
    #expect(Shape(1_024).description == "(1024,)")
    #expect(Shape([]).description == "()")
  }

  @Test("offset and indices undo each other at every place", arguments: [[2, 3, 4], [5], [1, 1, 7], []])
  func offsets(extents: [Int]) {
    let shape = Shape(extents)
    for offset in 0..<shape.count {
      #expect(shape.offset(of: shape.indices(ofOffset: offset)) == offset)
    }
  }

  @Test("the last axis runs fastest")
  func order() {
    #expect(Shape(4, 4, 64).offset(of: [1, 2, 3]) == (1 * 4 + 2) * 64 + 3)
    #expect(Shape(4, 4, 64).indices(ofOffset: 1_023) == [3, 3, 63])
  }

  @Test("a product of extents beyond Int has no count")
  func overflow() {
    #expect(Shape(1 << 40, 1 << 40).checkedCount == nil)
    #expect(Shape(1 << 40, 1 << 40, 0).checkedCount == nil)
    #expect(Shape(3, 0).checkedCount == 0)
    #expect(Shape([]).count == 1)
  }

  @Test("the channels are the last extent, one for a scalar")
  func channels() {
    #expect(Shape(3, 4, 5).channels == 5)
    #expect(Shape([]).channels == 1)
    #expect(Shape(3, 4, 5)[1] == 4)
    #expect(Shape(3, 4, 5).rank == 3)
  }
}
