import ConvNet
import Tensors

/// What `config.json` says of a model: its class and its layers.
struct KerasModel {
  /// The name of the model.
  let name: String
  /// The name of its class.
  let className: String
  /// Its layers, inner models' among them, each after those that it reads; the first is the input where the file
  /// says what shape that has.
  let calls: [KerasCall]
  /// In which order maps have their axes.
  private let dataFormat: KerasDataFormat
  /// The layers that give the model's outputs.
  private let outputs: [Int]

  /// Reads the top of a config, and flattens the models inside it.
  ///
  /// - Throws: `ModelError.badConfig` where it has no class name or no layers with class names,
  ///   `.unsupportedModelClass` where it is none of Keras's models and has no layers, and others where its graph makes
  ///   no sense.
  init(_ json: JSONValue) throws(ModelError) {
    className = try KerasModel.text(json["class_name"], key: "class_name")
    guard let config = json["config"] else {
      throw .badConfig(key: "config", expected: .object, found: JSONValue.null.pythonLiteral)
    }
    guard config["layers"] != nil || KerasGraph.classNames.contains(className) else {
      // A class of somebody's own, of whose layers the file says nothing.
      throw .unsupportedModelClass(className)
    }
    let graph = try KerasGraph(config, className: className, key: "config") { layers in
      KerasModel.input(missingFrom: layers, of: json)
    }
    var flattening = KerasFlattening()
    outputs = try flattening.add(graph)
    dataFormat = KerasDataFormat(flattening.calls)
    calls = dataFormat.isChannelsFirst ? flattening.calls.map { $0.inChannelsFirst() } : flattening.calls
    name = config["name"]?.string ?? className
  }

  /// The listing: each layer's code where its arguments can be read, else its class and main arguments.
  var listing: [ModelFile.ListedLayer] {
    var listing: [ModelFile.ListedLayer] = []
    var lines: [Int] = []
    for call in calls {
      var inputs = call.inputs.map { lines[$0] }
      for (suffix, code) in KerasModel.lines(of: call.layer) {
        listing.append(
          ModelFile.ListedLayer(
            name: call.layer.name + suffix, className: call.layer.className, code: code, inputs: inputs))
        inputs = [listing.count - 1]
      }
      lines.append(listing.count - 1)
    }
    return listing
  }

  /// The lines of a layer in the listing: what is added to its name, and the code.
  private static func lines(of layer: KerasLayer) -> [(suffix: String, code: [ListingToken])] {
    guard let stages = try? layer.recipe().stages, !stages.isEmpty else { return [("", layer.roughCode)] }
    return stages.map { ($0.suffix, $0.code) }
  }

  /// What every layer's arguments say.
  ///
  /// - Throws: `ModelError` that names the model's class, or its inputs or outputs where there are several, or all
  ///   layers that can't be run, or the first argument that can't.
  func runnableRecipes() throws(ModelError) -> [LayerRecipe] {
    guard KerasGraph.classNames.contains(className) else { throw .unsupportedModelClass(className) }
    try checkEnds()
    let unsupported = calls.map(\.layer).filter { $0.kind == nil }
    guard unsupported.isEmpty else {
      throw .unsupportedLayers(unsupported.map { UnsupportedLayer(name: $0.name, className: $0.className) })
    }
    try dataFormat.requireOne()
    guard calls.first?.layer.className == Input.className else { throw .noInputShape }
    var recipes: [LayerRecipe] = []
    for call in calls { recipes.append(try call.layer.recipe()) }
    return recipes
  }

  /// Refuses several inputs and several outputs; an output may also be read by other layers.
  private func checkEnds() throws(ModelError) {
    let inputs = calls.filter { $0.inputs.isEmpty }.map(\.layer.name)
    guard inputs.count <= 1 else { throw .network(.inputs(inputs)) }
    let outputs = Set(outputs).sorted().map { calls[$0].layer.name }
    guard outputs.count <= 1 else { throw .network(.outputs(outputs)) }
  }

