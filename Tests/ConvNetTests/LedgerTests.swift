import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// The rows of which numbers are made.
struct LedgerTests {
  private func explanation(_ form: Explanation.Form, _ value: Double) -> Explanation {
    Explanation(
      layer: 1, position: [0], form: form, preActivation: Float(value), activationFunction: .linear,
      softmax: nil, value: Float(value))
  }

  /// A sum of whole numbers, some of them 0, so that every order of adding gives the same.
  private func sum(_ generator: inout SeededGenerator, bias: Float?) -> WeightedSum {
    let terms = (0..<24).map { index in
      Term(
        position: [index], isOutside: index == 5, input: Float(Int.random(in: -2...2, using: &generator)),
        weight: Float(Int.random(in: -9...9, using: &generator)))
    }
    return WeightedSum(terms: terms, termsPerChannel: 4, bias: bias)
  }

  @Test("whatever has a row of its own, the rows of a sum add up to it, and none is counted twice")
  func sums() {
    var generator = SeededGenerator(seed: 7)
    for round in 0..<200 {
      let sum = sum(&generator, bias: round.isMultiple(of: 3) ? nil : 4)
      let exact = sum.sumOfProducts + Double(sum.bias ?? 0)
      let made = explanation(.weightedSum(sum), exact)
      let products = Array((0..<24).shuffled(using: &generator).prefix(round % 25))
      let channels = Array((0..<6).shuffled(using: &generator).prefix(round % 7))
      for showing in [Ledger.Showing.all, .products(products), .channels(channels)] {
        let ledger = Ledger(made, showing: showing)
        #expect(ledger.rows.compactMap(\.amount).reduce(0, +) == exact)
        #expect(ledger.sum == exact && ledger.divisor == 1)
        #expect((ledger.rows.last?.kind == .bias) == (sum.bias != nil))
      }
      let counts = Ledger(made, showing: .products(products)).rows.map { row in
        switch row.kind {
        case .term: 1
        case .rest(let count), .zeros(let count): count
        case .start, .channel, .bias: 0
        }
      }
      #expect(counts.reduce(0, +) == 24)
    }
  }

  @Test("a product of a 0 and NaN is none that adds nothing")
  func spoiled() {
    let terms = [(0, Float.nan), (0, 1), (2, 3)].map {
      Term(position: [0], isOutside: false, input: $0.0, weight: $0.1)
    }
    let made = explanation(.weightedSum(WeightedSum(terms: terms, termsPerChannel: 1, bias: nil)), .nan)
    let ledger = Ledger(made, showing: .products([2]))
    #expect(ledger.rows.map(\.kind) == [.term(2), .rest(1), .zeros(1)])
    #expect(ledger.rows[1].amount?.isNaN == true)
  }

  @Test("what comes out so far is that of the pass, row by row")
  func totals() {
    let place = InputPlace([0])
    let steps: [Elementwise.Step] = [
      .init(operation: .subtract, operand: 1, role: .mean),
      .init(operation: .divide, operand: 4, role: .deviation),
      .init(operation: .add, operand: 2, role: .beta),
    ]
    let way = Elementwise(place: place, input: 9, steps: steps)
    let ledger = Ledger(explanation(.elementwise(way), way.value))
    #expect(ledger.rows.map(\.total) == [9, 8, 2, 4] && ledger.rows.map(\.amount) == [nil, 1, 4, 2])
    #expect(ledger.sum == nil)
    for operation in Merge.Operation.allCases {
      let merge = Merge(operation, [6, 2, 1].map { .init(place: place, value: $0) })
      let rows = Ledger(explanation(.merged(merge), merge.value))
      let amounts = rows.rows.compactMap(\.amount)
      #expect(amounts == (operation == .subtract ? [6, -2, -1] : [6, 2, 1]))
      #expect((rows.sum != nil) == merge.isAdded)
      if let sum = rows.sum {
        #expect(amounts.reduce(0, +) == sum && sum / Double(rows.divisor) == merge.value)
      }
    }
  }

  @Test("the numbers of a mean add up to what is divided by their count, without the padding")
  func means() {
    let places = [1, 2, 6, 0].enumerated().map {
      WindowPlace(position: [0, $0, 0], isOutside: $0 == 3, value: $1)
    }
    let ledger = Ledger(explanation(.windowAverage(WindowAverage(places: places)), 3))
    #expect(ledger.rows.map(\.kind) == [.term(0), .term(1), .term(2)])
    #expect(ledger.sum == 9 && ledger.divisor == 3)
  }
}
