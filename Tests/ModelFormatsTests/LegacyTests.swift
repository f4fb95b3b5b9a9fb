import ConvNet
import KerasNotation
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// Legacy `.h5` files: what is written of them, and what is made of that.
struct LegacyTests {
  @Test(
    "a network saved as .h5 is the one saved as .keras: wiring, arguments and every weight",
    arguments: [
      "tutorial.keras2", "built_later.keras2", "shared_layer.keras2", "nested_models.keras2",
      "tutorial.keras3", "built_later.keras3", "shared_layer.keras3", "nested_models.keras3",
      "nested_sequential.keras3", "nested_normalizations.keras3", "nested_normalizations.keras2",
      "tutorial.list", "nested_sequential.list", "nested_normalizations.v1", "tutorial.names", "tutorial.own",
    ])
  func networks(name: String) throws {
    let bytes = try LegacyFixture.file(name)
    let found = try LegacyFixture.read(bytes, records: LegacyFixture.records(of: bytes))
    let file = Repository.networkFile(String(name.prefix { $0 != "." }))
    let expected = try ModelFormatsTests.read(Repository.bytes(file))
    let (network, twin) = try (found.trained.get(), expected.trained.get())
    #expect(found.layers.count == expected.layers.count)
    #expect(found.layers.map(\.code) == expected.layers.map(\.code))
    for (index, (found, expected)) in zip(network.layers, twin.layers).enumerated() {
      // Keras 2 and 3 number input layers in their own ways.
      let name = expected.inputs.isEmpty ? found.name : expected.name
      let same = Layer(
        name: name, operation: expected.operation, inputs: expected.inputs,
        weightsOf: expected.weightsOf)
      #expect(found == same, "\(expected.name)")
      #expect(network.parameters(ofLayer: index) == twin.parameters(ofLayer: index), "\(expected.name)")
    }
  }

  @Test("weights without a model, what is no HDF5 file inside, and no reader have their errors")
  func errors() throws {
    let weights = try LegacyFixture.file("weights")
    #expect(throws: ModelError.legacyWithoutModel) {
      try LegacyFixture.read(weights, records: LegacyFixture.records(of: weights))
    }
    let head = Array(weights.prefix(100))
    #expect(throws: ModelError.legacyDamaged) {
      try LegacyFixture.read(head, records: LegacyFixture.records(of: head))
    }
    #expect(throws: ModelError.legacyProcess(code: nil)) { try ModelFormatsTests.read(weights) }
  }

  @Test("how much memory is lacking, for the file or for a weight, comes through the records")
  func memory() throws {
    let file = try LegacyFixture.file("tutorial.keras2")
    let lack = 3_000_000_000
    let failure = ModelError.memory(bytes: lack).bytes
    #expect(throws: ModelError.memory(bytes: lack)) {
      try LegacyFixture.read(file, records: LegacyRecord.failure.head(length: failure.count) + failure)
    }
    let reason = HDF5File.Failure.memory(bytes: lack).bytes
    let records = try LegacyFixture.records(
      of: file, replacingFirst: .numbers, by: LegacyRecord.unreadable.head(length: reason.count) + reason)
    let found = try LegacyFixture.read(file, records: records)
    #expect(throws: ModelError.memory(bytes: lack)) { try found.network.get() }
  }

  @Test("every reason why a weight or a model can't be read comes through its record")
  func reasons() {
    let weights: [HDF5File.Failure] = [
      .missing, .notFloat, .unsupportedStorage, .corrupt, .memory(bytes: 0), .memory(bytes: .max),
    ]
    #expect(weights.map { HDF5File.Failure(bytes: $0.bytes) } == weights)
    let models: [ModelError] = [
      .legacyDamaged, .legacyWithoutModel, .foreignFile(.hdf5Data), .memory(bytes: 7),
    ]
    #expect(models.map { ModelError(bytes: $0.bytes) } == models)
    #expect(
      ModelError(bytes: [3, 0, 0]) == nil && ModelError(bytes: [9]) == nil && ModelError(bytes: []) == nil)
    #expect(HDF5File.Failure(bytes: [4]) == nil)
  }

  @Test("a weight that is missing, of another shape or no float names the layer and its path")
  func badWeights() throws {
    var model = LegacyModel()
    let kernel = LegacyModel.Numbers(extents: [2, 3], values: [1, 2, 3, 4, 5, 6])
    model.add(.success(kernel), path: "model_weights/outer/in/kernel:0", layer: "outer")
    model.add(.failure(.notFloat), path: "model_weights/outer/in/bias:0", layer: "outer")
    model.add(.success(kernel), path: "model_weights/outer/other/in/kernel:0", layer: "outer")
    func tensor(_ index: Int, _ shape: Shape, _ names: String...) throws(ModelError) -> Tensor {
      try LayerWeights(store: model, layer: "in", address: WeightAddress(names: names))
        .tensor(index, shape: shape)
    }
    #expect(try tensor(0, Shape(2, 3), "outer", "in").values == [1, 2, 3, 4, 5, 6])
    let path = "model_weights/outer/other/in/kernel:0"
    let shape = ModelError.weightShape(layer: "in", path: path, expected: Shape(6), found: Shape(2, 3))
    #expect(throws: shape) { try tensor(0, Shape(6), "outer", "other", "in") }
    #expect(throws: ModelError.weightType(layer: "in", path: "model_weights/outer/in/bias:0")) {
      try tensor(1, Shape(3), "outer")
    }
    #expect(throws: ModelError.missingWeight(layer: "in", path: "model_weights/outer/gone [0]")) {
      try tensor(0, Shape(3), "outer", "gone")
    }
  }

  @Test("records that break off anywhere are refused")
  func prefixesOfRecords() throws {
    let file = try LegacyFixture.file("built_later.keras2")
    let records = LegacyFixture.records(of: file)
    for count in 0..<records.count {
      #expect(throws: ModelError.legacyReaderDied) {
        try LegacyFixture.read(file, records: Array(records.prefix(count)))
      }
    }
  }
}
