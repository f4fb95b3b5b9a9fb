/// The nodes of a functional model's config: every call of every layer with the tensors that it reads.
///
/// Keras 3 writes a node as `{"args": […], "kwargs": {…}}` with tensors as `__keras_tensor__` objects whose
/// `keras_history` is [layer, node, tensor]; Keras 2 as a list of [layer, node, tensor, {…}]. Source: Keras 3,
/// `keras/src/models/functional.py`, `keras/src/ops/node.py`; Keras 2, `keras/engine/functional.py`.
struct KerasNodes {
  /// The calls, layer by layer in the file's order.
  let calls: [KerasGraph.Call]
  /// What enters the model.
  let inputs: [KerasTensor]
  /// What leaves it.
  let outputs: [KerasTensor]

  /// Reads the nodes of a list of layers, and the ends of the model that they belong to.
  ///
  /// - Throws: `ModelError.unknownInput` where a layer that is read is not in the list.
  init(_ list: [JSONValue], config: JSONValue, layers: [KerasLayer]) throws(ModelError) {
    var places: [String: Int] = [:]
    for (place, layer) in layers.enumerated().reversed() { places[layer.name] = place }
    let entries = list.map(KerasNodes.nodes)
    let nodes = entries.map { $0.map(KerasNodes.histories) }
    let ends = ["input_layers", "output_layers"].map { KerasNodes.histories(config[$0] ?? .null) }
    let shifts = KerasNodes.shifts(nodes, ends: ends, layers: layers)
    func tensors(_ histories: [KerasHistory], readBy reader: String) throws(ModelError) -> [KerasTensor] {
      try histories.map { (history) throws(ModelError) in
        guard let place = places[history.layer] else {
          throw .unknownInput(layer: reader, input: history.layer)
        }
        let call = history.call - (shifts[history.layer] ?? 0)
        return KerasTensor(layer: place, call: call, output: history.output)
      }
    }
    var calls: [KerasGraph.Call] = []
    for (place, nodes) in nodes.enumerated() {
      for (number, histories) in nodes.enumerated() {
        let reads = try tensors(histories, readBy: layers[place].name)
        let entry = entries[place][number]
        calls.append(
          KerasGraph.Call(
            layer: place, number: number, reads: reads, constant: KerasConstant(entry), node: KerasNode(entry)
          ))
      }
    }
    self.calls = calls
    inputs = try tensors(ends[0], readBy: "input_layers")
    outputs = try tensors(ends[1], readBy: "output_layers")
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
    var shifts: [String: Int] = [:]
    for (layer, nodes) in zip(layers, nodes) where layer.graph != nil && largest[layer.name] == nodes.count {
      shifts[layer.name] = 1
    }
    return shifts
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
