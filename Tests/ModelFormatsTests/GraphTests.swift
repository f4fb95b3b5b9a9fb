import ConvNet
import KerasNotation
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// How the layers of functional models, and of models inside of models, are wired.
struct GraphTests {
  private func model(_ layers: [String], inputs: String, outputs: String) throws -> KerasModel {
    let text = """
      {"class_name": "Functional", "config": {"name": "m", "layers": [\(layers.joined(separator: ","))],
      "input_layers": \(inputs), "output_layers": \(outputs)}}
      """
    return try KerasModel(JSONParser.value(of: Array(text.utf8)))
  }

  /// A layer in the words of Keras 3; it is called once for each list of histories.
  private func layer(
    _ name: String, _ className: String = "Flatten", module: String = "keras.layers", config: String = "",
    reads: [[String]] = []
  ) -> String {
    let nodes = reads.map { histories in
      let tensors = histories.map {
        #"{"class_name": "__keras_tensor__", "config": {"keras_history": \#($0)}}"#
      }
      let list = tensors.joined(separator: ",")
      return #"{"args": [\#(tensors.count == 1 ? list : "[\(list)]")], "kwargs": {"mask": null}}"#
    }
    return """
      {"module": "\(module)", "class_name": "\(className)", "name": "\(name)",
      "config": {"name": "\(name)"\(config)}, "inbound_nodes": [\(nodes.joined(separator: ","))]}
      """
  }

