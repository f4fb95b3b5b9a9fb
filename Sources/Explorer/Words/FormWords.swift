public import ConvNet

extension Elementwise.Step {
  /// What the step does, in words: `− mean`, `× γ`.
  public var words: String { "\(operation.sign) \(role.words)" }
}

extension Elementwise.Role {
  /// What the number is called.
  public var words: String {
    switch self {
    case .mean: "mean"
    case .deviation: "√(variance + ε)"
    case .boundedDeviation: "max(√variance, 1e-7)"
    case .gamma: "γ, learned"
    case .beta: "β, learned"
    case .scale: "scale"
    case .offset: "offset"
    case .slope: "slope"
    }
  }
}

extension Merge.Operation {
  /// What stands between the numbers.
  public var sign: String {
    switch self {
    case .add, .average: "+"
    case .subtract: "−"
    case .multiply: "×"
    case .maximum, .minimum: "or"
    }
  }
}
