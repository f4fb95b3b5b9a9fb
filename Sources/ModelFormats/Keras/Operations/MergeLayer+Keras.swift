import ConvNet
import KerasNotation
import Tensors

extension MergeLayer: KerasReadable {
  static let readsChannelsFirst = true

  /// The six classes, which have no arguments.
  static var kerasClassNames: [String] { Merge.Operation.allCases.map(\.className) }

  /// `Add` and its kin: no arguments; the class says what is done.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let merge = MergeLayer(Merge.Operation.allCases.first { $0.className == config.className } ?? .add)
    return LayerRecipe(code: merge.listing) { (inputs) throws(ModelError) in
      if config.isChannelsFirst { try config.requireEqualRanks(inputs) }
      return merge
    }
  }
}
