import ConvNet
import Tensors
import TestSupport
import Testing

struct NetworkTests {
  private let input = TestLayer(name: "input", block: Input(Shape(4)), inputs: [])

  private func dense(_ name: String, _ inputs: [Int]) -> TestLayer {
    TestLayer(name: name, block: SmallNetworks.dense(from: 4, to: 4), inputs: inputs)
  }

  private func expect(_ error: NetworkError, _ layers: [TestLayer], limit: Int = .max) {
    #expect(throws: error) { try TrainedNetwork(layers: layers, memoryLimit: limit) }
  }

  @Test("the reference network has the shapes, parameters and products of its listing")
  func reference() throws {
    let network = try SmallNetworks.reference().network
    #expect(
      network.shapes.map(\.extents) == [
        [32, 32, 3], [30, 30, 32], [15, 15, 32], [13, 13, 64], [6, 6, 64], [4, 4, 64], [1_024], [64], [10],
      ])
    #expect(
      network.layers.indices.map { network.parameterCount(ofLayer: $0) } == [
        0, 896, 0, 18_496, 0, 36_928, 0, 65_600, 650,
      ])
    #expect(network.parameterCount == 122_570)
    #expect(network.multiplyAddCount == 4_548_608)
    #expect(network.inputShape == Shape(32, 32, 3))
    #expect(network.outputShape == Shape(10))
  }

  @Test("an input alone is not a network")
  func noLayers() {
    expect(.noLayers, [])
    expect(.noLayers, [input])
  }

  @Test("two layers of one name are refused")
  func duplicateName() {
    expect(.duplicateName("a"), [input, dense("a", [0]), dense("a", [1])])
  }

  @Test(
    "a layer that reads itself, a later one or none that exists is refused", arguments: [1, 2, 3, -1, .max])
  func order(read: Int) {
    expect(.order("a"), [input, dense("a", [read]), dense("b", [1])])
  }

  @Test("several inputs are refused by name, and a layer in front that is none")
  func inputs() {
    expect(
      .inputs(["input", "other"]),
      [input, TestLayer(name: "other", block: Input(Shape(4)), inputs: []), dense("a", [0])])
    expect(
      .layer(name: "a", fault: .inputCount(expected: 1, found: 0)),
      [input, dense("a", [])])
  }

  @Test("several outputs are refused by name")
  func outputs() {
    expect(.outputs(["a", "b"]), [input, dense("a", [0]), dense("b", [0])])
  }

  @Test("a layer that can't run is named with its fault")
  func fault() {
    let wrong = TestLayer(name: "b", block: Pooling2D(.maximum, poolSize: Size2D(square: 2)), inputs: [1])
    expect(
      .layer(name: "b", fault: .rank(expected: 3, found: Shape(4))),
      [input, dense("a", [0]), wrong])
  }

  @Test("activations above the memory limit are refused, pre-activations counted where they differ")
  func memory() throws {
    let layers = [
      input, dense("a", [0]),
      TestLayer(name: "b", block: SmallNetworks.dense(from: 4, to: 4, .relu), inputs: [1]),
    ]
    let needed = 4 * (4 + 4 + 4 + 4)
    #expect(try TrainedNetwork(layers: layers, memoryLimit: needed).layers.count == 3)
    expect(.tooMuchMemory(layer: "b", shape: Shape(4), limit: needed - 1), layers, limit: needed - 1)
  }

  @Test("activations that no number can count are refused even without a limit")
  func uncountable() {
    let huge = Shape(1 << 40, 1 << 40, 3)
    expect(
      .tooMuchMemory(layer: "input", shape: huge, limit: .max),
      [
        TestLayer(name: "input", block: Input(huge), inputs: []),
        TestLayer(name: "a", block: Pooling2D(.maximum, poolSize: Size2D(square: 2)), inputs: [0]),
      ])
    let large = Shape(1 << 30, 1 << 30, 2)
    expect(
      .tooMuchMemory(layer: "a", shape: large, limit: .max),
      [
        TestLayer(name: "input", block: Input(Shape(1 << 30, 1 << 29, 2)), inputs: []),
        TestLayer(name: "a", block: Grown(to: large), inputs: [0]),
      ])
  }

  @Test("layers are found by name and know who reads them")
  func lookUp() throws {
    let network = try SmallNetworks.mixed(seed: 1).network
    #expect(network.index(ofLayerNamed: "layer3") == 3)
    #expect(network.index(ofLayerNamed: "layer") == nil)
    #expect(network.readers(ofLayer: 3) == [4])
    #expect(network.readers(ofLayer: network.layers.count - 1).isEmpty)
    #expect(network.inputShapes(ofLayer: 1) == [Shape(9, 8, 2)])
  }

  @Test("networks are equal when layers and weights are")
  func equality() throws {
    #expect(try SmallNetworks.mixed(seed: 1) == SmallNetworks.mixed(seed: 1))
    #expect(try SmallNetworks.mixed(seed: 1) != SmallNetworks.mixed(seed: 2))
  }
}

/// A layer that claims a shape, for the sums of memory.
private struct Grown: FixedOperation, BuildingBlock {
  let shape: Shape

  init(to shape: Shape) {
    self.shape = shape
  }

  func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape { shape }
  func termCount(inputs: [Shape]) -> Int { 0 }
  func preActivation(of inputs: [Tensor]) -> Tensor { inputs[0] }
  func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form { .given }
  func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] { [] }
}
