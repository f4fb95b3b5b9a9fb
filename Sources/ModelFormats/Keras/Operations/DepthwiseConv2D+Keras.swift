import ConvNet
import KerasNotation
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
    return LayerRecipe(code: arguments.code(function, usesBias: usesBias)) { inputs in
      arguments.convolution(over: inputs.first, function, usesBias: usesBias)
    }
  }
}

/// The arguments of a depthwise convolution, alone or as the first half of a separable one.
struct DepthwiseArguments {
  private let kernelSize: Size2D
  private let strides: Size2D
  private let padding: KerasPadding
  private let dilation: Size2D
  private let multiplier: Int

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

  /// The code of the convolution alone.
  func code(_ function: ActivationFunction, usesBias: Bool) -> [ListingToken] {
    convolution(over: nil, function, usesBias: usesBias).code(padding)
  }

  /// The convolution that they make over an input.
  func convolution(
    over input: Shape?, _ function: ActivationFunction = .linear, usesBias: Bool
  ) -> DepthwiseConv2D {
    let border = input.map {
      padding.border(over: $0, window: kernelSize, strides: strides, dilation: dilation)
    }
    return DepthwiseConv2D(
      kernelSize: kernelSize, multiplier: multiplier, strides: strides, padding: border ?? .none,
      dilation: dilation, activationFunction: function, usesBias: usesBias)
  }
}
