import ConvNet
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
    return LayerRecipe(code: PReLU(sharedAxes: shared).listing, stored: stored) {
      (inputs) throws(ModelError) in
      let rank = try config.only(inputs).rank
      let layer = PReLU(sharedAxes: shared.map { config.axis($0, rank: rank) })
      guard (try? layer.outputShape(of: inputs)) != nil else { throw config.unsupported("shared_axes") }
      return layer
    }
  }
}
