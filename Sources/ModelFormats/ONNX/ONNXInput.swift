import ConvNet
import KerasNotation
import Tensors

/// What enters a graph: a picture, or a line of numbers.
struct ONNXInput {
  /// The extents in the file, the batch's 1 among them.
  let extents: [Int]
  /// The axes of the file in the order of the network's.
  let axes: [Int]

  /// Reads the input of a graph; a batch's extent that is left open is 1.
  ///
  /// - Throws: `ModelError` where it is no tensor of floats, has a batch of more than one, or leaves other extents open.
  init(_ graph: ONNXGraph) throws(ModelError) {
    let (input, type) = (graph.input, Int(graph.input.type.tensorType.elemType))
    guard input.type.hasTensorType, type == 1 else {
      throw .onnx(.inputType(input: input.name, type: ONNXTensors.name(ofType: type)))
    }
    let dimensions = input.type.tensorType.shape.dim
    var found = dimensions.map { $0.dimValue > 0 ? Int(clamping: $0.dimValue) : nil }
    let axes = found.count == 4 && !Self.isChannelsLast(graph) ? [2, 3, 1] : Array(1..<max(found.count, 1))
    try Self.fill(&found, axes, with: graph.inputSize)
    let text = "[" + found.map { $0.map(String.init) ?? "?" }.joined(separator: ", ") + "]"
    guard (2...4).contains(found.count), found[0] ?? 1 == 1 else {
      throw .onnx(.inputShape(input: input.name, shape: text))
    }
    let extents = [1] + found.dropFirst().compactMap(\.self)
    guard extents.count == found.count else { throw .openInputShape(text) }
    guard extents.allSatisfy({ $0 < 1 << 24 }), ONNXConstant.isCountable(extents) else {
      throw .onnx(.inputShape(input: input.name, shape: text))
    }
    (self.extents, self.axes) = (extents, axes)
  }

  /// Fills rows and columns that are open with those asked for.
  ///
  /// - Throws: `ModelError.fixedInputShape` where none is open, and others are asked for.
  private static func fill(
    _ extents: inout [Int?], _ axes: [Int], with size: Size2D?
  ) throws(ModelError) {
    guard let size, axes.count >= 2 else { return }
    let asked = zip(axes, [size.height, size.width])
    if !extents.dropFirst().contains(nil), asked.contains(where: { extents[$0] != $1 }) {
      throw .fixedInputShape(Shape(axes.compactMap { extents[$0] }))
    }
    for (axis, extent) in asked where extents[axis] == nil { extents[axis] = extent }
  }

  /// The shape of the network's input.
  var shape: Shape { Shape(axes.map { extents[$0] }) }

  /// Whether the file has channels first.
  var isChannelsFirst: Bool { axes == [2, 3, 1] }

  /// The code of the line: what makes a picture of the shape.
  func code(isTorch: Bool) -> [ListingToken] {
    let list = extents.map(String.init).joined(separator: ", ")
    let shape = ListingToken(isTorch ? list : "[\(list)]", .inputShape)
    return ListingToken.call(isTorch ? "torch.rand" : "Input", [[shape]])
  }

  /// Whether the first thing that happens to the axes is that the last becomes the channels: how a converter from
  /// TensorFlow begins.
  private static func isChannelsLast(_ graph: ONNXGraph) -> Bool {
    var names: Set<String> = [graph.input.name]
    for node in graph.nodes where node.inputs.contains(where: names.contains) {
      switch node.operation {
      case "Transpose": return (try? node.integers("perm")) == [0, 3, 1, 2]
      case "Add", "Sub", "Mul", "Div", "Cast", "Identity": names.formUnion(node.outputs)
      default: return false
      }
    }
    return false
  }
}
