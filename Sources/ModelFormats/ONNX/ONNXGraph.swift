import ConvNet
import SwiftProtobuf

/// What an ONNX file says of a network: its nodes in an order in which each follows those that it reads, its tensors,
/// its input and its output.
struct ONNXGraph {
  /// The nodes that the output depends on.
  private(set) var nodes: [ONNXNode]
  /// The names of all values that they read.
  let reads: Set<String>
  /// The tensors that the file gives, by name.
  let tensors: [String: Onnx_TensorProto]
  /// What enters.
  let input: Onnx_ValueInfoProto
  /// The name of the value that leaves, and is followed.
  let output: String
  /// The names of all values that leave.
  let outputs: [String]
  /// The rows and columns of pictures, where the file leaves them open.
  let inputSize: Size2D?
  /// The version of the operators.
  let version: Int
  /// What wrote the file.
  let producer: String
  /// The name of the graph.
  let name: String

  /// The versions of the operators that are known.
  static let versions = 7...23
  /// More nodes are refused.
  private static let mostNodes = 100_000

  /// Takes a file's model apart.
  ///
  /// - Throws: `ModelError.onnx` where it contradicts itself, `.network` where it has not one input, or no output, and
  ///   `.unknownOutput` where none has the name that was asked for.
  init(_ model: Onnx_ModelProto, _ choices: ModelChoices = ModelChoices()) throws(ModelError) {
    try ONNXGraph.check(model)
    let graph = model.graph
    producer = model.producerName
    name = graph.name
    version = ONNXGraph.version(of: model)
    tensors = try ONNXGraph.named(graph.initializer)
    let inputs = graph.input.filter { [tensors] in tensors[$0.name] == nil }
    guard let input = inputs.first, inputs.count == 1 else { throw .network(.inputs(inputs.map(\.name))) }
    outputs = graph.output.map(\.name)
    guard let first = outputs.first else { throw .network(.outputs([])) }
    let output = choices.output ?? first
    guard outputs.contains(output) else { throw .unknownOutput(output, outputs: outputs) }
    (self.input, self.output, inputSize) = (input, output, choices.inputSize)
    let ordered = try ONNXGraph.ordered(
      graph.node.map(ONNXNode.init), given: Set(tensors.keys).union([input.name]), output: output)
    nodes = ONNXGraph.withoutCopies(ordered, of: tensors, output: output)
    reads = Set(nodes.flatMap(\.inputs))
  }

  /// The graph with nodes that do one operation together as one.
  func joined(_ tensors: ONNXTensors) -> ONNXGraph {
    var joined = self
    joined.nodes = ONNXPatterns.joined(self) { [self] name, node in
      if let tensor = self.tensors[name] { return try? tensors.constant(tensor, name: name) }
      return node.flatMap { try? ONNXConstants.value(of: $0, [], version: version, tensors: tensors) }
    }
    return joined
  }

  private static func version(of model: Onnx_ModelProto) -> Int {
    Int(model.opsetImport.first { ["", "ai.onnx"].contains($0.domain) }?.version ?? 1)
  }

  private static func check(_ model: Onnx_ModelProto) throws(ModelError) {
    guard model.hasGraph, !model.graph.node.isEmpty else { throw .onnx(.noGraph) }
    let version = version(of: model)
    guard versions.contains(version) else { throw .onnx(.version(found: version, known: versions)) }
    guard model.graph.node.count <= mostNodes else { throw .onnx(.tooLarge(limit: mostNodes)) }
    guard model.graph.sparseInitializer.isEmpty else { throw .onnx(.sparse) }
  }

  private static func named(_ tensors: [Onnx_TensorProto]) throws(ModelError) -> [String: Onnx_TensorProto] {
    var named: [String: Onnx_TensorProto] = [:]
    for tensor in tensors {
      guard named.updateValue(tensor, forKey: tensor.name) == nil else {
        throw .onnx(.givenTwice(value: tensor.name))
      }
    }
    return named
  }

  /// Nodes that read tensors under the names that these have in the file, and not those of copies: one of PyTorch's
  /// exporters writes equal tensors once.
  private static func withoutCopies(
    _ nodes: [ONNXNode], of tensors: [String: Onnx_TensorProto], output: String
  ) -> [ONNXNode] {
    var originals: [String: String] = [:]
    return nodes.compactMap { node in
      let read = node.readingOriginals(originals)
      guard node.operation == "Identity", node.note.domain.isEmpty, let source = read.inputs.first,
        let copy = node.outputs.first, copy != output, tensors[source] != nil
      else { return read }
      originals[copy] = source
      return nil
    }
  }

  /// The nodes that a value depends on, each after those that it reads.
  private static func ordered(
    _ nodes: [ONNXNode], given: Set<String>, output: String
  ) throws(ModelError) -> [ONNXNode] {
    var producers: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      for value in node.outputs where !value.isEmpty {
        guard !given.contains(value), producers.updateValue(index, forKey: value) == nil else {
          throw .onnx(.givenTwice(value: value))
        }
      }
    }
    guard let last = producers[output] else { throw .onnx(.noOutput(output)) }
    var reads = [[Int]](repeating: [], count: nodes.count)
    var isNeeded = [Bool](repeating: false, count: nodes.count)
    var open = [last]
    isNeeded[last] = true
    while let index = open.popLast() {
      for value in nodes[index].inputs where !value.isEmpty && !given.contains(value) {
        guard let producer = producers[value] else {
          throw .onnx(.missing(nodes[index].note, value: value))
        }
        reads[index].append(producer)
        guard !isNeeded[producer] else { continue }
        isNeeded[producer] = true
        open.append(producer)
      }
    }
    switch StableOrder.places(reading: reads) {
    case .success(let order): return order.filter { isNeeded[$0] }.map { nodes[$0] }
    case .failure(let circle): throw .onnx(.circle(nodes[circle.place].note))
    }
  }
}
