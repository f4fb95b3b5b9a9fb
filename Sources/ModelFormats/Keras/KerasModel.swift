import ConvNet
import KerasNotation

/// What `config.json` says of a model: its class and its layers.
struct KerasModel {
  /// The name of the model.
  let name: String
  /// The name of its class.
  let className: String
  /// Its layers, inner models' among them, each after those that it reads; the first is the input where the file
  /// says what shape that has.
  let calls: [KerasCall]
  /// What the arguments of each call's layer say, or why that can't be told.
  private let recipes: [Result<LayerRecipe, ModelError>]

  /// In which order maps have their axes.
  private let dataFormat: KerasDataFormat
  /// The version of Keras that wrote the file, where that is said.
  private let version: String?
  /// What that computed with, where it is said.
  private let backend: String?
  /// The names of the layers that give the model's outputs, in order; the calls lead to one of them.
  private let outputs: [String]
  /// The one of them that the calls lead to.
  private let output: String
  /// The calls of the whole file; empty where these are all.
  private let wholeCalls: [KerasCall]
  /// The names of classes of somebody's own whose layers are among these.
  let ownClasses: [String]
  /// The model's own arguments; `nil` where its class is somebody's own, of whose arguments nothing is known.
  private let config: KerasConfig?
  /// Why calls of layers, and models inside of the model, can't be run as the file wants them.
  private let callFaults: [ModelError]

  /// Reads the top of a config, and flattens the models inside it.
  ///
  /// - Throws: `ModelError.badConfig` where it has no class name or no layers with class names,
  ///   `.unsupportedModelClass` where it is none of Keras's models and its layers aren't saved as theirs, and others
  ///   where its graph makes no sense.
  init(
    _ json: JSONValue, version: String? = nil, backend: String? = nil, choices: ModelChoices = ModelChoices()
  ) throws(ModelError) {
    self.version = version
    self.backend = backend
    let savedName = try KerasModel.required(json["class_name"], .text, at: "class_name", \.string)
    let saved = KerasClass(savedName, entry: json)
    className = saved.name
    let object = try KerasModel.required(
      KerasForm.config(json["config"], className: className), .object, at: "config", \.object)
    guard let form = KerasForm(of: object.members, className: className, isForeign: saved.isForeign) else {
      // A class of somebody's own, of whose layers the file says nothing.
      throw .unsupportedModelClass(className)
    }
    let graph = try KerasGraph(.object(object), form: form, key: "config") { layers in
      KerasModel.input(missingFrom: layers, of: json)
    }
    var flattening = KerasFlattening()
    let ends = try flattening.add(graph)
    let isOwn = saved.isForeign || KerasForm.classes[className] == nil
    ownClasses = (isOwn ? [className] : []) + flattening.ownClasses.sorted()
    let branch = try KerasBranch(of: flattening.calls, ends: ends, output: choices.output)
    (outputs, output) = (branch.outputs, branch.output)
    wholeCalls = branch.isPart ? flattening.calls : []
    callFaults = flattening.faults.filter { fault in fault.place.map(branch.holds) ?? true }.map(\.error)
    // Where no version is said: Keras 3 calls it `batch_shape`.
    let isOfKeras2 =
      version?.hasPrefix("2.")
      ?? branch.calls.contains { $0.layer.config.value("batch_input_shape") != nil }
    dataFormat = KerasDataFormat(branch.calls)
    var calls = branch.calls
    for index in calls.indices {
      calls[index].layer.config.isOfKeras2 = isOfKeras2
      calls[index].layer.config.isChannelsFirst = dataFormat.isChannelsFirst
      calls[index].layer.config.inputSize = choices.inputSize
    }
    self.calls = calls
    recipes = calls.map { call in
      Result { () throws(ModelError) in try call.layer.recipe() }
    }
    name = object["name"]?.string ?? className
    self.config = isOwn ? nil : KerasConfig(layer: name, className: className, values: object.members)
  }

  /// The listing: each layer's code where its arguments can be read, else its class and arguments; shapes and
  /// parameters of the layers that were made.
  func listing(_ assembly: KerasAssembly? = nil) -> [ModelFile.ListedLayer] {
    var listing: [ModelFile.ListedLayer] = []
    var lines: [Int] = []
    for (call, recipe) in zip(calls, recipes) {
      var inputs = call.inputs.map { lines[$0] }
      let stages = try? recipe.get().stages.map { (suffix: $0.suffix, code: $0.code) }
      for (suffix, code) in stages ?? [("", call.layer.roughCode)] {
        let made = assembly?.made(listing.count)
        listing.append(
          ModelFile.ListedLayer(
            name: call.layer.name + suffix, className: call.layer.className, code: code, inputs: inputs,
            outputShape: made?.shape, parameterCount: made?.parameterCount))
        inputs = [listing.count - 1]
      }
      lines.append(listing.count - 1)
    }
    return listing
  }

