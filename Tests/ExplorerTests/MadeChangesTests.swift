import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Changes made of a network and a picture.
struct MadeChangesTests {
  private let trained: TrainedNetwork
  private let samples: Tensor
  private let trace: Trace

  init() throws {
    trained = try Examples.small()
    samples = Tensor.random(trained.network.inputShape, seed: 5).map(abs)
    trace = try Trace(trained, input: samples)
  }

  private func model(
    _ preprocessing: Preprocessing = Preprocessing(), classes: [String] = []
  ) -> ExplorerModel {
    ExplorerModel(
      title: DisplayText("a.keras"), trained: trained, classes: classes.map { DisplayText($0) },
      preprocessing: preprocessing)
  }

  private func made(
    _ texts: [String], in model: ExplorerModel? = nil, weights: [String: TrainedNetwork] = [:]
  ) throws -> MadeChanges {
    var made = MadeChanges(of: trained.network, in: model ?? self.model(), weights: weights)
    for text in texts { try made.make(Change(text)) }
    return made
  }

  private func after(_ texts: String...) throws -> Trace {
    try trace.after(made(texts).edits(ofTraceOf: samples))
  }

  private func expect(_ error: ChangeError, _ text: String, sourceLocation: SourceLocation = #_sourceLocation)
  {
    #expect(throws: error, sourceLocation: sourceLocation) { try made([text]) }
  }

  @Test("a map, a unit and a channel that are dropped are 0 behind the activation function")
  func drop() throws {
    let map = try after("drop conv2d[:,:,5]")
    #expect(map.holds == [Hold(layer: 1, .map(5), at: 0)])
    #expect(map.activations[1].plane(channel: 5).values.allSatisfy { $0 == 0 })
    #expect(map.preActivations[1] == trace.preActivations[1])
    #expect(try after("drop conv2d[,,5]") == map)
    #expect(try after("drop dense[3]").logits?[3] == 0)
    #expect(try after("drop conv2d[1,2,3]").holds == [Hold(layer: 1, .unit([1, 2, 3]), at: 0)])
    let channel = try after("drop input[:,:,0]")
    #expect(channel.activations[0].plane(channel: 0).values.allSatisfy { $0 == 0 })
    #expect(channel.input == trace.input)
    let named = try made(["drop dense[ship]"], in: model(classes: ["cat", "dog", "ship", "car"])).edits
    #expect(try trace.after(named).logits?[2] == 0)
  }

  @Test("a unit or a map that is held has the number; the last change of a place counts")
  func hold() throws {
    #expect(try after("hold conv2d[1,2,3] -2.5").activations[1][1, 2, 3] == -2.5)
    let twice = try after("drop conv2d[:,:,3]", "hold conv2d[1,2,3] 4")
    #expect(twice.activations[1][1, 2, 3] == 4 && twice.activations[1][0, 2, 3] == 0)
    #expect(try after("hold conv2d[1,2,3] 4", "drop conv2d[:,:,3]").activations[1][1, 2, 3] == 0)
  }

  @Test("what is held of the input stays held, whatever becomes of the picture, before or behind")
  func heldInput() throws {
    let texts = ["drop input[:,:,0]", "swap red blue", "paint 0-8,0-7 white", "flip"]
    let edited = try trace.after(made(texts).edits(ofTraceOf: samples))
    #expect(edited.activations[0].plane(channel: 0).values.allSatisfy { $0 == 0 })
    #expect(edited.activations[0].plane(channel: 1).values.allSatisfy { $0 == 1 })
    #expect(edited.input.plane(channel: 0).values.allSatisfy { $0 == 1 })
    let turned = try trace.after(made(Array(texts[1...]) + [texts[0]]).edits(ofTraceOf: samples))
    #expect(turned == edited)
    let swapped = try after("drop input[:,:,0]", "swap red blue")
    #expect(swapped.activations[0].plane(channel: 2) == trace.input.plane(channel: 0))
    #expect(swapped.activations[0].plane(channel: 0).values.allSatisfy { $0 == 0 })
    #expect(
      try after("paint 0-8,0-7 mean", "drop input[:,:,0]") == after("drop input[:,:,0]", "paint 0-8,0-7 mean")
    )
  }

