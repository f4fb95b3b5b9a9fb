import ConvNet
import Tensors

extension Conv2D: KerasReadable {
  /// `Conv2D`: weights 0 (height, width, input channel, output channel) and, with a bias, 1 (output channel).
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireChannelsLast()
    try config.requireFloatWeights()
    try config.requireOne("dilation_rate")
    try config.requireOne("groups")
    let filters = try config.count("filters")
    let kernel = try config.requiredSize("kernel_size")
    let strides = try config.size("strides") ?? Size2D(square: 1)
    let padding = try config.padding()
    let function = try config.activationFunction()
    let usesBias = try config.flag("use_bias", default: true)
    let code = listing(
      filters: filters, kernelSize: kernel, strides: strides, padding: padding, activationFunction: function,
      usesBias: usesBias)
    return LayerRecipe(code: code) { (inputs, weights) throws(ModelError) in
      let channels = try config.channels(of: inputs, rank: 3, className: className)
      let weight = try weights.tensor(0, shape: Shape(kernel.height, kernel.width, channels, filters))
      let bias = usesBias ? try weights.tensor(1, shape: Shape(filters)).values : nil
      return Conv2D(
        weight: weight, bias: bias, strides: strides, padding: padding, activationFunction: function)
    }
  }
}
