/// How nodes of an operator become layers.
struct ONNXOperatorReader: Sendable {
  /// The attributes that are read, or that change nothing; a node with another is refused.
  var attributes: Set<String> = []
  /// Whether the node may give more than one value that others read.
  var givesMore = false
  /// Makes the layers of a node.
  let add: @Sendable (inout ONNXAssembly, ONNXNode) throws(ModelError) -> Void
}

/// Every operator that can be run, by its name.
let onnxOperators: [String: ONNXOperatorReader] = [
  onnxWindowOperators, onnxSumOperators, onnxPointwiseOperators, onnxActivationOperators, onnxShapeOperators,
  onnxReductionOperators,
].reduce(into: [:]) { all, some in all.merge(some) { one, _ in one } }
