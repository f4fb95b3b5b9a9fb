import ConvNet
import KerasNotation

/// The arguments of one layer in `config.json`, read with errors that name the layer and the argument.
struct KerasConfig {
  /// Extents, filters, units, strides: beyond this no layer is real, and no product of two overflows.
  static let largestInteger = Int(Int32.max)

  /// The layer's name.
  var layer: String
  /// The name of its class.
  let className: String
  /// The arguments by name.
  var values: [String: JSONValue]
  /// Whether the file's maps are (channel, height, width), which are (height, width, channel) here.
  var isChannelsFirst = false
  /// Whether Keras 2 or an older one wrote the file.
  var isOfKeras2 = false
  /// The numbers that the layer, being a function of two arguments, reads beside a tensor.
  var constant: KerasConstant?
  /// What the layer, being a tensor's brackets, has in them.
  var key: JSONValue?
  /// The rows and columns of pictures, where the file leaves them open.
  var inputSize: Size2D?
  /// The name of TensorFlow's function that the layer is, where Keras 2 wrote one: `nn.relu`.
  var tensorFlowFunction: String?

  /// The value of an argument; `nil` where it is missing or null.
  func value(_ argument: String) -> JSONValue? {
    values[argument].flatMap { $0 == .null ? nil : $0 }
  }

  /// The name of `dtype`, which is a type of numbers or a policy that has a name.
  var dtypeName: String? {
    value("dtype").map { $0.string ?? $0["config"]?["name"]?.string ?? $0.excerpt }
  }

  /// The error for a value that is missing or makes no sense.
  func bad(_ argument: String, expected: ExpectedValue) -> ModelError {
    .badArgument(
      layer: layer, argument: argument, expected: expected, found: (value(argument) ?? .null).excerpt)
  }

  /// The error for a value that Keras knows but that can't be run.
  func unsupported(_ argument: String) -> ModelError {
    .unsupportedArgument(layer: layer, argument: argument, value: (value(argument) ?? .null).excerpt)
  }

  /// The error for arguments that no layer can run with.
  func fault(_ fault: LayerFault) -> ModelError {
    .layer(name: layer, className: className, fault: fault)
  }

  /// What the value of an argument is read as; `nil` where nothing is given.
  ///
  /// - Throws: `ModelError` that names the layer, the argument and what is expected, where `read` gives nothing.
  func read<Value>(
    _ argument: String, as expected: ExpectedValue, _ read: (JSONValue) -> Value?
  ) throws(ModelError) -> Value? {
    guard let value = value(argument) else { return nil }
    guard let found = read(value) else { throw bad(argument, expected: expected) }
    return found
  }

  /// True or false; a default where nothing is given.
  func flag(_ argument: String, default standard: Bool) throws(ModelError) -> Bool {
    try read(argument, as: .boolean, \.bool) ?? standard
  }

  /// A text; a default where nothing is given.
  func text(_ argument: String, default standard: String) throws(ModelError) -> String {
    try read(argument, as: .text, \.string) ?? standard
  }

  /// `padding`.
  func padding() throws(ModelError) -> KerasPadding {
    guard let padding = KerasPadding(rawValue: try text("padding", default: "valid")) else {
      throw unsupported("padding")
    }
    return padding
  }

  /// `activation`: the name of a function, the object that Keras writes for one, or a layer that applies one.
  func activationFunction() throws(ModelError) -> ActivationFunction {
    guard let value = value("activation") else { return .linear }
    let name = value["class_name"] == .string("function") ? value["config"]?.string : value.string
    if let name {
      guard let function = ActivationFunction(kerasName: KerasNames.functions[name] ?? name) else {
        throw unsupported("activation")
      }
      // Keras 2 means another line by the name: x/5 + 1/2, where Keras 3 has x/6 + 1/2.
      guard !isOfKeras2 || function != .hardSigmoid else { throw .oldHardSigmoid(layer: layer) }
      return function
    }
    guard case .object = value else { throw bad("activation", expected: .text) }
    return try functionOfLayer(value)
  }

  /// Refuses axis orders that Keras doesn't know.
  func requireKnownDataFormat() throws(ModelError) {
    guard ["channels_last", "channels_first"].contains(try text("data_format", default: "channels_last"))
    else { throw unsupported("data_format") }
  }
}
