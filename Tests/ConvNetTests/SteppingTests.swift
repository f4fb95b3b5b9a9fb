import ConvNet
import Tensors
import TestSupport
import Testing

struct SteppingTests {
  private let trained: TrainedNetwork
  private var network: Network { trained.network }
  private let trace: Trace
  private let model: PassModel

  init() throws {
    trained = try SmallNetworks.mixed(seed: 11)
    trace = try Trace(trained, input: .random(trained.network.inputShape, seed: 12))
    model = PassModel(trained.network, steps: [18 + 1 + 1, 4, 18 + 1, 9, 1, 24 + 1 + 1, 5 + 1])
  }

  private func expectState(_ pass: PartialTrace, at place: Int, units: some Sequence<UnitAddress>) {
    #expect(pass.position == model.places[place].position)
    for unit in units {
      let completion = model.completion[unit] ?? 0
      #expect(pass.isComputed(unit) == (completion <= place), "\(unit) at \(pass.position)")
    }
  }

  /// Compares everything that can be asked of a pass with what it is by definition.
  private func expectWholeState(_ pass: PartialTrace, at place: Int) {
    expectState(pass, at: place, units: model.completion.keys)
    for layer in network.layers.indices.dropFirst() {
      let computed = model.completion.count { $0.key.layer == layer && $0.value <= place }
      #expect(pass.computedUnits(ofLayer: layer) == computed)
      let isComputed = computed == network.shapes[layer].count
      #expect(pass.isComputed(layer: layer) == isComputed)
      #expect(pass.activation(ofLayer: layer) == (isComputed ? trace.activations[layer] : nil))
    }
  }

  @Test(
    "walks of steps of random size, forwards and backwards, keep the state that a direct computation gives",
    arguments: UInt64(0)..<6)
  func walks(seed: UInt64) throws {
    let units = model.completion.keys.sorted {
      ($0.layer, $0.position.first ?? 0) < ($1.layer, $1.position[0])
    }
    var generator = SeededGenerator(seed: seed)
    var position = network.start
    var place = 0
    for step in 0..<3_000 {
      let size = StepSize.allCases[Int.random(in: 0..<5, using: &generator)]
      switch Int.random(in: 0..<100, using: &generator) {
      case 0:
        place = Int.random(in: model.places.indices, using: &generator)
        position = model.places[place].position
      case 1..<52:
        place = model.index(after: place, by: size)
        position = network.boundary(after: position, by: size)
      default:
        place = model.index(before: place, by: size)
        position = network.boundary(before: position, by: size)
      }
      let pass = PartialTrace(trace, at: position)
      expectState(pass, at: place, units: units.randomElement(using: &generator).map { [$0] } ?? [])
      if step.isMultiple(of: 300) { expectWholeState(pass, at: place) }
    }
  }

  @Test(
    "stepping through meets every boundary of a size once, and backwards the same ones",
    arguments: StepSize.allCases)
  func boundaries(size: StepSize) {
    let expected = model.places.filter { $0.size >= size }.map(\.position)
    let forwards = sequence(first: network.start) {
      $0 < network.end ? network.boundary(after: $0, by: size) : nil
    }
    let backwards = sequence(first: network.end) {
      $0 > network.start ? network.boundary(before: $0, by: size) : nil
    }
    #expect(Array(forwards) == expected)
    #expect(Array(backwards) == expected.reversed())
  }

  @Test("from anywhere a step goes to the nearest boundary of its size", arguments: StepSize.allCases)
  func fromInside(size: StepSize) {
    for (index, place) in model.places.enumerated().filter({ $0.offset.isMultiple(of: 7) }) {
      let next = network.boundary(after: place.position, by: size)
      #expect(next == model.places[model.index(after: index, by: size)].position)
      let previous = network.boundary(before: place.position, by: size)
      #expect(previous == model.places[model.index(before: index, by: size)].position)
    }
  }

  @Test("the boundaries of a size are boundaries of every smaller size")
  func subsets() {
    var smaller: Set<Position>?
    for size in StepSize.allCases {
      let positions = Set(
        sequence(first: network.start) { $0 < network.end ? network.boundary(after: $0, by: size) : nil })
      #expect(smaller.map { positions.isStrictSubset(of: $0) } ?? true, "\(size)")
      smaller = positions
    }
  }

  @Test("a pass can be at the places of the model, and at no others")
  func validity() {
    for place in model.places { #expect(network.isValid(place.position)) }
    let end = network.layers.count
    for position in [
      Position(layer: 0), Position(layer: -1), Position(layer: end, unit: 1), Position(layer: end, term: 1),
      Position(layer: end + 1), Position(layer: 1, unit: 216), Position(layer: 1, unit: -1),
      Position(layer: 1, term: 20), Position(layer: 1, term: -1), Position(layer: 2, unit: 47, term: 4),
    ] {
      #expect(!network.isValid(position), "\(position)")
    }
  }

  @Test("a softmax over maps is computed place by place, with its last channel")
  func softmaxOverMaps() throws {
    let network = try SmallNetworks.chain(
      Shape(3, 4, 1), [SmallNetworks.convolution(Size2D(square: 2), from: 1, to: 3, .softmax), Flatten()])
    let model = PassModel(network.network, steps: [4 + 1, 1])
    let trace = try Trace(network, input: .random(Shape(3, 4, 1), seed: 3))
    for (place, step) in model.places.enumerated() {
      let pass = PartialTrace(trace, at: step.position)
      for (unit, completion) in model.completion { #expect(pass.isComputed(unit) == (completion <= place)) }
      #expect(
        pass.computedUnits(ofLayer: 1) == model.completion.count { $0.key.layer == 1 && $0.value <= place })
    }
    let pass = PartialTrace(trace, at: Position(layer: 1, unit: 1))
    let first = UnitAddress(layer: 1, position: [0, 0, 0])
    #expect(pass.isPreActivationComputed(first) && !pass.isComputed(first))
  }

  @Test("the steps of a unit are its terms, its bias and its activation function")
  func steps() {
    let convolution = network.steps(ofUnitInLayer: 1)
    #expect(convolution.terms == 18 && convolution.hasBias && convolution.hasFunction)
    #expect(convolution.count == 20)
    #expect((17..<20).map { convolution[$0] } == [.term(17), .bias, .activationFunction])
    let withoutBias = network.steps(ofUnitInLayer: 3)
    #expect(withoutBias.count == 19 && withoutBias[18] == .activationFunction)
    let softmax = network.steps(ofUnitInLayer: 7)
    #expect(softmax.count == 6 && softmax[5] == .bias)
    #expect(network.steps(ofUnitInLayer: 5)[0] == .term(0))
    #expect(network.stepCount(ofUnitInLayer: 0) == 0)
  }

  @Test("every unit's explanation has as many terms as steps")
  func termCounts() throws {
    for unit in model.completion.keys {
      let steps = network.steps(ofUnitInLayer: unit.layer)
      let form = try #require(trace.explain(unit)).form
      #expect(form.termCount == steps.terms && steps.terms >= 1)
      if case .weightedSum(let sum) = form {
        #expect((sum.bias != nil) == steps.hasBias)
      } else {
        #expect(!steps.hasBias)
      }
    }
  }
}
