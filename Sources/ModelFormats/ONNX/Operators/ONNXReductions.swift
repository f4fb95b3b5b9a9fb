import ConvNet
import Tensors

/// Operators that make one number of all along some axes.
let onnxReductionOperators: [String: ONNXOperatorReader] = [
  "ReduceMean": reduction(.average), "ReduceMax": reduction(.maximum),
]

private func reduction(_ rule: PoolingRule) -> ONNXOperatorReader {
  ONNXOperatorReader(
    attributes: ["axes", "keepdims", "noop_with_empty_axes"],
    add: { (assembly, node) throws(ModelError) in try assembly.addReduction(node, rule) })
}

extension ONNXAssembly {
  fileprivate mutating func addReduction(_ node: ONNXNode, _ rule: PoolingRule) throws(ModelError) {
    let value = try value(node)
    let rank = value.extents.count
    let said = try node.integers("axes", or: { () throws(ModelError) in try integers(node, 1) }) ?? []
    let axes = said.map { $0 < 0 ? $0 + rank : $0 }.filter {
      (0..<rank).contains($0) && value.extents[$0] != 1
    }
    let rest = value.order.filter { !axes.contains($0) }
    if axes.isEmpty, !said.isEmpty, said.allSatisfy((-rank..<rank).contains) {
      // One number is its own mean.
      let reduced = Set(said.map { $0 < 0 ? $0 + rank : $0 })
      let keeps = try node.flag("keepdims", default: true)
      let kept = value.extents.indices.filter { keeps || !reduced.contains($0) }.map { value.extents[$0] }
      return try reshape(node, value, to: kept)
    }
    // The layer works along rows and columns of maps.
    guard !axes.isEmpty, axes.count <= 2, rest.count <= 1, said.allSatisfy((-rank..<rank).contains),
      Set(axes).count == axes.count
    else { throw .onnx(.input(node.note, input: "axes", .value("\(said)"))) }
    let channel = rest.first ?? (0..<rank).first { value.extents[$0] == 1 && $0 > 0 && !axes.contains($0) }
    let ordered = value.order.filter(axes.contains)
    let input: [Int?] = [ordered[0], ordered.count > 1 ? ordered[1] : nil, channel]
    let layer = try arranged(value, input, node)
    let keeps = try node.flag("keepdims", default: true)
    var extents = value.extents
    for axis in axes { extents[axis] = 1 }
    let reduced = Set(said.map { $0 < 0 ? $0 + rank : $0 })
    let kept = keeps ? Array(0..<rank) : (0..<rank).filter { !reduced.contains($0) }
    let place = channel.flatMap { kept.firstIndex(of: $0) }
    let isMaps = keeps && rank == 4
    try give(
      node, GlobalPooling2D(rule, keepsAxes: isMaps), reading: [layer], extents: kept.map { extents[$0] },
      axes: isMaps ? [nil, nil, place] : [place])
  }
}
