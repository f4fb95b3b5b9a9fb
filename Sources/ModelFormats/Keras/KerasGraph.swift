import ConvNet
import KerasNotation

/// A call of one of a model's layers.
struct CallKey: Hashable {
  /// The layer's place among the model's layers.
  let layer: Int
  /// Which call of the layer; a layer that is used once has call 0 only.
  let number: Int
}

/// A tensor of a model: what one call of one of its layers gives.
struct KerasTensor: Hashable {
  /// The call.
  let call: CallKey
  /// Which of the call's results.
  let output: Int
}

/// How the layers of one model are connected: which is called on which tensors.
///
/// Source: Keras 3, `keras/src/models/functional.py`, `sequential.py`.
struct KerasGraph {
  /// A layer at work on tensors.
  struct Call {
    /// Which call of which layer it is.
    let key: CallKey
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
    _ config: JSONValue, form: KerasForm, key: String, missingInput: ([KerasLayer]) -> KerasLayer?
  ) throws(ModelError) {
    let list = try KerasModel.required(config["layers"], .list, at: "\(key).layers", \.array)
      .map(TensorFlowFunction.translated)
    let layers = try list.enumerated().map { (index, entry) throws(ModelError) in
      try KerasLayer(entry, key: "\(key).layers[\(index)]")
    }
    switch form {
    case .chain: self.init(chain: layers, missingInput: missingInput)
    case .nodes: try self.init(layers, nodesOf: list, config: config)
    }
  }

  /// Layers that read each the one before it.
  private init(chain saved: [KerasLayer], missingInput: ([KerasLayer]) -> KerasLayer?) {
    let hasInput = saved.first?.className == Input.className
    let added = hasInput || saved.isEmpty ? nil : missingInput(saved)
    layers = (added.map { [$0] } ?? []) + saved
    let tensors = layers.indices.map { KerasTensor(call: CallKey(layer: $0, number: 0), output: 0) }
    calls = zip(tensors.indices, tensors).map { index, tensor in
      Call(key: tensor.call, reads: index == 0 ? [] : [tensors[index - 1]])
    }
    inputs = Array(tensors.prefix(1))
    outputs = Array(tensors.suffix(1))
  }

  /// The shape, with the batch's extent, of the only input, or of what reads it first.
  var inputShape: JSONValue? {
    guard let input = inputs.first, inputs.count == 1 else { return nil }
    let shapes = layers[input.call.layer...].prefix(2).map { layer in
      layer.config.value("batch_shape") ?? layer.config.value("batch_input_shape") ?? layer.graph?.inputShape
    }
    return shapes.compactMap(\.self).first
  }

  /// Calls sorted so that each stands after those that it reads; those that do already keep their order.
  ///
  /// - Throws: `NetworkError.order` where calls read each other in a circle, and `ModelError.unknownInput`.
  static func inOrder(_ calls: [Call], layers: [KerasLayer]) throws(ModelError) -> [Call] {
    let places = Dictionary(zip(calls.map(\.key), calls.indices)) { $1 }
    let reads = try calls.map { (call) throws(ModelError) in
      try call.reads.map { (tensor) throws(ModelError) in
        guard let place = places[tensor.call] else {
          let (reader, read) = (layers[call.key.layer], layers[tensor.call.layer])
          throw .unknownInput(layer: reader.name, input: read.name)
        }
        return place
      }
    }
    switch StableOrder.places(reading: reads) {
    case .success(let order): return order.map { calls[$0] }
    case .failure(let circle): throw .network(.order(layers[calls[circle.place].key.layer].name))
    }
  }
}
