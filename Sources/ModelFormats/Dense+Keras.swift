import ConvNet
import Tensors

extension Dense: KerasReadable {
  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["units", "activation", "use_bias"], fixed: KerasArguments.codedWeights)
  }

  /// `Dense`: weights 0 (input, output) and, with a bias, 1 (output).
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let units = try config.count("units")
    let function = try config.activationFunction()
    let usesBias = try config.flag("use_bias", default: true)
    let code = listing(units: units, activationFunction: function, usesBias: usesBias)
    return LayerRecipe(code: code) { (inputs, weights) throws(ModelError) in
      let channels = try config.channels(of: inputs, rank: nil, className: className)
      let weight = try weights.tensor(0, shape: Shape(channels, units))
      let bias = usesBias ? try weights.tensor(1, shape: Shape(units)).values : nil
      return Dense(weight: weight, bias: bias, activationFunction: function)
    }
  }
}
