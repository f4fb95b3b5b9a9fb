import ConvNet
import KerasNotation
import Tensors

extension Flatten: KerasReadable {
  static let arguments = KerasArguments(read: ["data_format"])

  /// `Flatten`: with `data_format='channels_first'` Keras puts channels last before it flattens, otherwise it takes
  /// the numbers in the order in which they are.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let transposes = try config.text("data_format", default: "channels_last") == "channels_first"
    return LayerRecipe(code: Flatten().listing) { (inputs) throws(ModelError) in
      let rank = try config.only(inputs).rank
      if config.isChannelsFirst, rank == 3 { return Flatten(transposes ? .channelsLast : .channelsFirst) }
      guard !transposes || rank <= 1 else { throw config.unsupported("data_format") }
      return Flatten()
    }
  }
}
