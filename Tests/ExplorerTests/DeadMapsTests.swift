import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Maps that are 0 everywhere: found, counted, and gone through by `:dead`.
struct DeadMapsTests {
  /// Five maps of a convolution with ReLU whose filters have these signs: a negative one makes nothing of a bright picture.
  private func state(_ signs: [Float] = [1, -1, 1, -1, -1]) throws -> ExplorerState {
    let weight = Tensor(Shape(1, 1, 1, signs.count), signs)
    let network = try TrainedNetwork(
      layers: [
        TestLayer(name: "input", block: Input(Shape(2, 2, 1)), inputs: []),
        TestLayer(
          name: "conv2d", block: LearnedConv2D(weight: weight, bias: nil, activationFunction: .relu),
          inputs: [0]),
        TestLayer(name: "flatten", block: Flatten(), inputs: [1]),
      ])
    var state = Examples.state(network, line: 1, depth: .layer)
    let pass = try Trace(network, input: Tensor(Shape(2, 2, 1), [1, 2, 3, 4]))
    state.receiveFirst(Evaluation(trace: pass, pictureSize: Size2D(square: 2)), picture: 0)
    return state
  }

  /// What `:dead` says.
  private func dead(_ state: inout ExplorerState) -> String? {
    _ = update(&state, .openPrompt(.command))
    _ = update(&state, .edit(.insert("dead")))
    _ = update(&state, .edit(.accept))
    #expect(state.prompt == nil)
    return state.notice ?? state.report
  }

  @Test("the maps that are 0 everywhere are found in the numbers that are shown")
  func found() throws {
    var state = try state()
    #expect(state.deadMaps == [1, 3, 4])
    state.display.showsPreActivation = true
    #expect(state.deadMaps == [])
    state.line = 2
    #expect(state.deadMaps == [])
  }

  @Test("a map with a number that is not finite is not dead")
  func notFinite() throws {
    var state = try state()
    var values = try #require(state.evaluation?.trace.activations)
    let trained = try #require(state.model.trained)
    var spoiled = values[1]
    spoiled.values[1] = .nan
    values[1] = spoiled
    let trace = Trace(trained, activations: values, preActivations: values)
    state.receiveFirst(Evaluation(trace: trace, pictureSize: Size2D(square: 2)), picture: 0)
    #expect(state.deadMaps == [3, 4])
  }

  @Test(":dead goes to the next of them, round the end, at any depth, and names them")
  func goesThrough() throws {
    var state = try state()
    state.cursor = LayerCursor(channel: 1)
    for (depth, channel) in [(Depth.layer, 3), (.map, 4), (.unit, 1), (.network, 3)] {
      state.depth = depth
      #expect(dead(&state) == "map \(channel) · maps 1, 3 and 4 are all 0 here")
      #expect(state.cursor.channel == channel && state.depth == depth)
    }
  }

  @Test(":dead says so where no map is, where there are none, and where nothing is computed")
  func none() throws {
    var alive = try state([1, 2])
    #expect(dead(&alive) == "no map of conv2d is all 0 here")
    var single = try state([1, -1])
    single.cursor = LayerCursor(channel: 1)
    #expect(dead(&single) == "map 1 is all 0 here")
    #expect(single.cursor.channel == 1)
    var flat = try state()
    flat.line = 2
    #expect(dead(&flat) == "flatten has no maps")
    var early = try state()
    early.playhead.position = Position(layer: 1)
    #expect(early.deadMaps == [])
    #expect(dead(&early) == "conv2d is not yet computed")
    var failed = try state()
    failed.pictures[0].status = .failed("no such file")
    #expect(dead(&failed) == "there is no pass to look at")
  }

  @Test(":dead says so where the network can't run")
  func broken() throws {
    var broken = Examples.broken()
    _ = update(&broken, .openPrompt(.command))
    _ = update(&broken, .edit(.insert("dead")))
    _ = update(&broken, .edit(.accept))
    #expect(broken.prompt?.failure == "the network can't run, so it has no units; a line's number goes to it")
  }
}
