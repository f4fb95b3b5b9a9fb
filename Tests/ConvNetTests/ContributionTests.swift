import ConvNet
import Tensors
import TestSupport
import Testing

struct ContributionTests {
  /// Calls a function with every unit of a network behind the input, and the pass at its end; it has to check some, and says
  /// which.
  private func forEveryUnit(
    seed: UInt64, _ check: (UnitAddress, Trace) throws -> Bool
  ) throws {
    var checked = 0
    let network = try SmallNetworks.mixed(seed: seed)
    let pass = try Trace(network, input: .random(network.inputShape, seed: seed + 1))
    for layer in network.layers.indices.dropFirst() {
      for index in 0..<network.shapes[layer].count {
        if try check(network.unit(atPassIndex: index, inLayer: layer), pass) { checked += 1 }
      }
    }
    #expect(checked > 10)
  }

  @Test(
    "the contributions to every unit add up to its pre-activation, largest first", arguments: UInt64(1)...3)
  func complete(seed: UInt64) throws {
    try forEveryUnit(seed: seed) { unit, pass in
      let contributions = pass.contributions(to: unit)
      let before = pass.preActivations[unit.layer][position: unit.position]
      #expect(abs(contributions.reduce(0) { $0 + $1.amount } - Double(before)) < 1e-6)
      #expect(
        zip(contributions, contributions.dropFirst()).allSatisfy {
          $0.amount.magnitude >= $1.amount.magnitude
        })
      return true
    }
  }

  @Test("the contributions to a sum are its products and its bias, each with the unit it comes from")
  func sums() throws {
    try forEveryUnit(seed: 4) { unit, pass in
      guard case .weightedSum(let sum)? = pass.explain(unit)?.form else { return false }
      let contributions = pass.contributions(to: unit)
      #expect(contributions.count == sum.terms.count + (sum.bias == nil ? 0 : 1))
      var terms: [Term] = []
      for contribution in contributions {
        switch contribution.kind {
        case .product(let term):
          terms.append(term)
          let source = UnitAddress(layer: unit.layer - 1, position: term.position)
          #expect(contribution.source == (term.isOutside ? nil : source))
          #expect(contribution.amount == term.product)
        default:
          #expect(contribution.kind == .bias && contribution.source == nil)
          #expect(contribution.amount == sum.bias.map(Double.init))
        }
      }
      for term in sum.terms { #expect(terms.contains(term)) }
      return true
    }
  }

  @Test("the contributions to a window are the number that is kept, then the others with nothing")
  func windows() throws {
    try forEveryUnit(seed: 5) { unit, pass in
      guard case .windowMaximum(let window)? = pass.explain(unit)?.form else { return false }
      let contributions = pass.contributions(to: unit)
      #expect(contributions.map(\.kind) == [.kept] + window.places.dropFirst().map { _ in .dropped })
      #expect(contributions[0].source?.position == window.places[window.winner].position)
      #expect(contributions.dropFirst().allSatisfy { $0.amount == 0 })
      #expect(contributions.compactMap(\.source).count == window.places.count { !$0.isOutside })
      return true
    }
  }

  @Test("the contribution to a number that moved is that number")
  func moved() throws {
    try forEveryUnit(seed: 6) { unit, pass in
      guard case .moved(let origin)? = pass.explain(unit)?.form else { return false }
      let value = pass.activations[unit.layer][position: unit.position]
      let contributions = pass.contributions(to: unit)
      #expect(contributions.map(\.source) == [UnitAddress(layer: unit.layer - 1, position: origin.position)])
      #expect(contributions.map(\.kind) == [.moved] && contributions.map(\.amount) == [Double(value)])
      return true
    }
  }

  @Test("equal amounts stay in the order of the pass, and NaN comes first")
  func ties() throws {
    let weight = Tensor(Shape(5, 1), [1, -2, 2, 0, 1])
    let network = try SmallNetworks.chain(Shape(5), [LearnedDense(weight: weight, bias: [-2])])
    func order(_ input: [Float]) throws -> [Int?] {
      let pass = try Trace(network, input: Tensor(Shape(5), input))
      return pass.contributions(to: UnitAddress(layer: 1, position: [0])).map { $0.source?.position[0] }
    }
    #expect(try order([1, 1, 1, 1, 1]) == [1, 2, nil, 0, 4, 3])
    #expect(try order([1, 1, .infinity, 1, .nan]) == [4, 2, 1, nil, 0, 3])
  }

  @Test("nothing made a number of the picture, or one that was never computed")
  func none() throws {
    let network = try SmallNetworks.mixed(seed: 1)
    let pass = try TraceBuilder(network, input: Tensor(network.inputShape)).trace
    #expect(pass.contributions(to: UnitAddress(layer: 0, position: [0, 0, 0])).isEmpty)
    #expect(pass.contributions(to: UnitAddress(layer: 1, position: [0, 0, 0])).isEmpty)
  }
}