  @Test("a picture is changed before its numbers are brought to what the network reads")
  func preprocessing() throws {
    let preprocessing = Preprocessing(
      lower: -1, upper: 1, mean: [0.1, 0.2, 0.3], deviation: [2], channelOrder: .bgr)
    let model = model(preprocessing)
    let trace = try Trace(trained, input: preprocessing.input(samples))
    let edited = try trace.after(made(["paint 2,3 red"], in: model).edits(ofTraceOf: samples))
    #expect(edited.input[2, 3, 2] == preprocessing.number(of: 1, channel: 2))
    #expect(edited.input[2, 3, 0] == preprocessing.number(of: 0, channel: 0))
    #expect(edited.input[2, 4, 0] == trace.input[2, 4, 0])
    let blue = try trace.after(made(["drop input[:,:,0]"], in: model).edits(ofTraceOf: samples))
    #expect(blue.activations[0][2, 3, 0] == 0 && blue.activations[0][2, 3, 2] == trace.input[2, 3, 2])
    #expect(trace.network.shapes[0] == Shape(9, 8, 3))
  }

  @Test("one number of a parameter is set, in the order in which changes come")
  func set() throws {
    let kernel = ParameterAddress(layer: "conv2d", name: .kernel)
    let edited = try after("set conv2d.kernel[0,2,1,4] -1", "set \"conv2d.bias[ 4 ]\" 0.5")
    #expect(edited.parameters[kernel]?[0, 2, 1, 4] == -1)
    #expect(edited.parameters[ParameterAddress(layer: "conv2d", name: .bias)]?[4] == 0.5)
    let order = try after("untrained conv2d", "set conv2d.bias[4] 0.5")
    #expect(order.parameters[ParameterAddress(layer: "conv2d", name: .bias)]?.values == [0, 0, 0, 0, 0.5, 0])
    #expect(try after("set conv2d.bias[4] 0.5", "untrained conv2d") == after("untrained conv2d"))
  }

