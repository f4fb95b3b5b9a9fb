import ConvNet
import Tensors

/// Operators that multiply by matrices, or normalise.
let onnxSumOperators: [String: ONNXOperatorReader] = [
  "Gemm": ONNXOperatorReader(
    attributes: ["alpha", "beta", "transA", "transB", "broadcast"],
    add: { (assembly, node) throws(ModelError) in try assembly.addGemm(node) }),
  "MatMul": ONNXOperatorReader(add: { (assembly, node) throws(ModelError) in
    let weight = try assembly.requiredFloats(node, 1)
    try assembly.addDense(node, weight, bias: nil)
  }),
  ONNXPatterns.linear: ONNXOperatorReader(add: { (assembly, node) throws(ModelError) in
    let weight = try assembly.requiredFloats(node, 1)
    try assembly.addDense(node, weight, bias: assembly.requiredFloats(node, 2))
  }),
  "BatchNormalization": ONNXOperatorReader(
    attributes: ["epsilon", "momentum", "spatial", "training_mode"],
    add: { (assembly, node) throws(ModelError) in try assembly.addBatchNormalization(node) }),
  "LayerNormalization": ONNXOperatorReader(
    attributes: ["axis", "epsilon", "stash_type"],
    add: { (assembly, node) throws(ModelError) in try assembly.addLayerNormalization(node) }),
]

extension ONNXAssembly {
  fileprivate mutating func addGemm(_ node: ONNXNode) throws(ModelError) {
    try node.require("transA", 0)
    var weight = try requiredFloats(node, 1)
    guard weight.shape.rank == 2, try value(node).extents.count == 2 else {
      throw .onnx(.input(node.note, input: node.inputs[1], .shape("\(weight.shape.extents)")))
    }
    if try node.flag("transB", default: false) { weight = Permute(axes: [1, 0]).preActivation(of: [weight]) }
    let (alpha, beta) = (try node.float("alpha", default: 1), try node.float("beta", default: 1))
    if alpha != 1 { weight = weight.map { Float(Double($0) * Double(alpha)) } }
    var bias = try floats(node, 2)
    if beta != 1 { bias = bias?.map { Float(Double($0) * Double(beta)) } }
    try addDense(node, weight, bias: bias)
  }

  /// A dense layer along the last axis of what a node reads, with weights (input, output).
  fileprivate mutating func addDense(_ node: ONNXNode, _ weight: Tensor, bias: Tensor?) throws(ModelError) {
    let value = try value(node)
    guard weight.shape.rank == 2, let inputs = value.extents.last, value.extents.count >= 2,
      weight.shape[1] >= 1,
      weight.shape[0] == inputs
    else { throw .onnx(.input(node.note, input: node.inputs[1], .shape("\(weight.shape.extents)"))) }
    let (units, last) = (weight.shape[1], value.extents.count - 1)
    var tensors: [ParameterName: Tensor] = [.kernel: weight]
    if let bias {
      // One for all units, or one a unit.
      guard [1, units].contains(bias.shape.count), bias.shape.count == bias.shape.channels else {
        throw .onnx(.input(node.note, input: node.inputs.last ?? "", .shape("\(bias.shape.extents)")))
      }
      let numbers = bias.shape.count == units ? bias.values : .init(repeating: bias.values[0], count: units)
      tensors[.bias] = Tensor(Shape(units), numbers)
    }
    let axes = value.order.filter { $0 != last } + [last]
    let layer = try arranged(value, axes, node)
    try give(
      node, Dense(units: units, usesBias: bias != nil), reading: [layer],
      extents: value.extents.dropLast() + [units], axes: axes, tensors)
  }

  fileprivate mutating func addBatchNormalization(_ node: ONNXNode) throws(ModelError) {
    try node.require("training_mode", 0)
    try node.require("spatial", 1)
    let value = try value(node)
    guard value.extents.count >= 2, node.outputs.count <= 1 || node.outputs.dropFirst().allSatisfy(\.isEmpty)
    else {
      throw .onnx(.input(node.note, input: node.inputs[0], .shape("\(value.extents)")))
    }
    let channels = [value.extents[1]]
    let tensors: [ParameterName: Tensor] = [
      .gamma: try requiredFloats(node, 1, channels), .beta: try requiredFloats(node, 2, channels),
      .movingMean: try requiredFloats(node, 3, channels),
      .movingVariance: try requiredFloats(node, 4, channels),
    ]
    let epsilon = Double(try node.float("epsilon", default: 1e-5))
    let axes = value.axes.contains(1) ? value.axes : value.axes + [1]
    let axis = axes.firstIndex(of: 1).flatMap { $0 == axes.count - 1 ? nil : $0 }
    let layer = try arranged(value, axes, node)
    try give(
      node, BatchNormalization(epsilon: epsilon, axis: axis), reading: [layer], extents: value.extents,
      axes: axes,
      tensors)
  }

  fileprivate mutating func addLayerNormalization(_ node: ONNXNode) throws(ModelError) {
    let value = try value(node)
    let rank = value.extents.count
    let axis = try node.integer("axis", default: -1)
    guard (-rank..<rank).contains(axis), node.outputs.dropFirst().allSatisfy(\.isEmpty) else {
      throw node.refusal("axis")
    }
    // One axis: of more the order would have to be the file's.
    guard axis == -1 || axis == rank - 1, let extent = value.extents.last else { throw node.refusal("axis") }
    var tensors: [ParameterName: Tensor] = [.gamma: try requiredFloats(node, 1, [extent])]
    tensors[.beta] = try floats(node, 2, [extent])
    let axes = value.axes.contains(rank - 1) ? value.axes : value.axes + [rank - 1]
    let place = axes.firstIndex(of: rank - 1).map { [$0] }
    let layer = try arranged(value, axes, node)
    let epsilon = Double(try node.float("epsilon", default: 1e-5))
    try give(
      node,
      LayerNormalization(
        epsilon: epsilon, axes: place == [axes.count - 1] ? nil : place, usesGamma: true,
        usesBeta: tensors[.beta] != nil),
      reading: [layer], extents: value.extents, axes: axes, tensors)
  }
}
