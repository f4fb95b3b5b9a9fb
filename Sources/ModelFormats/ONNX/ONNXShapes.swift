import Tensors

/// What nodes that only change extents make of them.
struct ONNXShapes {
  /// The node.
  let node: ONNXNode
  /// The version of the operators.
  let version: Int
  /// The whole numbers of an input; `nil` where that is left out.
  let integers: (Int) throws(ModelError) -> [Int]?

  /// The extents after the node.
  func extents(of extents: [Int]) throws(ModelError) -> [Int] {
    switch node.operation {
    case "Flatten":
      let axis = try node.integer("axis", default: 1)
      guard (-extents.count...extents.count).contains(axis) else { throw node.refusal("axis") }
      let split = axis < 0 ? axis + extents.count : axis
      return [extents[..<split].reduce(1, *), extents[split...].reduce(1, *)]
    case "Squeeze": return try squeezed(extents)
    case "Unsqueeze": return try unsqueezed(extents)
    case "Reshape": return try reshaped(extents)
    default: return extents
    }
  }

  private func axes(rank: Int) throws(ModelError) -> [Int]? {
    guard let axes = try node.integers("axes", or: { () throws(ModelError) in try integers(1) }) else {
      return nil
    }
    let counted = axes.map { $0 < 0 ? $0 + rank : $0 }
    guard counted.allSatisfy((0..<rank).contains), Set(counted).count == counted.count else {
      throw .onnx(.input(node.note, input: "axes", .value("\(axes)")))
    }
    return counted
  }

  private func squeezed(_ extents: [Int]) throws(ModelError) -> [Int] {
    guard let axes = try axes(rank: extents.count) else { return extents.filter { $0 != 1 } }
    guard axes.allSatisfy({ extents[$0] == 1 }) else {
      throw .onnx(.input(node.note, input: "axes", .value("\(axes)")))
    }
    return extents.indices.filter { !axes.contains($0) }.map { extents[$0] }
  }

  private func unsqueezed(_ extents: [Int]) throws(ModelError) -> [Int] {
    let count = try node.integers("axes", or: { () throws(ModelError) in try integers(1) })?.count ?? 0
    guard count <= 8, let axes = try axes(rank: extents.count + count), !axes.isEmpty else {
      throw .onnx(.input(node.note, input: "axes", .missing))
    }
    var rest = extents[...]
    return (0..<extents.count + count).map { axes.contains($0) ? 1 : rest.removeFirst() }
  }

  private func reshaped(_ extents: [Int]) throws(ModelError) -> [Int] {
    guard let target = try node.integers("shape", or: { () throws(ModelError) in try integers(1) }) else {
      throw .onnx(.input(node.note, input: "shape", .missing))
    }
    let fault = ModelError.onnx(.input(node.note, input: "shape", .value("\(target)")))
    let keepsZero = try node.flag("allowzero", default: false)
    var found: [Int] = []
    for (index, extent) in target.enumerated() {
      guard extent >= -1 else { throw fault }
      let isCopied = extent == 0 && !keepsZero
      guard !isCopied || extents.indices.contains(index) else { throw fault }
      found.append(isCopied ? extents[index] : extent)
    }
    let known = found.filter { $0 != -1 }
    guard let count = Shape(extents).checkedCount, let product = Shape(known).checkedCount,
      found.count - known.count <= 1
    else { throw fault }
    guard known.count < found.count else {
      guard product == count, ONNXConstant.isCountable(found) else { throw fault }
      return found
    }
    guard product > 0, count.isMultiple(of: product), ONNXConstant.isCountable(found.map { max($0, 1) })
    else {
      throw fault
    }
    return found.map { $0 == -1 ? count / product : $0 }
  }
}

/// A part of a value along one axis.
struct ONNXSlice: Equatable {
  /// The axis, counted from 0.
  let axis: Int
  /// The places that are taken, in their order.
  let places: [Int]

  /// The parts that a `Slice` takes of some extents, axis by axis.
  ///
  /// - Throws: `ONNXError` that names the node.
  static func all(
    node: ONNXNode, version: Int, extents: [Int], integers: (Int) throws(ModelError) -> [Int]?
  ) throws(ModelError) -> [ONNXSlice] {
    let isOld = version < 10
    guard let starts = isOld ? try node.integers("starts") : try integers(1),
      let ends = isOld ? try node.integers("ends") : try integers(2), starts.count == ends.count
    else { throw .onnx(.input(node.note, input: "starts", .missing)) }
    let axes = (isOld ? try node.integers("axes") : try integers(3)) ?? Array(starts.indices)
    let steps = (isOld ? nil : try integers(4)) ?? axes.map { _ in 1 }
    guard axes.count == starts.count, steps.count == starts.count else {
      throw .onnx(.input(node.note, input: "axes", .value("\(axes)")))
    }
    var slices: [ONNXSlice] = []
    for index in axes.indices {
      let axis = axes[index] < 0 ? axes[index] + extents.count : axes[index]
      guard extents.indices.contains(axis), !slices.contains(where: { $0.axis == axis }), steps[index] != 0,
        steps[index] != .min
      else { throw .onnx(.input(node.note, input: "axes", .value("\(axes)"))) }
      slices.append(
        ONNXSlice(axis: axis, places: places(starts[index], ends[index], steps[index], extent: extents[axis]))
      )
    }
    return slices
  }

  private static func places(_ start: Int, _ end: Int, _ step: Int, extent: Int) -> [Int] {
    func counted(_ index: Int) -> Int { index < 0 ? max(index, -extent - 1) + extent : index }
    let range = step > 0 ? 0...extent : -1...(extent - 1)
    func kept(_ index: Int) -> Int { min(max(index, range.lowerBound), range.upperBound) }
    guard extent > 0 else { return [] }
    return Array(stride(from: kept(counted(start)), to: kept(counted(end)), by: step))
  }
}
