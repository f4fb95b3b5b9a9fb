import ConvNet
import Tensors

/// Operators that merge values number by number, or compute with constants.
let onnxPointwiseOperators: [String: ONNXOperatorReader] = [
  "Add": arithmetic(.add, .add), "Sub": arithmetic(.subtract, .subtract),
  "Mul": arithmetic(.multiply, .multiply),
  "Div": arithmetic(nil, .divide), "Sum": arithmetic(.add, .add), "Mean": arithmetic(.average, nil),
  "Max": arithmetic(.maximum, nil), "Min": arithmetic(.minimum, nil),
  "Neg": ONNXOperatorReader(add: { (assembly, node) throws(ModelError) in
    let value = try assembly.value(node)
    guard let operation = ConstantArithmetic(.multiply, -1) else { throw .onnx(.operators([node.note])) }
    try assembly.give(
      node, operation, reading: [value.layer], extents: value.extents, axes: value.axes)
  }),
  "PRelu": ONNXOperatorReader(add: { (assembly, node) throws(ModelError) in try assembly.addPReLU(node) }),
]

/// An operator of two values, or of a value and a constant.
private func arithmetic(_ merge: Merge.Operation?, _ constant: Elementwise.Operation?) -> ONNXOperatorReader {
  ONNXOperatorReader(
    attributes: ["axis", "broadcast"],
    add: { (assembly, node) throws(ModelError) in
      // How operators before version 7 are broadcast.
      try node.require(attributes: [])
      let computed = node.inputs.indices.filter { assembly.isComputed(node, $0) }
      if computed.count == node.inputs.count, let merge {
        return try assembly.addMerge(node, merge)
      }
      guard computed.count == 1, node.inputs.count == 2, let constant else {
        let given = node.inputs.first { assembly.values[$0] == nil } ?? node.inputs.last ?? ""
        throw .onnx(.input(node.note, input: given, computed.count == node.inputs.count ? .computed : .given))
      }
      try assembly.addConstant(node, constant, isConstantFirst: computed == [1])
    })
}

extension ONNXAssembly {
  /// The extents that values make together, and the order of axes in which they are merged.
  fileprivate func common(_ values: [ONNXValue]) -> (extents: [Int], axes: [Int?], values: [ONNXValue])? {
    let rank = values.map(\.extents.count).max() ?? 0
    let padded = values.map { $0.padded(toRank: rank) }
    var extents = [Int](repeating: 1, count: rank)
    for value in padded {
      guard let wider = ONNXFolding.common(extents, value.extents) else { return nil }
      extents = wider
    }
    let needed = Set(extents.indices.filter { extents[$0] != 1 })
    let candidates = padded.map(\.axes).filter { needed.isSubset(of: $0.compactMap(\.self)) }
    let axes = candidates.max { $0.count < $1.count } ?? ONNXValue.usualAxes(extents)
    return (extents, axes, padded)
  }

  fileprivate mutating func addMerge(_ node: ONNXNode, _ operation: Merge.Operation) throws(ModelError) {
    var inputs: [ONNXValue] = []
    for index in node.inputs.indices { inputs.append(try value(node, index)) }
    guard let (extents, axes, values) = common(inputs) else {
      throw .onnx(.input(node.note, input: node.inputs.last ?? "", .shape("\(inputs.last?.extents ?? [])")))
    }
    var layers: [Int] = []
    for value in values { layers.append(try arranged(value, axes, node)) }
    try give(node, MergeLayer(operation), reading: layers, extents: extents, axes: axes)
  }

  /// A constant as it lies over a computed value, in the order of that one's axes.
  fileprivate func laid(_ constant: ONNXConstant, over value: ONNXValue, _ node: ONNXNode) throws(ModelError)
    -> Tensor
  {
    let missing = value.extents.count - constant.extents.count
    let fault = ModelError.onnx(
      .input(node.note, input: node.inputs.last ?? "", .shape("\(constant.extents)")))
    guard missing >= 0 || constant.extents.prefix(-missing).allSatisfy({ $0 == 1 }), constant.floats != nil
    else {
      throw fault
    }
    let extents =
      missing >= 0
      ? [Int](repeating: 1, count: missing) + constant.extents : Array(constant.extents.dropFirst(-missing))
    guard zip(extents, value.extents).allSatisfy({ $0 == $1 || $0 == 1 }) else { throw fault }
    let order = value.axes.compactMap(\.self)
    let rest = extents.indices.filter { !order.contains($0) }
    let permuted = constant.reshaped(extents).permuted(order + rest)
    return Tensor(Shape(value.axes.map { $0.map { extents[$0] } ?? 1 }), permuted.floats ?? [])
  }

  /// Arithmetic with a constant: one number, or one for each place of some axes.
  fileprivate mutating func addConstant(
    _ node: ONNXNode, _ operation: Elementwise.Operation, isConstantFirst: Bool
  ) throws(ModelError) {
    let value = try value(node, isConstantFirst ? 1 : 0)
    guard let constant = try constant(node, isConstantFirst ? 0 : 1) else { return }
    let extents =
      [Int](repeating: 1, count: max(0, constant.extents.count - value.extents.count)) + value.extents
    func give(_ operation: any Operation) throws(ModelError) {
      let wider = value.padded(toRank: extents.count)
      try self.give(node, operation, reading: [value.layer], extents: wider.extents, axes: wider.axes)
    }
    if let scalar = constant.floats == nil ? nil : constant.scalar, scalar.isFinite {
      guard let arithmetic = ConstantArithmetic(operation, Double(scalar), isConstantFirst: isConstantFirst)
      else {
        throw .onnx(.input(node.note, input: node.inputs[0], .given))
      }
      return try give(arithmetic)
    }
    let numbers = try laid(constant, over: value, node)
    guard numbers.values.allSatisfy(\.isFinite) else {
      throw .onnx(.input(node.note, input: node.inputs.last ?? "", .value("NaN or infinity")))
    }
    let block = Constant(numbers.shape, numbers.values.map(Double.init))
    switch (operation, isConstantFirst) {
    case (.add, _): try give(Rescaling(scale: Constant(1), offset: block))
    case (.subtract, let isFirst):
      let sign = isFirst ? 1.0 : -1
      try give(
        Rescaling(
          scale: Constant(-sign), offset: Constant(block.shape, block.values.map { sign * $0 })))
    case (.multiply, _): try give(Rescaling(scale: block))
    case (.divide, false):
      guard block.values.allSatisfy({ $0 != 0 }) else {
        throw .onnx(.input(node.note, input: node.inputs.last ?? "", .value("0")))
      }
      try give(Rescaling(scale: Constant(block.shape, block.values.map { 1 / $0 })))
    case (.divide, true): throw .onnx(.input(node.note, input: node.inputs[0], .given))
    }
  }

  fileprivate mutating func addPReLU(_ node: ONNXNode) throws(ModelError) {
    let value = try value(node)
    guard let slopes = try constant(node, 1) else { throw .onnx(.input(node.note, input: "slope", .missing)) }
    let alpha = try laid(slopes, over: value, node)
    let shared = alpha.shape.extents.indices.filter { alpha.shape[$0] == 1 }
    try give(
      node, PReLU(sharedAxes: shared), reading: [value.layer], extents: value.extents, axes: value.axes,
      [.alpha: alpha])
  }
}
