import ConvNet
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing

/// Arguments in `config.json` that can't be read or run; all edits are of the fixture `built_later`.
struct ArgumentTests {
  private let fixture: KerasFixture

  init() throws {
    fixture = try KerasFixture("built_later")
  }

  private static let largest = Int(Int32.max)

  private func expect(
    _ old: String, _ new: String, _ error: ModelError?, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try failure(of: fixture.replacing("\"" + old, by: "\"" + new))
    #expect(found == error, "\(new)", sourceLocation: sourceLocation)
  }

  @Test(
    "integers out of range and other kinds of values are refused by layer and argument",
    arguments: [
      "0", "-3", "1000000000000000000", "1e18", "99999999999999999999999", "2.5", "3.0", "NaN", "-Infinity",
      "true",
      "null", "\"3\"", "[3]", "{}", "2147483648",
    ])
  func counts(value: String) throws {
    let found = [
      "1e18": "1e+18", "99999999999999999999999": "1e+23", "NaN": "nan", "-Infinity": "-inf", "true": "True",
      "null": "None", "\"3\"": "'3'", "[3]": "(3,)",
    ]
    let expected = ExpectedValue.positiveInteger(upTo: Self.largest)
    for (layer, argument, old) in [("conv2d", "filters", "3"), ("dense", "units", "4")] {
      try expect(
        "\(argument)\": \(old)", "\(argument)\": \(value)",
        .badArgument(
          layer: layer, argument: argument, expected: expected, found: found[value] ?? value))
    }
  }

  @Test(
    "sizes that are not one or two positive integers are refused",
    arguments: ["0", "[3]", "[3, 0]", "[3, 3, 3]", "[3, null]", "[3, 1e18]", "\"3\"", "{}", "[[3, 3]]", "[]"])
  func sizes(value: String) throws {
    for (layer, argument, old) in [
      ("conv2d", "kernel_size", "[3, 3]"), ("max_pooling2d", "pool_size", "[2, 2]"),
    ] {
      guard
        case .badArgument(layer, argument, .size(upTo: Self.largest), _)? = try failure(
          of: fixture.replacing("\"\(argument)\": \(old)", by: "\"\(argument)\": \(value)"))
      else {
        Issue.record("\(argument) \(value)")
        continue
      }
    }
    let strides = try failure(of: fixture.replacing("\"strides\": [2, 2]", by: "\"strides\": \(value)"))
    #expect(strides != nil)
  }

  @Test("one integer stands for both sides of a size")
  func oneInteger() throws {
    try expect("kernel_size\": [3, 3]", "kernel_size\": 3", nil)
    try expect("strides\": [2, 2]", "strides\": 2", nil)
    try expect("pool_size\": [2, 2]", "pool_size\": 2", nil)
  }

  @Test("arguments that Keras knows but that can't be run yet are refused with their value")
  func unsupported() throws {
    func conv(_ argument: String, _ value: String) -> ModelError {
      .unsupportedArgument(layer: "conv2d", argument: argument, value: value)
    }
    try expect("groups\": 1", "groups\": 2", conv("groups", "2"))
    try expect(
      "data_format\": \"channels_last", "data_format\": \"rows_first", conv("data_format", "'rows_first'"))
    try expect("padding\": \"same", "padding\": \"causal", conv("padding", "'causal'"))
    try expect("activation\": \"relu", "activation\": \"glu", conv("activation", "'glu'"))
    try expect(
      "activation\": \"relu\"", "activation\": {\"class_name\": \"PReLU\", \"config\": {}}",
      conv("activation", "PReLU"))
    try expect(
      "activation\": \"relu\"", "activation\": {\"class_name\": \"function\", \"config\": \"mine\"}",
      conv("activation", "{'class_name': …, 'config': …}"))
    try expect(
      "sparse\": false", "sparse\": true",
      .unsupportedArgument(layer: "input_layer", argument: "sparse", value: "True"))
  }

