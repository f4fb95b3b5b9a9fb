import ConvNet
import Tensors
import TestSupport
import Testing

struct PassOrderTests {
  @Test("maps are filled one after the other, row by row")
  func maps() throws {
    let network = try SmallNetworks.mixed(seed: 1).network
    var index = 0
    for channel in 0..<3 {
      for row in 0..<9 {
        for column in 0..<8 {
          let unit = UnitAddress(layer: 1, position: [row, column, channel])
          #expect(network.passIndex(of: unit) == index)
          #expect(network.unit(atPassIndex: index, inLayer: 1) == unit)
          index += 1
        }
      }
    }
  }

  @Test("a line is filled by index, and its rows and maps are single units")
  func lines() throws {
    let network = try SmallNetworks.mixed(seed: 1).network
    for index in 0..<24 {
      #expect(network.unit(atPassIndex: index, inLayer: 5).position == [index])
      #expect(network.passIndex(of: UnitAddress(layer: 5, position: [index])) == index)
    }
    #expect(Shape(24).unitsPerRow == 1 && Shape(24).unitsPerMap == 1)
  }

  @Test("a table is filled channel by channel, and a block of four axes row by row")
  func otherRanks() throws {
    let network = try SmallNetworks.chain(Shape(2, 4, 5, 3), [SmallNetworks.dense(from: 3, to: 6)]).network
    #expect(network.shapes[1] == Shape(2, 4, 5, 6))
    #expect(network.shapes[1].unitsPerRow == 5 && network.shapes[1].unitsPerMap == 40)
    #expect(network.unit(atPassIndex: 40 + 20 + 5 + 2, inLayer: 1).position == [1, 1, 2, 1])
    let table = try SmallNetworks.chain(Shape(4, 3), [SmallNetworks.dense(from: 3, to: 2)])
    let order = (0..<8).map { table.unit(atPassIndex: $0, inLayer: 1).position }
    #expect(order == [[0, 0], [1, 0], [2, 0], [3, 0], [0, 1], [1, 1], [2, 1], [3, 1]])
    #expect(table.shapes[1].unitsPerRow == 4 && table.shapes[1].unitsPerMap == 4)
  }

  @Test("the position before a unit is where it is the next one")
  func before() throws {
    let network = try SmallNetworks.mixed(seed: 1).network
    for (layer, shape) in network.shapes.enumerated().dropFirst() {
      for index in 0..<shape.count {
        let unit = network.unit(atPassIndex: index, inLayer: layer)
        #expect(network.position(before: unit) == Position(layer: layer, unit: index))
        #expect(network.unit(at: Position(layer: layer, unit: index)) == unit)
      }
    }
    #expect(network.position(before: UnitAddress(layer: 0, position: [1, 1, 1])) == network.start)
    #expect(network.unit(at: network.end) == nil)
  }

  @Test("positions are ordered by layer, then unit, then step")
  func order() {
    let ascending = [
      Position(layer: 1), Position(layer: 1, unit: 0, term: 9), Position(layer: 1, unit: 1),
      Position(layer: 2), Position(layer: 2, unit: 0, term: 1),
    ]
    #expect(ascending.shuffled().sorted() == ascending)
    #expect(StepSize.allCases.sorted() == [.product, .unit, .row, .map, .layer])
  }
}
