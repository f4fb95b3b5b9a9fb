import ConvNet
import KerasNotation

/// One use of a layer in a model whose inner models were replaced by their layers.
struct KerasCall {
  /// The layer under its whole name: `block/conv2d`, and `conv2d:1` for the second use.
  var layer: KerasLayer
  /// Where its weights are.
  let address: WeightAddress
  /// The calls that it reads, by their places.
  let inputs: [Int]
}

/// Replaces models inside a model by their layers, at any depth.
///
/// The input layers of an inner model vanish: what reads them reads what the model is called on.
struct KerasFlattening {
  /// More layers and connections are refused: a small file whose models call each other could ask for any number.
  static let limit = 100_000

  /// The calls, each after those that it reads.
  private(set) var calls: [KerasCall] = []
  /// The names of the classes of somebody's own that were replaced by their layers.
  private(set) var ownClasses: Set<String> = []
  /// Why calls, and models inside of others, can't be run as the file wants them; a call with its place.
  private(set) var faults: [(place: Int?, error: ModelError)] = []
  private var count = 0

  /// Adds the calls of a model.
  ///
  /// - Parameters:
  ///   - graph: How the model's layers are connected.
  ///   - inputs: The calls that an inner model is called on; `nil` for the outermost.
  ///   - prefix: What stands before the names of its layers.
  ///   - address: Where the model's own layers have their weights.
  /// - Returns: The calls that give the model's outputs.
  /// - Throws: `ModelError.tooManyLayers`, or another one where an inner model is called on too few tensors.
  mutating func add(
    _ graph: KerasGraph, inputs: [Int]? = nil, prefix: String = "", address: WeightAddress = WeightAddress()
  ) throws(ModelError) -> [Int] {
    let addresses = address.ofLayers(graph.layers)
    var results: [CallKey: [Int]] = [:]
    for call in graph.calls {
      try count(1 + call.reads.count)
      let layer = graph.layers[call.key.layer].atWork(in: call, prefix: prefix)
      noteFaults(of: layer, node: call.node)
      let reads = try call.reads.map { (tensor) throws(ModelError) in
        try result(tensor, of: results, readBy: layer.name)
      }
      if let inputs, layer.className == Input.className {
        let tensor = KerasTensor(call: call.key, output: 0)
        results[call.key] = [try input(tensor, of: graph, among: inputs, layer: layer)]
      } else if let inner = layer.graph {
        if layer.isForeign || KerasForm.classes[layer.className] == nil { ownClasses.insert(layer.className) }
        results[call.key] = try add(
          inner, inputs: reads, prefix: layer.name + "/", address: addresses[call.key.layer])
      } else {
        results[call.key] = [calls.count]
        calls.append(KerasCall(layer: layer, address: addresses[call.key.layer], inputs: reads))
      }
    }
    try count(graph.outputs.count)
    return try graph.outputs.map { (tensor) throws(ModelError) in
      try result(tensor, of: results, readBy: prefix + "output_layers")
    }
  }

  private mutating func noteFaults(of layer: KerasLayer, node: KerasNode?) {
    let place = layer.graph == nil ? calls.count : nil
    if let fault = node?.fault(of: layer) { faults.append((place, fault)) }
    guard layer.graph != nil, !layer.isForeign else { return }
    do throws(ModelError) {
      try KerasArguments.ofModels.check(layer.config)
    } catch {
      faults.append((nil, error))
    }
  }

  private mutating func count(_ more: Int) throws(ModelError) {
    count += more
    guard count <= KerasFlattening.limit else { throw .tooManyLayers(limit: KerasFlattening.limit) }
  }

  /// The call that gives a tensor; a layer that is no model gives one, however many the file says.
  private func result(
    _ tensor: KerasTensor, of results: [CallKey: [Int]], readBy reader: String
  ) throws(ModelError) -> Int {
    let outputs = results[tensor.call] ?? []
    let output = outputs.count == 1 ? 0 : tensor.output
    guard outputs.indices.contains(output) else {
      throw .unknownInput(layer: reader, input: "\(tensor.output)")
    }
    return outputs[output]
  }

  /// What an inner model's input layer stands for.
  private func input(
    _ tensor: KerasTensor, of graph: KerasGraph, among inputs: [Int], layer: KerasLayer
  ) throws(ModelError) -> Int {
    // A model in front of a sequential one that doesn't say what it reads.
    guard !inputs.isEmpty else { throw .noInputShape }
    guard let place = graph.inputs.firstIndex(of: tensor), place < inputs.count else {
      throw .unknownInput(layer: layer.name, input: "input")
    }
    return inputs[place]
  }
}
