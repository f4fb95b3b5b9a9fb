import ConvNet
import KerasNotation
import Tensors

extension PReLU: KerasReadable {
  static let readsChannelsFirst = true

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["shared_axes"])
  }

  /// `PReLU`: weight 0 is the slopes, with extent 1 along the axes that share them.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let shared = try config.integers("shared_axes") ?? []
    let stored = StoredOrder { (inputs) throws(ModelError) in
      let rank = try config.only(inputs).rank
      return try config.axes("", default: Array(1...max(1, rank)), rank: rank)
    }
    return LayerRecipe(code: PReLU().code(sharedAxes: shared), stored: stored) {
      (inputs) throws(ModelError) in
      let rank = try config.only(inputs).rank
      // Keras itself takes none that count from the end.
      guard shared.allSatisfy({ $0 > 0 }) else { throw config.unsupported("shared_axes") }
      return PReLU(sharedAxes: try config.axes("shared_axes", default: [], rank: rank))
    }
  }
}
