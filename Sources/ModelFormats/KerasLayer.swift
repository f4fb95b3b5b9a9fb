import ConvNet

/// A layer as it stands in `config.json`.
struct KerasLayer {
  /// The name given in Keras.
  private(set) var name: String
  /// The name of its class.
  let className: String
  /// Its arguments.
  private(set) var config: KerasConfig
  /// The shape, with the batch's extent, that it was built for.
  let builtFor: JSONValue?
  /// How its layers are connected, where it is a model itself.
  let graph: KerasGraph?
  /// Whether it is a function of `keras.ops` rather than a layer, even if it is called like one.
  let isOperation: Bool
  /// Whether it is a function in an `.h5` file of Keras 3, which Keras writes without the module that tells it from a
  /// layer: it can only load such functions as are called like a layer, and are called on tensors like one.
  let isLegacyOperation: Bool
  /// Whether the class is somebody's own, even if it is called like one of Keras's.
  private let isForeign: Bool

  /// Reads an entry of a model's list of layers, which stands at a key, with the models inside it.
  ///
  /// - Throws: `ModelError.badConfig` where the class, the name or the arguments are missing.
  init(_ json: JSONValue, key: String) throws(ModelError) {
    guard case .object = json else { throw .badConfig(key: key, expected: .object, found: json.excerpt) }
    className = try KerasModel.text(json["class_name"], key: "\(key).class_name")
    guard case .object(let values)? = json["config"] else {
      throw .badConfig(key: "\(key).config", expected: .object, found: (json["config"] ?? .null).excerpt)
    }
    name = try KerasModel.text(values["name"], key: "\(key).config.name")
    config = KerasConfig(layer: name, className: className, values: values)
    builtFor = json["build_config"]?["input_shape"]
    isLegacyOperation = KerasLayer.isLegacyOperation(json, values)
    isOperation =
      json["module"]?.string.map { $0.contains(".ops.") || $0.hasSuffix(".ops") } ?? isLegacyOperation
    isForeign = KerasLayer.isForeign(module: json["module"], registeredName: json["registered_name"])
    graph =
      isForeign || !KerasGraph.classNames.contains(className)
      ? nil
      : try KerasGraph(.object(values), className: className, key: "\(key).config") { layers in
        // What shape an inner model was built for doesn't matter: it is called on tensors that have one.
        KerasLayer(inputNamed: "input", batchShape: .null)
      }
  }

  /// Makes the entry of an input that the file doesn't list.
  init(inputNamed name: String, batchShape: JSONValue) {
    self.name = name
    className = Input.className
    config = KerasConfig(
      layer: name, className: className, values: ["name": .string(name), "batch_shape": batchShape])
    builtFor = nil
    graph = nil
    isOperation = false
    isLegacyOperation = false
    isForeign = false
  }

  /// The same layer under the name that it has in the outermost model.
  private init(_ layer: KerasLayer, name: String) {
    self = layer
    self.name = name
    config = KerasConfig(layer: name, className: layer.className, values: layer.config.values)
  }

  /// The layer of an inner model under its whole name; a second call is told from the first by `:1`.
  func named(_ prefix: String, call: Int) -> KerasLayer {
    KerasLayer(self, name: prefix + name + (call == 0 ? "" : ":\(call)"))
  }

  /// The same layer with the number that a call of it reads beside a tensor.
  func reading(_ constant: KerasConstant?) -> KerasLayer {
    var layer = self
    layer.config.constant = constant
    return layer
  }

  /// What can read the layer; `nil` where it can't be run.
  var kind: (any KerasReadable.Type)? {
    if isForeign { return nil }
    if isOperation { return KerasOperation.isKnown(className) ? KerasOperation.self : nil }
    return kerasLayerKinds.first { $0.kerasClassNames.contains(className) }
  }

  /// What the layer's arguments say.
  func recipe() throws(ModelError) -> LayerRecipe {
    guard let kind else { throw .unsupportedLayers([UnsupportedLayer(name: name, className: className)]) }
    try kind.arguments(of: className).check(config)
    let recipe = try kind.recipe(from: config)
    guard config.isChannelsFirst, config.value("data_format") == .string("channels_first") else {
      return recipe
    }
    return recipe.naming("data_format", "'channels_first'", .dataFormat)
  }

  /// The same layer in a model whose maps are (channel, height, width).
  func inChannelsFirst() -> KerasLayer {
    var layer = self
    layer.config.isChannelsFirst = true
    return layer
  }

  /// Whether an entry without a module is a function.
  ///
  /// A layer of Keras 3 has a `dtype`, and nodes that are objects; a function has such nodes only. `ReLU` is one of
  /// `keras.activations` and a layer alike.
  private static func isLegacyOperation(_ json: JSONValue, _ values: [String: JSONValue]) -> Bool {
    guard json["module"] == nil, values["dtype"] == nil, values["trainable"] == nil,
      json["class_name"] != .string("ReLU"), case .object? = json["inbound_nodes"]?.array?.first
    else { return false }
    return true
  }

  /// The same layer in a file of Keras 2, where some names mean something else.
  func inKeras2() -> KerasLayer {
    var layer = self
    layer.config.isOfKeras2 = true
    return layer
  }

  /// Keras writes its own classes with their module, and other ones with a registered name.
  static func isForeign(module: JSONValue?, registeredName: JSONValue?) -> Bool {
    guard let module = module?.string else { return registeredName != nil }
    return module != "keras" && !module.hasPrefix("keras.") && !module.hasPrefix("tf_keras.")
  }
}

extension KerasLayer {
  /// The arguments that Keras users write without their names, in that order.
  private static let mainArguments: [(name: String, meaning: ListingToken.Meaning?)] = [
    ("units", .units), ("filters", .filters), ("kernel_size", .window), ("pool_size", .window),
    ("rate", nil), ("target_shape", nil),
  ]

  /// The class and its main arguments, for a layer whose code can't be told exactly.
  var roughCode: [ListingToken] {
    let arguments = KerasLayer.mainArguments.compactMap { argument in
      config.values[argument.name].map { [ListingToken($0.excerpt, argument.meaning)] }
    }
    return ListingToken.call(className, arguments)
  }
}
