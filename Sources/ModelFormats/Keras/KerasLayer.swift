import ConvNet
import KerasNotation

/// A layer as it stands in `config.json`.
struct KerasLayer {
  /// The name of its class as the file has it, by which a `.keras` file counts it.
  let savedClassName: String
  /// Its name and its arguments, and the name of its class in Keras 3, whatever the file calls it.
  var config: KerasConfig
  /// What it reads as a function, in code.
  private var reads: [String] = []
  /// The shape, with the batch's extent, that it was built for.
  private(set) var builtFor: JSONValue?
  /// How its layers are connected, where it is a model itself.
  private(set) var graph: KerasGraph?
  /// Whether it is a function of `keras.ops` rather than a layer, even if it is called like one.
  private(set) var isOperation = false
  /// Whether it is a function in an `.h5` file of Keras 3, which Keras writes without the module that tells it from a
  /// layer: it can only load such functions as are called like a layer, and are called on tensors like one.
  private(set) var isLegacyOperation = false
  /// Whether the class is somebody's own, even if it is called like one of Keras's.
  private(set) var isForeign = false

  /// The name given in Keras.
  var name: String { config.layer }
  /// The name of its class in Keras 3.
  var className: String { config.className }

  /// Reads an entry of a model's list of layers, which stands at a key, with the models inside it.
  ///
  /// - Throws: `ModelError.badConfig` where the class, the name or the arguments are missing.
  init(_ json: JSONValue, key: String) throws(ModelError) {
    _ = try KerasModel.required(json, .object, at: key, \.object)
    let savedName = try KerasModel.required(json["class_name"], .text, at: "\(key).class_name", \.string)
    let saved = KerasClass(savedName, entry: json)
    savedClassName = saved.name
    isForeign = saved.isForeign
    let className = isForeign ? saved.name : KerasNames.classes[saved.name] ?? saved.name
    let object = try KerasModel.required(
      KerasForm.config(json["config"], className: className), .object, at: "\(key).config", \.object)
    let values = object.members
    let name = try KerasLayer.name(values, entry: json, class: saved, key: key)
    config = KerasConfig(layer: name, className: className, values: values)
    reads = KerasCode.arguments(ofNodes: json["inbound_nodes"])
    config.tensorFlowFunction = json[TensorFlowFunction.key]?.string
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
      return try KerasModel.required(values["name"], .text, at: "\(key).config.name", \.string)
    }
    return entry["name"]?.string ?? KerasModel.snakeCase(saved.name)
  }

  /// Makes the entry of an input that the file doesn't list.
  init(inputNamed name: String, batchShape: JSONValue) {
    savedClassName = Input.className
    config = KerasConfig(
      layer: name, className: Input.className, values: ["name": .string(name), "batch_shape": batchShape])
  }

  /// The layer at work in a call, with the number that this reads beside a tensor, under the name that it has in the
  /// outermost model; a second call is told from the first by `:1`.
  func atWork(in call: KerasGraph.Call, prefix: String) -> KerasLayer {
    var layer = self
    layer.config.layer = prefix + name + (call.key.number == 0 ? "" : ":\(call.key.number)")
    layer.config.constant = call.constant
    if isOperation, className == KerasArrayFunction.getItem.rawValue { layer.config.key = call.node?.key }
    return layer
  }

  /// What can read the layer; `nil` where it can't be run.
  var operation: (any KerasReadable.Type)? {
    if isForeign { return nil }
    if isOperation { return KerasOperation.isKnown(className) ? KerasOperation.self : nil }
    return kerasOperationsByClass[className]
  }

  /// What the layer's arguments say.
  func recipe() throws(ModelError) -> LayerRecipe {
    guard let operation else {
      throw .unsupportedLayers([UnsupportedLayer(name: name, className: className, origin: origin)])
    }
    try operation.arguments(of: className).check(config)
    let recipe = try operation.recipe(from: config)
    return config.isChannelsFirst && hasChannelsFirst ? recipe.namingChannelsFirst() : recipe
  }

  /// Whether an entry without a module is a function.
  ///
  /// A layer of Keras 3 has a `dtype`, and nodes that are objects; a function has such nodes only. `ReLU` is one of
  /// `keras.activations` and a layer alike.
  private static func isLegacyOperation(_ json: JSONValue, _ values: [String: JSONValue]) -> Bool {
    json["module"] == nil && values["dtype"] == nil && values["trainable"] == nil
      && json["class_name"] != .string("ReLU") && json["inbound_nodes"]?.array?.first?.object != nil
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
    let shape = (config.value("batch_shape") ?? config.value("batch_input_shape"))?.array?.dropFirst()
    if className == Input.className, let shape, !shape.isEmpty {
      return ListingToken.call(
        "Input", [[ListingToken(KerasCode.text(of: .array(Array(shape))), .inputShape)]])
    }
    let function =
      switch origin {
      case .tensorFlow: config.value("function")?.string.map { "tf." + $0 }
      case .keras where config.tensorFlowFunction != nil: config.tensorFlowFunction.map { "tf." + $0 }
      case .keras: isOperation ? "ops." + KerasModel.snakeCase(className) : nil
      case .own: String?.none
      }
    return KerasCode(
      name: function ?? className, className: className, values: config.values,
      reads: function == nil ? nil : reads, isOfKeras: function == nil && !isForeign
    ).tokens
  }

  /// Whether its arguments have the names of Keras 1.
  var hasArgumentsOfKeras1: Bool {
    let names: Set<String> = ["nb_filter", "nb_row", "border_mode", "subsample", "dim_ordering"]
    let isOldDense = className == Dense.className && config.values["output_dim"] != nil
    return !isForeign && (isOldDense || config.values.keys.contains(where: names.contains))
  }

  /// Refuses weights that are quantised.
  func requireWholeWeights() throws(ModelError) {
    let policy = config.value("dtype")
    let name = policy?.string ?? policy?["config"]?["name"]?.string ?? ""
    let namedMode = name.firstRange(of: "_from_").map { String(name[..<$0.lowerBound]) }
    if let mode = policy?["config"]?["mode"]?.string ?? namedMode {
      throw .quantized(layer: self.name, mode: mode)
    }
  }

  /// Whether its maps are (channel, height, width) in the file.
  var hasChannelsFirst: Bool { config.value("data_format") == .string("channels_first") }
}
