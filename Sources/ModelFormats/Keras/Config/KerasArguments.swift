/// What is known of the arguments that a class's config may have, each of which is read, fixed or harmless.
///
/// Whatever else a config says could change numbers, and is refused by name.
struct KerasArguments: Sendable {
  /// Those that the class's recipe reads, which refuses values that can't be run.
  let read: Set<String>
  /// Those that can only be run with some values; without any those that can't be run at all.
  let fixed: [String: [JSONValue]]
  /// Those that change no number outside of training.
  let harmless: Set<String>

  /// Those that every layer may have and that change no number: `batch_input_shape` is the shape that old files give
  /// the first layer in place of an input's.
  private static let harmlessEverywhere: Set<String> = [
    "name", "trainable", "batch_input_shape", "activity_regularizer", "autocast", "dynamic",
    // A `.keras` file has the kernel with what LoRA learned added to it; `LayerWeights` refuses a file that doesn't.
    "lora_rank", "lora_alpha",
  ]
  /// The ends of the names of arguments that only give weights their first numbers or keep them small in training.
  private static let harmlessEnds = ["_initializer", "_regularizer", "_constraint"]

  /// What weights of a coded form are made by.
  static let codedWeights: [String: [JSONValue]] = ["quantization_config": []]

  /// A model that has layers: its own arguments say nothing of what they do.
  static let ofModels = KerasArguments(
    read: ["layers", "input_layers", "output_layers"],
    harmless: ["build_input_shape", "build_config", "build_batch_dim"])

  /// Notes what is known.
  init(
    read: Set<String> = [], fixed: [String: [JSONValue]] = [:], harmless: Set<String> = []
  ) {
    self.read = read
    self.fixed = fixed
    self.harmless = harmless
  }

  /// Whether an argument was thought of: it is read, refused, or known to change nothing.
  func knows(_ argument: String) -> Bool {
    argument == "dtype" || read.contains(argument) || fixed[argument] != nil || isHarmless(argument)
  }

  private func isHarmless(_ argument: String) -> Bool {
    harmless.contains(argument) || KerasArguments.harmlessEverywhere.contains(argument)
      || KerasArguments.harmlessEnds.contains { argument.hasSuffix($0) }
  }

  /// Refuses a config with an argument that isn't known or has a value that can't be run; None stands for an
  /// argument that isn't given.
  ///
  /// - Throws: `ModelError.unsupportedArgument`, for the first by name.
  func check(_ config: KerasConfig) throws(ModelError) {
    for argument in config.values.keys.sorted() {
      guard let value = config.value(argument) else { continue }
      let isRunnable = fixed[argument].map { $0.contains(value) } ?? knows(argument)
      guard isRunnable else { throw config.unsupported(argument) }
    }
    if !read.contains("dtype") { try config.requireFloat32() }
  }
}

extension KerasConfig {
  /// The name of `dtype`, which is a type of numbers or a policy that has a name.
  var dtypeName: String? {
    value("dtype").map { $0.string ?? $0["config"]?["name"]?.string ?? $0.excerpt }
  }

  /// Refuses layers that compute in another precision, or whose weights are coded, as `int8_from_float32` has them.
  func requireFloat32() throws(ModelError) {
    guard let name = dtypeName, name != "float32" else { return }
    throw .unsupportedArgument(layer: layer, argument: "dtype", value: name)
  }
}
