import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// Traces after edits.
struct EditTests {
  private let trace: Trace
  private let kernel = ParameterAddress(layer: "layer3", name: .kernel)

  init() throws {
    let network = try SmallNetworks.mixed(seed: 1)
    trace = try Trace(network, input: .random(network.inputShape, seed: 2))
  }

  /// Expects that the layers from one on are other ones, and that those before share their memory with the original.
  private func expectKept(_ edited: Trace, before layer: Int) {
    for index in trace.network.layers.indices {
      let isKept = edited.activations[index].sharesMemory(with: trace.activations[index])
      #expect(isKept == (index < layer), "layer \(index)")
    }
  }

  @Test("edits at random make the trace that is made anew", arguments: UInt64(0)..<60)
  func random(seed: UInt64) throws {
    var random = RandomEdits(of: trace, seed: seed)
    for _ in 0..<1 + seed % 5 { random.add() }
    let (found, expected) = (try trace.after(random.edits), try random.traceAnew())
    #expect(found.trained == expected.trained && found.holds == expected.holds, "\(random.words)")
    for index in expected.network.layers.indices {
      #expect(found.preActivations[index].isIdentical(to: expected.preActivations[index]), "\(random.words)")
      #expect(found.activations[index].isIdentical(to: expected.activations[index]), "\(random.words)")
    }
  }

  @Test("edits of all kinds make the same trace together, one after the other, and anew")
  func inTurn() throws {
    var (faults, mended) = (0, 0)
    for seed in UInt64(0)..<40 {
      var random = RandomEdits(of: trace, seed: seed, breaksLayers: true)
      var edited = trace
      for _ in 0..<12 {
        let (made, hadFault) = (random.edits.count, edited.fault != nil)
        random.add()
        edited = try edited.after(Array(random.edits.dropFirst(made)))
        faults += edited.fault == nil ? 0 : 1
        mended += hadFault && edited.fault == nil ? 1 : 0
      }
      #expect(try edited == trace.after(random.edits), "\(random.words)")
      let anew = try random.traceAnew()
      #expect(edited.fault == random.fault, "\(random.words)")
      #expect(edited.trained == anew.trained && edited.holds == anew.holds, "\(random.words)")
      #expect(edited.activations == anew.activations, "\(random.words)")
      #expect(edited.preActivations == anew.preActivations, "\(random.words)")
    }
    #expect(faults > 40 && mended > 8, "\(faults) traces that end at a fault, \(mended) mended")
  }

