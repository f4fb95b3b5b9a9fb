import KerasNotation

/// The code of a layer that can't be run, with all the arguments that say what it does.
///
/// Left out are defaults, as in the code of layers that can be run, and what only matters while a network is
/// trained: initializers, regularizers, constraints.
struct KerasCode {
  /// How the class is called in code.
  let name: String
  /// Its name.
  let className: String
  /// Its arguments.
  let values: [String: JSONValue]
  /// What a function of Keras or TensorFlow reads, which is written as a call on that.
  var reads: [String]?
  /// Whether it is one of Keras's layers, some of whose arguments are written without their names.
  var isOfKeras = true

  /// The arguments that are written without their names, in that order.
  private static let positional = [
    "units", "filters", "kernel_size", "pool_size", "layer", "rate", "target_shape", "height", "width",
  ]
  private static let silent: Set<String> = [
    "name", "trainable", "function", "batch_input_shape", "batch_shape",
  ]
  private static let recurrent: Set<String> = [
    "LSTM", "GRU", "SimpleRNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D",
  ]

  /// Defaults that are the same in every class of Keras's that has the argument.
  private static let defaults: [String: JSONValue] = [
    "use_bias": .bool(true), "activation": .string("linear"), "data_format": .string("channels_last"),
    "padding": .string("valid"), "return_sequences": .bool(false), "return_state": .bool(false),
    "go_backwards": .bool(false), "stateful": .bool(false), "unroll": .bool(false),
    "zero_output_for_mask": .bool(false), "time_major": .bool(false), "unit_forget_bias": .bool(true),
    "recurrent_activation": .string("sigmoid"), "dropout": .number(0), "recurrent_dropout": .number(0),
    "reset_after": .bool(true), "implementation": .integer(2), "center": .bool(true), "scale": .bool(true),
    "axis": .integer(-1), "keepdims": .bool(false), "supports_masking": .bool(false),
    "dtype": .string("float32"), "output_mode": .string("int"),
  ]

  private static let meanings: [String: ListingToken.Meaning] = [
    "units": .units, "filters": .filters, "kernel_size": .window, "pool_size": .window, "strides": .strides,
    "padding": .padding, "activation": .activationFunction, "use_bias": .bias, "dilation_rate": .dilation,
    "groups": .groups, "depth_multiplier": .depthMultiplier, "keepdims": .keptAxes, "axis": .axis,
    "target_shape": .targetShape, "rate": .rate, "data_format": .dataFormat, "epsilon": .epsilon,
  ]

  /// The code in tokens.
  var tokens: [ListingToken] {
    let read = (reads ?? []).map { [ListingToken($0)] }
    let names = values.keys.filter(isSaid).sorted { (order($0), $0) < (order($1), $1) }
    return ListingToken.call(name, read + names.map(argument))
  }

  private func order(_ argument: String) -> Int {
    KerasCode.positional.firstIndex(of: argument) ?? KerasCode.positional.count
  }

  private func argument(_ argument: String) -> [ListingToken] {
    let value = ListingToken(
      KerasCode.text(of: values[argument] ?? .null), KerasCode.meanings[argument])
    let isPositional = isOfKeras && KerasCode.positional.contains(argument)
    return isPositional ? [value] : [ListingToken(argument + "="), value]
  }

  /// Whether an argument is written.
  private func isSaid(_ argument: String) -> Bool {
    guard let value = values[argument], value != .null, !KerasCode.silent.contains(argument),
      !KerasArguments.harmlessEnds.contains(where: argument.hasSuffix)
    else { return false }
    return !isDefault(value, of: argument)
  }

  private func isDefault(_ value: JSONValue, of argument: String) -> Bool {
    if KerasCode.recurrent.contains(className), argument == "activation" { return value == .string("tanh") }
    if className.contains("Conv"), ["strides", "dilation_rate", "groups"].contains(argument) {
      return (value.array ?? [value]).allSatisfy { $0 == .integer(1) }
    }
    if argument == "dtype" { return KerasCode.text(of: value) == "'float32'" }
    guard let standard = KerasCode.defaults[argument] else { return false }
    return value == standard || value.double != nil && value.double == standard.double
  }

  /// A value as Python writes it: a layer or a function inside of it too; what is long is shortened.
  static func text(of value: JSONValue) -> String {
    switch value {
    case .array(let elements):
      let texts = elements.map(text)
      return shortened("(\(texts.joined(separator: ", "))\(texts.count == 1 ? "," : ""))")
    case .object(let members):
      guard let name = members["class_name"]?.string else { return value.excerpt }
      return shortened(text(ofObject: name, members["config"] ?? .null))
    default: return value.excerpt
    }
  }

  /// An object of a class with its config.
  private static func text(ofObject savedName: String, _ config: JSONValue) -> String {
    let name = String(savedName.split(separator: ">").last ?? "")
    if savedName == "__keras_tensor__" { return "x" }
    if name == "function", let function = config.string { return "'\(function)'" }
    if name == "DTypePolicy", let policy = config["name"]?.string { return "'\(policy)'" }
    if name == "__slice__" {
      let ends = ["start", "stop", "step"].map { (config[$0] ?? .null).pythonLiteral }
      return "slice(\(ends.joined(separator: ", ")))"
    }
    guard case .object(let object) = config else { return "\(name)(…)" }
    let code = KerasCode(name: name, className: name, values: object.members)
    return code.tokens.map(\.text).joined()
  }

  private static func shortened(_ text: String) -> String {
    text.count > 120 ? text.prefix(119) + "…" : text
  }
}

extension KerasCode {
  /// What a function reads, from the only node that it has: tensors are called `x`.
  ///
  /// Keras 3 writes a node as arguments by place and by name, Keras 2 as a tensor with the other arguments by name.
  static func arguments(ofNodes nodes: JSONValue?) -> [String] {
    guard let nodes = nodes?.array, nodes.count == 1, let node = nodes.first else { return ["x"] }
    guard let elements = node.array else {
      return (node["args"]?.array ?? []).map(text) + named(node["kwargs"])
    }
    let call = elements.first?.string == nil ? elements.first?.array ?? [] : elements
    return ["x"] + named(call.count > 3 ? call[3] : nil)
  }

  private static func named(_ arguments: JSONValue?) -> [String] {
    guard case .object(let members)? = arguments else { return [] }
    return members.keys.sorted().compactMap { name in
      guard let value = members[name], value != .null, name != "name" else { return nil }
      return "\(name)=\(isKeras2Tensor(value) ? "x" : text(of: value))"
    }
  }

  /// Whether a value is a tensor as Keras 2 writes it: [layer, node, tensor].
  private static func isKeras2Tensor(_ value: JSONValue) -> Bool {
    guard let elements = value.array, elements.count >= 3 else { return false }
    return elements[0].string != nil && elements[1].integer != nil && elements[2].integer != nil
  }
}
