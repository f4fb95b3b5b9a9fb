public import ConvNet

extension ActivationFunction {
  /// The functions that Keras knows by a name alone; where one has two names, the one to write comes first.
  static let named: [(name: String, function: ActivationFunction)] = [
    ("linear", .linear), ("relu", .relu), ("relu6", .relu6), ("leaky_relu", .leakyReLU(negativeSlope: 0.2)),
    ("elu", .elu(alpha: 1)), ("selu", .selu), ("celu", .celu), ("gelu", .gelu), ("silu", .silu),
    ("swish", .silu), ("mish", .mish), ("softplus", .softplus), ("softsign", .softsign),
    ("exponential", .exponential), ("sigmoid", .sigmoid), ("hard_sigmoid", .hardSigmoid),
    ("hard_silu", .hardSilu), ("hard_swish", .hardSilu), ("tanh", .tanh), ("hard_tanh", .hardTanh),
    ("tanh_shrink", .tanhShrink), ("hard_shrink", .hardShrink), ("soft_shrink", .softShrink),
    ("squareplus", .squareplus), ("sparse_plus", .sparsePlus), ("sparse_sigmoid", .sparseSigmoid),
    ("log_sigmoid", .logSigmoid), ("softmax", .softmax), ("log_softmax", .logSoftmax),
    ("sparsemax", .sparsemax),
  ]

  /// The function of a name in Keras; `nil` for `glu` and `threshold`, which no layer can use by name, and for
  /// names that Keras doesn't know.
  public init?(kerasName: String) {
    guard let (_, function) = Self.named.first(where: { $0.name == kerasName }) else { return nil }
    self = function
  }

  /// The name that Keras writes in code: `relu`; for functions with other arguments that of the plain one.
  public var kerasName: String {
    switch self {
    case .bentReLU: "relu"
    case .leakyReLU: "leaky_relu"
    case .elu: "elu"
    case .geluByTanh: "gelu"
    case .clip: "clip"
    default: Self.named.first { $0.function == self }?.name ?? "linear"
    }
  }

  /// The Keras layer that is made for the function, with the arguments that differ from Keras's defaults.
  var kerasClass: (name: String, arguments: [(name: String, value: String)])? {
    switch self {
    case .relu: return ("ReLU", [])
    case .relu6: return ("ReLU", [("max_value", "6.0")])
    case .bentReLU(let bend):
      let maximum = bend.maximum.map { [("max_value", "\($0)")] } ?? []
      let slope = bend.negativeSlope == 0 ? [] : [("negative_slope", "\(bend.negativeSlope)")]
      let threshold = bend.threshold == 0 ? [] : [("threshold", "\(bend.threshold)")]
      return ("ReLU", maximum + slope + threshold)
    case .leakyReLU(let slope): return ("LeakyReLU", slope == 0.3 ? [] : [("negative_slope", "\(slope)")])
    case .elu(let alpha): return ("ELU", alpha == 1 ? [] : [("alpha", "\(alpha)")])
    case .softmax: return ("Softmax", [])
    default: return nil
    }
  }

  /// Whether the function's name alone tells it.
  var isNamed: Bool { ActivationFunction(kerasName: kerasName) == self }

  /// The function as it is given to a layer: its name, `'relu'`, or where it has arguments of its own the layer
  /// that is made for it, `LeakyReLU(negative_slope=0.1)`.
  public var kerasCode: String {
    guard !isNamed, let (name, arguments) = kerasClass else { return "'\(kerasName)'" }
    return name + "(" + arguments.map { "\($0.name)=\($0.value)" }.joined(separator: ", ") + ")"
  }
}
