import ConvNet

extension Input: KerasReadable {
  static let readsChannelsFirst = true

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(
      read: ["batch_shape", "batch_input_shape", "dtype", "sparse", "ragged"],
      fixed: ["shape": [], "batch_size": [], "input_tensor": []], harmless: ["optional"])
  }

  /// `InputLayer`: its shape without the batch's extent, which older files call `batch_input_shape`.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    for argument in ["sparse", "ragged"] where try config.flag(argument, default: false) {
      throw config.unsupported(argument)
    }
    guard config.dtypeName.map(KerasIntegers.inputTypes.contains) ?? true else {
      throw config.unsupported("dtype")
    }
    let isOld = config.values["batch_shape"] == nil && config.values["batch_input_shape"] != nil
    let shape = try config.batchShape(isOld ? "batch_input_shape" : "batch_shape")
    let input = Input(
      config.shape(ofFile: shape), isChannelsFirst: config.isChannelsFirst,
      integerType: config.integerType())
    return LayerRecipe(code: input.listing) { _, _ in input }
  }
}

extension KerasConfig {
  /// The types of integers that a tensor can hold in Keras.
  private static let integerTypes: Set = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
  ]

  /// `dtype`, where it is one of integers.
  fileprivate func integerType() -> String? {
    guard let type = value("dtype")?.string, Self.integerTypes.contains(type) else { return nil }
    return type
  }
}
