import ConvNet
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// What is said of a change that can't be made.
struct EditErrorWordsTests {
  private func network() throws -> Network {
    try TrainedNetwork(layers: [
      TestLayer(name: "input", block: Input(Shape(3, 3, 1)), inputs: []),
      TestLayer(
        name: "conv", block: LearnedConv2D(weight: Tensor(Shape(2, 2, 1, 2)), bias: [0, 0]), inputs: [0]),
      TestLayer(name: "flat\u{1B}", block: Flatten(), inputs: [1]),
    ]).network
  }

  private func expect(
    _ error: EditError, _ fault: String, _ remedy: String?, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(
      try error.words(in: network()) == ErrorWords(fault, remedy: remedy),
      sourceLocation: sourceLocation)
  }

  @Test("a place that is not there is named, with those that are")
  func places() throws {
    let count = "indices count from 0, one for each axis"
    try expect(
      .noUnit(UnitAddress(layer: 0, position: [9, 0, 0])),
      "the picture is (3, 3, 1), and has no number [9, 0, 0]", count)
    try expect(
      .noPlace(Hold(layer: 1, .unit([0, 2, 0]), at: 1)), "conv is (2, 2, 2), and has no number [0, 2, 0]",
      count)
    try expect(
      .noPlace(Hold(layer: 1, .map(2), at: 1)), "conv has no map 2", "its maps are 0 to 1")
    try expect(.noPlace(Hold(layer: 3, .map(0), at: 1)), "there is no line 3", "lines are 0 to 2")
    try expect(.noUnit(UnitAddress(layer: -1, position: [])), "there is no line -1", "lines are 0 to 2")
    try expect(.noLayer(0), "there is no line 0 that could do something else", "lines 1 to 2 can")
  }

  @Test("a parameter that is not there, or doesn't fit, is named as places have it")
  func parameters() throws {
    let kernel = ParameterAddress(layer: "conv", name: .kernel)
    try expect(
      .noParameter(ParameterAddress(layer: "conv", name: .gamma)), "there is no conv.gamma",
      "there is conv.kernel, conv.bias")
    try expect(
      .noParameter(ParameterAddress(layer: "flat\u{1B}", name: .kernel)), "there is no flat�.kernel",
      "flat� has learned nothing of its own")
    try expect(
      .noNumber(kernel, shape: Shape(2, 2, 1, 2), position: [2, 0, 0, 0]),
      "conv.kernel is (2, 2, 1, 2), and has no number [2, 0, 0, 0]", "indices count from 0, one for each axis"
    )
    try expect(
      .parameters(.missing(kernel, expected: Shape(2, 2, 1, 2))),
      "conv.kernel is missing, and the layer reads one of (2, 2, 1, 2)", "give it together with the change")
    try expect(
      .parameters(.shape(kernel, expected: Shape(2, 2, 1, 2), found: Shape(1))),
      "conv.kernel is (1,), and the layer reads one of (2, 2, 1, 2)",
      "give another one together with the change")
    try expect(
      .parameters(.unread(kernel)), "no layer reads conv.kernel", "leave it out")
  }

  @Test("a picture of another shape, and activations that are too large, are told with their shapes")
  func shapes() throws {
    try expect(
      .picture(expected: Shape(3, 3, 1), found: Shape(2)),
      "the picture is (2,), and the network reads (3, 3, 1)",
      nil)
    try expect(
      .network(.tooMuchMemory(layer: "conv", shape: Shape(9, 9), limit: 1_000)),
      "the activations up to layer conv, (9, 9), take more than 1,000 bytes",
      "use a smaller input or a machine with more memory")
  }

  @Test("a layer of a changed network that can't run is named with what it reads")
  func fault() {
    let words = NetworkError.layer(name: "conv", fault: .rank(expected: 3, found: Shape(4))).words
    #expect(words.fault == "layer conv can't run: it reads (4,), and 3 axes are needed")
  }
}
