import ConvNet
import KerasNotation
import Tensors

/// How the window of a convolution slides over its input.
struct KerasWindow {
  /// The rows and columns of the kernel.
  let size: Size2D
  /// How far the window moves at a time.
  let strides: Size2D
  /// What happens at the border.
  let padding: KerasPadding
  /// How far apart the places lie that the window reads.
  let dilation: Size2D

  /// Reads the arguments.
  ///
  /// - Throws: `ModelError` that names the layer and the argument that can't be read.
  init(_ config: KerasConfig) throws(ModelError) {
    size = try config.requiredSize("kernel_size")
    strides = try config.size("strides") ?? Size2D(square: 1)
    padding = try config.padding()
    dilation = try config.size("dilation_rate") ?? Size2D(square: 1)
  }

  /// The border that the window has over an input; none where that isn't known.
  func border(over input: Shape?) -> Border {
    input.map { padding.border(over: $0, window: size, strides: strides, dilation: dilation) } ?? .none
  }
}

extension Conv2D: KerasReadable {
  static let arguments = KerasArguments(
    read: [
      "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups",
      "activation", "use_bias",
    ], fixed: KerasArguments.codedWeights)

  /// `Conv2D`: weights 0 (height, width, channel of the filter, output channel) and, with a bias, 1 (output
  /// channel).
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let filters = try config.count("filters")
    let window = try KerasWindow(config)
    let groups = try config.count("groups", default: 1)
    let function = try config.activationFunction()
    let usesBias = try config.flag("use_bias", default: true)
    func convolution(over input: Shape?) -> Conv2D {
      Conv2D(
        filters: filters, kernelSize: window.size, strides: window.strides,
        padding: window.border(over: input), dilation: window.dilation, groups: groups,
        activationFunction: function, usesBias: usesBias)
    }
    return LayerRecipe(code: convolution(over: nil).code(window.padding)) { (inputs) throws(ModelError) in
      let input = try config.onlyMap(inputs)
      guard input.channels.isMultiple(of: groups), filters.isMultiple(of: groups) else {
        throw config.unsupported("groups")
      }
      // Keras has no window that does both.
      let (strides, dilation) = (window.strides, window.dilation)
      guard max(strides.height, strides.width) == 1 || max(dilation.height, dilation.width) == 1 else {
        throw config.fault(.argument("dilation_rate with strides", found: "\(dilation)"))
      }
      return convolution(over: input)
    }
  }
}