  /// The network's layers with their weights; a layer that is called again is made once, with one copy of them.
  func layers(from recipes: [LayerRecipe], weights: any WeightStore) throws(ModelError) -> [Layer] {
    var layers: [Layer] = []
    var firstCalls: [SharedLayer: Int] = [:]
    var shapes: [Shape] = []
    var places: [Int] = []
    for (call, recipe) in zip(calls, recipes) {
      let source = LayerWeights(store: weights, layer: call.layer.name, address: call.address)
      var inputs = call.inputs.map { places[$0] }
      for stage in recipe.stages {
        let read = inputs.map { shapes[$0] }
        let shared = SharedLayer(call, stage, ranks: read.map(\.rank))
        let first = shared.flatMap { firstCalls[$0] }
        let kind = if let first { layers[first].kind } else { try stage.make(read, source) }
        do {
          shapes.append(try kind.outputShape(of: read))
        } catch {
          throw .network(.layer(name: call.layer.name, className: kind.className, fault: error))
        }
        try dataFormat.check(call.layer, kind, shapes: read + shapes.suffix(1))
        layers.append(
          Layer(
            name: call.layer.name + stage.suffix, kind: kind, inputs: inputs, listing: stage.code,
            weightsOf: kind.parameterCount == 0 ? nil : first))
        if let shared, first == nil { firstCalls[shared] = layers.count - 1 }
        inputs = [layers.count - 1]
      }
      places.append(layers.count - 1)
    }
    return layers
  }

  /// The model as a file's, with its network where that can run.
  func modelFile(
    name fileName: String, memoryLimit: Int, weights: (Declared) throws(ModelError) -> any WeightStore
  ) -> ModelFile {
    ModelFile(
      fileName: fileName, modelName: name, layers: listing,
      network: network(memoryLimit: memoryLimit, weights: weights))
  }

  private func network(
    memoryLimit: Int, weights: (Declared) throws(ModelError) -> any WeightStore
  ) -> Result<Network, ModelError> {
    do {
      let recipes = try runnableRecipes()
      let store = try weights { (limit) throws(ModelError) in try declaredCount(recipes, upTo: limit) }
      return .success(try runnable(layers(from: recipes, weights: store), memoryLimit: memoryLimit))
    } catch {
      return .failure(error)
    }
  }

  private func runnable(_ layers: [Layer], memoryLimit: Int) throws(ModelError) -> Network {
    do {
      return try Network(layers: layers, memoryLimit: memoryLimit)
    } catch {
      throw .network(error)
    }
  }

  /// The config's text as a value.
  static func config(of text: UnsafeBufferPointer<UInt8>) throws(ModelError) -> JSONValue {
    do {
      return try JSONParser.value(of: Array(text))
    } catch {
      throw .configNotJSON(offset: error.offset)
    }
  }

  /// The text of a key.
  static func text(_ value: JSONValue?, key: String) throws(ModelError) -> String {
    guard let text = value?.string else {
      throw .badConfig(key: key, expected: .text, found: (value ?? .null).excerpt)
    }
    return text
  }
}

extension KerasModel {
  /// The input layer of a model that was saved without one, from the shape that it was built for.
  private static func input(missingFrom layers: [KerasLayer], of json: JSONValue) -> KerasLayer? {
    guard let first = layers.first else { return nil }
    let shapes = [
      json["config"]?["build_input_shape"], first.config.values["batch_shape"],
      first.config.values["batch_input_shape"], json["build_config"]?["input_shape"], first.builtFor,
      first.graph?.inputShape,
    ]
    guard let shape = shapes.compactMap({ $0 }).first(where: { $0 != .null }) else { return nil }
    let names = Set(layers.map(\.name))
    let name = names.contains("input") ? "input_layer" : "input"
    return KerasLayer(inputNamed: name, batchShape: shape)
  }

  /// A class name as Keras writes it in paths: `MaxPooling2D` becomes `max_pooling2d`.
  ///
  /// Source: Keras 3, `keras/src/utils/naming.py`, `to_snake_case`.
  static func snakeCase(_ className: String) -> String {
    let letters = className.filter { $0.isLetter || $0.isNumber || $0 == "_" }.map { $0 }
    var result = ""
    for (index, letter) in letters.enumerated() {
      let followsLower = index > 0 && letters[index - 1].isLowercase
      let startsWord = index > 0 && index + 1 < letters.count && letters[index + 1].isLowercase
      if letter.isUppercase && (followsLower || startsWord) { result += "_" }
      result += letter.lowercased()
    }
    return result
  }
}
