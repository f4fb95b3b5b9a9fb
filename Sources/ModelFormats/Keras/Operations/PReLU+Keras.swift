import ConvNet
import KerasNotation
import Tensors

extension PReLU: KerasReadable {
  static let readsChannelsFirst = true
  static let arguments = KerasArguments(read: ["shared_axes"])

  /// `PReLU`: weight 0 is the slopes, with extent 1 along the axes that share them.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let shared = try config.integers("shared_axes") ?? []
    let stored = StoredOrder { (inputs) throws(ModelError) in
      let rank = try config.only(inputs).rank
      return (1...max(1, rank)).map { config.place(ofAxis: $0, rank: rank) }
    }
    return LayerRecipe(code: PReLU().code(sharedAxes: shared), stored: stored) {
      (inputs) throws(ModelError) in
      let places = try config.places(ofAxes: shared, of: inputs, argument: "shared_axes")
      // Keras itself takes none that count from the end.
      guard shared.allSatisfy({ $0 > 0 }) else { throw config.unsupported("shared_axes") }
      return PReLU(sharedAxes: places)
    }
  }
}
