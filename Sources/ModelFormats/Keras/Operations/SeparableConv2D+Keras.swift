import ConvNet
import KerasNotation
import Tensors

/// Keras's `SeparableConv2D`: a depthwise convolution without bias, then a 1×1 convolution with bias and activation
/// function.
///
/// The numbers between the two are a layer of their own here, called `<name>/depthwise`. Source: Keras 3,
/// `keras/src/layers/convolutional/base_separable_conv.py`.
enum SeparableConv2D: KerasReadable {
  static let kerasClassNames = ["SeparableConv2D"]

  static let arguments = KerasArguments(
    read: [
      "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "depth_multiplier",
      "activation", "use_bias",
    ], fixed: ["groups": [.integer(1)]])

  /// Weights 0 (height, width, input channel, multiplier), 1 (1, 1, input channel · multiplier, output channel) and,
  /// with a bias, 2 (output channel).
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let arguments = try DepthwiseArguments(config)
    let filters = try config.count("filters")
    let function = try config.activationFunction()
    let usesBias = try config.flag("use_bias", default: true)
    let call = arguments.code(function, usesBias: usesBias)
    let listing =
      [ListingToken(kerasClassNames[0] + "("), ListingToken("\(filters)", .filters), ListingToken(", ")]
      + call.dropFirst()
    let depthwise = LayerRecipe.Stage(
      suffix: "/depthwise", code: code(listing, isPointwise: false),
      make: { (inputs) throws(ModelError) in
        arguments.convolution(over: try config.onlyMap(inputs), usesBias: false)
      })
    let pointwise = LayerRecipe.Stage(
      suffix: "", code: code(listing, isPointwise: true),
      make: { _ in
        Conv2D(
          filters: filters, kernelSize: Size2D(square: 1), activationFunction: function, usesBias: usesBias)
      }, stored: StoredOrder(first: 1))
    return LayerRecipe(stages: [depthwise, pointwise])
  }

  /// What the pointwise half decides; the rest is the depthwise one's.
  private static let pointwiseMeanings: [ListingToken.Meaning?] = [.filters, .activationFunction, .bias]

  /// The code of the whole layer, with a comment that says which half is meant; only what the half does governs it.
  private static func code(_ listing: [ListingToken], isPointwise: Bool) -> [ListingToken] {
    let tokens = listing.map { token in
      pointwiseMeanings.contains(token.meaning) == isPointwise ? token : ListingToken(token.text)
    }
    return tokens + [ListingToken(isPointwise ? "  # pointwise" : "  # depthwise")]
  }
}
