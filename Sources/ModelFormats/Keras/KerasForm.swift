/// How the config of a model says what its layers read.
///
/// Source: Keras 3, `keras/src/models/sequential.py`, `functional.py`, `get_config`; Keras 2.2.2, `keras/models.py`,
/// where the config of a sequential model is the list of its layers.
enum KerasForm {
  /// Each layer reads the one before it.
  case chain
  /// Nodes of the layers say it.
  case nodes

  /// Keras's own classes of models: `Model` is what Keras before 2.3 calls a functional one.
  static let classes: [String: KerasForm] = [
    "Sequential": .chain, "Functional": .nodes, "Model": .nodes,
  ]
  /// A layer of Keras's that has layers, but is no model: what it does with them is its own affair.
  private static let containers: Set<String> = ["Pipeline"]
  /// All that a sequential model's config has; more than that is of somebody's own making.
  private static let keysOfChain: Set<String> = ["name", "trainable", "dtype", "layers", "build_input_shape"]

  /// The form of a model's config; `nil` where it doesn't hold the model's layers.
  ///
  /// A class of somebody's own that is made from one of Keras's has that one's config, unless it saves another.
  init?(of config: [String: JSONValue], className: String, isForeign: Bool) {
    if !isForeign, let form = KerasForm.classes[className] {
      self = form
      return
    }
    guard case .array(let layers)? = config["layers"], isForeign || !KerasForm.containers.contains(className)
    else { return nil }
    if config["input_layers"]?.array != nil, config["output_layers"]?.array != nil {
      self = .nodes
    } else if !layers.isEmpty, Set(config.keys).isSubset(of: KerasForm.keysOfChain) {
      self = .chain
    } else {
      return nil
    }
  }

  /// The config of a model as an object: Keras before 2.2.3 wrote only the list of a sequential model's layers.
  static func config(_ config: JSONValue?, className: String) -> JSONValue? {
    guard className == "Sequential", case .array? = config else { return config }
    return config.map { .object(["layers": $0]) }
  }
}
