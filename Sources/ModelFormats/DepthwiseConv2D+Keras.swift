import ConvNet
import Tensors

extension DepthwiseConv2D: KerasReadable {
  static let readsChannelsFirst = true

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(
      read: [
        "kernel_size", "strides", "padding", "data_format", "dilation_rate", "depth_multiplier", "activation",
        "use_bias",
      ], fixed: ["groups": [.integer(1)]])
  }

  /// `DepthwiseConv2D`: weights 0 (height, width, input channel, multiplier) and, with a bias, 1 (output channel).
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireKnownDataFormat()
    let arguments = try DepthwiseArguments(config)
    let function = try config.activationFunction()
    let usesBias = try config.flag("use_bias", default: true)
    let code = listing(
      kernelSize: arguments.kernelSize, strides: arguments.strides, padding: arguments.padding,
      multiplier: arguments.multiplier, dilation: arguments.dilation, activationFunction: function,
      usesBias: usesBias)
    return LayerRecipe(code: code) { (inputs, weights) throws(ModelError) in
      let channels = try config.channels(of: inputs, rank: 3, className: className)
      let bias =
        usesBias ? try weights.tensor(1, shape: Shape(channels * arguments.multiplier)).values : nil
      return DepthwiseConv2D(
        weight: try weights.tensor(0, shape: arguments.weightShape(channels: channels)), bias: bias,
        strides: arguments.strides, padding: arguments.padding, dilation: arguments.dilation,
        activationFunction: function)
    }
  }
}

/// The arguments of a depthwise convolution, alone or as the first half of a separable one.
struct DepthwiseArguments {
  let kernelSize: Size2D
  let strides: Size2D
  let padding: Padding
  let dilation: Size2D
  let multiplier: Int

  /// Reads the arguments.
  ///
  /// - Throws: `ModelError` that names the layer and the argument that can't be read.
  init(_ config: KerasConfig) throws(ModelError) {
    kernelSize = try config.requiredSize("kernel_size")
    strides = try config.size("strides") ?? Size2D(square: 1)
    padding = try config.padding()
    dilation = try config.size("dilation_rate") ?? Size2D(square: 1)
    multiplier = config.value("depth_multiplier") == nil ? 1 : try config.count("depth_multiplier")
  }

  /// The shape of the filters: (height, width, input channel, multiplier).
  func weightShape(channels: Int) -> Shape {
    Shape(kernelSize.height, kernelSize.width, channels, multiplier)
  }
}