  @Test("an untrained layer has Glorot's numbers from its seed and biases of 0, alone and among all others")
  func untrained() throws {
    let (all, one) = (try after("untrained seed 3"), try after("untrained dense seed 3"))
    let kernel = ParameterAddress(layer: "dense", name: .kernel)
    #expect(
      all.parameters[kernel] == one.parameters[kernel] && all.parameters[kernel] != trace.parameters[kernel])
    #expect(try after("untrained dense seed 4").parameters[kernel] != one.parameters[kernel])
    #expect(one.parameters[layer: "conv2d"] == trace.parameters[layer: "conv2d"])
    for (layer, fans) in [("conv2d", 9 * (3 + 6)), ("dense", 54 + 4)] {
      let numbers = try #require(all.parameters[ParameterAddress(layer: layer, name: .kernel)]).values
      let limit = (6 / Float(fans)).squareRoot()
      #expect(numbers.allSatisfy { abs($0) <= limit })
      #expect(
        abs((numbers.max() ?? 0) - limit) < limit / 10 && abs((numbers.min() ?? 0) + limit) < limit / 10)
      let biases = all.parameters[ParameterAddress(layer: layer, name: .bias)]
      #expect(biases?.values.allSatisfy { $0 == 0 } == true)
    }
  }

  @Test("the parameters of another file are taken by the order of the layers, whatever they are called")
  func weights() throws {
    let layers = trained.network.layers.map {
      Layer(name: "my " + $0.name, operation: $0.operation, inputs: $0.inputs)
    }
    var parameters = Parameters()
    for address in trained.parameters.addresses {
      parameters[ParameterAddress(layer: "my " + address.layer, name: address.name)] =
        trained.parameters[address]?.map { -$0 }
    }
    let other = try TrainedNetwork(Network(layers: layers), parameters)
    let edits = try made(["weights b.keras"], weights: ["b.keras": other]).edits
    let edited = try trace.after(edits)
    for address in trained.parameters.addresses {
      #expect(edited.parameters[address]?.values == trained.parameters[address]?.values.map { -$0 })
    }
    #expect(throws: ChangeError.otherNetwork(file: "c", layer: nil)) {
      try made(["weights c"], weights: ["c": Examples.reference()])
    }
    let wider = try Examples.network([
      Input(Shape(9, 8, 3)), Examples.convolution(3, from: 3, to: 6), Examples.pooling(2), Flatten(),
      Examples.dense(from: 54, to: 5),
    ])
    #expect(throws: ChangeError.otherNetwork(file: "c", layer: "dense")) {
      try made(["weights c"], weights: ["c": wider])
    }
    expect(.unread(file: "c"), "weights c")
  }

  @Test("a filter with a name has the same numbers for every channel, divided by their count, and no bias")
  func filter() throws {
    for filter in NamedFilter.allCases {
      let edited = try after("filter conv2d 2 \(filter.rawValue)")
      let kernel = try #require(edited.parameters[ParameterAddress(layer: "conv2d", name: .kernel)])
      let numbers = (0..<3).map { channel in
        (0..<9).map { kernel[$0 / 3, $0 % 3, channel, 2] * 3 }
      }
      #expect(numbers[0] == numbers[1] && numbers[1] == numbers[2])
      let sum = numbers[0].reduce(0, +)
      #expect(abs(sum - ([.identity, .blur].contains(filter) ? 1 : 0)) < 1e-6, "\(filter)")
      #expect(edited.parameters[ParameterAddress(layer: "conv2d", name: .bias)]?[2] == 0)
    }
    let grey = Tensor(samples.shape, (0..<samples.shape.count).map { Float($0 / 3 % 8) / 8 })
    let slope = try Trace(trained, input: grey).after(made(["filter conv2d 0 sobel-x"]).edits)
    #expect(slope.preActivations[1].plane(channel: 0).values.allSatisfy { abs($0 - 1) < 1e-6 })
  }

  @Test("what the network has not is refused, with what it has")
  func refused() throws {
    let layers = ["inputlayer", "conv2d", "maxpooling2d", "flatten", "dense"]
    expect(.place(.unit(.noSuchLayer(name: "conv", known: layers))), "drop conv[0]")
    expect(.wholeLayer("conv2d", Shape(7, 6, 6)), "drop conv2d")
    expect(.shares("softmax"), "drop softmax")
    expect(.shares("softmax[1]"), "hold softmax[1] 1")
    expect(
      .place(.unit(.indexOutOfRange(layer: "dense", shape: Shape(4), axis: 0, index: 4))), "drop dense[4]")
    expect(.notAParameter("conv2d"), "set conv2d 1")
    expect(.notAParameter("conv2d.bias[a]"), "set conv2d.bias[a] 1")
    let own = ["conv2d.kernel", "conv2d.bias"]
    expect(.noParameter("conv2d.gamma", known: own), "set conv2d.gamma[0] 1")
    expect(.noParameter("conv.bias", known: own + ["dense.kernel", "dense.bias"]), "set conv.bias[0] 1")
    expect(.indexCount("conv2d.bias", Shape(6), found: 2), "set conv2d.bias[0,1] 1")
    expect(.indexOutside("conv2d.bias", Shape(6), axis: 0, index: 6), "set conv2d.bias[6] 1")
    expect(.nothingLearned("flatten", known: ["conv2d", "dense"]), "untrained flatten")
    expect(.noFilters("dense", known: ["conv2d"]), "filter dense 0 zero")
    expect(.noFilter("conv2d", index: 6, count: 6), "filter conv2d 6 zero")
    expect(.place(.unit(.noSuchLayer(name: "softmax", known: layers))), "untrained softmax")
  }

  @Test("changes made together are those made one after the other, on what those before made")
  func inTurn() throws {
    let texts = [
      "paint 0-3,1-5 mean", "drop conv2d[:,:,1]", "flip", "set dense.kernel[7,2] 3", "noise seed 2",
      "hold conv2d[0,0,1] 2", "shift 1,-2", "untrained dense seed 9", "filter conv2d 3 blur",
    ]
    let together = try trace.after(made(texts).edits(ofTraceOf: samples))
    var (edited, picture) = (trace, samples)
    for text in texts {
      let one = try made([text])
      edited = try edited.after(one.edits(ofTraceOf: picture))
      picture = one.picture.applied(to: picture)
    }
    #expect(edited == together && together != trace)
    #expect(try made(texts).picture.applied(to: samples) == picture)
  }
}
