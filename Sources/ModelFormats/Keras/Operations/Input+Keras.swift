import ConvNet
import KerasNotation

extension Input: KerasReadable {
  static let readsChannelsFirst = true
  static let arguments = KerasArguments(
    read: ["batch_shape", "batch_input_shape", "dtype", "sparse", "ragged"],
    fixed: ["shape": [], "input_shape": [], "batch_size": [], "input_tensor": [], "type_spec": []],
    harmless: ["optional"])

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
      integerType: config.dtypeName.flatMap { KerasIntegers.types.contains($0) ? $0 : nil })
    return LayerRecipe(input)
  }
}
