import ConvNet
import KerasNotation
import Tensors

extension Concatenate: KerasReadable {
  static let readsChannelsFirst = true
  static let arguments = KerasArguments(read: ["axis"])

  /// `Concatenate`: the axis, in which the batch's counts.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let axis = try config.integer("axis", default: -1)
    return LayerRecipe(code: Concatenate().code(axis: axis)) { (inputs) throws(ModelError) in
      let rank = inputs.first?.rank ?? 0
      let place = config.place(ofAxis: axis, rank: rank)
      guard (0..<rank).contains(place) else {
        throw config.fault(.argument("axis", found: "\(axis)"))
      }
      return Concatenate(axis: place)
    }
  }
}
