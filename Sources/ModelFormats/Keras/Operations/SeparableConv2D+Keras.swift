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
  static let readsChannelsFirst = true

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(
      read: [
        "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "depth_multiplier",
        "activation", "use_bias",
      ], fixed: ["groups": [.integer(1)]])
  }

  /// Weights 0 (height, width, input channel, multiplier), 1 (1, 1, input channel · multiplier, output channel) and,
  /// with a bias, 2 (output channel).
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireKnownDataFormat()
    let arguments = try DepthwiseArguments(config)
    let filters = try config.count("filters")
    let function = try config.activationFunction()
    let usesBias = try config.flag("use_bias", default: true)
    let call = arguments.code(function, usesBias: usesBias)
    let listing =
      [ListingToken(kerasClassNames[0] + "("), ListingToken("\(filters)", .filters), ListingToken(", ")]
      + call.dropFirst()
    let depthwise = LayerRecipe.Stage(
      suffix: "/depthwise", code: code(listing, of: .depthwise),
      make: { (inputs) throws(ModelError) in
        _ = try config.channels(of: inputs, rank: 3, className: kerasClassNames[0])
        return arguments.convolution(over: inputs[0], usesBias: false)
      })
    let pointwise = LayerRecipe.Stage(
      suffix: "", code: code(listing, of: .pointwise),
      make: { _ in
        Conv2D(
          filters: filters, kernelSize: Size2D(square: 1), activationFunction: function, usesBias: usesBias)
      }, stored: StoredOrder(first: 1))
    return LayerRecipe(stages: [depthwise, pointwise])
  }

  /// One of the two convolutions.
  private enum Half: String {
    case depthwise
    case pointwise

    /// Whether the half does what an argument decides.
    func does(_ meaning: ListingToken.Meaning) -> Bool {
      switch meaning {
      case .filters, .activationFunction, .bias: self == .pointwise
      default: self == .depthwise
      }
    }
  }

  /// The code of the whole layer, with a comment that says which half is meant; only what the half does governs it.
  private static func code(_ listing: [ListingToken], of half: Half) -> [ListingToken] {
    let tokens = listing.map { token in
      token.meaning.map(half.does) ?? true ? token : ListingToken(token.text)
    }
    return tokens + [ListingToken("  # \(half.rawValue)")]
  }
}
