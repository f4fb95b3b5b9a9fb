import ConvNet
import KerasNotation

/// A tensor of a model: what one call of one of its layers gives.
struct KerasTensor: Hashable {
  /// The layer's place among the model's layers.
  let layer: Int
  /// Which call of the layer; a layer that is used once has call 0 only.
  let call: Int
  /// Which of the call's results.
  let output: Int
}

/// How the layers of one model are connected: which is called on which tensors.
///
/// Source: Keras 3, `keras/src/models/functional.py`, `sequential.py`.
struct KerasGraph {
  /// A layer at work on tensors.
  struct Call {
    /// The layer's place among the model's layers.
    let layer: Int
    /// Which call of the layer.
    let number: Int
    /// What it reads, in order.
    let reads: [KerasTensor]
    /// The number that it reads beside a tensor.
    var constant: KerasConstant?
    /// What the file says of the call; `nil` where it says nothing, as in a chain.
    var node: KerasNode?
  }

  /// The layers in saving order.
  let layers: [KerasLayer]
  /// The calls, each after those that it reads, else in the file's order.
  let calls: [Call]
  /// What enters the model; results of calls of input layers.
  let inputs: [KerasTensor]
  /// What leaves the model.
  let outputs: [KerasTensor]

  /// Reads the config of a model, which stands at a key; to a sequential one that is saved without an input layer
  /// one may be added.
  ///
  /// - Throws: `ModelError` where layers, their class names or the tensors that they read are missing.
  init(
    _ config: JSONValue, form: KerasForm, key: String,
    missingInput: ([KerasLayer]) -> KerasLayer?
  ) throws(ModelError) {
    guard let list = config["layers"]?.array else {
      throw .badConfig(key: "\(key).layers", expected: .list, found: (config["layers"] ?? .null).excerpt)
    }
    var layers: [KerasLayer] = []
    for (index, entry) in list.enumerated() {
      layers.append(try KerasLayer(entry, key: "\(key).layers[\(index)]"))
    }
    switch form {
    case .chain: self.init(chain: layers, missingInput: missingInput)
    case .nodes: try self.init(layers, nodes: KerasNodes(list, config: config, layers: layers))
    }
  }

  /// Layers that read each the one before it.
  private init(chain saved: [KerasLayer], missingInput: ([KerasLayer]) -> KerasLayer?) {
    let hasInput = saved.first?.className == Input.className
    let added = hasInput || saved.isEmpty ? nil : missingInput(saved)
    let layers = (added.map { [$0] } ?? []) + saved
    self.layers = layers
    calls = layers.indices.map { index in
      Call(
        layer: index, number: 0,
        reads: index == 0 ? [] : [KerasTensor(layer: index - 1, call: 0, output: 0)])
    }
    inputs = layers.isEmpty ? [] : [KerasTensor(layer: 0, call: 0, output: 0)]
    outputs = layers.isEmpty ? [] : [KerasTensor(layer: layers.count - 1, call: 0, output: 0)]
  }

  /// Layers that read what their nodes say.
  private init(_ layers: [KerasLayer], nodes: KerasNodes) throws(ModelError) {
    self.layers = layers
    inputs = nodes.inputs
    outputs = nodes.outputs
    calls = try KerasGraph.inOrder(nodes.calls, layers: layers)
  }

  /// The shape, with the batch's extent, of the only input, or of what reads it first.
  var inputShape: JSONValue? {
    guard let input = inputs.first, inputs.count == 1 else { return nil }
    let shapes = layers[input.layer...].prefix(2).map { layer in
      layer.config.value("batch_shape") ?? layer.config.value("batch_input_shape") ?? layer.graph?.inputShape
    }
    return shapes.compactMap(\.self).first
  }

  /// Calls sorted so that each stands after those that it reads; those that do already keep their order.
  ///
  /// - Throws: `NetworkError.order` where calls read each other in a circle, and `ModelError.unknownInput`.
  private static func inOrder(_ calls: [Call], layers: [KerasLayer]) throws(ModelError) -> [Call] {
    var places: [CallKey: Int] = [:]
    for (place, call) in calls.enumerated() { places[CallKey(call)] = place }
    var reads: [[Int]] = []
    for call in calls {
      reads.append(
        try call.reads.map { (tensor) throws(ModelError) in
          guard let place = places[CallKey(tensor)] else {
            throw .unknownInput(layer: layers[call.layer].name, input: layers[tensor.layer].name)
          }
          return place
        })
    }
    switch StableOrder.places(reading: reads) {
    case .success(let order): return order.map { calls[$0] }
    case .failure(let circle): throw .network(.order(layers[calls[circle.place].layer].name))
    }
  }
}

/// A call of a layer, without what it reads.
struct CallKey: Hashable {
  private let layer: Int
  private let number: Int

  /// The key of a call.
  init(_ call: KerasGraph.Call) {
    layer = call.layer
    number = call.number
  }

  /// The key of the call that gives a tensor.
  init(_ tensor: KerasTensor) {
    layer = tensor.layer
    number = tensor.call
  }
}
