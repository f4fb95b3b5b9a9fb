import ConvNet
import ModelFormats
import Tensors
import TestSupport
import Testing

/// Functions of `keras.ops` in functional models.
struct OperationTests {
  @Test("functions are listed as calls, with the arguments that they have")
  func listing() throws {
    let model = try read(Repository.bytes(Repository.networkFile("operations")))
    let code = Dictionary(uniqueKeysWithValues: try model.network.get().layers.map { ($0.name, $0.code) })
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
    let code = Set(try model.network.get().layers.map(\.code))
    for expected in [
      "x / 0.75", "x - 1.0", "x + 3.0", "x * (1/6)", "1.0 - x", "2.0 * x", "-0.5 + x", "x * 0.5",
    ] {
      #expect(code.contains(expected), "\(expected) in \(code.sorted())")
    }
  }

  @Test(
    "arguments that can't be run are refused by layer and argument",
    arguments: [
      ("\"approximate\": false", "\"approximate\": true", "gelu", "approximate", "True"),
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
    let layer = UnsupportedLayer(name: "subtract", className: className)
    #expect(try failure(of: file) == .unsupportedLayers([layer]))
  }

  @Test("an input of integers is listed with its type, and must become floats before it is computed with")
  func integers() throws {
    func file(_ type: String, dividing constant: String, with className: String) throws -> [UInt8] {
      let text = String(decoding: try KerasFixture("range_augmentation").config, as: UTF8.self)
      return try KerasFixture("range_augmentation").replacing(
        config: Array(
          text.replacing("127.5", with: constant)
            .replacing("\"class_name\": \"TrueDivide\"", with: "\"class_name\": \"\(className)\"")
            .replacing("\"RandomFlip\"", with: "\"Dropout\"").replacing(
              "\"RandomRotation\"", with: "\"Identity\""
            )
            .replacing(
              "[null, 6, 5, 3], \"dtype\": \"float32\"", with: "[null, 6, 5, 3], \"dtype\": \"\(type)\""
            )
            .utf8))
    }
    let wrapping = ModelError.integerArithmetic(layer: "true_divide", type: "uint8")
    #expect(try failure(of: file("uint8", dividing: "2", with: "Multiply")) == wrapping)
    #expect(try failure(of: file("uint8", dividing: "2", with: "Subtract")) == wrapping)
    #expect(try failure(of: file("uint8", dividing: "2.0", with: "Multiply")) == nil)
    #expect(try failure(of: file("uint8", dividing: "2", with: "TrueDivide")) == nil)
    #expect(try failure(of: file("float32", dividing: "2", with: "Multiply")) == nil)
    let listed = try read(Repository.bytes(Repository.networkFile("range_uint8"))).layers[0]
    #expect(listed.code.map(\.text).joined() == "Input((6, 5, 3), dtype='uint8')")
  }
}
