import ConvNet
import KerasNotation

extension Dense: KerasReadable {
  static let arguments = KerasArguments(
    read: ["units", "activation", "use_bias"], fixed: KerasArguments.codedWeights)

  /// `Dense`: weights 0 (input, output) and, with a bias, 1 (output).
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let units = try config.count("units")
    let function = try config.activationFunction()
    let usesBias = try config.flag("use_bias", default: true)
    return LayerRecipe(Dense(units: units, activationFunction: function, usesBias: usesBias))
  }
}
