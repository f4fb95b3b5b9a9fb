import ConvNet
import ModelFormats
import Tensors
import TestSupport
import Testing

/// Layers that are called several times.
struct SharedLayerTests {
  private func network(_ name: String) throws -> TrainedNetwork {
    try read(Repository.bytes(Repository.networkFile(name))).trained.get()
  }

  @Test(
    "weights that layers share count once, as Keras counts them",
    arguments: [("shared_layer", 152), ("nested_models", 275), ("nested_normalizations", 385)])
  func counts(name: String, expected: Int) throws {
    #expect(try network(name).parameterCount == expected)
  }

  @Test("later calls name the first one, which alone has parameters")
  func calls() throws {
    let network = try network("shared_layer")
    let names = network.layers.map { layer in layer.weightsOf.map { network.layers[$0].name } }
    let shared = zip(network.layers.map(\.name), names).filter { $0.1 != nil }.map { "\($0.0) \($0.1 ?? "")" }
    #expect(shared == ["again:1 again", "again:2 again", "both:1 both"])
    let again = try #require(network.index(ofLayerNamed: "again:1"))
    #expect(network.parameterCount(ofLayer: again) == 0)
    #expect(network.network.parameterCount(readByLayer: again) == 84)
  }

  @Test("calls of a layer hold one copy of its weights")
  func storage() throws {
    let network = try network("shared_layer")
    let convolutions = network.layers.indices.filter { network.layers[$0].operation is Conv2D }
    let addresses = convolutions.map { index in
      network.parameters(ofLayer: index)[.kernel].values.withUnsafeBufferPointer { $0.baseAddress }
    }
    #expect(addresses.count == 3 && Set(addresses).count == 1)
  }

  @Test("a layer that an inner model has too is read twice from a legacy file, as Keras reads it")
  func acrossModels() throws {
    let bytes = try LegacyFixture.file("shared_across_models.keras3")
    let network = try LegacyFixture.read(bytes, records: LegacyFixture.records(of: bytes)).trained.get()
    let places = try ["shared", "inner/shared"].map { try #require(network.index(ofLayerNamed: $0)) }
    let operations = places.map { network.layers[$0].operation as? Conv2D }
    #expect(operations[0] != nil && operations[0] == operations[1])
    #expect(network.parameters(ofLayer: places[0]) == network.parameters(ofLayer: places[1]))
  }

  @Test("a layer that shares the weights of one behind it is refused")
  func order() {
    let layers = [
      Layer(name: "in", operation: Input(Shape(2)), inputs: []),
      Layer(name: "out", operation: Flatten(), inputs: [0], weightsOf: 1),
    ]
    #expect(throws: NetworkError.order("out")) { try Network(layers: layers) }
  }
}
