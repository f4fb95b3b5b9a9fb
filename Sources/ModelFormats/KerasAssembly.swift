import ConvNet
import Tensors

/// Makes the layers of a network one after the other, as far as that goes.
struct KerasAssembly {
  private let dataFormat: KerasDataFormat
  /// The layers that were made.
  private(set) var layers: [Layer] = []
  private var shapes: [Shape] = []
  /// For each call the last layer that was made of it.
  private var places: [Int] = []
  private var firstCalls: [SharedLayer: Int] = [:]

  /// Begins with nothing, for a model whose maps have their axes in some order.
  init(_ dataFormat: KerasDataFormat) {
    self.dataFormat = dataFormat
  }

  /// The shape of a layer's activation, and how many numbers it has learned, `nil` where it has the weights of
  /// another or is the input; `nil` where the layer was not made.
  func made(_ place: Int) -> (shape: Shape, parameterCount: Int?)? {
    guard layers.indices.contains(place) else { return nil }
    let layer = layers[place]
    let isCounted = !layer.inputs.isEmpty && layer.weightsOf == nil
    return (shapes[place], isCounted ? layer.kind.parameterCount : nil)
  }

  /// Makes the layers of calls until one can't be made; returns why.
  mutating func add(_ calls: [KerasCall], weights: any WeightStore) -> ModelError? {
    do throws(ModelError) {
      try dataFormat.requireOne()
      for call in calls {
        guard !call.inputs.isEmpty || call.layer.className == Input.className else {
          throw .noInputShape
        }
        try add(call, LayerWeights(store: weights, layer: call.layer.name, address: call.address))
      }
      return nil
    } catch {
      return KerasAssembly.sharedAcrossModels(error, calls) ?? error
    }
  }

  /// Makes the layers of one call with their weights; a layer that is called again is made once, with one copy of
  /// them.
  private mutating func add(_ call: KerasCall, _ weights: LayerWeights) throws(ModelError) {
    try call.layer.requireWholeWeights()
    var inputs = call.inputs.map { places[$0] }
    for stage in try call.layer.recipe().stages {
      let read = inputs.map { shapes[$0] }
      let shared = SharedLayer(call, stage, ranks: read.map(\.rank))
      let first = shared.flatMap { firstCalls[$0] }
      let kind = if let first { layers[first].kind } else { try stage.make(read, weights) }
      let shape: Shape
      do {
        shape = try kind.outputShape(of: read)
      } catch {
        throw .network(.layer(name: call.layer.name, className: kind.className, fault: error))
      }
      try dataFormat.check(call.layer, kind, shapes: read + [shape])
      shapes.append(shape)
      layers.append(
        Layer(
          name: call.layer.name + stage.suffix, kind: kind, inputs: inputs, listing: stage.code,
          weightsOf: kind.parameterCount == 0 ? nil : first))
      if let shared, first == nil { firstCalls[shared] = layers.count - 1 }
      inputs = [layers.count - 1]
    }
    places.append(layers.count - 1)
  }

  /// What it means that a layer has no weights which is in two models: Keras has saved them in one of these only.
  private static func sharedAcrossModels(_ error: ModelError, _ calls: [KerasCall]) -> ModelError? {
    guard case .missingWeight(let name, _) = error,
      let layer = calls.first(where: { $0.layer.name == name })
    else { return nil }
    let twin = calls.first { call in
      call.address.counters != layer.address.counters && call.address.names.last == layer.address.names.last
        && call.layer.className == layer.layer.className
    }
    return twin.map { .sharedAcrossModels(layer: name, twin: $0.layer.name) }
  }
}
