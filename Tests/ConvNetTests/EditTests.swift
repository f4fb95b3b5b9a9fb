import ConvNet
import Tensors
import TestSupport
import Testing

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

  @Test("edits one after the other make what they make together")
  func inTurn() throws {
    var random = RandomEdits(of: trace, seed: 7)
    var edited = trace
    for _ in 0..<12 {
      random.add()
      edited = try edited.after(random.edits.suffix(1))
    }
    #expect(try edited == trace.after(random.edits))
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
    let large = MaxPooling2D(poolSize: Size2D(square: 4))
    let edited = try trace.after([.operation(layer: 2, large)])
    let fault = LayerFault.windowTooLarge(window: Size2D(height: 2, width: 3), input: Shape(2, 2, 3))
    #expect(edited.fault == .layer(name: "layer3", className: "Conv2D", fault: fault))
    #expect(edited.computedLayers == 3 && edited.isComplete && edited.network.outputShape == Shape(2, 2, 3))
    #expect(edited.activations[1].sharesMemory(with: trace.activations[1]))
    #expect(edited.parameters.addresses.map(\.layer) == ["layer1", "layer1"])
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
    #expect(throws: EditError.self) { try trace.after([.operation(layer: 2, wide)], memoryLimit: 1 << 30) }
  }
}
