import ConvNet
import KerasNotation
import Tensors

/// Makes the layers of a network one after the other, as far as that goes.
struct KerasAssembly {
  private let dataFormat: KerasDataFormat
  /// The layers that were made.
  private var builder = NetworkBuilder()
  /// For each call the last layer that was made of it.
  private var places: [Int] = []
  private var firstCalls: [SharedLayer: Int] = [:]
  /// Of the layers that own learned tensors, where these are in the file.
  private var owners: [Owner] = []

  /// What two calls of one layer have in common, but two layers don't.
  private struct SharedLayer: Hashable {
    let address: WeightAddress
    let suffix: String
    /// Axes mean other ones where the ranks differ.
    let ranks: [Int]
  }

  /// A layer that owns learned tensors.
  private struct Owner {
    let index: Int
    let call: KerasCall
    let stored: StoredOrder
  }

  /// Begins with nothing, for a model whose maps have their axes in some order.
  init(_ dataFormat: KerasDataFormat) {
    self.dataFormat = dataFormat
  }

  /// The shape of a layer's activation, and how many numbers it has learned, `nil` where it has the weights of
  /// another or is the input; `nil` where the layer was not made.
  func made(_ place: Int) -> (shape: Shape, parameterCount: Int?)? {
    guard builder.layers.indices.contains(place) else { return nil }
    let layer = builder.layers[place]
    let isCounted = !layer.inputs.isEmpty && layer.weightsOf == nil
    let inputs = layer.inputs.map { builder.shapes[$0] }
    return (builder.shapes[place], isCounted ? layer.operation.parameterCount(for: inputs) : nil)
  }

  /// How many numbers the layers that were made have learned; `Int.max` where they are more.
  var parameterCount: Int {
    owners.reduce(0) { sum, owner in
      builder.slots[owner.index].reduce(sum) { sum, slot in
        let (total, overflow) = sum.addingReportingOverflow(slot.shape.checkedCount ?? .max)
        return overflow ? .max : total
      }
    }
  }

  /// Makes the layers of calls until one can't be made; returns why.
  mutating func add(_ calls: [KerasCall], _ recipes: [Result<LayerRecipe, ModelError>]) -> ModelError? {
    do throws(ModelError) {
      try dataFormat.requireOne()
      for (call, recipe) in zip(calls, recipes) {
        guard !call.inputs.isEmpty || call.layer.className == Input.className else {
          throw .noInputShape
        }
        try call.layer.requireWholeWeights()
        try add(call, try recipe.get())
      }
      return nil
    } catch {
      return error
    }
  }

  /// Makes the layers of one call; a layer that is called again is made once, with one copy of its weights.
  private mutating func add(_ call: KerasCall, _ recipe: LayerRecipe) throws(ModelError) {
    var inputs = call.inputs.map { places[$0] }
    for stage in recipe.stages {
      let read = inputs.map { builder.shapes[$0] }
      let shared = SharedLayer(address: call.address, suffix: stage.suffix, ranks: read.map(\.rank))
      let first = firstCalls[shared]
      let operation = try stage.make(read)
      let isLearned = !((try? operation.parameterSlots(for: read)) ?? []).isEmpty
      let layer = Layer(
        name: call.layer.name + stage.suffix, operation: operation, inputs: inputs,
        weightsOf: isLearned ? first : nil)
      try add(layer, of: call, reading: read)
      let index = builder.layers.count - 1
      if isLearned, first == nil { owners.append(Owner(index: index, call: call, stored: stage.stored)) }
      // Functions of `keras.ops` are no layers, and share nothing.
      if first == nil, !call.layer.isOperation { firstCalls[shared] = index }
      inputs = [index]
    }
    places.append(builder.layers.count - 1)
  }

  /// Makes a layer of a call.
  private mutating func add(_ layer: Layer, of call: KerasCall, reading: [Shape]) throws(ModelError) {
    let shape: Shape
    do {
      shape = try builder.add(layer)
    } catch .layer(_, let fault) {
      throw .layer(name: call.layer.name, className: layer.operation.kerasClass, fault: fault.inKeras)
    } catch {
      throw .network(error)
    }
    do throws(ModelError) {
      try dataFormat.check(call.layer, layer.operation, shapes: reading + [shape])
    } catch {
      builder.removeLast()
      throw error
    }
  }

  /// The network of all layers.
  func network(memoryLimit: Int) throws(ModelError) -> Network {
    do {
      return try builder.network(memoryLimit: memoryLimit)
    } catch {
      throw .network(error)
    }
  }

  /// The learned tensors of all layers, from a file.
  ///
  /// - Throws: `ModelError` for the first that it doesn't have as the layer needs it.
  func parameters(from store: any WeightStore, of calls: [KerasCall]) throws(ModelError) -> Parameters {
    var layers: [String: LayerParameters] = [:]
    for owner in owners {
      let weights = LayerWeights(store: store, layer: owner.call.layer.name, address: owner.call.address)
      let layer = builder.layers[owner.index]
      let inputs = layer.inputs.map { builder.shapes[$0] }
      var tensors: [ParameterName: Tensor] = [:]
      for (index, slot) in builder.slots[owner.index].enumerated() {
        do throws(ModelError) {
          tensors[slot.name] = try owner.stored.tensor(index, for: slot, inputs: inputs, weights)
        } catch {
          throw KerasAssembly.sharedAcrossModels(error, calls) ?? error
        }
      }
      layers[layer.name] = LayerParameters(tensors)
    }
    return Parameters(layers)
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
