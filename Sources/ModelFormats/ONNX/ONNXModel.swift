import ConvNet
import KerasNotation
import SwiftProtobuf
import Tensors

/// An ONNX file: a graph of operators, and the tensors that they read.
///
/// Source: the ONNX intermediate representation, and `Operators.md`, of versions 7 to 23.
enum ONNXModel {
  /// The most bytes of a file: Protocol Buffers count in 31 bits.
  static let largestFile = Int(Int32.max)

  /// The message that the bytes of a file are.
  ///
  /// - Throws: `ModelError` where they are damaged, or more than memory.
  private static func message(_ content: FileContent) throws(ModelError) -> Onnx_ModelProto {
    guard content.count <= Self.largestFile else { throw .onnx(.tooLarge(limit: Self.largestFile)) }
    guard SystemMemory.gives(2 * content.count) else { throw .memory(bytes: 2 * content.count) }
    let bytes = content.first(content.count)
    guard bytes.count == content.count else { throw .onnx(.damaged) }
    try ONNXScan.check(bytes)
    var options = BinaryDecodingOptions()
    options.messageDepthLimit = 16
    options.discardUnknownFields = true
    do {
      return try Onnx_ModelProto(serializedBytes: bytes, options: options)
    } catch {
      throw .onnx(.damaged)
    }
  }

  /// The listing, and the network where it can run.
  ///
  /// - Throws: `ModelError` where not even a listing can be made.
  static func modelFile(
    _ content: FileContent, name: String, choices: ModelChoices, memoryLimit: Int,
    sibling: (String) -> FileContent?
  ) throws(ModelError) -> ModelFile {
    try opened(content, name: name, choices: choices, memoryLimit: memoryLimit, sibling: sibling).file
  }

  /// The same, and in which layer the network has each value of the graph.
  static func opened(
    _ content: FileContent, name: String, choices: ModelChoices = ModelChoices(), memoryLimit: Int,
    sibling: (String) -> FileContent?
  ) throws(ModelError) -> (file: ModelFile, values: [String: ONNXValue]) {
    let graph = try ONNXGraph(message(content), choices)
    return withoutActuallyEscaping(sibling) { sibling in
      let tensors = ONNXTensors(sibling: sibling)
      return opened(graph.joined(tensors), tensors, name: name, memoryLimit: memoryLimit)
    }
  }

  private static func opened(
    _ graph: ONNXGraph, _ tensors: ONNXTensors, name: String, memoryLimit: Int
  ) -> (file: ModelFile, values: [String: ONNXValue]) {
    var assembly: ONNXAssembly
    do throws(ModelError) {
      assembly = try ONNXAssembly(graph, tensors)
    } catch {
      return (file(name, graph, [], fault: error), [:])
    }
    let fault = assembly.add(graph.nodes)
    if let fault { return (file(name, graph, assembly.listed(graph.nodes), fault: fault), [:]) }
    let trained = Result { () throws(ModelError) in try assembly.trained(memoryLimit: memoryLimit) }
    let file = ModelFile(
      fileName: name, modelName: graph.name, ownClasses: [], outputs: graph.outputs, output: graph.output,
      layers: assembly.listed([]), isOfKeras: false, trained: trained)
    return (file, assembly.values)
  }

  private static func file(
    _ name: String, _ graph: ONNXGraph, _ layers: [ModelFile.ListedLayer], fault: ModelError
  ) -> ModelFile {
    ModelFile(
      fileName: name, modelName: graph.name, ownClasses: [], outputs: graph.outputs, output: graph.output,
      layers: layers, isOfKeras: false, trained: .failure(fault))
  }

  /// So many bytes tell whether a file is one of ONNX.
  static let beginning = 64

  /// Whether a file begins like one of ONNX, which has no mark of its own: with the version of the format, and another
  /// field of a model, which is a text where it is the producer's name.
  ///
  /// Of a SavedModel field 2 is a message, whose first byte is no letter. Source: ONNX, `onnx.proto`.
  static func isRecognised(beginning head: [UInt8]) -> Bool {
    guard head.count >= 8, head[0] == 0x08, (1..<0x20).contains(head[1]) else { return false }
    let others: [UInt8] = [0x1A, 0x22, 0x28, 0x32, 0x3A, 0x42]
    guard head[2] == 0x12 else { return others.contains(head[2]) }
    return head.dropFirst(4).prefix(3).allSatisfy { (0x20...0x7E).contains($0) }
  }
}

extension ONNXAssembly {
  /// Makes the layers of nodes until one can't be made; returns why.
  mutating func add(_ nodes: [ONNXNode]) -> ModelError? {
    do throws(ModelError) {
      let unknown = nodes.filter { node in
        !node.note.domain.isEmpty
          || onnxOperators[node.operation] == nil && !ONNXConstants.operators.contains(node.operation)
      }
      guard unknown.isEmpty else { throw .onnx(.operators(unknown.map(\.note))) }
      for node in nodes { try add(node) }
      try finish()
      return nil
    } catch {
      return error
    }
  }

  /// Makes the output the last layer, and a line where it is one in the file.
  private mutating func finish() throws(ModelError) {
    guard let last = graph.nodes.last, let value = values[graph.output] else {
      throw .onnx(.noOutput(graph.output))
    }
    let usual = ONNXValue.usualAxes(value.extents)
    let isUsual = Set(value.order).isSubset(of: usual)
    let layer = try arranged(value, isUsual ? usual : value.axes, last)
    guard layer != builder.layers.count - 1 else { return }
    _ = try add(last, Identity(), reading: [layer], suffix: "_output")
  }

  /// The network with its parameters.
  func trained(memoryLimit: Int) throws(ModelError) -> TrainedNetwork {
    let network: Network
    do {
      network = try builder.network(memoryLimit: memoryLimit)
    } catch {
      throw .network(error)
    }
    do {
      return try TrainedNetwork(network, Parameters(parameters))
    } catch {
      switch error {
      case .missing(let address, _): throw .missingWeight(layer: address.layer, path: address.name.text)
      case .shape(let address, let expected, let found):
        throw .weightShape(layer: address.layer, path: address.name.text, expected: expected, found: found)
      case .unread(let address): throw .weightCorrupt(layer: address.layer, path: address.name.text)
      }
    }
  }

  /// The lines of all layers, and of nodes that none was made of.
  func listed(_ nodes: [ONNXNode]) -> [ModelFile.ListedLayer] {
    var listing: [ModelFile.ListedLayer] = []
    for (index, line) in lines.enumerated() {
      let layer = builder.layers[index]
      let isCounted = !layer.inputs.isEmpty && layer.weightsOf == nil
      let read = layer.inputs.map { builder.shapes[$0] }
      listing.append(
        ModelFile.ListedLayer(
          name: line.name, className: line.className, code: line.code, inputs: layer.inputs,
          outputShape: builder.shapes[index],
          parameterCount: isCounted ? layer.operation.parameterCount(for: read) : nil))
    }
    var places: [String: Int] = [:]
    for (value, computed) in values { places[value] = computed.layer }
    for node in nodes where node.outputs.allSatisfy({ values[$0] == nil && !isConstant($0) }) {
      let inputs = node.inputs.compactMap { places[$0] }
      for output in node.outputs { places[output] = listing.count }
      guard !inputs.isEmpty else { continue }
      listing.append(
        ModelFile.ListedLayer(
          name: node.note.node, className: node.operation, code: node.code, inputs: inputs, outputShape: nil,
          parameterCount: nil))
    }
    return listing
  }
}
