import ConvNet
import KerasNotation

/// A layer as it stands in `config.json`.
struct KerasLayer {
  /// The name given in Keras.
  private(set) var name: String
  /// The name of its class in Keras 3, whatever the file calls it.
  let className: String
  /// The name of its class as the file has it, by which a `.keras` file counts it.
  let savedClassName: String
  /// Its arguments.
  private(set) var config: KerasConfig
  /// What it reads as a function, in code.
  private let reads: [String]
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
  let isForeign: Bool

  /// Reads an entry of a model's list of layers, which stands at a key, with the models inside it.
  ///
  /// - Throws: `ModelError.badConfig` where the class, the name or the arguments are missing.
  init(_ json: JSONValue, key: String) throws(ModelError) {
    guard case .object = json else { throw .badConfig(key: key, expected: .object, found: json.excerpt) }
    let saved = KerasClass(
      try KerasModel.text(json["class_name"], key: "\(key).class_name"), entry: json)
    savedClassName = saved.name
    className = saved.isForeign ? saved.name : KerasNames.currentClass(saved.name)
    isForeign = saved.isForeign
    let config = KerasForm.config(json["config"], className: className)
    guard case .object(let object)? = config else {
      throw .badConfig(key: "\(key).config", expected: .object, found: (json["config"] ?? .null).excerpt)
    }
    let values = object.members
    name = try KerasLayer.name(values, entry: json, class: saved, key: key)
    self.config = KerasConfig(layer: name, className: className, values: values)
    reads = KerasCode.arguments(ofNodes: json["inbound_nodes"])
    builtFor = json["build_config"]?["input_shape"]
    isLegacyOperation = KerasLayer.isLegacyOperation(json, values)
    isOperation =
      json["module"]?.string.map { $0.contains(".ops.") || $0.hasSuffix(".ops") } ?? isLegacyOperation
    graph = try KerasForm(of: values, className: className, isForeign: isForeign).map {
      (form) throws(ModelError) in
      try KerasGraph(.object(object), form: form, key: "\(key).config") { layers in
        // What shape an inner model was built for doesn't matter: it is called on tensors that have one.
        KerasLayer(inputNamed: "input", batchShape: .null)
      }
    }
  }

  /// The name of an entry, which models that were saved without their arguments have beside their config.
  ///
  /// - Throws: `ModelError.badConfig` where one of Keras's own layers has none.
  private static func name(
    _ values: [String: JSONValue], entry: JSONValue, class saved: KerasClass, key: String
  ) throws(ModelError) -> String {
    let isModel = saved.isForeign || saved.name == "Sequential"
    guard isModel, (values["name"] ?? .null) == .null else {
      return try KerasModel.text(values["name"], key: "\(key).config.name")
    }
    return entry["name"]?.string ?? KerasModel.snakeCase(saved.name)
  }

  /// Makes the entry of an input that the file doesn't list.
  init(inputNamed name: String, batchShape: JSONValue) {
    self.name = name
    className = Input.className
    savedClassName = Input.className
    config = KerasConfig(
      layer: name, className: className, values: ["name": .string(name), "batch_shape": batchShape])
    reads = []
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
  var operation: (any KerasReadable.Type)? {
    if isForeign { return nil }
    if isOperation { return KerasOperation.isKnown(className) ? KerasOperation.self : nil }
    return kerasOperations.first { $0.kerasClassNames.contains(className) }
  }

  /// What the layer's arguments say.
  func recipe() throws(ModelError) -> LayerRecipe {
    guard let operation else {
      throw .unsupportedLayers([UnsupportedLayer(name: name, className: className, origin: origin)])
    }
    try operation.arguments(of: className).check(config)
    let recipe = try operation.recipe(from: config)
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
}

extension KerasLayer {
  /// The classes that Keras 2 wraps TensorFlow's functions in.
  private static let wrappers: Set<String> = [
    "TFOpLambda", "SlicingOpLambda", "ClassMethod", "InstanceMethod", "InstanceProperty", "TensorFlowOpLayer",
  ]

  /// Whose class it is.
  var origin: UnsupportedLayer.Origin {
    if isForeign { return .own }
    return KerasLayer.wrappers.contains(className) ? .tensorFlow : .keras
  }

  /// The class with its arguments, for a layer whose code can't be told exactly.
  var roughCode: [ListingToken] {
    let function =
      switch origin {
      case .tensorFlow: config.value("function")?.string.map { "tf." + $0 }
      case .keras: isOperation ? "ops." + KerasModel.snakeCase(className) : nil
      case .own: String?.none
      }
    var code = KerasCode(
      name: function ?? className, className: className, values: config.values,
      reads: function == nil ? nil : reads)
    if isForeign { code.isOfKeras = false }
    return code.tokens
  }

  /// Whether its arguments have the names of Keras 1.
  var hasArgumentsOfKeras1: Bool {
    let names: Set<String> = ["nb_filter", "nb_row", "border_mode", "subsample", "dim_ordering"]
    let isOldDense = className == Dense.className && config.values["output_dim"] != nil
    return !isForeign && (isOldDense || config.values.keys.contains(where: names.contains))
  }

  /// Refuses weights that are quantised.
  func requireWholeWeights() throws(ModelError) {
    if let quantization { throw .quantized(layer: name, mode: quantization) }
  }

  /// How its weights are quantised: `int8`; `nil` where they are not.
  private var quantization: String? {
    guard let policy = config.value("dtype") else { return nil }
    if let mode = policy["config"]?["mode"]?.string { return mode }
    let name = policy.string ?? policy["config"]?["name"]?.string ?? ""
    return name.firstRange(of: "_from_").map { String(name[..<$0.lowerBound]) }
  }
}
