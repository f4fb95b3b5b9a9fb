import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Which channel is the largest at each place.
struct ClassMapTests {
  /// Six places of three channels: the first, the last, two equal, all equal, NaN, an infinite one.
  private let tensor = Tensor(
    Shape(2, 3, 3),
    [
      3, 1, 2, -3, -2, -1, 0, 5, 5,
      1, 1, 1, 9, .nan, 2, 4, .infinity, 0,
    ])

  @Test("the largest channel is chosen, of equals the first, and none where a number is NaN")
  func choice() {
    let map = ClassMap(tensor)
    #expect(
      map.places == [.channel(0), .channel(2), .channel(1), .channel(0), .notANumber, .channel(1)])
    #expect(map.counts == [2, 2, 1])
    #expect(map.tieCount == 2 && map.nanCount == 1 && map.computedCount == 6)
  }

  @Test("places that are not computed are left out")
  func partial() {
    let map = ClassMap(tensor, computed: 2)
    #expect(map.places == [.channel(0), .channel(2)] + [ClassMap.Place](repeating: .notComputed, count: 4))
    #expect(map.counts == [1, 0, 1])
    #expect(map.tieCount == 0 && map.nanCount == 0 && map.computedCount == 2)
  }

  @Test("a block is what most of its places are, of equals the first, and NaN or unknown where one place is")
  func blocks() {
    func map(_ winners: [Int], computed: Int = .max) -> ClassMap {
      let values = winners.flatMap { winner in (0..<3).map { $0 == winner ? 1 : winner < 0 ? Float.nan : 0 } }
      return ClassMap(Tensor(Shape(2, 3, 3), values), computed: computed)
    }
    let most = map([2, 1, 0, 1, 2, 0])
    #expect(most.place(row: 0, column: 0, shrunkBy: 2) == .channel(1))
    #expect(most.place(row: 0, column: 1, shrunkBy: 2) == .channel(0))
    #expect(map([2, 2, 0, 1, 2, 0]).place(row: 0, column: 0, shrunkBy: 2) == .channel(2))
    #expect(map([2, 2, 0, -1, 2, 0]).place(row: 0, column: 0, shrunkBy: 2) == .notANumber)
    #expect(map([2, 2, 0, 1, 2, 0], computed: 4).place(row: 0, column: 0, shrunkBy: 2) == .notComputed)
  }

  @Test(
    "with more channels than colours the most frequent ones have one, in their order, and the others share grey"
  )
  func colours() {
    let winners = [4, 4, 4, 1, 1, 0]
    let values = winners.flatMap { winner in (0..<5).map { $0 == winner ? Float(1) : 0 } }
    let map = ClassMap(Tensor(Shape(2, 3, 5), values))
    #expect(ClassLegend(map, colours: 8).coloured == [0, 1, 2, 3, 4])
    #expect(ClassLegend(map, colours: 8).otherCount == 0)
    let few = ClassLegend(map, colours: 2)
    #expect(few.coloured == [1, 4] && few.otherCount == 3)
    #expect(ClassLegend(map, colours: 4).coloured == [0, 1, 4])
    let short = ClassLegend(map, colours: 8, lines: 2)
    #expect(short.coloured == [4] && short.otherCount == 4)
  }

  private func state(_ shape: Shape, _ function: ActivationFunction, line: Int = 1) throws -> ExplorerState {
    let network = try TrainedNetwork(
      chain: [
        Input(shape),
        LearnedConv2D(
          weight: .random(Shape(1, 1, shape[2], shape[2]), seed: 1), bias: nil, activationFunction: function),
      ])
    return Examples.state(network, line: line, depth: .layer)
  }

  @Test("only the output has one, where its channels compete by logits or softmax")
  func kinds() throws {
    #expect(try state(Shape(4, 4, 3), .softmax).showsClassMap)
    #expect(try state(Shape(4, 4, 3), .linear).showsClassMap)
    #expect(try !state(Shape(4, 4, 3), .linear, line: 0).showsClassMap)
    #expect(try !state(Shape(4, 4, 3), .sigmoid).showsClassMap)
    #expect(try !state(Shape(4, 4, 1), .linear).showsClassMap)
  }

  @Test("a channel has the name of its class, else its number")
  func names() throws {
    var model = try state(Shape(4, 4, 2), .softmax).model
    #expect(model.nameOfOutputChannel(1) == "channel 1")
    model.channelNames = ["road", "sky"].map { DisplayText($0) }
    #expect(model.nameOfOutputChannel(1) == "sky")
  }
}
