import ConvNet
import KerasNotation
import Tensors

extension ActivationLayer: KerasReadable {
  static let readsChannelsFirst = true

  /// The classes that apply a function and learn nothing.
  static var kerasClassNames: [String] { classNames }

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
    if config.className == "Softmax" {
      let axis = try config.oneInteger("axis", default: -1)
      return LayerRecipe(code: code(softmaxOver: axis), make: make(softmaxOver: axis, config))
    }
    let layer = ActivationLayer(try config.functionOfClass())
    let ownCode = config.className == "Activation" ? nil : layer.codeOfItsClass
    return LayerRecipe(code: ownCode ?? layer.codeOfName) { _ in layer }
  }

  /// Makes a softmax over an axis in Keras's numbers, which has to be the network's last.
  static func make(softmaxOver axis: Int, _ config: KerasConfig) -> LayerRecipe.Make {
    { (inputs) throws(ModelError) in
      let rank = inputs.first?.rank ?? 0
      let translated = config.axis(axis, rank: rank)
      guard translated == -1 || translated == rank else { throw config.unsupported("axis") }
      return ActivationLayer(.softmax)
    }
  }
}

extension KerasConfig {
  /// The function that a layer of one of these classes applies; `LeakyReLU`'s slope is called `alpha` in older files.
  fileprivate func functionOfClass() throws(ModelError) -> ActivationFunction {
    switch className {
    case "ReLU": return try bentReLU()
    case "LeakyReLU":
      let name = value("negative_slope") == nil ? "alpha" : "negative_slope"
      return .leakyReLU(negativeSlope: try positiveFloat(name, default: 0.3))
    case "ELU": return .elu(alpha: try float("alpha", default: 1))
    case "Softmax": return .softmax
    default:
      guard value("activation") != nil else { throw bad("activation", expected: .text) }
      return try activationFunction()
    }
  }

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
    if name == "Softmax", try config.oneInteger("axis", default: -1) != -1 { throw refusal }
    return try config.functionOfClass()
  }
}