  @Test("an edit is checked against what those before it made")
  func checkedInTurn() throws {
    let small = Edit.operation(layer: 4, Pooling2D(.maximum, poolSize: Size2D(square: 2)))
    let corner = Hold(layer: 4, .unit([2, 1, 0]), at: 1)
    let numbers = [
      ParameterAddress(layer: "layer6", name: .kernel), ParameterAddress(layer: "layer6", name: .bias),
    ]
    let narrow: [Edit] = [
      .operation(layer: 6, Dense(units: 4, activationFunction: .relu)),
      .parameterTensor(numbers[0], Tensor(Shape(24, 4))), .parameterTensor(numbers[1], Tensor(Shape(4))),
      .parameterTensor(ParameterAddress(layer: "layer7", name: .kernel), Tensor(Shape(4, 3))),
    ]
    #expect(throws: EditError.noPlace(corner)) { try trace.after([small, .hold(corner)]) }
    #expect(throws: EditError.noPlace(corner)) { try trace.after([.hold(corner), small]) }
    let last = Hold(layer: 6, .unit([4]), at: 1)
    #expect(throws: EditError.noPlace(last)) { try trace.after(narrow + [.hold(last)]) }
    #expect(throws: EditError.noNumber(numbers[1], shape: Shape(4), position: [4])) {
      try trace.after(narrow + [.parameter(numbers[1], [4], 1)])
    }
    let edited = try trace.after(narrow + [.parameter(numbers[1], [3], 7)])
    #expect(edited.activations[6].values == [0, 0, 0, 7])
    let unbiased = Edit.operation(layer: 6, Dense(units: 5, usesBias: false))
    #expect(throws: EditError.noParameter(numbers[1])) {
      try trace.after([unbiased, .parameter(numbers[1], [0], 1)])
    }
    let biased = Edit.operation(layer: 6, Dense(units: 5))
    #expect(throws: EditError.parameters(.missing(numbers[1], expected: Shape(5)))) {
      try trace.after([unbiased, biased])
    }
    let bias = Tensor(Shape(5), repeating: 2)
    #expect(
      try trace.after([unbiased, biased, .parameterTensor(numbers[1], bias)]).parameters[numbers[1]] == bias)
  }

  @Test("layers that don't depend on an edit keep their tensors and their memory")
  func kept() throws {
    expectKept(try trace.after([]), before: 8)
    expectKept(try trace.after([.pixels([[0, 0, 0]: 1])]), before: 0)
    expectKept(try trace.after([.parameter(kernel, [0, 0, 0, 0], 1)]), before: 3)
    expectKept(try trace.after([.hold(Hold(layer: 5, .unit([3]), at: 1))]), before: 5)
    expectKept(try trace.after([.operation(layer: 6, Dense(units: 5, activationFunction: .relu))]), before: 6)
  }

  @Test("what is held is held whatever changes before it, and its layer's sums stay as they are")
  func holds() throws {
    let map = Hold(layer: 1, .map(2), at: 0.5)
    let edited = try trace.after([.hold(map), .pixels([[1, 1, 0]: 3])])
    let plain = try trace.after([.pixels([[1, 1, 0]: 3])])
    #expect(edited.activations[1].plane(channel: 2).values.allSatisfy { $0 == 0.5 })
    #expect(edited.activations[1].plane(channel: 1) == plain.activations[1].plane(channel: 1))
    #expect(edited.preActivations[1] == plain.preActivations[1] && edited.holds == [map])
    let picture = try trace.after([.hold(Hold(layer: 0, .unit([2, 3, 1]), at: 9))])
    #expect(picture.activations[0][2, 3, 1] == 9 && picture.input == trace.input)
  }

  @Test("where shapes stop fitting the trace ends, with the fault, and what is before it is kept")
  func fault() throws {
    let large = Pooling2D(.maximum, poolSize: Size2D(square: 4))
    let edited = try trace.after([.operation(layer: 2, large)])
    let fault = LayerFault.windowTooLarge(window: Size2D(height: 2, width: 3), input: Shape(2, 2, 3))
    #expect(edited.fault == .layer(name: "layer3", fault: fault))
    #expect(edited.computedLayers == 3 && edited.isComplete && edited.network.outputShape == Shape(2, 2, 3))
    #expect(edited.activations[1].sharesMemory(with: trace.activations[1]))
    #expect(edited.parameters.addresses.map(\.layer) == ["layer1", "layer1"])
  }

  /// A pooling whose window is larger than every map.
  private func tooLarge(_ side: Int) -> Pooling2D { Pooling2D(.maximum, poolSize: Size2D(square: side)) }

  @Test("an edit that mends a fault gives back all that was meant behind it")
  func mended() throws {
    let hold = Hold(layer: 6, .unit([1]), at: 0.25)
    let held = try trace.after([.hold(hold)])
    for layer in [1, 2, 4] {
      let broken = try held.after([.operation(layer: layer, tooLarge(100))])
      #expect(broken.fault != nil && broken.computedLayers == layer && broken.holds.isEmpty)
      let mended = try broken.after([.operation(layer: layer, trace.network.layers[layer].operation)])
      #expect(mended == held && mended.fault == nil && mended.holds == [hold])
    }
  }

  @Test("an edit of what was meant behind a fault is there when the fault is mended")
  func behindFault() throws {
    let broken = try trace.after([.operation(layer: 2, tooLarge(100))])
    let edit = Edit.parameter(kernel, [0, 0, 0, 0], 3)
    let mend = Edit.operation(layer: 2, trace.network.layers[2].operation)
    #expect(try broken.after([edit]).after([mend]) == trace.after([edit]))
    #expect(try broken.after([.parameters(broken.parameters)]).after([mend]) == trace)
    let hold = Hold(layer: 3, .map(0), at: 1)
    #expect(throws: EditError.noPlace(hold)) { try broken.after([.hold(hold)]) }
  }

  @Test("an edit that makes another fault gives that fault")
  func otherFault() throws {
    func fault(_ side: Int, _ layer: Int, _ input: Shape) -> NetworkError {
      .layer(
        name: "layer\(layer)", fault: .windowTooLarge(window: Size2D(square: side), input: input))
    }
    let broken = try trace.after([.operation(layer: 4, tooLarge(100))])
    #expect(broken.fault == fault(100, 4, Shape(3, 2, 4)))
    let again = try broken.after([.operation(layer: 4, tooLarge(200))])
    #expect(again.fault == fault(200, 4, Shape(3, 2, 4)))
    let earlier = try again.after([.operation(layer: 2, tooLarge(300))])
    #expect(earlier.fault == fault(300, 2, Shape(9, 8, 3)) && earlier.computedLayers == 2)
    let later = try earlier.after([.operation(layer: 2, trace.network.layers[2].operation)])
    #expect(later == again)
    #expect(try later.after([.picture(trace.input)]).fault == again.fault)
  }

  @Test("−0 in place of 0 is a change")
  func negativeZero() throws {
    let slope = ParameterAddress(layer: "layer1", name: .alpha)
    let block = LearnedPReLU(alpha: Tensor(Shape(2)))
    let network = try SmallNetworks.chain(Shape(2), [block])
    let plain = try Trace(network, input: Tensor(Shape(2), repeating: -1))
    let parameters = Parameters(["layer1": LayerParameters([.alpha: Tensor(Shape(2), repeating: -0.0)])])
    let edited = try plain.after([.parameters(parameters)])
    #expect(plain.activations[1].values.map(\.sign) == [.minus, .minus])
    #expect(edited.activations[1].values.map(\.sign) == [.plus, .plus])
    #expect(edited.parameters[slope]?.values.map(\.sign) == [.minus, .minus])
  }

  @Test("many numbers of one call change one copy of a parameter, and of the picture")
  func copiedOnce() throws {
    var draft = TraceDraft(trace)
    func memory(_ tensor: Tensor?) -> UnsafePointer<Float>? {
      tensor?.values.withUnsafeBufferPointer { $0.baseAddress }
    }
    try draft.make(.parameter(kernel, [0, 0, 0, 0], 1))
    try draft.make(.pixels([[0, 0, 0]: 1]))
    let (first, picture) = (memory(draft.parameters[kernel]), memory(draft.input))
    #expect(first != memory(trace.parameters[kernel]) && picture != memory(trace.input))
    for filter in 0..<4 {
      try draft.make(.parameter(kernel, [1, 2, 0, filter], Float(filter)))
      try draft.make(.pixels([[filter, 1, 0]: 1, [filter, 2, 1]: 2]))
      #expect(memory(draft.parameters[kernel]) == first && memory(draft.input) == picture)
    }
    #expect(try draft.trace(goesOn: { true })?.parameters[kernel]?[1, 2, 0, 3] == 3)
  }

  @Test("a unit that is held is explained by that, and its neighbours by their arithmetic")
  func heldUnits() throws {
    let holds = [
      Hold(layer: 1, .map(2), at: 0.5), Hold(layer: 7, .unit([1]), at: 0.75),
      Hold(layer: 0, .unit([0, 0, 1]), at: 2),
    ]
    let edited = try trace.after(holds.map { .hold($0) })
    for hold in holds {
      for offset in 0..<edited.network.shapes[hold.layer].count {
        let unit = UnitAddress(
          layer: hold.layer, position: edited.network.shapes[hold.layer].indices(ofOffset: offset))
        let explanation = try #require(edited.explain(unit))
        #expect((explanation.form == .held(hold)) == hold.covers(unit))
        guard hold.covers(unit) else { continue }
        #expect(explanation.value == hold.value && explanation.preActivation == hold.value)
        #expect(explanation.activationFunction == .linear && explanation.softmax == nil)
        #expect(edited.largestSource(of: unit) == nil)
      }
    }
    let again = try edited.after([.hold(Hold(layer: 7, .unit([1]), at: 0.25))])
    #expect(again.explain(unitAt: [1], inLayer: 7)?.value == 0.25)
  }

  @Test("an operation that needs other parameters has to come with them")
  func otherParameters() throws {
    let dense = Dense(units: 5, activationFunction: .relu, usesBias: false)
    let unread = try trace.after([.operation(layer: 6, dense)])
    #expect(unread.parameters[ParameterAddress(layer: "layer6", name: .bias)] == nil)
    let wide = Dense(units: 6)
    let address = ParameterAddress(layer: "layer6", name: .kernel)
    #expect(
      throws: EditError.parameters(.shape(address, expected: Shape(24, 6), found: Shape(24, 5)))
    ) {
      try trace.after([.operation(layer: 6, wide)])
    }
  }

  @Test("an edit of what is not there is refused")
  func refused() {
    func expect(_ error: EditError, _ edit: Edit) {
      #expect(throws: error) { try trace.after([edit]) }
    }
    let gone = ParameterAddress(layer: "layer2", name: .kernel)
    expect(.noUnit(UnitAddress(layer: 0, position: [9, 0, 0])), .pixels([[9, 0, 0]: 1]))
    expect(.picture(expected: Shape(9, 8, 2), found: Shape(2)), .picture(Tensor(Shape(2))))
    expect(.noParameter(gone), .parameter(gone, [0], 1))
    expect(.noParameter(gone), .parameterTensor(gone, Tensor(Shape(1))))
    expect(
      .noNumber(kernel, shape: Shape(2, 3, 3, 4), position: [0, 0, 0, 4]),
      .parameter(kernel, [0, 0, 0, 4], 1))
    expect(
      .noNumber(kernel, shape: Shape(2, 3, 3, 4), position: [0]), .parameter(kernel, [0], 1))
    expect(
      .parameters(.shape(kernel, expected: Shape(2, 3, 3, 4), found: Shape(1))),
      .parameterTensor(kernel, Tensor(Shape(1))))
    expect(
      .parameters(.missing(ParameterAddress(layer: "layer1", name: .kernel), expected: Shape(3, 3, 2, 3))),
      .parameters(Parameters()))
    for hold in [
      Hold(layer: 1, .map(3), at: 0), Hold(layer: 1, .unit([0, 0]), at: 0), Hold(layer: 8, .map(0), at: 0),
    ] { expect(.noPlace(hold), .hold(hold)) }
    for layer in [-1, 0, 8] { expect(.noLayer(layer), .operation(layer: layer, Flatten())) }
  }

  @Test("activations above the memory limit are refused before they are computed")
  func memory() throws {
    let wide = UpSampling2D(size: Size2D(square: 1_000_000))
    let shape = Shape(9_000_000, 8_000_000, 3)
    #expect(throws: EditError.network(.tooMuchMemory(layer: "layer2", shape: shape, limit: 1 << 30))) {
      try trace.after([.operation(layer: 2, wide)], memoryLimit: 1 << 30)
    }
  }
}
