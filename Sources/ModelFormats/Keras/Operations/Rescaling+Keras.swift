import ConvNet
import KerasNotation
import Tensors

extension Rescaling: KerasReadable {
  static let readsChannelsFirst = true
  static let arguments = KerasArguments(read: ["scale", "offset"])

  /// `Rescaling`: scale and offset, as numbers or as lists that are broadcast.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    guard let scale = try config.constant("scale") else { throw config.bad("scale", expected: .numbers) }
    let rescaling = Rescaling(scale: scale, offset: try config.constant("offset") ?? Constant(0))
    return LayerRecipe(code: rescaling.listing) { (inputs) throws(ModelError) in
      if config.isChannelsFirst, inputs.first?.rank == 3 {
        for (argument, numbers) in [("scale", rescaling.scale), ("offset", rescaling.offset)]
        where numbers.values.count > 1 { throw config.unsupported(argument) }
      }
      return rescaling
    }
  }
}
