import Tensors
import Testing

struct TensorTests {
  private let counting = Tensor(Shape(2, 3, 4), (0..<24).map(Float.init))

  @Test("a position finds the scalar in row, column, channel order")
  func subscripts() {
    #expect(counting[1, 2, 3] == 23)
    #expect(counting[position: [0, 1, 2]] == 6)
    var changed = counting
    changed[0, 1, 2] = -1
    #expect(changed.values[6] == -1)
    #expect(counting.values[6] == 6)
  }

  @Test("a plane holds one channel of every place")
  func plane() {
    let plane = counting.plane(channel: 1)
    #expect(plane == Plane(height: 2, width: 3, values: [1, 5, 9, 13, 17, 21]))
    #expect(plane[1, 2] == 21)
  }

  @Test("reshaping keeps the scalars in order")
  func reshaped() {
    #expect(counting.reshaped(to: Shape(24)).values == counting.values)
    #expect(counting.reshaped(to: Shape(4, 6)).shape == Shape(4, 6))
  }

  @Test("a function is applied to each scalar")
  func mapped() {
    #expect(counting.map { $0 * 2 }[1, 0, 0] == 24)
    #expect(Tensor(Shape(2, 2), repeating: 7).values == [7, 7, 7, 7])
  }
}
