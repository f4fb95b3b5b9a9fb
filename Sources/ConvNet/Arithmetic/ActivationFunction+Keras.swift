extension ActivationFunction {
  /// The Keras layer that is made for the function, with the arguments that differ from Keras's defaults.
  var kerasClass: (name: String, arguments: [(name: String, value: String)])? {
    switch self {
    case .relu: return ("ReLU", [])
    case .relu6: return ("ReLU", [("max_value", ListingToken.python(Float(6)))])
    case .bentReLU(let bend):
      let maximum = bend.maximum.map { [("max_value", ListingToken.python($0))] } ?? []
      let slope = bend.negativeSlope == 0 ? [] : [("negative_slope", ListingToken.python(bend.negativeSlope))]
      let threshold = bend.threshold == 0 ? [] : [("threshold", ListingToken.python(bend.threshold))]
      return ("ReLU", maximum + slope + threshold)
    case .leakyReLU(let slope):
      return ("LeakyReLU", slope == 0.3 ? [] : [("negative_slope", ListingToken.python(slope))])
    case .elu(let alpha): return ("ELU", alpha == 1 ? [] : [("alpha", ListingToken.python(alpha))])
    case .softmax: return ("Softmax", [])
    default: return nil
    }
  }

  /// The function as it is given to a layer: its name, `'relu'`, or where it has arguments of its own the layer
  /// that is made for it, `LeakyReLU(negative_slope=0.1)`.
  public var kerasCode: String {
    if ActivationFunction(kerasName: kerasName) == self { return "'\(kerasName)'" }
    guard let (name, arguments) = kerasClass else { return "'\(kerasName)'" }
    return name + "(" + arguments.map { "\($0.name)=\($0.value)" }.joined(separator: ", ") + ")"
  }
}
