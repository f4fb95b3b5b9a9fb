/// The arguments that the config of a class may have, each of which is read, fixed or harmless.
///
/// Whatever else a config says could change numbers, and is refused by name.
struct KerasArguments: Sendable {
  /// Those that the class's recipe reads, which refuses values that can't be run.
  var read: Set<String> = []
  /// Those that can only be run with some values; without any those that can't be run at all.
  var fixed: [String: [JSONValue]] = [:]
  /// Those that change no number outside of training.
  var harmless: Set<String> = []

  /// Those that every layer may have and that change no number: `batch_input_shape` is the shape that old files give
  /// the first layer in place of an input's.
  private static let harmlessEverywhere: Set<String> = [
    "name", "trainable", "batch_input_shape", "activity_regularizer", "autocast", "dynamic",
    // A `.keras` file has the kernel with what LoRA learned added to it; `LayerWeights` refuses a file that doesn't.
    "lora_rank", "lora_alpha",
  ]
  /// The ends of the names of arguments that only give weights their first numbers or keep them small in training.
  static let harmlessEnds = ["_initializer", "_regularizer", "_constraint"]

  /// What weights of a coded form are made by.
  static let codedWeights: [String: [JSONValue]] = ["quantization_config": []]

  /// A model that has layers: its own arguments say nothing of what they do.
  static let ofModels = KerasArguments(
    read: ["layers", "input_layers", "output_layers"],
    harmless: ["build_input_shape", "build_config", "build_batch_dim"])

  /// Whether an argument was thought of: it is read, refused, or known to change nothing.
  func knows(_ argument: String) -> Bool {
    argument == "dtype" || read.contains(argument) || fixed[argument] != nil || harmless.contains(argument)
      || KerasArguments.harmlessEverywhere.contains(argument)
      || KerasArguments.harmlessEnds.contains { argument.hasSuffix($0) }
  }

  /// Refuses a config with an argument that isn't known or has a value that can't be run; None stands for an
  /// argument that isn't given.
  ///
  /// Every class computes in `float32`, unless it reads `dtype`, and `data_format` is one that Keras knows.
  ///
  /// - Throws: `ModelError.unsupportedArgument`, for the first by name, then for these two.
  func check(_ config: KerasConfig) throws(ModelError) {
    for argument in config.values.keys.sorted() {
      guard let value = config.value(argument) else { continue }
      let isRunnable = fixed[argument].map { $0.contains(value) } ?? knows(argument)
      guard isRunnable else { throw config.unsupported(argument) }
    }
    // Weights may be coded too, as `int8_from_float32` has them.
    if !read.contains("dtype"), let name = config.dtypeName, name != "float32" {
      throw .unsupportedArgument(layer: config.layer, argument: "dtype", value: name)
    }
    if read.contains("data_format") { try config.requireKnownDataFormat() }
  }
}
