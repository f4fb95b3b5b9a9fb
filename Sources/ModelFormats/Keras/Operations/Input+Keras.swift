import ConvNet
import KerasNotation
import Tensors

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
    let type = config.dtypeName.flatMap { KerasIntegers.types.contains($0) ? $0 : nil }
    guard shape.rank != 2 else { return greyPicture(shape, type) }
    return LayerRecipe(
      Input(config.shape(ofFile: shape), isChannelsFirst: config.isChannelsFirst, integerType: type))
  }

  /// `Input((28, 28))`: a picture of one channel enters, and its numbers go on as rows and columns.
  private static func greyPicture(_ shape: Shape, _ type: String?) -> LayerRecipe {
    let input = Input(Shape(shape.extents + [1]), integerType: type)
    let plane = Input(shape, integerType: type)
    return LayerRecipe(stages: [
      LayerRecipe.Stage(
        suffix: "/picture", code: plane.listing + [ListingToken("  # grey picture")], make: { _ in input }),
      LayerRecipe.Stage(
        suffix: "", code: plane.listing.map { ListingToken($0.text) } + [ListingToken("  # rows, columns")],
        make: { _ in Reshape(targetShape: shape.extents) }),
    ])
  }
}
