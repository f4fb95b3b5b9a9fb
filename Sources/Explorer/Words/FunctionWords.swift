import CellScreen
import ConvNet

extension ActivationFunction {
  /// What the function does to a layer's numbers; several wordings, the longest first.
  var sentences: [String] {
    switch self {
    case .relu: ["ReLU: below 0 becomes 0, the rest stays. Number by number; no shape changes."]
    case .softmax: ["softmax: e^x of each number, divided by their sum: shares that add up to 1."]
    case .sigmoid: ["sigmoid: 1 ÷ (1 + e^−x), number by number: between 0 and 1; no shape changes."]
    case .tanh: ["tanh: number by number, between −1 and 1, 0 stays 0; no shape changes."]
    case .linear: ["linear: the numbers stay as they are."]
    case .logSoftmax, .sparsemax: ["\(title): \(formula).", "\(title), over the numbers of each place."]
    default:
      [
        "\(title): \(formula), number by number; no shape changes.", "\(title): \(formula).",
        "\(title), number by number; no shape changes.",
      ]
    }
  }
}
