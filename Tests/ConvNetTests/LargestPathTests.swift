import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct LargestPathTests {
  /// A sum of groups of products, all weights 1.
  private func sum(_ groups: [[Float]], outside: Set<Int> = []) -> WeightedSum {
    let terms = groups.flatMap(\.self).enumerated().map { index, input in
      Term(position: [index], isOutside: outside.contains(index), input: input, weight: 1)
    }
    return WeightedSum(terms: terms, termsPerChannel: groups[0].count, bias: nil)
  }

  @Test("the term to follow is the largest product of the channel with the largest subtotal")
  func channelFirst() {
    #expect(sum([[9, -9], [2, 3], [0, 4]]).largestTerm == 3)
    #expect(sum([[2, 3], [-4, -5], [1, 1]]).largestTerm == 3)
    #expect(sum([[4], [-5], [5]]).largestTerm == 1)
    #expect(sum([[1, 1], [1, 1]]).largestTerm == 0)
  }

  @Test("where all products are 0 none is the largest, whatever the inputs and the bias")
  func zeros() {
    let terms = [
      Term(position: [0], isOutside: false, input: 0, weight: 3),
      Term(position: [1], isOutside: false, input: 2, weight: 0),
    ]
    #expect(WeightedSum(terms: terms, termsPerChannel: 1, bias: 1).largestTerm == nil)
    #expect(sum([[0, 0], [0, -1]]).largestTerm == 3)
    #expect(sum([[0, 0], [0, 0]]).largestTerm == nil)
  }

  @Test("terms in the padding are never followed")
  func padding() {
    #expect(sum([[0, 1], [0, 0]], outside: [0]).largestTerm == 1)
    #expect(sum([[0, 0]], outside: [0]).largestTerm == nil)
    #expect(sum([[0, 0]], outside: [0, 1]).largestTerm == nil)
  }

  @Test("where a product is NaN, or several are infinite, none is the largest")
  func noLargest() {
    #expect(sum([[1, 2], [5, .nan], [.infinity, 1]]).largestTerm == nil)
    #expect(sum([[1, 2], [-.infinity, 5], [.infinity, 1]]).largestTerm == nil)
    #expect(sum([[1, 2], [5, 1], [.infinity, 1]]).largestTerm == 4)
    #expect(sum([[1, .nan], [5, 1]], outside: [1]).largestTerm == 2)
    for values: [Float] in [[1, .nan], [.infinity, -.infinity]] {
      let places = values.map { WindowPlace(position: [0, 0, 0], isOutside: false, value: $0) }
      #expect(WindowAverage(places: places).largestPlace == nil)
      let operands = values.map { Merge.Operand(place: InputPlace([0]), value: $0) }
      #expect(Merge(.add, operands).largestOperand == nil)
    }
  }

  @Test(
    "the path from every unit goes back layer by layer to the picture, each hop to a source",
    arguments: UInt64(1)...3)
  func paths(seed: UInt64) throws {
    let network = try SmallNetworks.mixed(seed: seed)
    let pass = try Trace(network, input: .random(network.inputShape, seed: seed + 1))
    for layer in network.layers.indices {
      for index in 0..<network.shapes[layer].count {
        let unit = network.unit(atPassIndex: index, inLayer: layer)
        let path = pass.largestPath(from: unit)
        #expect(path.map(\.layer) == (0...layer).reversed())
        for (one, next) in zip(path, path.dropFirst()) {
          let read = network.network.region(
            ofLayer: next.layer, affecting: .unit(at: one.position), ofLayer: one.layer)
          #expect(read?.contains(next.position) == true)
        }
      }
    }
  }

  @Test("a path stays where nothing is computed")
  func notComputed() throws {
    let network = try SmallNetworks.mixed(seed: 1)
    var builder = try TraceBuilder(network, input: Tensor(network.inputShape, repeating: 1))
    let unit = UnitAddress(layer: 2, position: [0, 0, 0])
    #expect(builder.trace.largestPath(from: unit) == [unit])
    builder.computeNextLayer()
    builder.computeNextLayer()
    #expect(builder.trace.largestPath(from: unit).count == 3)
  }
}
