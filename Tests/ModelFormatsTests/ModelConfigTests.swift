import ConvNet
import KerasNotation
import ModelFormats
import TestSupport
import Testing

@testable import ModelFormats

/// The top of `config.json`, and the classes in it.
struct ModelConfigTests {
  private func model(_ config: String) throws -> [UInt8] {
    try KerasFixture("built_later").replacing(config: Array(config.utf8))
  }

  @Test(
    "a config that is no model's names the key, what was expected and what was found",
    arguments: [
      ("3", "class_name", ExpectedValue.text, "None"), ("{}", "class_name", .text, "None"),
      (#"{"class_name": 7}"#, "class_name", .text, "7"),
      (#"{"class_name": "Sequential"}"#, "config", .object, "None"),
      (#"{"class_name": "Sequential", "config": {}}"#, "config.layers", .list, "None"),
      (#"{"class_name": "Sequential", "config": {"layers": {"a": 1}}}"#, "config.layers", .list, "{'a': …}"),
      (#"{"class_name": "Sequential", "config": {"layers": [1]}}"#, "config.layers[0]", .object, "1"),
      (
        #"{"class_name": "Sequential", "config": {"layers": [{}]}}"#, "config.layers[0].class_name", .text,
        "None"
      ),
      (
        #"{"class_name": "Sequential", "config": {"layers": [{"class_name": "A", "config": []}]}}"#,
        "config.layers[0].config", .object, "()"
      ),
      (
        #"{"class_name": "Sequential", "config": {"layers": [{"class_name": "A", "config": {"name": 1}}]}}"#,
        "config.layers[0].config.name", .text, "1"
      ),
    ])
  func badConfig(config: String, key: String, expected: ExpectedValue, found: String) throws {
    #expect(throws: ModelError.badConfig(key: key, expected: expected, found: found)) {
      try read(model(config))
    }
  }

  @Test("a model without layers has nothing to run")
  func noLayers() throws {
    let empty = try read(model(#"{"class_name": "Sequential", "config": {"layers": []}}"#))
    #expect(empty.layers.isEmpty)
    #expect(throws: ModelError.noInputShape) { try empty.network.get() }
  }

  @Test("all layers that can't be run are named at once, somebody's own classes among them")
  func unsupportedLayers() throws {
    let fixture = try KerasFixture("built_later")
    let foreign = #"{"module": "mine", "class_name": "Conv2D""#
    let text = String(decoding: fixture.config, as: UTF8.self)
      .replacing(#"{"module": "keras.layers", "class_name": "Conv2D""#, with: foreign)
      .replacing(#""class_name": "Flatten""#, with: #""class_name": "Lambda""#)
    let model = try read(fixture.replacing(config: Array(text.utf8)))
    #expect(
      throws: ModelError.unsupportedLayers([
        UnsupportedLayer(name: "conv2d", className: "Conv2D", origin: .own),
        UnsupportedLayer(name: "flatten", className: "Lambda", source: "max_pooling2d"),
      ])
    ) { try model.network.get() }
    let code = model.layers[1].code.text
    #expect(code.hasPrefix("Conv2D(filters=3, kernel_size=(3, 3), "))
  }

  @Test("a model that was written as a class, of whose layers the file says nothing, is named")
  func subclassed() throws {
    let config = #"{"class_name": "Sub", "config": {"trainable": true}, "registered_name": "Sub"}"#
    let file = try KerasFixture("built_later").replacing(config: Array(config.utf8))
    #expect(throws: ModelError.unsupportedModelClass("Sub")) { try read(file) }
  }

  @Test("a model in front of one that was never built does not say what it reads")
  func unbuilt() throws {
    let layer = #"{"class_name": "Flatten", "config": {"name": "f"}}"#
    let inner = #"{"class_name": "Sequential", "config": {"name": "s", "layers": [\#(layer)]}}"#
    let json = #"{"class_name": "Sequential", "config": {"layers": [\#(inner)]}}"#
    let value = try JSONParser.value(of: Array(json.utf8))
    #expect(throws: ModelError.noInputShape) { try KerasModel(value) }
  }

  @Test("a config that is larger than is sensible is told apart from one that can't be that large")
  func configTooLarge() throws {
    let limit = 1 << 24
    let spaces = [UInt8](repeating: 0x20, count: limit + 1)
    let file = StoredZip.archive([StoredZip.Member("config.json", spaces)])
    #expect(throws: ModelError.configTooLarge(size: limit + 1, limit: limit)) { try read(file) }
  }

  @Test("compile information and optimizer state don't matter")
  func compiled() throws {
    #expect(try failure(of: KerasFixture("trained").bytes) == nil)
  }

  @Test("a layer that is named twice is refused")
  func duplicateName() throws {
    let fixture = try KerasFixture("built_later")
    let file = try fixture.replacing(#""name": "flatten""#, by: #""name": "conv2d""#)
    #expect(try failure(of: file) == .network(.duplicateName("conv2d")))
  }

  @Test(
    "classes are written in paths as Keras writes them",
    arguments: [
      ("Conv2D", "conv2d"), ("MaxPooling2D", "max_pooling2d"), ("Dense", "dense"), ("ReLU", "re_lu"),
      ("PReLU", "p_re_lu"), ("LSTM", "lstm"), ("Conv2DTranspose", "conv2d_transpose"),
      ("GlobalMaxPooling2D", "global_max_pooling2d"), ("My-Layer", "my_layer"),
    ])
  func snakeCase(className: String, path: String) {
    #expect(KerasModel.snakeCase(className) == path)
  }
}
