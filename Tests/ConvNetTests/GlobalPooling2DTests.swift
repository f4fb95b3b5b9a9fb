import ConvNet
import Tensors
import TestSupport
import Testing

struct GlobalPooling2DTests {
  private let input = Tensor(Shape(2, 3, 2), [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 9, 60])

  @Test("each map becomes its mean or its largest number", arguments: [true, false])
  func numbers(keepsAxes: Bool) throws {
    let average = GlobalPooling2D(.average, keepsAxes: keepsAxes).preActivation(of: [input])
    let maximum = GlobalPooling2D(.maximum, keepsAxes: keepsAxes).preActivation(of: [input])
    #expect(average.values == [4, 35] && maximum.values == [9, 60])
    let shape = keepsAxes ? Shape(1, 1, 2) : Shape(2)
    #expect(average.shape == shape && maximum.shape == shape)
  }

  @Test(
    "every unit's explanation has a term a place and gives its value",
    arguments: PoolingRule.allCases, [true, false])
  func explanations(operation: PoolingRule, keepsAxes: Bool) throws {
    for height in 1...5 {
      for width in 1...4 {
        let layer = GlobalPooling2D(operation, keepsAxes: keepsAxes)
        try expectExplained(layer, .random(Shape(height, width, 3), seed: UInt64(height * 5 + width)))
      }
    }
  }

  @Test(
    "NaN wins over every number, and makes NaN of the mean", arguments: PoolingRule.allCases)
  func nan(operation: PoolingRule) {
    var spoiled = input
    spoiled[1, 1, 0] = .nan
    let output = GlobalPooling2D(operation).preActivation(of: [spoiled])
    #expect(output.values[0].isNaN && !output.values[1].isNaN)
  }

  @Test("of equal numbers the first by row, then column, wins")
  func ties() {
    let form = GlobalPooling2D(.maximum).form(
      ofUnitAt: [0], inputs: [Tensor(Shape(2, 2, 1), [1, 3, 3, 3])])
    guard case .windowMaximum(let window) = form else {
      Issue.record("another form")
      return
    }
    #expect(window.winner == 1)
  }

  @Test("where axes are kept the whole map is the only window, of any size that can be listed")
  func grid() throws {
    let grid = try #require(GlobalPooling2D(.average, keepsAxes: true).grid(over: Shape(4, 5, 2)))
    #expect(grid.rows.places(at: 0) == 0..<4 && grid.columns.places(at: 0) == 0..<5)
    #expect(grid.rows.outputExtent == 1 && grid.columns.outputExtent == 1)
    #expect(GlobalPooling2D(.average).grid(over: Shape(4, 5, 2)) == nil)
  }

  @Test("what is no stack of maps is refused")
  func faults() {
    #expect(throws: LayerFault.inputCount(expected: 1, found: 0)) {
      try GlobalPooling2D(.average).outputShape(of: [])
    }
    #expect(throws: LayerFault.rank(expected: 3, found: Shape(4, 4))) {
      try GlobalPooling2D(.average).outputShape(of: [Shape(4, 4)])
    }
    #expect(throws: LayerFault.argument("input", found: "(0, 4, 2)")) {
      try GlobalPooling2D(.average).outputShape(of: [Shape(0, 4, 2)])
    }
  }
}
