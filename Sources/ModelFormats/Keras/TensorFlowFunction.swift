/// TensorFlow's functions between the layers of a Keras 2 model, as the functions of Keras 3 that do the same.
///
/// Keras 2 writes `x / 127.5` as a layer of class `TFOpLambda` with the function's name, `math.truediv`, and the
/// function's arguments beside the tensor that its node reads. Its entry becomes one that Keras 3 would have written;
/// what isn't known, or is called in another way, stays what it is, and is refused by its name. Source: Keras 2,
/// `keras/layers/core/tf_op_layer.py`; TensorFlow's documentation of each function.
enum TensorFlowFunction {
  /// Where the name of the function stands in a translated entry.
  static let key = "tensorflow function"

  /// What a function is in Keras 3.
  fileprivate struct Meaning {
    /// The class.
    let className: String
    /// What the function's first argument is called, which Keras 2 doesn't name.
    var operand = "x"
    /// The function's other tensors and numbers, in order.
    var operands: [String] = []
    /// The function's arguments by Keras 3's names.
    var arguments: [String: String] = [:]
    /// Arguments that have other values where nothing is said.
    var defaults: [String: JSONValue] = [:]
    /// Arguments that mean nothing with these values.
    var harmless: [String: [JSONValue]] = [:]
  }

  private static let axis = ["axis": "axis"]
  private static let reduction = ["axis": "axis", "keepdims": "keepdims"]

  /// Functions of one tensor that have no arguments.
  private static let plain = [
    "nn.relu": "Relu", "nn.relu6": "Relu6", "nn.elu": "Elu", "nn.selu": "Selu", "nn.sigmoid": "Sigmoid",
    "math.sigmoid": "Sigmoid", "nn.tanh": "Tanh", "math.tanh": "Tanh", "math.exp": "Exp",
    "nn.softplus": "Softplus",
    "math.softplus": "Softplus", "nn.softsign": "Softsign", "math.negative": "Negative",
    "__operators__.neg": "Negative",
  ]

  /// Functions of two, each a tensor or a number.
  private static let binary = [
    "math.add": "Add", "__operators__.add": "Add", "math.subtract": "Subtract",
    "__operators__.sub": "Subtract",
    "math.multiply": "Multiply", "__operators__.mul": "Multiply", "math.truediv": "TrueDivide",
    "math.divide": "TrueDivide", "__operators__.truediv": "TrueDivide", "math.maximum": "Maximum",
    "math.minimum": "Minimum",
  ]

  private static let others: [String: Meaning] = [
    "__operators__.getitem": Meaning(className: "GetItem", operands: ["slice_spec"]),
    "nn.bias_add": Meaning(
      className: "Add", operands: ["bias"], harmless: ["data_format": [.string("NHWC"), .string("N...C")]]),
    "nn.leaky_relu": Meaning(className: "LeakyRelu", arguments: ["alpha": "negative_slope"]),
    "nn.gelu": Meaning(
      className: "Gelu", arguments: ["approximate": "approximate"], defaults: ["approximate": .bool(false)]),
    "nn.silu": Meaning(className: "Silu", harmless: ["beta": [.number(1), .integer(1)]]),
    "nn.swish": Meaning(className: "Silu", harmless: ["beta": [.number(1), .integer(1)]]),
    "nn.softmax": Meaning(className: "Softmax", arguments: axis, defaults: ["axis": .integer(-1)]),
    "nn.log_softmax": Meaning(className: "LogSoftmax", arguments: axis, defaults: ["axis": .integer(-1)]),
    "clip_by_value": Meaning(
      className: "Clip", arguments: ["clip_value_min": "x_min", "clip_value_max": "x_max"]),
    "concat": Meaning(className: "Concatenate", operand: "xs", arguments: axis),
    "stack": Meaning(className: "Stack", arguments: axis, defaults: ["axis": .integer(0)]),
    "reshape": Meaning(className: "Reshape", arguments: ["shape": "newshape"]),
    "transpose": Meaning(
      className: "Transpose", arguments: ["perm": "axes"], harmless: ["conjugate": [.bool(false)]]),
    "compat.v1.transpose": Meaning(
      className: "Transpose", arguments: ["perm": "axes"], harmless: ["conjugate": [.bool(false)]]),
    "expand_dims": Meaning(className: "ExpandDims", arguments: axis),
    "squeeze": Meaning(className: "Squeeze", arguments: axis),
    "compat.v1.squeeze": Meaning(className: "Squeeze", arguments: axis),
    "reverse": Meaning(className: "Flip", arguments: axis),
    "math.reduce_mean": Meaning(className: "Mean", arguments: reduction),
    "math.reduce_max": Meaning(className: "Max", arguments: reduction),
    "cast": Meaning(className: "Cast", arguments: ["dtype": "dtype"]),
  ]

