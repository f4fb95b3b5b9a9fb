import Tensors
import TestSupport
import Testing

struct PlaneTests {
  @Test("shrinking takes the mean of each block, and of what is left at the edges")
  func blocks() {
    let plane = Plane(height: 3, width: 3, values: [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(plane.shrunk(by: 2) == Plane(height: 2, width: 2, values: [3, 4.5, 7.5, 9]))
    #expect(plane.shrunk(by: 3) == Plane(height: 1, width: 1, values: [5]))
    #expect(plane.shrunk(by: 100) == Plane(height: 1, width: 1, values: [5]))
  }

  @Test("shrinking by one changes nothing")
  func identity() {
    let plane = Plane(height: 2, width: 2, values: [1, .nan, 3, 4])
    #expect(plane.shrunk(by: 1).values[2] == 3)
    #expect(plane.shrunk(by: 1).height == 2)
  }

  @Test("every size and factor gives the means that a plain loop gives", arguments: 1...7, 1...7)
  func sweep(height: Int, width: Int) {
    let values = Tensor.random(Shape(height, width), seed: 7).values
    let plane = Plane(height: height, width: width, values: values)
    for factor in 1...8 {
      let shrunk = plane.shrunk(by: factor)
      #expect(shrunk.height == (height + factor - 1) / factor)
      #expect(shrunk.width == (width + factor - 1) / factor)
      for row in 0..<shrunk.height {
        for column in 0..<shrunk.width {
          let mean = meanOfBlock(plane, row: row, column: column, factor: factor)
          #expect(abs(shrunk[row, column] - mean) <= 1e-6, "\(height)×\(width) by \(factor)")
        }
      }
    }
  }

  @Test("some channels at once are shrunk as each by itself", arguments: 1...5, [0..<3, 1..<2, 2..<2])
  func channels(factor: Int, channels: Range<Int>) {
    let tensor = Tensor.random(Shape(7, 5, 3), seed: 8)
    #expect(
      tensor.planes(channels: channels, shrunkBy: factor)
        == channels.map { tensor.plane(channel: $0).shrunk(by: factor) })
  }

  private func meanOfBlock(_ plane: Plane, row: Int, column: Int, factor: Int) -> Float {
    var block: [Float] = []
    for r in 0..<plane.height where r / factor == row {
      for c in 0..<plane.width where c / factor == column { block.append(plane[r, c]) }
    }
    return block.reduce(0, +) / Float(block.count)
  }
}