  @Test("an activation function may be missing, or an object that names it")
  func activations() throws {
    try expect("activation\": \"relu", "activation\": \"linear", nil)
    try expect("activation\": \"relu\"", "activation\": null", nil)
    try expect(
      "activation\": \"relu\"", "activation\": {\"class_name\": \"function\", \"config\": \"tanh\"}", nil)
  }

  @Test("other kinds of values are refused for texts and flags")
  func kinds() throws {
    func conv(_ argument: String, _ expected: ExpectedValue, _ found: String) -> ModelError {
      .badArgument(layer: "conv2d", argument: argument, expected: expected, found: found)
    }
    try expect("use_bias\": true", "use_bias\": 1", conv("use_bias", .boolean, "1"))
    try expect("padding\": \"same\"", "padding\": [1, 2]", conv("padding", .text, "(1, 2)"))
    try expect("activation\": \"relu\"", "activation\": 7", conv("activation", .text, "7"))
    try expect(
      "data_format\": \"channels_last\"", "data_format\": false", conv("data_format", .text, "False"))
  }

  @Test("an input without fixed extents is refused")
  func inputShape() throws {
    func input(_ found: String) -> ModelError {
      .badArgument(
        layer: "input_layer", argument: "batch_shape", expected: .batchShape(upTo: Self.largest), found: found
      )
    }
    let shape = "batch_shape\": [null, 10, 9, 3]"
    try expect(shape, "batch_shape\": [null, null, 9, 3]", .openInputShape("(None, None, 9, 3)"))
    try expect(
      shape, "batch_shape\": [null]",
      .unsupportedArgument(layer: "input_layer", argument: "batch_shape", value: "(None,)"))
    try expect(shape, "batch_shape\": null", input("None"))
    try expect(shape, "batch_shape\": [null, 10, 9, 1e18]", input("(None, 10, 9, 1e+18)"))
    try expect(shape, "batch_shape\": [null, 10, 9, -3]", input("(None, 10, 9, -3)"))
    try expect(shape, "batch_input_shape\": [null, 10, 9, 3]", nil)
  }

  @Test("a model that doesn't say its input's shape anywhere is refused")
  func noInputShape() throws {
    let text = String(decoding: fixture.config, as: UTF8.self)
      .replacing(ListingTests.inputEntry(of: fixture), with: "")
      .replacing("build_input_shape", with: "x").replacing("build_config", with: "x")
    #expect(try failure(of: fixture.replacing(config: Array(text.utf8))) == .noInputShape)
  }

  @Test(
    "an input too large for memory is refused before anything is allocated",
    arguments: [1_000_000, 2_147_483_647])
  func hugeInput(side: Int) throws {
    let file = try KerasFixture("dense_end")
      .replacing("\"batch_shape\": [null, 6, 5, 2]", by: "\"batch_shape\": [null, \(side), \(side), 2]")
    let error = NetworkError.tooMuchMemory(layer: "input_layer", shape: Shape(side, side, 2), limit: 1 << 26)
    #expect(try failure(of: file) == .network(error))
  }

  @Test("a window that does not fit names the layer")
  func windowTooLarge() throws {
    let window = Size2D(square: 6)
    try expect(
      "pool_size\": [2, 2]", "pool_size\": [6, 6]",
      .layer(
        name: "max_pooling2d", className: "MaxPooling2D",
        fault: .windowTooLarge(window: window, input: Shape(5, 5, 3))))
  }

  @Test("weights that are stored in a coded form are refused by their policy")
  func quantised() throws {
    let policy =
      "dtype\": {\"module\": \"keras\", \"class_name\": \"DTypePolicy\", \"config\": {\"name\": \"float32\"}"
    let text = String(decoding: fixture.config, as: UTF8.self)
    let convolution = try #require(text.range(of: "\"conv2d\"")?.upperBound)
    let edited =
      text[..<convolution]
      + text[convolution...].replacing(
        policy, with: policy.replacing("float32", with: "int8_from_float32"), maxReplacements: 1)
    #expect(
      try failure(of: fixture.replacing(config: Array(String(edited).utf8)))
        == .quantized(layer: "conv2d", mode: "int8"))
  }
}
