import ConvNet
import KerasNotation
import Tensors

extension DepthwiseConv2D: KerasReadable {
  static let arguments = KerasArguments(
    read: [
      "kernel_size", "strides", "padding", "data_format", "dilation_rate", "depth_multiplier", "activation",
      "use_bias",
    ], fixed: ["groups": [.integer(1)]])

  /// `DepthwiseConv2D`: weights 0 (height, width, input channel, multiplier) and, with a bias, 1 (output channel).
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let arguments = try DepthwiseArguments(config)
    let function = try config.activationFunction()
    let usesBias = try config.flag("use_bias", default: true)
    return LayerRecipe(code: arguments.code(function, usesBias: usesBias)) { inputs in
      arguments.convolution(over: inputs.first, function, usesBias: usesBias)
    }
  }
}

/// The arguments of a depthwise convolution, alone or as the first half of a separable one.
struct DepthwiseArguments {
  private let window: KerasWindow
  private let multiplier: Int

  /// Reads the arguments.
  ///
  /// - Throws: `ModelError` that names the layer and the argument that can't be read.
  init(_ config: KerasConfig) throws(ModelError) {
    window = try KerasWindow(config)
    multiplier = try config.count("depth_multiplier", default: 1)
  }

  /// The code of the convolution alone.
  func code(_ function: ActivationFunction, usesBias: Bool) -> [ListingToken] {
    convolution(over: nil, function, usesBias: usesBias).code(window.padding)
  }

  /// The convolution that they make over an input.
  func convolution(
    over input: Shape?, _ function: ActivationFunction = .linear, usesBias: Bool
  ) -> DepthwiseConv2D {
    DepthwiseConv2D(
      kernelSize: window.size, multiplier: multiplier, strides: window.strides,
      padding: window.border(over: input), dilation: window.dilation, activationFunction: function,
      usesBias: usesBias)
  }
}
