/// Nodes that together do what is one operation, for which ONNX has no operator, or had none.
///
/// They become one node, where nobody else reads what is in between.
struct ONNXPatterns {
  /// x · sigmoid(x).
  static let silu = "SiLU"
  /// A product with a matrix, and a sum with one number a unit.
  static let linear = "Linear"

  private let graph: ONNXGraph
  private var producers: [String: Int] = [:]
  private var readers: [String: Int] = [:]
  private var nodes: [ONNXNode?]
  private let constant: (String, ONNXNode?) -> ONNXConstant?

  /// The nodes of a graph with the patterns among them replaced, in an order in which each follows those that it reads.
  ///
  /// `constant` gives the small constants of the file by their names, or by the nodes that give them.
  static func joined(_ graph: ONNXGraph, constant: @escaping (String, ONNXNode?) -> ONNXConstant?)
    -> [ONNXNode]
  {
    var patterns = ONNXPatterns(graph, constant)
    for index in graph.nodes.indices { patterns.join(at: index) }
    return patterns.nodes.compactMap(\.self)
  }

  private init(_ graph: ONNXGraph, _ constant: @escaping (String, ONNXNode?) -> ONNXConstant?) {
    (self.graph, self.constant) = (graph, constant)
    nodes = graph.nodes
    for (index, node) in graph.nodes.enumerated() {
      for output in node.outputs where !output.isEmpty { producers[output] = index }
      for input in node.inputs where !input.isEmpty { readers[input, default: 0] += 1 }
    }
    // Whoever reads the network.
    readers[graph.output, default: 0] += 1
  }

  /// Replaces the pattern that ends at a node.
  private mutating func join(at index: Int) {
    guard let node = nodes[index], node.note.domain.isEmpty, node.inputs.count == 2 else { return }
    switch node.operation {
    case "Mul":
      if joinGelu(node, at: index) || joinSiLU(node, at: index) { return }
    case "Add": joinLinear(node, at: index)
    default: return
    }
  }

  /// The node that gives a value which is read so many times.
  private func producer(of value: String, _ operation: String, reads: Int = 1) -> (
    index: Int, node: ONNXNode
  )? {
    guard readers[value] == reads, let index = producers[value], let node = nodes[index],
      node.operation == operation, node.note.domain.isEmpty, node.outputs.count == 1
    else { return nil }
    return (index, node)
  }

  private mutating func replace(
    _ index: Int, _ operation: String, _ inputs: [String], without others: [Int]
  ) {
    guard let node = nodes[index] else { return }
    nodes[index] = node.replaced(by: operation, inputs: inputs)
    for other in others { nodes[other] = nil }
  }

  /// x · sigmoid(x).
  private mutating func joinSiLU(_ node: ONNXNode, at index: Int) -> Bool {
    for (value, other) in [(0, 1), (1, 0)] {
      guard let sigmoid = producer(of: node.inputs[other], "Sigmoid"),
        sigmoid.node.inputs == [node.inputs[value]]
      else { continue }
      replace(index, Self.silu, [node.inputs[value]], without: [sigmoid.index])
      return true
    }
    return false
  }

  /// x · ½ · (1 + erf(x ÷ √2)), in the order in which PyTorch's exporters write it.
  private mutating func joinGelu(_ node: ONNXNode, at index: Int) -> Bool {
    // Mul(Mul(x, Add(Erf(Div(x, √2)), 1)), ½), or Mul(Mul(x, ½), Add(Erf(Div(x, √2)), 1)).
    var factors: [String] = []
    var inner: [Int] = []
    for input in node.inputs {
      if let product = producer(of: input, "Mul"), product.node.inputs.count == 2 {
        factors += product.node.inputs
        inner.append(product.index)
      } else {
        factors.append(input)
      }
    }
    guard factors.count == 3, let half = factors.firstIndex(where: { isNumber($0, 0.5) }) else {
      return false
    }
    factors.remove(at: half)
    for (value, other) in [(0, 1), (1, 0)] {
      guard let sum = producer(of: factors[other], "Add"), sum.node.inputs.count == 2,
        let one = sum.node.inputs.firstIndex(where: { isNumber($0, 1) }),
        let erf = producer(of: sum.node.inputs[1 - one], "Erf"), let argument = erf.node.inputs.first,
        let division = scaled(argument, factors[value])
      else { continue }
      replace(index, "Gelu", [factors[value]], without: inner + [sum.index, erf.index, division])
      return true
    }
    return false
  }

  /// The node that makes a value ÷ √2 of another.
  private func scaled(_ value: String, _ input: String) -> Int? {
    let root = Float(2).squareRoot()
    if let division = producer(of: value, "Div"), division.node.inputs.count == 2,
      division.node.inputs[0] == input,
      isNumber(division.node.inputs[1], root)
    {
      return division.index
    }
    if let product = producer(of: value, "Mul"), product.node.inputs.count == 2,
      product.node.inputs.contains(input),
      product.node.inputs.contains(where: { isNumber($0, 1 / root) })
    {
      return product.index
    }
    return nil
  }

  /// A product with a matrix, to which one number a unit is added.
  private mutating func joinLinear(_ node: ONNXNode, at index: Int) {
    for (value, other) in [(0, 1), (1, 0)] {
      guard let product = producer(of: node.inputs[value], "MatMul"), product.node.inputs.count == 2,
        let weight = graph.tensors[product.node.inputs[1]], let bias = graph.tensors[node.inputs[other]],
        weight.dims.count == 2, bias.dims == [weight.dims[1]]
      else { continue }
      replace(index, Self.linear, product.node.inputs + [node.inputs[other]], without: [product.index])
      return
    }
  }

  /// Whether a value is a constant of one number.
  private func isNumber(_ name: String, _ number: Float) -> Bool {
    if let tensor = graph.tensors[name] {
      // More axes would become those of what comes out.
      guard tensor.dims.count <= 1, tensor.dims.allSatisfy({ $0 == 1 }) else { return false }
    } else {
      guard let index = producers[name], nodes[index]?.operation == "Constant" else { return false }
    }
    let found = constant(name, producers[name].flatMap { nodes[$0] })
    guard let found, found.extents.count <= 1, let scalar = found.scalar else { return false }
    return abs(scalar - number) <= 1e-6
  }
}

extension ONNXNode {
  /// The node with another operator, without attributes.
  fileprivate func replaced(by operation: String, inputs: [String]) -> ONNXNode {
    ONNXNode(
      note: ONNXOperator(node: note.node, name: operation), name: name, inputs: inputs, outputs: outputs,
      scopes: scopes, attributes: [])
  }
}
