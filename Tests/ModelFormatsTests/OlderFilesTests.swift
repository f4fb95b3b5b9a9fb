import ConvNet
import Foundation
import KerasNotation
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// Files as older versions of Keras wrote them.
struct OlderFilesTests {
  private static let folder = Repository.fixtures.appending(path: "older")

  @Test(
    "a .keras file of Keras 2.13, which counts layers with weights twice, is the network that Keras 3 saves",
    arguments: ["tutorial", "nested_models", "nested_normalizations", "shared_layer"])
  func countedTwice(name: String) throws {
    let found = try read(Repository.bytes(Self.folder.appending(path: name + ".keras2_13.keras")))
    let expected = try read(Repository.bytes(Repository.networkFile(name))).trained.get()
    let network = try found.trained.get()
    #expect(
      network.layers.map { $0.operation.kerasCode() } == expected.layers.map { $0.operation.kerasCode() })
    for (index, (layer, twin)) in zip(network.layers, expected.layers).enumerated() {
      #expect(layer.renamed(as: twin) == twin, "\(layer.name)")
      #expect(network.parameters(ofLayer: index) == expected.parameters(ofLayer: index), "\(layer.name)")
    }
  }

  @Test("a file of Keras 1 is named by its age, from its version or its arguments")
  func kerasOne() throws {
    let bytes = try LegacyFixture.file("keras1")
    let file = try LegacyFixture.read(bytes, records: LegacyFixture.records(of: bytes))
    #expect(throws: ModelError.kerasTooOld(version: "1.2.2")) { try file.network.get() }
    #expect(file.layers.allSatisfy { $0.outputShape == nil })
    #expect(file.layers.map { $0.code.text }[1].hasPrefix("Conv2D("))
    let json = #"""
      {"class_name": "Sequential", "config": [{"class_name": "Dense",
       "config": {"name": "d", "batch_input_shape": [null, 3], "output_dim": 4}}]}
      """#
    let model = try KerasModel(JSONParser.value(of: Array(json.utf8)))
    #expect(throws: ModelError.kerasTooOld(version: nil)) { try model.checkLayers() }
  }

  @Test("hard_sigmoid is refused where Keras 2 wrote the file, which had another function of that name")
  func hardSigmoid() throws {
    for activation in [#""hard_sigmoid""#, #"{"class_name": "function", "config": "hard_sigmoid"}"#] {
      let json = """
        {"class_name": "Sequential", "config": {"layers": [{"class_name": "Activation",
         "config": {"name": "a", "batch_input_shape": [null, 3], "activation": \(activation)}}]}}
        """
      let value = try JSONParser.value(of: Array(json.utf8))
      let old = try KerasModel(value, version: "2.15.0")
      #expect(throws: ModelError.oldHardSigmoid(layer: "a")) { try old.checkLayers() }
    }
  }

  @Test("convolutions are refused where Keras computed with Theano, which turns kernels around")
  func theano() throws {
    func model(_ layer: String, _ backend: String) throws -> KerasModel {
      let arguments = layer == "Conv2D" ? #", "filters": 2, "kernel_size": 3"# : ""
      let json = """
        {"class_name": "Sequential", "config": {"layers": [{"class_name": "\(layer)", "config": {"name": "c",
         "batch_input_shape": [null, 9, 9, 3]\(arguments)}}]}}
        """
      return try KerasModel(JSONParser.value(of: Array(json.utf8)), version: "2.1.6", backend: backend)
    }
    let kernel = try model("Conv2D", "theano")
    #expect(throws: ModelError.theanoKernel(layer: "c")) { try kernel.checkLayers() }
    try model("Conv2D", "tensorflow").checkLayers()
    let flatten = #"""
      {"class_name": "Sequential", "config": {"layers": [{"class_name": "Flatten", "config": {"name": "f",
       "batch_input_shape": [null, 9, 9, 3]}}]}}
      """#
    let value = try JSONParser.value(of: Array(flatten.utf8))
    try KerasModel(value, version: "2.1.6", backend: "theano").checkLayers()
  }

  @Test(
    "functions under the names that TensorFlow gave them are those of Keras",
    arguments: [("softmax_v2", "softmax"), ("log_softmax_v2", "log_softmax")])
  func functions(old: String, name: String) throws {
    let fixture = try KerasFixture("built_later")
    let edited = try fixture.replacing("\"activation\": \"linear\"", by: "\"activation\": \"\(old)\"")
    let layers = try read(edited).network.get().layers
    #expect(layers.map(\.operation.activationFunction.kerasName).contains(name))
  }

  @Test("a layer whose LoRA matrices stand beside its kernel is refused")
  func lora() throws {
    let bytes = try LegacyFixture.file("lora")
    let file = try LegacyFixture.read(bytes, records: LegacyFixture.records(of: bytes))
    #expect(throws: ModelError.loraWeights(layer: "dense")) { try file.network.get() }
  }

  @Test("an HDF5 file of data is told apart from one of weights")
  func data() throws {
    let bytes = try LegacyFixture.file("data")
    #expect(throws: ModelError.foreignFile(.hdf5Data)) {
      try LegacyFixture.read(bytes, records: LegacyFixture.records(of: bytes))
    }
    let weights = try KerasFixture("built_later").weights
    #expect(throws: ModelError.legacyWithoutModel) {
      try LegacyFixture.read(weights, records: LegacyFixture.records(of: weights))
    }
  }

  @Test("quantised weights are refused by their mode, however the version of Keras writes it")
  func quantised() throws {
    let policies = [
      (
        "int8",
        #"{"class_name": "QuantizedDTypePolicy", "config": {"mode": "int8", "source_name": "float32"}}"#
      ),
      ("float8", #"{"class_name": "QuantizedFloat8DTypePolicy", "config": {"mode": "float8"}}"#),
      ("int8", #"{"class_name": "DTypePolicy", "config": {"name": "int8_from_float32"}}"#),
      ("int4", #""int4_from_mixed_bfloat16""#),
    ]
    for (mode, policy) in policies {
      let json = """
        {"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense",
         "config": {"name": "d", "batch_input_shape": [null, 3], "units": 4, "dtype": \(policy)}}]}}
        """
      let model = try KerasModel(JSONParser.value(of: Array(json.utf8)))
      #expect(throws: ModelError.quantized(layer: "d", mode: mode)) { try model.checkLayers() }
    }
  }
}

/// Classes of somebody's own.
struct OwnClassTests {
  @Test(
    "a class made from Sequential whose layers Keras saved opens, and is named", arguments: ["keras", "h5"])
  func sequential(ending: String) throws {
    let file: ModelFile
    if ending == "keras" {
      file = try read(Repository.bytes(Repository.fixtures.appending(path: "older/tutorial.own.keras")))
    } else {
      let bytes = try LegacyFixture.file("tutorial.own")
      file = try LegacyFixture.read(bytes, records: LegacyFixture.records(of: bytes))
    }
    let expected = try read(Repository.bytes(Repository.networkFile("tutorial"))).network.get()
    let layers = try file.network.get().layers
    #expect(layers.count == expected.layers.count)
    for (layer, twin) in zip(layers, expected.layers) { #expect(layer.renamed(as: twin) == twin) }
    #expect(file.ownClasses == ["Own"])
  }

  private func model(_ config: String) throws -> KerasModel {
    let json = #"{"class_name": "Mine", "registered_name": "Custom>Mine", "config": \#(config)}"#
    return try KerasModel(JSONParser.value(of: Array(json.utf8)))
  }

  private static let layer = #"{"class_name": "Flatten", "config": {"name": "f"}}"#

  @Test("a class opens only where its config is that of one of Keras's models")
  func forms() throws {
    #expect(try model(#"{"name": "m", "layers": [\#(Self.layer)]}"#).calls.map(\.layer.name) == ["f"])
    for config in [
      #"{"name": "m", "layers": [\#(Self.layer)], "depth": 3}"#, #"{"name": "m", "layers": []}"#,
      #"{"name": "m", "layers": 3}"#, #"{"name": "m"}"#,
    ] {
      #expect(throws: ModelError.unsupportedModelClass("Mine")) { try model(config) }
    }
  }

  @Test(
    "a class inside of a model that saved its layers is replaced by them; one that didn't is refused by name")
  func inside() throws {
    func outer(_ config: String) throws -> KerasModel {
      let json = #"""
        {"class_name": "Functional", "config": {"layers": [
         {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": [null, 4]}, "inbound_nodes": []},
         {"class_name": "Custom>Block", "name": "block", "config": \#(config),
          "inbound_nodes": [[["in", 0, 0, {}]]]}],
         "input_layers": [["in", 0, 0]], "output_layers": [["block", 0, 0]]}}
        """#
      return try KerasModel(JSONParser.value(of: Array(json.utf8)))
    }
    let open = try outer(#"{"name": "block", "layers": [\#(Self.layer)]}"#)
    #expect(open.calls.map(\.layer.name) == ["in", "block/f"] && open.ownClasses == ["Block"])
    let closed = try outer(#"{"trainable": true, "width": 3}"#)
    #expect(closed.calls.map(\.layer.name) == ["in", "block"])
    let block = UnsupportedLayer(name: "block", className: "Block", origin: .own)
    #expect(throws: ModelError.unsupportedLayers([block])) { try closed.checkLayers() }
    #expect(closed.calls[1].layer.roughCode.map(\.text).joined() == "Block(width=3)")
  }
}

extension Layer {
  /// The same layer under the name of another one: Keras 2 and 3 number some layers in their own ways.
  fileprivate func renamed(as twin: Layer) -> Layer {
    Layer(name: twin.name, operation: operation, inputs: inputs, weightsOf: weightsOf)
  }
}
