import ConvNet

/// What a layer is called with, as a node of a functional model's config says.
///
/// Keras 3 writes `{"args": […], "kwargs": {…}}`; Keras 2 a list of [layer, node, tensor, {…}], whose last element has
/// what is called by name. Source: Keras 3, `keras/src/models/functional.py`; Keras 2, `keras/engine/node.py`.
struct KerasNode {
  /// The arguments by place.
  let places: [JSONValue]
  /// The arguments by name.
  let named: [String: JSONValue]

  /// Whether Keras 3 wrote the node.
  private let isOfKeras3: Bool

  /// The names that Keras's classes give to what a layer reads.
  static let operands: Set<String> = ["inputs", "data"]
  /// The other arguments of calls that Keras's classes have, each with the value that means nothing besides None.
  static let options: [String: JSONValue] = ["training": .bool(false), "mask": .null]

  /// What stands in the brackets behind a tensor.
  var key: JSONValue? { places.count > 1 ? places[1] : named["key"] }

  /// Reads a node; `nil` where it isn't one, as for an input.
  init?(_ node: JSONValue) {
    switch node {
    case .object:
      isOfKeras3 = true
      places = node["args"]?.array ?? []
      named = node["kwargs"]?.object?.members ?? [:]
    case .array:
      isOfKeras3 = false
      places = [node]
      named = KerasNode.keywords(node)
    default: return nil
    }
  }

  /// Why a call of a layer can't be run; `nil` where it can, or where the layer can't be run anyway.
  func fault(of layer: KerasLayer) -> ModelError? {
    do {
      if layer.isOperation {
        try checkOperation(layer)
      } else if layer.operation != nil || layer.graph != nil {
        try checkLayer(layer)
      }
      return nil
    } catch {
      return error
    }
  }

  /// A layer reads one tensor, or one list of them; what else it is called with must mean nothing.
  private func checkLayer(_ layer: KerasLayer) throws(ModelError) {
    let operandName = named.keys.sorted().first(where: KerasNode.operands.contains)
    guard let operand = places.first ?? operandName.flatMap({ named[$0] }) else {
      throw .missingOperand(layer: layer.name, operand: "inputs")
    }
    guard operand.isTensors else { throw .constantOperand(layer: layer.name) }
    let isNamed = places.isEmpty
    try refuseRest(of: layer, operands: 1) { isNamed && $0 == operandName }
  }

  /// Refuses what a layer is called with behind its operands, or by other names than theirs, and that means something.
  private func refuseRest(
    of layer: KerasLayer, operands: Int, isOperand: (String) -> Bool
  ) throws(ModelError) {
    let placed = places.enumerated().dropFirst(operands).map { ("\($0 + 1)", $1) }
    let others = named.filter { !isOperand($0.key) }.sorted { $0.key < $1.key }.map { ($0, $1) }
    for (argument, value) in placed + others {
      // These have it by default, and Keras 3 writes it where nobody gave it.
      let isDefault = argument == "training" && value == .bool(true) && isOfKeras3 && layer.isAugmentation
      guard value == .null || value == KerasNode.options[argument] || isDefault else {
        throw .unsupportedCall(layer: layer.name, argument: argument, value: value.excerpt)
      }
    }
  }

  /// A function reads all of its operands, each of which is a tensor, or a number that its recipe knows of.
  private func checkOperation(_ layer: KerasLayer) throws(ModelError) {
    let operands = KerasOperation.operands(of: layer.className)
    for (place, operand) in operands.enumerated() {
      let value = place < places.count ? places[place] : named[operand]
      let isKey = operand == "key"
      guard let value, isKey || value != .null else {
        throw .missingOperand(layer: layer.name, operand: operand)
      }
      // A recipe looks at it.
      guard !(isKey && !layer.isLegacyOperation), !value.isTensors else { continue }
      guard !layer.isLegacyOperation else { throw .legacyConstant(layer: layer.name) }
      guard layer.config.constant != nil else { throw .constantOperand(layer: layer.name) }
    }
    try refuseRest(of: layer, operands: operands.count) { name in
      operands.firstIndex(of: name).map { $0 >= places.count } ?? false
    }
  }

  /// What is called by name in lists of [layer, node, tensor, {…}]; of several values for a name one that means
  /// something.
  private static func keywords(_ value: JSONValue) -> [String: JSONValue] {
    guard let elements = value.array else { return [:] }
    if elements.count == 4, elements[0].string != nil, case .object(let named) = elements[3] {
      return named.members
    }
    var named: [String: JSONValue] = [:]
    for element in elements {
      named.merge(keywords(element)) { first, second in
        first == .null || first == .bool(false) ? second : first
      }
    }
    return named
  }
}

extension KerasLayer {
  /// Whether the layer changes pictures at random, in training.
  fileprivate var isAugmentation: Bool {
    operation == Identity.self && className.hasPrefix("Random")
  }
}

extension JSONValue {
  /// Whether this stands for a tensor, or for tensors in lists at any depth and nothing else.
  fileprivate var isTensors: Bool {
    if KerasHistory(self) != nil || self["class_name"] == .string("__keras_tensor__") { return true }
    guard let array else { return false }
    return !array.isEmpty && array.allSatisfy(\.isTensors)
  }
}
