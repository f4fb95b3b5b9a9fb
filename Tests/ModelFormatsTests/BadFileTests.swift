import ConvNet
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing

/// Files that can't be read or run, each with its error.
struct BadFileTests {
  private func bad(_ name: String) throws -> [UInt8] {
    try Repository.bytes(Repository.fixtures.appending(path: "bad/\(name).keras"))
  }

  @Test(
    "a file without a listing throws",
    arguments: [
      ("no_config", ModelError.memberMissing("config.json")),
      ("config_not_json", .configNotJSON(offset: 200)),
      ("not_a_zip", .foreignFile(.text)),
    ])
  func noListing(name: String, error: ModelError) throws {
    #expect(throws: error) { try read(bad(name)) }
  }

  @Test(
    "a file whose network can't run says why, and still has its listing", arguments: Self.faults.keys.sorted()
  )
  func listed(name: String) throws {
    let model = try read(bad(name))
    #expect(model.layers.count >= 3)
    let fault = try #require(Self.faults[name])
    #expect(throws: fault) { try model.network.get() }
  }

  static let faults: [String: ModelError] = [
    "unsupported_layer": .unsupportedLayers([
      UnsupportedLayer(name: "conv2d_unwritten", className: "Conv2DUnwritten", source: "conv2d")
    ]),
    "unsupported_recurrent": .unsupportedLayers([UnsupportedLayer(name: "lstm", className: "LSTM")]),
    "functional_two_inputs": .network(.inputs(["left", "right"])),
    "missing_weight": .missingWeight(layer: "dense", path: "layers/dense/vars/0"),
    "missing_bias": .missingWeight(layer: "conv2d", path: "layers/conv2d/vars/1"),
    "wrong_shape": .weightShape(
      layer: "dense", path: "layers/dense/vars/0", expected: Shape(48, 4), found: Shape(47, 4)),
    "wrong_rank": .weightShape(
      layer: "conv2d", path: "layers/conv2d/vars/0", expected: Shape(3, 3, 2, 3), found: Shape(18, 3)),
    "not_float": .weightType(layer: "conv2d", path: "layers/conv2d/vars/0"),
    "no_weights": .memberMissing("model.weights.h5"),
    "weights_not_hdf5": .weightsNotHDF5,
    "mixed_orders": .mixedDataFormats(channelsFirst: "up_sampling2d", channelsLast: "conv2d"),
    "channels_first_dense": .needsChannelsLast(UnsupportedLayer(name: "dense", className: "Dense")),
    "constant_operand": .constantOperand(layer: "true_divide"),
    "shared_across_models": .sharedAcrossModels(layer: "inner/shared", twin: "shared"),
  ]

  @Test("a legacy .h5 file is told apart")
  func legacy() throws {
    #expect(throws: ModelError.legacyProcess(code: nil)) { try read(KerasFixture("built_later").weights) }
  }

  @Test("an archive that was cut short is told apart from what is none")
  func cutShort() throws {
    let bytes = try KerasFixture("built_later").bytes
    #expect(throws: ModelError.archiveDamaged) { try read(Array(bytes.dropLast(100))) }
  }

  @Test("a network above the memory limit is refused")
  func memoryLimit() throws {
    let bytes = try KerasFixture("built_later").bytes
    let model = try ModelFile.read(bytes, name: "", memoryLimit: 2_000)
    let error = NetworkError.tooMuchMemory(layer: "flatten", shape: Shape(48), limit: 2_000)
    #expect(throws: ModelError.network(error)) { try model.network.get() }
  }
}
