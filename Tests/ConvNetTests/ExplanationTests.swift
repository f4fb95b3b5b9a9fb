import ConvNet
import Tensors
import TestSupport
import Testing

struct ExplanationTests {
  /// Calls a function with the explanation of every unit of a network, of which it has to check some: it says which.
  private func explainAll(
    _ network: TrainedNetwork, seed: UInt64, _ check: (Explanation, Trace) throws -> Bool
  ) throws {
    var checked = 0
    let pass = try Trace(network, input: .random(network.inputShape, seed: seed))
    for (index, shape) in network.shapes.enumerated() {
      for offset in 0..<shape.count {
        let unit = shape.indices(ofOffset: offset)
        if try check(try #require(pass.explain(unitAt: unit, inLayer: index)), pass) { checked += 1 }
      }
    }
    #expect(checked > 10)
  }

  @Test("the terms of every unit add up to its pre-activation", arguments: UInt64(1)...4)
  func sums(seed: UInt64) throws {
    try explainAll(SmallNetworks.mixed(seed: seed), seed: seed) { explanation, _ in
      guard case .weightedSum(let sum) = explanation.form else { return false }
      let total = sum.sumOfProducts + Double(sum.bias ?? 0)
      #expect(Float(total) == explanation.preActivation, "layer \(explanation.layer) \(explanation.position)")
      let subtotals = (0..<sum.channels).reduce(0) { $0 + sum.subtotal(ofChannel: $1) }
      #expect(abs(subtotals - sum.sumOfProducts) < 1e-12)
      return true
    }
  }

  @Test("every term has the input and the weight of its place")
  func terms() throws {
    let network = try SmallNetworks.mixed(seed: 3)
    try explainAll(network, seed: 4) { explanation, pass in
      guard case .weightedSum(let sum) = explanation.form else { return false }
      let read = network.layers[explanation.layer].inputs[0]
      let input = pass.activations[read]
      for term in sum.terms {
        let inside = zip(term.position, input.shape.extents).allSatisfy { (0..<$1).contains($0) }
        #expect(term.isOutside == !inside)
        #expect(term.input == (inside ? input[position: term.position] : 0))
      }
      return true
    }
  }

  @Test("terms come by input channel, kernel row, kernel column")
  func order() throws {
    let layer = SmallNetworks.convolution(Size2D(height: 2, width: 3), from: 2, to: 4)
    let input = Tensor.random(Shape(5, 5, 2), seed: 9)
    guard case .weightedSum(let sum) = layer.form(ofUnitAt: [1, 2, 3], inputs: [input]) else {
      Issue.record("another form")
      return
    }
    let places = (0..<2).flatMap { k in (0..<2).flatMap { i in (0..<3).map { j in [i, j, k] } } }
    #expect(sum.terms.map(\.position) == places.map { [1 + $0[0], 2 + $0[1], $0[2]] })
    #expect(sum.terms.map(\.weight) == places.map { layer.weight[$0[0], $0[1], $0[2], 3] })
    #expect(sum.channels == 2 && sum.termsPerChannel == 6)
    #expect(sum.terms(ofChannel: 1).allSatisfy { $0.position[2] == 1 })
    #expect(sum.bias == layer.bias?[3])
  }

  @Test("the place that wins a window has the unit's value")
  func maxima() throws {
    try explainAll(SmallNetworks.mixed(seed: 5), seed: 6) { explanation, pass in
      guard case .windowMaximum(let window) = explanation.form else { return false }
      let winner = window.places[window.winner]
      #expect(winner.value == explanation.value)
      #expect(!winner.isOutside)
      #expect(pass.activations[explanation.layer - 1][position: winner.position] == winner.value)
      return true
    }
  }

  @Test("a number that moved has the value of the place it came from")
  func moved() throws {
    try explainAll(SmallNetworks.mixed(seed: 7), seed: 8) { explanation, pass in
      guard case .moved(let origin) = explanation.form else { return false }
      #expect(
        pass.activations[explanation.layer - 1][position: origin.position] == explanation.value)
      return true
    }
  }

  @Test("values before and after the activation function are those that the pass recorded")
  func values() throws {
    let network = try SmallNetworks.mixed(seed: 9)
    try explainAll(network, seed: 10) { explanation, pass in
      let unit = explanation.position
      #expect(explanation.preActivation == pass.preActivations[explanation.layer][position: unit])
      #expect(explanation.value == pass.activations[explanation.layer][position: unit])
      #expect(
        explanation.activationFunction == network.layers[explanation.layer].operation.activationFunction)
      #expect((explanation.layer == 0) == (explanation.form == .given))
      return true
    }
  }

  @Test("nothing is explained before it is computed")
  func early() throws {
    let network = try SmallNetworks.mixed(seed: 1)
    let pass = try TraceBuilder(network, input: Tensor(network.inputShape)).trace
    #expect(pass.explain(unitAt: [0, 0, 0], inLayer: 0) != nil)
    #expect(pass.explain(unitAt: [0, 0, 0], inLayer: 1) == nil)
  }

  @Test("a padded place counts as nought even under an infinite weight")
  func infiniteWeight() throws {
    var weight = Tensor(Shape(3, 3, 1, 1), repeating: 1)
    weight[0, 0, 0, 0] = .infinity
    let layer = LearnedConv2D(weight: weight, bias: nil, padding: .keepingExtents(Size2D(square: 3)))
    let input = Tensor(Shape(2, 2, 1), repeating: 1)
    #expect(layer.preActivation(of: [input])[0, 0, 0] == 4)
    guard case .weightedSum(let sum) = layer.form(ofUnitAt: [0, 0, 0], inputs: [input]) else {
      Issue.record("another form")
      return
    }
    #expect(sum.sumOfProducts == 4)
  }
}
