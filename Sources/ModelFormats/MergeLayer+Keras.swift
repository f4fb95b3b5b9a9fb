import ConvNet
import Tensors

extension MergeLayer: KerasReadable {
  static let readsChannelsFirst = true

  /// The six classes, which have no arguments.
  static var kerasClassNames: [String] { Merge.Operation.allCases.map(\.rawValue) }

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments()
  }

  /// `Add` and its kin: no arguments; the class says what is done.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let merge = MergeLayer(Merge.Operation(rawValue: config.className) ?? .add)
    return LayerRecipe(code: merge.listing) { (inputs) throws(ModelError) in
      if config.isChannelsFirst { try config.requireEqualRanks(inputs) }
      return merge
    }
  }
}
