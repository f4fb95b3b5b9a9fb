import ConvNet
import Tensors

extension ActivationLayer: KerasReadable {
  static let readsChannelsFirst = true

  /// The classes that apply a function and learn nothing.
  static var kerasClassNames: [String] { ["Activation", "ReLU", "LeakyReLU", "ELU", "Softmax"] }

  static func arguments(of className: String) -> KerasArguments {
    switch className {
    case "ReLU": KerasArguments(read: ["max_value", "negative_slope", "threshold"])
    case "LeakyReLU": KerasArguments(read: ["negative_slope", "alpha"])
    case "ELU": KerasArguments(read: ["alpha"])
    // How masked numbers are left out, and calls with masks are refused.
    case "Softmax": KerasArguments(read: ["axis"], harmless: ["robust_masking"])
    default: KerasArguments(read: ["activation"])
    }
  }

  /// `Activation` by its function's name, or a layer that is made for one function by its arguments.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let layer = try ActivationLayer(config)
    if case .softmax(let axis) = layer.spelling {
      return LayerRecipe(code: layer.listing, make: make(softmaxOver: axis, config))
    }
    return LayerRecipe(layer)
  }

  /// Makes a softmax over an axis in Keras's numbers, which has to be the network's last.
  static func make(softmaxOver axis: Int, _ config: KerasConfig) -> LayerRecipe.Make {
    { (inputs) throws(ModelError) in
      let translated = config.axis(axis, rank: inputs.first?.rank ?? 0)
      let rank = inputs.first?.rank ?? 0
      guard translated == -1 || translated == rank else { throw config.unsupported("axis") }
      return ActivationLayer(.softmax, as: .softmax(axis: translated))
    }
  }

  /// The layer that arguments make; `LeakyReLU`'s slope is called `alpha` in older files.
  init(_ config: KerasConfig) throws(ModelError) {
    switch config.className {
    case "ReLU": self.init(try config.bentReLU(), as: .ofItsClass)
    case "LeakyReLU":
      let name = config.value("negative_slope") == nil ? "alpha" : "negative_slope"
      self.init(
        .leakyReLU(negativeSlope: try config.positiveFloat(name, default: 0.3)), as: .ofItsClass)
    case "ELU": self.init(.elu(alpha: try config.float("alpha", default: 1)), as: .ofItsClass)
    case "Softmax": self.init(.softmax, as: .softmax(axis: try config.oneInteger("axis", default: -1)))
    default:
      guard config.value("activation") != nil else { throw config.bad("activation", expected: .text) }
      self.init(try config.activationFunction())
    }
  }
}

extension KerasConfig {
  /// The function of a `ReLU` layer, under its plain name where it has one.
  fileprivate func bentReLU() throws(ModelError) -> ActivationFunction {
    let maximum = value("max_value") == nil ? nil : try positiveFloat("max_value", default: 0)
    let slope = try positiveFloat("negative_slope", default: 0)
    let threshold = try positiveFloat("threshold", default: 0)
    guard slope == 0, threshold == 0, maximum == nil || maximum == 6 else {
      return .bentReLU(BentReLU(maximum: maximum, negativeSlope: slope, threshold: threshold))
    }
    return maximum == nil ? .relu : .relu6
  }

  /// A number of at least 0, as Keras asks for.
  fileprivate func positiveFloat(_ argument: String, default standard: Float) throws(ModelError) -> Float {
    let number = try float(argument, default: standard)
    guard number >= 0 else { throw unsupported(argument) }
    return number
  }

  /// The function of an activation that is given as a layer: `activation=LeakyReLU(0.1)`.
  ///
  /// - Throws: `ModelError` where the layer is of another class, or works over another axis than the last.
  func functionOfLayer(_ value: JSONValue) throws(ModelError) -> ActivationFunction {
    let name = value["class_name"]?.string ?? value.excerpt
    let refusal = ModelError.unsupportedArgument(layer: layer, argument: "activation", value: name)
    guard ActivationLayer.kerasClassNames.contains(name), case .object(let object)? = value["config"],
      !KerasClass.isForeign(module: value["module"], registeredName: value["registered_name"])
    else { throw refusal }
    let config = KerasConfig(layer: layer, className: name, values: object.members, isOfKeras2: isOfKeras2)
    try ActivationLayer.arguments(of: name).check(config)
    let inner = try ActivationLayer(config)
    if case .softmax(let axis) = inner.spelling, axis != -1 { throw refusal }
    return inner.activationFunction
  }
}
