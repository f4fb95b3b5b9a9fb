public import Tensors

/// A function applied to a layer's pre-activation, as part of the layer.
public enum ActivationFunction: String, CaseIterable, Sendable {
  /// x
  case linear
  /// max(0, x); NaN stays NaN, and −0 becomes 0.
  case relu
  /// e^x ÷ Σ e^x over the last axis; the others work number by number.
  case softmax
  /// 1 ÷ (1 + e^−x)
  case sigmoid
  /// (e^x − e^−x) ÷ (e^x + e^−x)
  case tanh

  /// What a person calls the function.
  public var title: String {
    switch self {
    case .linear: "linear"
    case .relu: "ReLU"
    case .softmax: "softmax"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    }
  }

  /// Whether its values can be negative, so that a map of them has a zero in its middle.
  public var isSigned: Bool {
    switch self {
    case .linear, .tanh: true
    case .relu, .softmax, .sigmoid: false
    }
  }

  /// The function of each number of a tensor; shape in = shape out.
  ///
  /// Computed in `Double` and rounded once.
  /// Source: Keras 3, `keras.activations`.
  public func callAsFunction(_ tensor: Tensor) -> Tensor {
    switch self {
    case .linear: tensor
    case .relu: tensor.map { $0 <= 0 ? 0 : $0 }
    case .sigmoid: tensor.map { Float(1 / (1 + exponential(-Double($0)))) }
    case .tanh: tensor.map { Float(hyperbolicTangent(Double($0))) }
    case .softmax: normalisedExponentials(tensor)
    }
  }
}

/// Softmax over the last axis; see `SoftmaxShares`.
private func normalisedExponentials(_ tensor: Tensor) -> Tensor {
  let extent = tensor.shape.channels
  guard extent > 0 else { return tensor }
  var values = tensor.values
  for start in stride(from: 0, to: values.count, by: extent) {
    let places = start..<start + extent
    values.replaceSubrange(places, with: softmaxShares(of: Array(values[places])).shares.map { Float($0) })
  }
  return Tensor(tensor.shape, values)
}
