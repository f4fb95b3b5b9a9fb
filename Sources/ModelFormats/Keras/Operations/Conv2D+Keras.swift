import ConvNet
import KerasNotation
import Tensors

extension Conv2D: KerasReadable {
  static let readsChannelsFirst = true

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(
      read: [
        "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups",
        "activation",
        "use_bias",
      ], fixed: KerasArguments.codedWeights)
  }

  /// `Conv2D`: weights 0 (height, width, channel of the filter, output channel) and, with a bias, 1 (output
  /// channel).
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireKnownDataFormat()
    let filters = try config.count("filters")
    let kernel = try config.requiredSize("kernel_size")
    let strides = try config.size("strides") ?? Size2D(square: 1)
    let padding = try config.padding()
    let dilation = try config.size("dilation_rate") ?? Size2D(square: 1)
    let groups = config.value("groups") == nil ? 1 : try config.count("groups")
    let function = try config.activationFunction()
    let usesBias = try config.flag("use_bias", default: true)
    func convolution(_ border: Border = .none) -> Conv2D {
      Conv2D(
        filters: filters, kernelSize: kernel, strides: strides, padding: border, dilation: dilation,
        groups: groups, activationFunction: function, usesBias: usesBias)
    }
    return LayerRecipe(code: convolution().code(padding)) { (inputs) throws(ModelError) in
      let channels = try config.channels(of: inputs, rank: 3, className: className)
      guard channels.isMultiple(of: groups), filters.isMultiple(of: groups) else {
        throw config.unsupported("groups")
      }
      try config.refuseDilatedStrides(strides, dilation)
      return convolution(
        padding.border(over: inputs[0], window: kernel, strides: strides, dilation: dilation))
    }
  }
}

extension KerasConfig {
  /// Refuses a dilated window that moves on by more than one place, as Keras does.
  fileprivate func refuseDilatedStrides(_ strides: Size2D, _ dilation: Size2D) throws(ModelError) {
    guard max(strides.height, strides.width) > 1, max(dilation.height, dilation.width) > 1 else { return }
    let fault = LayerFault.argument("dilation_rate with strides", found: "\(dilation)")
    throw .layer(name: layer, className: className, fault: fault)
  }
}