  private func input(_ name: String) -> String {
    layer(name, "InputLayer", config: #", "batch_shape": [null, 4, 4, 1]"#)
  }

  private func wiring(_ model: KerasModel) -> [String] {
    let listing = model.listing()
    return listing.map { line in
      ([line.name] + line.inputs.map { listing[$0].name }).joined(separator: " < ")
    }
  }

  /// What the layers of a call are counted as, from the outermost model inwards: `flatten`, `flatten_1`.
  private func counters(_ call: KerasCall) -> [String] {
    call.address.counters.map { $0.index == 0 ? $0.className : "\($0.className)_\($0.index)" }
  }

  @Test("branches and merges are wired as the histories say, several inputs of a merge in their order")
  func branches() throws {
    let model = try model(
      [
        input("in"), layer("a", reads: [[#"["in", 0, 0]"#]]), layer("b", reads: [[#"["in", 0, 0]"#]]),
        layer("sum", "Add", reads: [[#"["b", 0, 0]"#, #"["a", 0, 0]"#, #"["in", 0, 0]"#]]),
      ], inputs: #"["in", 0, 0]"#, outputs: #"["sum", 0, 0]"#)
    #expect(wiring(model) == ["in", "a < in", "b < in", "sum < b < a < in"])
    #expect(model.calls.map(counters) == [["input_layer"], ["flatten"], ["flatten_1"], ["add"]])
  }

  @Test("layers that stand before those that they read are sorted, and keep the weights of their place")
  func unsorted() throws {
    let model = try model(
      [
        layer("b", reads: [[#"["a", 0, 0]"#]]), layer("a", reads: [[#"["in", 0, 0]"#]]), input("in"),
        layer("c", reads: [[#"["b", 0, 0]"#]]),
      ], inputs: #"[["in", 0, 0]]"#, outputs: #"[["c", 0, 0]]"#)
    #expect(wiring(model) == ["in", "a < in", "b < a", "c < b"])
    #expect(
      model.calls.map(counters) == [["input_layer"], ["flatten_1"], ["flatten"], ["flatten_2"]])
  }

  @Test("a layer that is called twice is listed twice, with the weights of one")
  func shared() throws {
    let model = try model(
      [input("in"), layer("a", reads: [[#"["in", 0, 0]"#], [#"["a", 0, 0]"#]])],
      inputs: #"["in", 0, 0]"#, outputs: #"["a", 1, 0]"#)
    #expect(wiring(model) == ["in", "a < in", "a:1 < a"])
    #expect(model.calls[1].address == model.calls[2].address)
  }

  @Test("functions of keras.ops are no layers, whatever they are called, and have no weights of their own")
  func operations() throws {
    let model = try model(
      [
        input("in"), layer("a", "Flatten", module: "keras.src.ops.numpy", reads: [[#"["in", 0, 0]"#]]),
        layer("b", reads: [[#"["a", 0, 0]"#]]),
      ], inputs: #"["in", 0, 0]"#, outputs: #"["b", 0, 0]"#)
    #expect(counters(model.calls[2]) == ["flatten"])
    #expect(throws: ModelError.unsupportedLayers([UnsupportedLayer(name: "a", className: "Flatten")])) {
      try model.checkLayers()
    }
  }

  @Test("an inner model is replaced by its layers, and its input by what it is called on")
  func inner() throws {
    let block = """
      , "layers": [\(input("x")), \(layer("f", reads: [[#"["x", 0, 0]"#]]))],
      "input_layers": ["x", 0, 0], "output_layers": ["f", 0, 0]
      """
    let model = try model(
      [
        input("in"), layer("f", reads: [[#"["in", 0, 0]"#]]),
        layer(
          "block", "Functional", module: "keras.src.models.functional", config: block,
          reads: [[#"["f", 0, 0]"#], [#"["in", 0, 0]"#]]),
        layer("sum", "Add", reads: [[#"["block", 0, 0]"#, #"["block", 1, 0]"#]]),
      ], inputs: #"["in", 0, 0]"#, outputs: #"["sum", 0, 0]"#)
    #expect(wiring(model) == ["in", "f < in", "block/f < f", "block:1/f < in", "sum < block/f < block:1/f"])
    #expect(counters(model.calls[2]) == ["functional", "flatten"])
    #expect(model.calls[3].address.names == ["block", "f"])
  }

  @Test(
    "several inputs are refused by name, before layers that can't be run; of outputs the first is followed")
  func ends() throws {
    let two = try model(
      [
        input("a"), input("b"),
        layer("sum", "Nothing", reads: [[#"["a", 0, 0]"#, #"["b", 0, 0]"#]]),
      ], inputs: #"[["a", 0, 0], ["b", 0, 0]]"#, outputs: #"["sum", 0, 0]"#)
    #expect(throws: ModelError.network(.inputs(["a", "b"]))) { try two.checkLayers() }
    let tapped = try model(
      [input("in"), layer("a", reads: [[#"["in", 0, 0]"#]]), layer("b", reads: [[#"["a", 0, 0]"#]])],
      inputs: #"["in", 0, 0]"#, outputs: #"[["a", 0, 0], ["b", 0, 0]]"#)
    #expect(tapped.calls.map(\.layer.name) == ["in", "a"])
  }

  @Test(
    "a layer that reads what is not there is refused",
    arguments: [
      (#"["gone", 0, 0]"#, "gone"), (#"["in", 1, 0]"#, "in"), (#"["in", -1, 0]"#, "in"),
      (#"["in", -9223372036854775808, 0]"#, "in"),
    ])
  func unknown(history: String, name: String) {
    #expect(throws: ModelError.unknownInput(layer: "a", input: name)) {
      try model(
        [input("in"), layer("a", reads: [[history]])], inputs: #"["in", 0, 0]"#, outputs: #"["a", 0, 0]"#)
    }
  }

  @Test("layers that read each other in a circle are refused")
  func circle() {
    #expect(throws: ModelError.network(.order("b"))) {
      try model(
        [input("in"), layer("a", reads: [[#"["b", 0, 0]"#]]), layer("b", reads: [[#"["a", 0, 0]"#]])],
        inputs: #"["in", 0, 0]"#, outputs: #"["b", 0, 0]"#)
    }
  }

  @Test("models that call models that call models soon are too many layers")
  func explosion() {
    var inner = ""
    for depth in 0..<15 {
      let first = depth == 0 ? layer("f", reads: [[#"["x", 0, 0]"#]]) : inner
      let config = """
        , "layers": [\(input("x")), \(first)], "input_layers": ["x", 0, 0], "output_layers": ["f", 0, 0]
        """
      inner = layer(
        "f", "Functional", config: config,
        reads: [[#"["x", 0, 0]"#], [#"["f", 0, 0]"#], [#"["f", 1, 0]"#]])
    }
    #expect(throws: ModelError.tooManyLayers(limit: 100_000)) {
      try model([input("x"), inner], inputs: #"["x", 0, 0]"#, outputs: #"["f", 0, 0]"#)
    }
  }

  @Test(
    "nodes as Keras 2 writes them are read, with its first call of an inner model, which it doesn't write")
  func keras2() throws {
    let text = """
      {"class_name": "Model", "config": {"layers": [
        {"class_name": "InputLayer", "name": "in",
         "config": {"name": "in", "batch_input_shape": [null, 4, 4, 1]}, "inbound_nodes": []},
        {"class_name": "Sequential", "name": "s", "inbound_nodes": [[["in", 0, 0, {}]]],
         "config": {"name": "s", "layers": [{"class_name": "Flatten", "config": {"name": "f"}}]}},
        {"class_name": "Add", "name": "sum", "config": {"name": "sum"},
         "inbound_nodes": [[["s", 1, 0, {}], ["in", 0, 0, {}]]]}],
      "input_layers": [["in", 0, 0]], "output_layers": [["sum", 0, 0]]}}
      """
    let model = try KerasModel(JSONParser.value(of: Array(text.utf8)))
    #expect(wiring(model) == ["in", "s/f < in", "sum < s/f < in"])
    #expect(model.name == "Model")
  }
}