  private static func meaning(of function: String) -> Meaning? {
    if let name = plain[function] { return Meaning(className: name) }
    if let name = binary[function] { return Meaning(className: name, operands: ["y"]) }
    return others[function]
  }

  /// An entry of a model's list of layers as Keras 3 would write it; the entry itself where it is no such function, or
  /// is called in a way that isn't known.
  static func translated(_ entry: JSONValue) -> JSONValue {
    guard case .object(let members) = entry,
      ["TFOpLambda", "SlicingOpLambda"].contains(entry["class_name"]?.string),
      let function = entry["config"]?["function"]?.string, let meaning = meaning(of: function),
      [nil, "float32"].contains(entry["config"]?["dtype"]?.string), let name = entry["config"]?["name"],
      let nodes = entry["inbound_nodes"]?.array
    else { return entry }
    let calls = nodes.map { TensorFlowCall($0) }
    var config: [String: JSONValue]?
    var translated: [JSONValue] = []
    for call in calls {
      guard let call, let arguments = meaning.arguments(of: call), config ?? arguments == arguments else {
        return entry
      }
      config = arguments
      translated.append(meaning.node(of: call))
    }
    let className = JSONValue.string(meaning.className)
    let own: [String: JSONValue] = [
      "module": .string("keras.src.ops.numpy"), "class_name": className, key: .string(function),
      "config": .object(JSONObject.sorted((config ?? [:]).merging(["name": name]) { $1 })),
      "inbound_nodes": .array(translated),
    ]
    return .object(.sorted(members.members.merging(own) { $1 }))
  }
}

/// How Keras 2 calls a function: on a tensor, a list of tensors, or a number, with everything else by name.
private struct TensorFlowCall {
  /// What the first argument is.
  let first: JSONValue
  /// The others.
  let named: [String: JSONValue]

  /// Reads [layer, node, tensor, {…}], or a list of these; a number stands as ["_CONSTANT_VALUE", −1, number, {…}].
  init?(_ node: JSONValue) {
    guard let elements = node.array else { return nil }
    if let (tensor, named) = TensorFlowCall.tensor(elements) {
      (self.first, self.named) = (tensor, named)
      return
    }
    let tensors = elements.compactMap { $0.array.flatMap(TensorFlowCall.tensor) }
    guard let first = tensors.first, tensors.count == elements.count,
      tensors.allSatisfy({ $0.named == first.named })
    else { return nil }
    self.first = .array(tensors.map(\.value))
    named = first.named
  }

  private static func tensor(_ elements: [JSONValue]) -> (value: JSONValue, named: [String: JSONValue])? {
    guard elements.count == 4, let name = elements[0].string, case .object(let named) = elements[3] else {
      return nil
    }
    let value = name == "_CONSTANT_VALUE" ? elements[2] : JSONValue.array(Array(elements[..<3]))
    return (value, named.members)
  }
}

extension TensorFlowFunction.Meaning {
  /// The arguments of a call that are no operands, by Keras 3's names; `nil` where one isn't known.
  fileprivate func arguments(of call: TensorFlowCall) -> [String: JSONValue]? {
    var found = defaults
    for (name, value) in call.named where name != "name" && !operands.contains(name) && value != .null {
      if let argument = arguments[name] {
        // What is computed by the network itself is none.
        guard !value.holdsTensor else { return nil }
        found[argument] = value
      } else if harmless[name]?.contains(value) != true {
        return nil
      }
    }
    guard operands.allSatisfy({ call.named[$0] != nil }) else { return nil }
    return found
  }

  /// A call as Keras 3 would write it.
  fileprivate func node(of call: TensorFlowCall) -> JSONValue {
    let places = [call.first] + operands.compactMap { call.named[$0] }
    return .object(["args": .array(places), "kwargs": .object([:])])
  }
}

extension JSONObject {
  /// The members in the order of their keys.
  fileprivate static func sorted(_ members: [String: JSONValue]) -> JSONObject {
    JSONObject(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }
}

extension JSONValue {
  /// Whether a tensor of Keras 2's is in a list, at any depth.
  fileprivate var holdsTensor: Bool {
    KerasHistory(self) != nil || array?.contains(where: \.holdsTensor) ?? false
  }
}
