import ConvNet
import KerasNotation

extension UpSampling2D: KerasReadable {
  static let arguments = KerasArguments(read: ["size", "data_format", "interpolation"])

  /// `UpSampling2D`: nearest unless another interpolation is given, of which only bilinear can be run.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let name = try config.text("interpolation", default: Interpolation.nearest.kerasName).lowercased()
    guard let interpolation = Interpolation.allCases.first(where: { $0.kerasName == name }) else {
      throw config.unsupported("interpolation")
    }
    let size = try config.size("size") ?? Size2D(square: 2)
    return LayerRecipe(UpSampling2D(size: size, interpolation: interpolation))
  }
}