  /// Refuses a model that can't be run, whatever its shapes and its weights.
  ///
  /// - Throws: `ModelError` that names the model's class, or its inputs where there are several, or all
  ///   layers that can't be run, or the first argument that can't.
  func checkLayers() throws(ModelError) {
    guard !isOfKeras1 else { throw .kerasTooOld(version: version) }
    try checkEnds()
    let unsupported = calls.filter { $0.layer.operation == nil }
    guard unsupported.isEmpty else { throw .unsupportedLayers(unsupported.map(unsupportedLayer)) }
    try dataFormat.requireOne()
    guard calls.first?.layer.className == Input.className else { throw .noInputShape }
    for call in calls { try call.layer.requireWholeWeights() }
    if backend == "theano", let call = calls.first(where: { $0.layer.className.contains("Conv") }) {
      throw .theanoKernel(layer: call.layer.name)
    }
    if let config { try KerasArguments.ofModels.check(config) }
    if let fault = callFaults.first { throw fault }
    for recipe in recipes { _ = try recipe.get() }
    try KerasIntegers.check(calls)
  }

  /// The note of a layer that can't be run.
  private func unsupportedLayer(_ call: KerasCall) -> UnsupportedLayer {
    let source = call.inputs.first.map { calls[$0] }.flatMap { read in
      let isOutermost = read.address.names == [read.layer.name]
      return isOutermost && read.layer.operation != nil && !read.inputs.isEmpty ? read.layer.name : nil
    }
    return UnsupportedLayer(
      name: call.layer.name, className: call.layer.className, origin: call.layer.origin, source: source)
  }

  /// Whether Keras 1 wrote the file, of whose arguments not even shapes can be told.
  private var isOfKeras1: Bool {
    guard let version else { return calls.contains { $0.layer.hasArgumentsOfKeras1 } }
    return version.hasPrefix("1.") || version.hasPrefix("0.")
  }

  /// Refuses several inputs; an output may also be read by other layers.
  private func checkEnds() throws(ModelError) {
    let inputs = calls.filter { $0.inputs.isEmpty }.map(\.layer.name)
    guard inputs.count <= 1 else { throw .network(.inputs(inputs)) }
  }

  /// The model as a file's, with its network where that can run, and shapes up to the first layer that can't.
  ///
  /// `weights` gives the file's weights, of which the config declares so many numbers.
  func modelFile(
    name fileName: String, memoryLimit: Int, weights: (Int) throws(ModelError) -> any WeightStore
  ) -> ModelFile {
    var assembly = KerasAssembly(dataFormat)
    // Of Keras 1 not even shapes can be told.
    let fault = isOfKeras1 ? nil : assembly.add(calls, recipes)
    let result = Result { () throws(ModelError) in
      try checkLayers()
      if let fault { throw fault }
      let network = try assembly.network(memoryLimit: memoryLimit)
      let store = try weights(max(assembly.parameterCount, wholeCount))
      return try trained(network, assembly.parameters(from: store, of: calls))
    }
    return ModelFile(
      fileName: fileName, modelName: name, ownClasses: ownClasses, outputs: outputs, output: output,
      layers: listing(assembly), trained: result)
  }

  /// How many numbers the whole file may declare, where it has more layers than these.
  private var wholeCount: Int {
    guard !wholeCalls.isEmpty else { return 0 }
    var assembly = KerasAssembly(KerasDataFormat(wholeCalls))
    let recipes = wholeCalls.map { call in Result { () throws(ModelError) in try call.layer.recipe() } }
    let isWhole = assembly.add(wholeCalls, recipes) == nil
    // Of layers that can't be made nothing is known: they rarely have more than those that can.
    let (count, overflow) = assembly.parameterCount.multipliedReportingOverflow(by: isWhole ? 1 : 4)
    return overflow ? .max : count
  }

  /// A network with the parameters that were read for it.
  private func trained(
    _ network: Network, _ parameters: Parameters
  ) throws(ModelError) -> TrainedNetwork {
    do {
      return try TrainedNetwork(network, parameters)
    } catch {
      switch error {
      case .missing(let address, _): throw .missingWeight(layer: address.layer, path: address.name.text)
      case .shape(let address, let expected, let found):
        throw .weightShape(layer: address.layer, path: address.name.text, expected: expected, found: found)
      case .unread(let address): throw .weightCorrupt(layer: address.layer, path: address.name.text)
      }
    }
  }

  /// The config's text as a value.
  static func config(of text: [UInt8]) throws(ModelError) -> JSONValue {
    do {
      return try JSONParser.value(of: text)
    } catch {
      throw error.isTooDeep
        ? .configTooDeep(limit: JSONParser.maximalDepth) : .configNotJSON(offset: error.offset)
    }
  }

  /// What the value of a key is read as.
  ///
  /// - Throws: `ModelError.badConfig` where `read` gives nothing.
  static func required<Value>(
    _ value: JSONValue?, _ expected: ExpectedValue, at key: String, _ read: (JSONValue) -> Value?
  ) throws(ModelError) -> Value {
    guard let found = value.flatMap(read) else {
      throw .badConfig(key: key, expected: expected, found: (value ?? .null).excerpt)
    }
    return found
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
