import ConvNet
import Foundation
import KerasNotation
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// The code that a file's layers are listed as.
struct ListingTests {
  private func code(_ file: URL) throws -> [String] {
    try read(Repository.bytes(file)).layers.map { $0.code.text }
  }

  @Test("the bundled network is listed as the tutorial writes it")
  func reference() throws {
    let model = try read(Repository.bytes(Repository.referenceFile))
    #expect(
      model.layers.map { $0.code.text } == [
        "Input((32, 32, 3))", "Conv2D(32, (3, 3), activation='relu')", "MaxPooling2D((2, 2))",
        "Conv2D(64, (3, 3), activation='relu')", "MaxPooling2D((2, 2))",
        "Conv2D(64, (3, 3), activation='relu')", "Flatten()", "Dense(64, activation='relu')", "Dense(10)",
      ])
    #expect(
      model.layers.map(\.name) == [
        "input", "conv2d", "max_pooling2d", "conv2d_1", "max_pooling2d_1", "conv2d_2", "flatten", "dense",
        "dense_1",
      ])
    #expect(model.layers.map(\.className).prefix(3) == ["InputLayer", "Conv2D", "MaxPooling2D"])
    #expect(model.fileName == "test.keras")
    #expect(try model.network.get().parameterCount == 122_570)
  }

  @Test(
    "only arguments that differ from Keras's defaults are written", arguments: Self.listings.keys.sorted())
  func arguments(name: String) throws {
    #expect(try code(Repository.networkFile(name)).dropFirst().map { $0 } == Self.listings[name])
  }

  static let listings = [
    "kernels": [
      "Conv2D(3, (1, 1))", "Conv2D(4, (5, 5), padding='same', activation='relu')",
      "Conv2D(3, (1, 3), activation='tanh', use_bias=False)",
      "Conv2D(2, (4, 2), padding='same', activation='sigmoid')", "Flatten()",
      "Dense(6, activation='softmax')",
    ],
    "strides_same": [
      "Conv2D(4, (3, 3), strides=(2, 2), padding='same', activation='relu')",
      "Conv2D(3, (3, 3), strides=(2, 1), padding='same', activation='tanh')",
      "Conv2D(4, (4, 2), strides=(3, 2), padding='same', use_bias=False)",
      "Conv2D(2, (2, 2), padding='same')",
    ],
    "pooling_valid": [
      "MaxPooling2D((2, 3), strides=(1, 1))", "Conv2D(3, (1, 1))", "MaxPooling2D((3, 3), strides=(2, 2))",
      "MaxPooling2D((2, 2), strides=(3, 3))", "MaxPooling2D((2, 2))", "Flatten()", "Dense(3)",
    ],
    "pooling_same": [
      "MaxPooling2D((2, 3), strides=(1, 1), padding='same')",
      "MaxPooling2D((3, 3), strides=(2, 2), padding='same')", "MaxPooling2D((2, 2), padding='same')",
      "MaxPooling2D((2, 2), strides=(3, 3), padding='same')", "Flatten()", "Dense(4, use_bias=False)",
    ],
    "grey_sigmoid": [
      "Conv2D(4, (3, 3), padding='same', activation='relu')", "MaxPooling2D((2, 2))",
      "Conv2D(3, (3, 3), activation='relu', use_bias=False)", "MaxPooling2D((2, 2))", "Flatten()",
      "Dense(5, activation='tanh', use_bias=False)", "Dense(1, activation='sigmoid')",
    ],
  ]

  @Test("every network of the fixtures has the listing's layers", arguments: Repository.networkNames())
  func everyNetwork(name: String) throws {
    let model = try read(Repository.bytes(Repository.networkFile(name)))
    let network = try model.network.get()
    #expect(network.layers.map(\.name) == model.layers.map(\.name))
    #expect(network.shapes == model.layers.map(\.outputShape))
    #expect(model.layers.allSatisfy { !$0.code.text.isEmpty })
    #expect(network.layers.map(\.inputs) == model.layers.map(\.inputs))
  }

  @Test("a separable convolution is listed as its two halves, each with the arguments that govern it")
  func separable() throws {
    let model = try read(Repository.bytes(Repository.networkFile("separable")))
    let halves = model.layers[3...4].map { $0 }
    #expect(halves.map(\.name) == ["separable_conv2d_1/depthwise", "separable_conv2d_1"])
    let call =
      "SeparableConv2D(5, (3, 2), strides=(2, 2), padding='same', depth_multiplier=2, use_bias=False)"
    #expect(halves.map { $0.code.text } == [call + "  # depthwise", call + "  # pointwise"])
    #expect(
      halves.map { $0.code.compactMap(\.meaning) } == [
        [.window, .strides, .padding, .depthMultiplier], [.filters, .bias],
      ])
    let classes = try model.network.get().layers[3...4].map(\.operation.kerasClass)
    #expect(classes == ["DepthwiseConv2D", "Conv2D"])
  }

  @Test("a model without an input layer is listed with one, made from the shape it was built for")
  func inputFromBuildShape() throws {
    let fixture = try KerasFixture("built_later")
    let file = try fixture.replacing(Self.inputEntry(of: fixture), by: "")
    let model = try read(file)
    #expect(model.layers.first?.name == "input")
    #expect(model.layers.first?.code.text == "Input((10, 9, 3))")
    #expect(try model.network.get().inputShape == Shape(10, 9, 3))
  }

  @Test("an input that is made takes a name that no layer has")
  func inputName() throws {
    let fixture = try KerasFixture("built_later")
    let bare = try fixture.replacing(Self.inputEntry(of: fixture), by: "\u{20}")
    #expect(try read(bare).layers.map(\.name).first == "input")
    let text = String(decoding: fixture.config, as: UTF8.self)
      .replacing(Self.inputEntry(of: fixture), with: "").replacing("\"flatten\"", with: "\"input\"")
    #expect(try read(fixture.replacing(config: Array(text.utf8))).layers.map(\.name).first == "input_layer")
  }

  /// The text of the first entry of the list of layers, with the comma behind it.
  static func inputEntry(of fixture: KerasFixture) -> String {
    let text = String(decoding: fixture.config, as: UTF8.self)
    guard let start = text.range(of: "{\"module\": \"keras.layers\", \"class_name\": \"InputLayer\""),
      let next = text.range(of: "{\"module\": \"keras.layers\", \"class_name\": \"Conv2D\"")
    else { return "" }
    return String(text[start.lowerBound..<next.lowerBound])
  }

  @Test(
    "what can't be run is listed with all arguments that differ from Keras's defaults",
    arguments: [
      (
        #"""
        "class_name": "LSTM", "config": {"name": "x", "units": 4, "return_sequences": true, "activation": "tanh",
        "dropout": 0.0, "recurrent_dropout": 0.5, "unit_forget_bias": true, "kernel_initializer": {"a": 1},
        "seed": null, "dtype": {"class_name": "DTypePolicy", "config": {"name": "float32"}}}
        """#,
        "LSTM(4, recurrent_dropout=0.5, return_sequences=True)"
      ),
      (
        #"""
        "class_name": "Conv2DUnwritten", "config": {"name": "x", "filters": 2, "kernel_size": [3, 3],
        "strides": [2, 2], "padding": "same", "dilation_rate": [1, 1], "activation": "relu", "use_bias": true}
        """#,
        "Conv2DUnwritten(2, (3, 3), activation='relu', padding='same', strides=(2, 2))"
      ),
      (
        #"""
        "class_name": "Bidirectional", "config": {"name": "x", "merge_mode": "sum",
        "layer": {"class_name": "GRU", "config": {"name": "g", "units": 3, "reset_after": true}}}
        """#,
        "Bidirectional(GRU(3), merge_mode='sum')"
      ),
      (
        #"""
        "module": "keras.src.ops.numpy", "class_name": "Reshape", "config": {"name": "x", "newshape": [-1, 256]}
        """#,
        "ops.reshape(x, newshape=(-1, 256))"
      ),
      (
        #"""
        "class_name": "TFOpLambda", "config": {"name": "x", "function": "math.floordiv", "dtype": "float32"},
        "inbound_nodes": [["in", 0, 0, {"y": 127.5, "name": null}]]
        """#,
        "tf.math.floordiv(x, y=127.5)"
      ),
      (
        #"""
        "module": "keras.src.ops.numpy", "class_name": "Clip", "config": {"name": "x"},
        "inbound_nodes": [{"args": [{"class_name": "__keras_tensor__", "config": {}}, 0, 1.5], "kwargs": {}}]
        """#,
        "ops.clip(x, 0, 1.5)"
      ),
    ])
  func allArguments(entry: String, expected: String) throws {
    let text = #"{"class_name": "Sequential", "config": {"layers": [{\#(entry)}]}}"#
    let model = try KerasModel(JSONParser.value(of: Array(text.utf8)))
    #expect(try #require(model.calls.last).layer.roughCode.map(\.text).joined() == expected)
  }

  @Test(
    "shapes and parameters are known up to the first layer that can't run, and of all where weights are refused"
  )
  func shapesBefore() throws {
    let bad = Repository.fixtures.appending(path: "bad")
    func shapes(_ name: String) throws -> [Shape?] {
      try read(Repository.bytes(bad.appending(path: name + ".keras"))).layers.map(\.outputShape)
    }
    #expect(try shapes("unsupported_layer") == [Shape(6, 6, 2), Shape(4, 4, 2), nil, nil, nil])
    #expect(try shapes("missing_weight") == [Shape(6, 6, 2), Shape(4, 4, 3), Shape(48), Shape(4)])
    #expect(try shapes("no_weights") == [Shape(6, 6, 2), Shape(4, 4, 3), Shape(48), Shape(4)])
    #expect(try shapes("mixed_orders").allSatisfy { $0 == nil })
    let layers = try read(Repository.bytes(bad.appending(path: "unsupported_layer.keras"))).layers
    #expect(layers.map(\.parameterCount) == [nil, 38, nil, nil, nil])
  }

  @Test("what can't be run is listed by its class and main arguments")
  func roughCode() throws {
    let bad = Repository.fixtures.appending(path: "bad")
    #expect(
      try code(bad.appending(path: "unsupported_layer.keras")) == [
        "Input((6, 6, 2))", "Conv2D(2, (3, 3), activation='relu')", "Conv2DUnwritten(2, (2, 2))", "Flatten()",
        "Dense(2)",
      ])
    #expect(
      try code(bad.appending(path: "unsupported_recurrent.keras")) == [
        "Input((5, 3))  # grey picture", "Input((5, 3))  # rows, columns", "LSTM(4)", "Dense(2)",
      ])
    #expect(
      try code(bad.appending(path: "functional_two_inputs.keras")) == [
        "Input((6, 6, 1))", "Input((6, 6, 1))", "Conv2D(2, (3, 3))", "Conv2D(2, (3, 3))", "Concatenate()",
        "Flatten()", "Dense(2)",
      ])
  }
}
