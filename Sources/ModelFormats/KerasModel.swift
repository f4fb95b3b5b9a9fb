import ConvNet
import Tensors

/// What `config.json` says of a model: its class and its layers.
struct KerasModel {
  /// The name of the model.
  let name: String
  /// The name of its class.
  let className: String
  /// Its layers in saving order; the first is the input where the file says what shape that has.
  let entries: [KerasLayer]

  /// Reads the top of a config.
  ///
  /// - Throws: `ModelError.badConfig` where it has no class name or no layers with class names.
  init(_ json: JSONValue) throws(ModelError) {
    className = try KerasModel.text(json["class_name"], key: "class_name")
    guard let config = json["config"] else {
      throw .badConfig(key: "config", expected: .object, found: JSONValue.null.pythonLiteral)
    }
    guard let list = config["layers"]?.array else {
      throw .badConfig(key: "config.layers", expected: .list, found: (config["layers"] ?? .null).excerpt)
    }
    var entries: [KerasLayer] = []
    for (index, entry) in list.enumerated() {
      entries.append(try KerasLayer(entry, key: "config.layers[\(index)]"))
    }
    name = config["name"]?.string ?? className
    self.entries = KerasModel.input(missingFrom: entries, of: json) + entries
  }

  /// The listing: each layer's code where its arguments can be read, else its class and main arguments.
  var listing: [ModelFile.ListedLayer] {
    entries.map { entry in
      let code = (try? entry.recipe())?.stages.last?.code ?? entry.roughCode
      return ModelFile.ListedLayer(name: entry.name, className: entry.className, code: code)
    }
  }

  /// What every layer's arguments say.
  ///
  /// - Throws: `ModelError` that names the model's class, or all layers that can't be run, or the first
  ///   argument that can't.
  func runnableRecipes() throws(ModelError) -> [LayerRecipe] {
    guard className == "Sequential" else { throw .unsupportedModelClass(className) }
    let unsupported = entries.filter { $0.kind == nil }
    guard unsupported.isEmpty else {
      throw .unsupportedLayers(unsupported.map { UnsupportedLayer(name: $0.name, className: $0.className) })
    }
    guard entries.first?.className == Input.className else { throw .noInputShape }
    var recipes: [LayerRecipe] = []
    for entry in entries { recipes.append(try entry.recipe()) }
    return recipes
  }

  /// The layers with their weights, each reading the one before it.
  func layers(from recipes: [LayerRecipe], weights: HDF5File) throws(ModelError) -> [Layer] {
    let groups = KerasModel.weightGroups(of: entries, in: weights)
    var layers: [Layer] = []
    var shape: Shape?
    for (index, recipe) in recipes.enumerated() {
      let name = entries[index].name
      let source = LayerWeights(file: weights, layer: name, group: groups[index])
      for stage in recipe.stages {
        let read = shape.map { [$0] } ?? []
        let kind = try stage.make(read, source)
        do {
          shape = try kind.outputShape(of: read)
        } catch {
          throw .network(.layer(name: name, className: kind.className, fault: error))
        }
        let inputs = layers.isEmpty ? [] : [layers.count - 1]
        layers.append(Layer(name: name + stage.suffix, kind: kind, inputs: inputs))
      }
    }
    return layers
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
  private static func input(missingFrom entries: [KerasLayer], of json: JSONValue) -> [KerasLayer] {
    guard let first = entries.first, first.className != Input.className else { return [] }
    let shapes = [
      json["config"]?["build_input_shape"], first.config.values["batch_shape"],
      first.config.values["batch_input_shape"], json["build_config"]?["input_shape"], first.builtFor,
    ]
    guard let shape = shapes.compactMap({ $0 }).first else { return [] }
    let names = Set(entries.map(\.name))
    let name = names.contains("input") ? "input_layer" : "input"
    return [KerasLayer(inputNamed: name, batchShape: shape)]
  }

  /// The group of each layer's weights: a counter by class in saving order, whatever the layers are called.
  ///
  /// The input is not counted. Keras before 3 called the container `_layer_checkpoint_dependencies`. Source:
  /// Keras 3, `saving_lib.py`, `_save_container_state`.
  private static func weightGroups(of entries: [KerasLayer], in weights: HDF5File) -> [String] {
    let container = weights.has("layers") ? "layers" : "_layer_checkpoint_dependencies"
    var counts: [String: Int] = [:]
    return entries.enumerated().map { index, entry in
      guard index > 0 else { return container }
      let name = snakeCase(entry.className)
      let count = counts[name, default: 0]
      counts[name] = count + 1
      return count == 0 ? "\(container)/\(name)" : "\(container)/\(name)_\(count)"
    }
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
