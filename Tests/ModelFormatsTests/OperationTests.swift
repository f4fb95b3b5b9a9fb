import ConvNet
import KerasNotation
import ModelFormats
import Tensors
import TestSupport
import Testing

/// Functions of `keras.ops` in functional models.
struct OperationTests {
  @Test("functions are listed as calls, with the arguments that they have")
  func listing() throws {
    let model = try read(Repository.bytes(Repository.networkFile("operations")))
    let code = Dictionary(uniqueKeysWithValues: model.layers.map { ($0.name, $0.code.text) })
    for (name, expected) in [
      ("add", "ops.add(x1, x2)"), ("maximum", "ops.maximum(x1, x2)"), ("relu", "ops.relu(x)"),
      ("gelu", "ops.gelu(x, approximate=False)"),
      ("concatenate", "ops.concatenate(xs, axis=3)"), ("softmax", "ops.softmax(x)"),
      ("leaky_relu", "ops.leaky_relu(x, negative_slope=0.1)"), ("elu", "ops.elu(x, alpha=0.5)"),
    ] {
      #expect(code[name] == expected)
    }
  }

  @Test("a tensor and a number are listed as one writes them, on either side of the sign")
  func constants() throws {
    let model = try read(Repository.bytes(Repository.networkFile("constants")))
    let code = Set(model.layers.map(\.code.text))
    for expected in [
      "x / 0.75", "x - 1.0", "x + 3.0", "x * (1/6)", "1.0 - x", "2.0 * x", "-0.5 + x", "x * 0.5",
    ] {
      #expect(code.contains(expected), "\(expected) in \(code.sorted())")
    }
  }

  @Test(
    "arguments that can't be run are refused by layer and argument",
    arguments: [
      ("\"name\": \"celu\", \"alpha\": 1.0", "\"name\": \"celu\", \"alpha\": 2.0", "celu", "alpha", "2.0"),
      ("\"threshold\": 0.5", "\"threshold\": 0.25", "hard_shrink", "threshold", "0.25"),
    ])
  func arguments(old: String, new: String, layer: String, argument: String, value: String) throws {
    let file = try KerasFixture("operations").replacing(old, by: new)
    #expect(try failure(of: file) == .unsupportedArgument(layer: layer, argument: argument, value: value))
  }

  @Test(
    "functions that no layer does are refused by name", arguments: ["TrueDivide", "Average", "Glu", "Power"])
  func unknown(className: String) throws {
    let file = try KerasFixture("operations").replacing(
      "\"class_name\": \"Subtract\"", by: "\"class_name\": \"\(className)\"")
    guard case .unsupportedLayers(let layers)? = try failure(of: file) else {
      Issue.record("\(className) runs")
      return
    }
    #expect(layers.map(\.name) == ["subtract"] && layers.map(\.className) == [className])
  }

  /// A network of an input of a type, an operation with it and a constant, and Flatten.
  private func file(_ type: String, _ className: String, _ constant: String) throws -> [UInt8] {
    func tensor(of layer: String) -> String {
      """
      {"class_name": "__keras_tensor__", "config": {"keras_history": ["\(layer)", 0, 0]}}
      """
    }
    func layer(_ module: String, _ className: String, _ config: String, _ nodes: String) -> String {
      """
      {"module": "keras.\(module)", "class_name": "\(className)", "config": {\(config)}, \
      "inbound_nodes": [\(nodes)]}
      """
    }
    let layers = [
      layer("layers", "InputLayer", #""name": "a", "batch_shape": [null, 2, 2, 1], "dtype": "\#(type)""#, ""),
      layer(
        "src.ops.numpy", className, #""name": "b""#,
        #"{"args": [\#(tensor(of: "a")), \#(constant)], "kwargs": {}}"#),
      layer("layers", "Flatten", #""name": "c""#, #"{"args": [\#(tensor(of: "b"))], "kwargs": {}}"#),
    ]
    let config = """
      {"module": "keras", "class_name": "Functional", "config": {"name": "m", "layers": \
      [\(layers.joined(separator: ", "))], "input_layers": [["a", 0, 0]], "output_layers": [["c", 0, 0]]}}
      """
    return try KerasFixture("tutorial").replacing(config: Array(config.utf8))
  }

  @Test("an input of integers is listed with its type, and must become floats before it is computed with")
  func integers() throws {
    let wrapping = ModelError.integerArithmetic(layer: "b", type: "uint8")
    #expect(try failure(of: file("uint8", "Multiply", "2")) == wrapping)
    #expect(try failure(of: file("uint8", "Subtract", "127")) == wrapping)
    #expect(try failure(of: file("uint8", "Multiply", "2.0")) == nil)
    #expect(try failure(of: file("uint8", "TrueDivide", "2")) == nil)
    #expect(try failure(of: file("float32", "Multiply", "2")) == nil)
    let listed = try read(Repository.bytes(Repository.networkFile("range_uint8"))).layers[0]
    #expect(listed.code.text == "Input((6, 5, 3), dtype='uint8')")
  }
}
