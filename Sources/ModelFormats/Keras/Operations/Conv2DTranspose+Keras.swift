import ConvNet
import KerasNotation
import Tensors

extension Conv2DTranspose: KerasReadable {
  static let arguments = KerasArguments(
    read: [
      "filters", "kernel_size", "strides", "padding", "output_padding", "data_format", "dilation_rate",
      "activation", "use_bias",
    ], fixed: KerasArguments.codedWeights.merging(["groups": [.integer(1)]]) { $1 })

  /// `Conv2DTranspose`: weights 0 (height, width, output channel, input channel) and, with a bias, 1 (output channel).
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let filters = try config.count("filters")
    let window = try KerasWindow(config)
    let outputPadding = try config.size("output_padding", least: 0)
    let function = try config.activationFunction()
    let usesBias = try config.flag("use_bias", default: true)
    func convolution(cut: Border) -> Conv2DTranspose {
      Conv2DTranspose(
        filters: filters, kernelSize: window.size, strides: window.strides, cut: cut,
        dilation: window.dilation,
        activationFunction: function, usesBias: usesBias)
    }
    let plain = convolution(cut: .none)
    let code = plain.code(window.padding, outputPadding: outputPadding)
    return LayerRecipe(
      code: code, stored: StoredOrder(lastAxesChangePlaces: true)
    ) { (inputs) throws(ModelError) in
      let input = try config.onlyMap(inputs)
      let (strides, dilation) = (window.strides, window.dilation)
      guard max(strides.height, strides.width) == 1 || max(dilation.height, dilation.width) == 1 else {
        throw config.fault(.argument("dilation_rate with strides", found: "\(dilation)"))
      }
      // Sizes that overflow are refused with the operation.
      _ = try plain.checkedShape(of: input, config)
      return convolution(cut: plain.cut(window.padding, over: input, outputPadding: outputPadding))
    }
  }

  private func checkedShape(of input: Shape, _ config: KerasConfig) throws(ModelError) -> Shape {
    do {
      return try outputShape(of: [input])
    } catch {
      throw config.fault(error.inKeras)
    }
  }
}
