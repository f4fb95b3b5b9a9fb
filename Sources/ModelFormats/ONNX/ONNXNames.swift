/// The names of layers: those of the modules that the nodes were written in, short, and typable.
///
/// `/features/0/Conv` becomes `features.0`, as PyTorch calls its module, where all nodes of the module have one operator;
/// else the operator follows: `layer1.0.add`.
struct ONNXNames {
  /// The name of the input.
  let input: String
  private var taken: Set<String> = []
  private var counts: [String: Int] = [:]
  private var modules: [String: Set<String>] = [:]
  private let usesPaths: Bool

  /// Looks at the nodes of a graph.
  init(_ graph: ONNXGraph) {
    input = Self.typable(graph.input.name, else: "input")
    taken = [input]
    usesPaths = graph.producer == "pytorch"
    for node in graph.nodes where !Self.isSilent(node) {
      guard let module = module(of: node) else { continue }
      modules[module, default: []].insert(node.operation)
    }
  }

  /// Nodes that need no layer, or one without a name of its own.
  private static func isSilent(_ node: ONNXNode) -> Bool {
    ["Constant", "Shape", "Gather", "Unsqueeze", "Identity", "Cast"].contains(node.operation)
  }

  /// The module that a node was written in, as PyTorch calls it; `nil` where the file doesn't say.
  private func module(of node: ONNXNode) -> String? {
    // Where an exporter has folded a normalisation into a convolution, the weights say best whose they are.
    if usesPaths, !node.scopes.isEmpty, Self.hasWeights.contains(node.operation), let weight = node.input(1),
      weight.hasSuffix(".weight"),
      !weight.contains(":")
    {
      return String(weight.dropLast(".weight".count))
    }
    // The last scope is the node's own.
    if node.scopes.count >= 2 { return node.scopes.dropLast().last { !$0.isEmpty } }
    var parts = node.name.split(separator: "/").map(String.init).dropLast()
    guard !parts.isEmpty else { return nil }
    guard usesPaths else { return parts.last }
    // A module inside of a list is called by the list's name too: `/layer1/layer1.0/conv1/Conv`.
    var path = parts.removeFirst()
    for part in parts {
      let last = path.split(separator: ".").last.map(String.init) ?? path
      if part == path || part.hasPrefix(path + ".") {
        path = part
      } else if part.hasPrefix(last + ".") {
        path += part.dropFirst(last.count)
      } else {
        path += "." + part
      }
    }
    return path
  }

  /// A name for a layer of a node, which no other has.
  mutating func unique(_ node: ONNXNode, suffix: String) -> String {
    var base: String
    if let module = module(of: node) {
      let operators = modules[module] ?? []
      base = Self.typable(module, else: "layer")
      if operators.count > 1 && !Self.hasWeights.contains(node.operation) {
        base += (usesPaths ? "." : "_") + node.operation.lowercased()
      }
    } else {
      base = Self.typable(plain(node), else: node.operation.lowercased())
    }
    // A number alone is a line of the listing.
    if base.first?.isNumber == true { base = Self.short(node.operation) + base }
    base += suffix
    var name = base
    while !taken.insert(name).inserted {
      counts[base, default: 0] += 1
      name = "\(base)_\(counts[base, default: 0])"
    }
    return name
  }

  /// The name of a node that was written in no module: of PyTorch's without what every node has.
  private func plain(_ node: ONNXNode) -> String {
    let name = node.name.isEmpty ? node.outputs.first ?? "" : node.name
    guard usesPaths else { return name }
    let words = name.lowercased().drop { "/_".contains($0) }
    return String(words.hasPrefix("node_") ? words.dropFirst(5).drop { $0 == "_" } : words)
  }

  /// What a layer of an operator is called in front of its number.
  private static func short(_ operation: String) -> String {
    ["Gemm": "linear", "MatMul": "linear", "BatchNormalization": "norm", "LayerNormalization": "norm"][
      operation]
      ?? operation.lowercased()
  }

  /// The operators after which a module is called, even if others are in it.
  private static let hasWeights: Set<String> = [
    "Conv", "Gemm", "MatMul", "Linear", "BatchNormalization", "LayerNormalization", "PRelu",
  ]

  /// A text of letters, digits, points, lines and dashes.
  private static func typable(_ text: String, else standard: String) -> String {
    let kept = text.prefix(80).map {
      $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) ? $0 : "_"
    }
    let name = String(kept).split(separator: ".").joined(separator: ".")
    return name.isEmpty ? standard : name
  }
}
