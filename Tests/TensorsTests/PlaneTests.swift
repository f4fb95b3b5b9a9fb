import Tensors
import TestSupport
import Testing

struct PlaneTests {
  @Test("shrinking takes the mean of each block, and of what is left at the edges")
  func blocks() {
    let plane = Plane(height: 3, width: 3, values: [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(plane.shrunk(by: 2, .mean) == Plane(height: 2, width: 2, values: [3, 4.5, 7.5, 9]))
    #expect(plane.shrunk(by: 3, .mean) == Plane(height: 1, width: 1, values: [5]))
    #expect(plane.shrunk(by: 100, .mean) == Plane(height: 1, width: 1, values: [5]))
  }

  @Test("shrinking by one changes nothing")
  func identity() {
    let plane = Plane(height: 2, width: 2, values: [1, .nan, 3, 4])
    #expect(plane.shrunk(by: 1, .mean).values[2] == 3)
    #expect(plane.shrunk(by: 1, .mean).height == 2)
  }

  @Test("every size and factor gives the means that a plain loop gives", arguments: 1...7, 1...7)
  func sweep(height: Int, width: Int) {
    let values = Tensor.random(Shape(height, width), seed: 7).values
    let plane = Plane(height: height, width: width, values: values)
    for factor in 1...8 {
      let shrunk = plane.shrunk(by: factor, .mean)
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
    for shrinking in [Shrinking.mean, .largest] {
      #expect(
        tensor.planes(channels: channels, shrunkBy: factor, shrinking)
          == channels.map { tensor.plane(channel: $0).shrunk(by: factor, shrinking) })
    }
  }

  @Test("of a map the number of the largest magnitude stays, with its sign, of equal ones the first")
  func largest() {
    let plane = Plane(height: 3, width: 3, values: [1, -2, 3, 2, 0.5, -4, 0, 0, 4])
    #expect(plane.shrunk(by: 2, .largest) == Plane(height: 2, width: 2, values: [-2, -4, 0, 4]))
    #expect(plane.shrunk(by: 3, .largest).values == [-4])
    let infinite = Plane(height: 1, width: 3, values: [5, -.infinity, .infinity])
    #expect(infinite.shrunk(by: 3, .largest).values == [-.infinity])
  }

  @Test("NaN in a block is never lost", arguments: 0..<4, [Shrinking.mean, .largest])
  func notANumber(place: Int, shrinking: Shrinking) {
    var values: [Float] = [1, .infinity, -3, 0]
    values[place] = .nan
    #expect(Plane(height: 2, width: 2, values: values).shrunk(by: 2, shrinking).values[0].isNaN)
  }

  @Test("a block is 0 only where all of its numbers are")
  func zeros() {
    let plane = Plane(height: 1, width: 4, values: [0, 1e-30, 1, -1])
    #expect(plane.shrunk(by: 2, .largest).values == [1e-30, 1])
    #expect(Plane(height: 1, width: 2, values: [0, 0]).shrunk(by: 2, .largest).values == [0])
  }

  private func meanOfBlock(_ plane: Plane, row: Int, column: Int, factor: Int) -> Float {
    var block: [Float] = []
    for r in 0..<plane.height where r / factor == row {
      for c in 0..<plane.width where c / factor == column { block.append(plane[r, c]) }
    }
    return block.reduce(0, +) / Float(block.count)
  }
}
