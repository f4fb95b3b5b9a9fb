// Keras 3 writes a node as `{"args": […], "kwargs": {…}}` with tensors as `__keras_tensor__` objects whose
// `keras_history` is [layer, node, tensor]; Keras 2 as a list of [layer, node, tensor, {…}]. Source: Keras 3,
// `keras/src/models/functional.py`, `keras/src/ops/node.py`; Keras 2, `keras/engine/functional.py`.
extension KerasGraph {
  /// Layers that read what the nodes of their entries say, and the ends of the model that has them.
  ///
  /// - Throws: `ModelError.unknownInput` where a layer that is read is not in the list, and `NetworkError.order`.
  init(_ layers: [KerasLayer], nodesOf list: [JSONValue], config: JSONValue) throws(ModelError) {
    let places = Dictionary(zip(layers.map(\.name), layers.indices)) { first, _ in first }
    let entries = list.map(Self.nodes)
    let nodes = entries.map { $0.map(Self.histories) }
    let ends = ["input_layers", "output_layers"].map { Self.histories(config[$0] ?? .null) }
    let shifts = Self.shifts(nodes, ends: ends, layers: layers)
    func tensors(_ histories: [KerasHistory], readBy reader: String) throws(ModelError) -> [KerasTensor] {
      try histories.map { (history) throws(ModelError) in
        guard let place = places[history.layer] else {
          throw .unknownInput(layer: reader, input: history.layer)
        }
        let key = CallKey(layer: place, number: history.call - (shifts[history.layer] ?? 0))
        return KerasTensor(call: key, output: history.output)
      }
    }
    var calls: [KerasGraph.Call] = []
    for (place, nodes) in nodes.enumerated() {
      for (number, histories) in nodes.enumerated() {
        let reads = try tensors(histories, readBy: layers[place].name)
        let entry = entries[place][number]
        let key = CallKey(layer: place, number: number)
        calls.append(Call(key: key, reads: reads, constant: KerasConstant(entry), node: KerasNode(entry)))
      }
    }
    inputs = try tensors(ends[0], readBy: "input_layers")
    outputs = try tensors(ends[1], readBy: "output_layers")
    self.layers = layers
    self.calls = try Self.inOrder(calls, layers: layers)
  }

  /// The nodes of a layer: an input has none in the file, and is called once all the same.
  private static func nodes(of entry: JSONValue) -> [JSONValue] {
    let nodes = entry["inbound_nodes"]?.array ?? []
    return nodes.isEmpty ? [.null] : nodes
  }

  /// The tensors in a value, at any depth; of an object's values in the order of their keys.
  private static func histories(_ value: JSONValue) -> [KerasHistory] {
    if let history = KerasHistory(value) { return [history] }
    switch value {
    case .array(let elements): return elements.flatMap(histories)
    case .object(let members):
      if members["class_name"] == .string("__keras_tensor__") {
        return histories(value["config"]?["keras_history"] ?? .null)
      }
      return members.keys.sorted().flatMap { histories(members[$0] ?? .null) }
    default: return []
    }
  }

  /// What is subtracted from the numbers of calls of a layer that is a model.
  ///
  /// Keras 2 counts the making of an inner model as its first call, but doesn't write that one.
  private static func shifts(
    _ nodes: [[[KerasHistory]]], ends: [[KerasHistory]], layers: [KerasLayer]
  ) -> [String: Int] {
    var largest: [String: Int] = [:]
    for history in (nodes.flatMap { $0 } + ends).joined() {
      largest[history.layer] = max(largest[history.layer] ?? 0, history.call)
    }
    let shifted = zip(layers, nodes).filter { $0.graph != nil && largest[$0.name] == $1.count }
    return Dictionary(shifted.map { ($0.0.name, 1) }) { first, _ in first }
  }
}

/// Where a tensor comes from, as it stands in the file.
struct KerasHistory {
  /// The layer's name.
  let layer: String
  /// Which of the layer's nodes.
  let call: Int
  /// Which of the node's results.
  let output: Int

  /// A list [layer, node, tensor], which in Keras 2 has a fourth element.
  init?(_ value: JSONValue) {
    guard let elements = value.array, elements.count >= 3, let layer = elements[0].string,
      let call = elements[1].integer, let output = elements[2].integer
    else { return nil }
    self.layer = layer
    // What is out of range is found nowhere, and can't overflow.
    self.call = Int(Int32(exactly: call) ?? -1)
    self.output = Int(Int32(exactly: output) ?? -1)
  }
}
