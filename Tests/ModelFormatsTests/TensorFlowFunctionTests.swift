import ConvNet
import Foundation
import KerasNotation
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// TensorFlow's functions between the layers of Keras 2.
struct TensorFlowFunctionTests {
  private func file(_ name: String) throws -> ModelFile {
    let bytes = try LegacyFixture.file(name)
    return try LegacyFixture.read(bytes, records: LegacyFixture.records(of: bytes))
  }

  private func numbers(_ name: String) throws -> Tensor {
    try FloatArray.tensor(Repository.bytes(Repository.fixtures.appending(path: "legacy/\(name).npy")))
  }

  @Test(
    "a network with TensorFlow's functions gives what Keras 2 gives",
    arguments: ["tensorflow_caffe", "tensorflow_operators", "tensorflow_activations", "tensorflow_arrays"])
  func agreement(name: String) throws {
    let network = try file(name).trained.get()
    let output = try Trace(network, input: numbers(name + ".input")).activations.last
    let (expected, found) = try (numbers(name + ".output"), #require(output))
    #expect(found.shape == expected.shape)
    let largest = expected.values.map(\.magnitude).max() ?? 0
    for (found, expected) in zip(found.values, expected.values) {
      #expect(abs(found - expected) <= 1e-5 * largest)
    }
  }

  @Test("functions are listed as they were written, operators by their signs")
  func code() throws {
    let operators = try file("tensorflow_operators").layers.map(\.code.text)
    for code in [
      "x / 127.5", "2.0 - x", "x1 + x2", "x * [0.5, 1.0, 1.5, -1.0]", "tf.math.maximum(x, 0.125)", "-x",
    ] {
      #expect(operators.contains(code), "\(code)")
    }
    let arrays = try file("tensorflow_arrays").layers.map(\.code.text)
    for code in [
      "x[:, 1:-1, ::2]", "x[..., ::-1]", "tf.math.reduce_mean(x, axis=(1, 2))", "tf.stack(xs, axis=-1)",
    ] {
      #expect(arrays.contains(code), "\(code)")
    }
    let functions = try file("tensorflow_activations").layers.map(\.code.text)
    #expect(functions.contains("tf.nn.leaky_relu(x, alpha=0.3)") && functions.contains("tf.nn.relu(x)"))
  }

  /// An entry of a function that is called on `picture` with other arguments.
  private func entry(_ function: String, _ arguments: String, dtype: String = "float32") throws -> JSONValue {
    let json = """
      {"class_name": "TFOpLambda", "config": {"name": "f", "dtype": "\(dtype)", "function": "\(function)"},
       "inbound_nodes": [["picture", 0, 0, \(arguments)]]}
      """
    return try JSONParser.value(of: Array(json.utf8))
  }

  @Test(
    "what is not known of a function, or called in another way, stays what it is",
    arguments: [
      ("nn.relu", #"{"scale": 2}"#), ("nn.bias_add", #"{"bias": [1, 2], "data_format": "NCHW"}"#),
      ("nn.bias_add", "{}"), ("nn.silu", #"{"beta": 2.0}"#), ("math.cumsum", "{}"),
      ("reshape", #"{"shape": [["f2", 0, 0], 4]}"#), ("transpose", #"{"perm": [0, 1], "conjugate": true}"#),
      ("math.reduce_mean", #"{"axis": [1, 2], "input_tensor": ["g", 0, 0]}"#),
    ])
  func unknown(function: String, arguments: String) throws {
    let entry = try entry(function, arguments)
    #expect(TensorFlowFunction.translated(entry) == entry)
  }

  @Test("a function in another precision, or with two calls that differ, stays what it is")
  func precision() throws {
    let half = try entry("nn.relu", "{}", dtype: "float16")
    #expect(TensorFlowFunction.translated(half) == half)
    #expect(try TensorFlowFunction.translated(entry("nn.relu", "{}"))["class_name"] == .string("Relu"))
    let json = """
      {"class_name": "TFOpLambda", "config": {"name": "f", "dtype": "float32", "function": "nn.softmax"},
       "inbound_nodes": [["a", 0, 0, {"axis": -1}], ["b", 0, 0, {"axis": 1}]]}
      """
    let twice = try JSONParser.value(of: Array(json.utf8))
    #expect(TensorFlowFunction.translated(twice) == twice)
  }
}
