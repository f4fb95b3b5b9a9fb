import ConvNet
import Tensors

/// Operators that apply a function to each number, or to all numbers along an axis.
let onnxActivationOperators: [String: ONNXOperatorReader] = [
  "Relu": function { _ in .relu }, "Sigmoid": function { _ in .sigmoid }, "Tanh": function { _ in .tanh },
  "Softplus": function { _ in .softplus }, "Softsign": function { _ in .softsign },
  "Exp": function { _ in .exponential },
  "Mish": function { _ in .mish }, "HardSwish": function { _ in .hardSilu },
  ONNXPatterns.silu: function { _ in .silu },
  "LeakyRelu": function(["alpha"]) { (node) throws(ModelError) in
    .leakyReLU(negativeSlope: try node.float("alpha", default: 0.01))
  },
  "Elu": function(["alpha"]) { (node) throws(ModelError) in .elu(alpha: try node.float("alpha", default: 1))
  },
  "Celu": function(["alpha"]) { (node) throws(ModelError) in
    guard try node.float("alpha", default: 1) == 1 else { throw node.refusal("alpha") }
    return .celu
  },
  "Selu": function(["alpha", "gamma"]) { (node) throws(ModelError) in
    guard abs(try node.float("alpha", default: 1.67326324) - 1.67326324) < 1e-6 else {
      throw node.refusal("alpha")
    }
    guard abs(try node.float("gamma", default: 1.05070102) - 1.05070102) < 1e-6 else {
      throw node.refusal("gamma")
    }
    return .selu
  },
  "Gelu": function(["approximate"]) { (node) throws(ModelError) in
    guard try node.text("approximate", default: "none") == "none" else { throw node.refusal("approximate") }
    return .gelu
  },
  "ThresholdedRelu": function(["alpha"]) { (node) throws(ModelError) in
    let threshold = try node.float("alpha", default: 1)
    return .bentReLU(BentReLU(maximum: nil, negativeSlope: 0, threshold: threshold))
  },
  "HardSigmoid": ONNXOperatorReader(
    attributes: ["alpha", "beta"],
    add: { (assembly, node) throws(ModelError) in try assembly.addHardSigmoid(node) }),
  "Clip": ONNXOperatorReader(
    attributes: ["min", "max"], add: { (assembly, node) throws(ModelError) in try assembly.addClip(node) }),
  "Softmax": ONNXOperatorReader(
    attributes: ["axis"],
    add: { (assembly, node) throws(ModelError) in try assembly.addSoftmax(node, .softmax) }),
  "LogSoftmax": ONNXOperatorReader(
    attributes: ["axis"],
    add: { (assembly, node) throws(ModelError) in try assembly.addSoftmax(node, .logSoftmax) }),
]

/// An operator that applies a function number by number.
private func function(
  _ attributes: Set<String> = [],
  _ function: @escaping @Sendable (ONNXNode) throws(ModelError) -> ActivationFunction
) -> ONNXOperatorReader {
  ONNXOperatorReader(
    attributes: attributes,
    add: { (assembly, node) throws(ModelError) in try assembly.addFunction(node, try function(node)) })
}

extension ONNXAssembly {
  fileprivate mutating func addFunction(_ node: ONNXNode, _ function: ActivationFunction) throws(ModelError) {
    let value = try value(node)
    let axes: [Int?] = value.axes.isEmpty ? [nil] : value.axes
    let layer = try arranged(value, axes, node)
    try give(node, ActivationLayer(function), reading: [layer], extents: value.extents, axes: axes)
  }

  /// x · alpha + beta, kept within 0…1: Keras's and PyTorch's where alpha is 1 ÷ 6, else in two layers.
  fileprivate mutating func addHardSigmoid(_ node: ONNXNode) throws(ModelError) {
    let (alpha, beta) = (try node.float("alpha", default: 0.2), try node.float("beta", default: 0.5))
    guard alpha != Float(1) / 6 || beta != 0.5 else { return try addFunction(node, .hardSigmoid) }
    let value = try value(node)
    let scaling = Rescaling(scale: Constant(Double(alpha)), offset: Constant(Double(beta)))
    let scaled = try add(node, scaling, reading: [value.layer], suffix: "_scaled")
    let bend = BentReLU(maximum: 1, negativeSlope: 0, threshold: 0)
    try give(
      node, ActivationLayer(.bentReLU(bend)), reading: [scaled], extents: value.extents, axes: value.axes)
  }

  fileprivate mutating func addClip(_ node: ONNXNode) throws(ModelError) {
    let isOld = graph.version < 11
    let lower = isOld ? try node.float("min", default: -.greatestFiniteMagnitude) : try scalar(node, 1)
    let upper = isOld ? try node.float("max", default: .greatestFiniteMagnitude) : try scalar(node, 2)
    let isOpenBelow = lower.map { $0 <= -.greatestFiniteMagnitude } ?? true
    let isOpenAbove = upper.map { $0 >= .greatestFiniteMagnitude } ?? true
    switch (isOpenBelow ? nil : lower, isOpenAbove ? nil : upper) {
    case (nil, nil): give(node, try value(node))
    case (0, nil): try addFunction(node, .relu)
    case (0, 6): try addFunction(node, .relu6)
    case (-1, 1): try addFunction(node, .hardTanh)
    case (0, let upper?) where upper > 0:
      try addFunction(node, .bentReLU(BentReLU(maximum: upper, negativeSlope: 0, threshold: 0)))
    default:
      let range = "\(lower.map { "\($0)" } ?? "…") to \(upper.map { "\($0)" } ?? "…")"
      throw isOld
        ? node.refusal(node.has("min") ? "min" : "max")
        : .onnx(.input(node.note, input: node.input(1) ?? node.input(2) ?? "min", .value(range)))
    }
  }

  /// The only number of a constant that a node reads; `nil` where it is left out.
  func scalar(_ node: ONNXNode, _ index: Int) throws(ModelError) -> Float? {
    guard let constant = try constant(node, index) else { return nil }
    guard let scalar = constant.scalar, !scalar.isNaN else {
      throw .onnx(.input(node.note, input: node.inputs[index], .shape("\(constant.extents)")))
    }
    return scalar
  }

  fileprivate mutating func addSoftmax(_ node: ONNXNode, _ function: ActivationFunction) throws(ModelError) {
    let value = try value(node)
    let (rank, isOld) = (value.extents.count, graph.version < 13)
    let said = try node.integer("axis", default: isOld ? 1 : -1)
    guard (-rank..<rank).contains(said) else { throw node.refusal("axis") }
    let axis = said < 0 ? said + rank : said
    // Older versions work along all axes from this one on.
    guard !isOld || value.extents[(axis + 1)...].allSatisfy({ $0 == 1 }) else { throw node.refusal("axis") }
    let axes = value.axes.filter { $0 != axis } + [axis]
    let layer = try arranged(value, axes, node)
    try give(node, ActivationLayer(function), reading: [layer], extents: value.extents, axes: axes)
  }
}
