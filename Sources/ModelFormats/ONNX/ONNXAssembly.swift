import ConvNet
import KerasNotation
import Tensors

/// Makes the layers of a network, node by node, as far as that goes.
struct ONNXAssembly {
  /// A line of the listing.
  struct Line {
    let name: String
    let className: String
    let code: [ListingToken]
  }

  /// What the file says.
  let graph: ONNXGraph
  /// Reads the file's tensors.
  let tensors: ONNXTensors
  /// The layers that were made.
  private(set) var builder = NetworkBuilder()
  /// Their lines.
  private(set) var lines: [Line] = []
  /// Their learned tensors.
  private(set) var parameters: [String: LayerParameters] = [:]
  /// The values that were computed, by their names.
  var values: [String: ONNXValue] = [:]
  private var folded: [String: ONNXConstant] = [:]
  private var names: ONNXNames
  private var owners: [[String]: Int] = [:]
  private var arrangements: [Arrangement: Int] = [:]

  /// A layer that only brings axes into an order.
  private struct Arrangement: Hashable {
    let layer: Int
    let order: [Int]
    let isReshape: Bool
  }

  /// Begins with the input.
  ///
  /// - Throws: `ModelError` where the input can't be run.
  init(_ graph: ONNXGraph, _ tensors: ONNXTensors) throws(ModelError) {
    (self.graph, self.tensors) = (graph, tensors)
    names = ONNXNames(graph)
    let input = try ONNXInput(graph)
    let operation = Input(input.shape, isChannelsFirst: input.isChannelsFirst)
    let name = names.input
    do {
      try builder.add(Layer(name: name, operation: operation, inputs: []))
    } catch {
      throw .network(error)
    }
    lines.append(Line(name: name, className: Input.className, code: input.code(isTorch: isTorch)))
    values[graph.input.name] = ONNXValue(layer: 0, extents: input.extents, axes: input.axes)
  }

  /// Whether PyTorch wrote the file, whose layers are then written as PyTorch's code.
  var isTorch: Bool { graph.producer == "pytorch" }

  /// The shape of a layer's activation.
  func shape(_ layer: Int) -> Shape { builder.shapes[layer] }

  // MARK: What nodes read

  /// The constant of a name; `nil` where the value is computed.
  func constant(named name: String) throws(ModelError) -> ONNXConstant? {
    if let constant = folded[name] { return constant }
    return try graph.tensors[name].map { (tensor) throws(ModelError) in
      try tensors.constant(tensor, name: name)
    }
  }

  /// A constant that a node reads; `nil` where it is left out.
  ///
  /// - Throws: `ONNXError.input` where it is computed.
  func constant(_ node: ONNXNode, _ index: Int) throws(ModelError) -> ONNXConstant? {
    guard let name = node.input(index) else { return nil }
    guard let constant = try constant(named: name) else {
      throw .onnx(.input(node.note, input: name, .computed))
    }
    return constant
  }

  /// The whole numbers that a node reads.
  func integers(_ node: ONNXNode, _ index: Int) throws(ModelError) -> [Int]? {
    guard let constant = try constant(node, index) else { return nil }
    guard let integers = constant.integers else {
      throw .onnx(.input(node.note, input: node.inputs[index], .value("floats")))
    }
    return integers
  }

  /// Floats of some extents that a node reads.
  func floats(_ node: ONNXNode, _ index: Int, _ extents: [Int]? = nil) throws(ModelError) -> Tensor? {
    guard let constant = try constant(node, index) else { return nil }
    guard let floats = constant.floats, extents == nil || extents == constant.extents else {
      throw .onnx(.input(node.note, input: node.inputs[index], .shape("\(constant.extents)")))
    }
    return Tensor(Shape(constant.extents), floats)
  }

  /// Floats that a node can't do without.
  func requiredFloats(_ node: ONNXNode, _ index: Int, _ extents: [Int]? = nil) throws(ModelError) -> Tensor {
    guard let floats = try floats(node, index, extents) else {
      throw .onnx(.input(node.note, input: "\(index)", .missing))
    }
    return floats
  }

  /// A computed value that a node reads.
  func value(_ node: ONNXNode, _ index: Int = 0) throws(ModelError) -> ONNXValue {
    guard let name = node.input(index) else { throw .onnx(.input(node.note, input: "\(index)", .missing)) }
    guard let value = values[name] else { throw .onnx(.input(node.note, input: name, .given)) }
    return value
  }

  /// Whether a value was worked out, or is given.
  func isConstant(_ name: String) -> Bool { folded[name] != nil || graph.tensors[name] != nil }

  /// Whether what a node reads is computed.
  func isComputed(_ node: ONNXNode, _ index: Int) -> Bool {
    node.input(index).map { values[$0] != nil } ?? false
  }

  // MARK: Making layers

  /// Gives the first value of a node.
  mutating func give(_ node: ONNXNode, _ value: ONNXValue) { values[node.outputs.first ?? ""] = value }

  /// Makes a layer of a node, and gives its value.
  mutating func give(
    _ node: ONNXNode, _ operation: any Operation, reading layers: [Int], extents: [Int], axes: [Int?],
    _ tensors: [ParameterName: Tensor] = [:]
  ) throws(ModelError) {
    let layer = try add(node, operation, reading: layers, tensors)
    give(node, ONNXValue(layer: layer, extents: extents, axes: axes))
  }

  /// Makes a layer of a node; layers with the same tensors of the file share them.
  mutating func add(
    _ node: ONNXNode, _ operation: any Operation, reading layers: [Int],
    _ tensors: [ParameterName: Tensor] = [:], suffix: String = ""
  ) throws(ModelError) -> Int {
    let name = names.unique(node, suffix: suffix)
    let read = layers.map(shape)
    let key =
      [node.operation] + node.inputs.filter(isConstant) + node.attributes.map { $0.name + ONNXNode.text($0) }
    let owner =
      tensors.isEmpty
      ? nil : owners[key].flatMap { builder.layers[$0].operation.isAlike(operation) ? $0 : nil }
    do {
      try builder.add(Layer(name: name, operation: operation, inputs: layers, weightsOf: owner))
    } catch .layer(_, let fault) {
      throw .layer(name: name, className: node.operation, fault: fault)
    } catch {
      throw .network(error)
    }
    let index = builder.layers.count - 1
    let made = shape(index)
    guard ONNXConstant.isCountable(made.extents) else {
      builder.removeLast()
      throw .network(.tooMuchMemory(layer: name, shape: made, limit: ONNXConstant.mostNumbers))
    }
    if !tensors.isEmpty, owner == nil {
      for slot in builder.slots[index] where tensors[slot.name]?.shape != slot.shape {
        builder.removeLast()
        throw .weightShape(
          layer: name, path: slot.name.text, expected: slot.shape, found: tensors[slot.name]?.shape ?? Shape()
        )
      }
      parameters[name] = LayerParameters(tensors)
      owners[key] = index
    }
    let own =
      (isTorch ? operation.torchCode(reading: read) : nil)
      ?? (suffix.isEmpty ? nil : ONNXCode.code(operation))
    let whole = own ?? node.code(numbers: numbers(node))
    lines.append(Line(name: name, className: ONNXCode.title(of: whole, else: node.operation), code: whole))
    return index
  }

  /// The single numbers that a node reads.
  private func numbers(_ node: ONNXNode) -> [String] {
    node.inputs.compactMap { name in
      guard folded[name] != nil || graph.tensors[name]?.dims.allSatisfy({ $0 == 1 }) == true,
        let scalar = try? constant(named: name)?.scalar
      else { return nil }
      return "\(scalar)"
    }
  }

  // MARK: Orders of axes

  /// The layer that has a value with its axes in an order; it is made where there is none.
  ///
  /// - Throws: `ONNXError.input` where the value has extents along other axes.
  mutating func arranged(_ value: ONNXValue, _ axes: [Int?], _ node: ONNXNode) throws(ModelError) -> Int {
    let wanted = axes.compactMap(\.self).filter { value.extents[$0] != 1 }
    guard Set(wanted).count == wanted.count, Set(wanted) == Set(value.order) else {
      throw .onnx(.input(node.note, input: node.input(0) ?? "", .shape("\(value.extents)")))
    }
    var layer = value.layer
    if wanted != value.order { layer = try permuted(value, wanted, node) }
    return try reshaped(layer, value.shape(axes), node)
  }

  /// The numbers of a layer under another shape.
  private mutating func reshaped(_ layer: Int, _ target: Shape, _ node: ONNXNode) throws(ModelError) -> Int {
    guard shape(layer) != target else { return layer }
    let key = Arrangement(layer: layer, order: target.extents, isReshape: true)
    if let made = arrangements[key] { return made }
    let made = try add(node, Reshape(targetShape: target.extents), reading: [layer], suffix: "_reshape")
    arrangements[key] = made
    return made
  }

  /// A layer with the axes of a value in an order, those of extent 1 behind them.
  private mutating func permuted(_ value: ONNXValue, _ wanted: [Int], _ node: ONNXNode) throws(ModelError)
    -> Int
  {
    let places = wanted.map { axis in value.axes.firstIndex(of: axis) ?? 0 }
    let order = places + value.axes.indices.filter { !places.contains($0) }
    let key = Arrangement(layer: value.layer, order: order, isReshape: false)
    if let made = arrangements[key] { return made }
    let made = try add(node, Permute(axes: order), reading: [value.layer], suffix: "_permute")
    arrangements[key] = made
    return made
  }

  /// The layer that has a value as maps (height, width, channel).
  mutating func maps(_ value: ONNXValue, _ node: ONNXNode) throws(ModelError) -> Int {
    guard value.extents.count == 4, value.extents[0] == 1 else {
      throw .onnx(.input(node.note, input: node.input(0) ?? "", .shape("\(value.extents)")))
    }
    return try arranged(value, [2, 3, 1], node)
  }

  /// The maps that a layer gives, as a value.
  func mapsValue(_ layer: Int) -> ONNXValue {
    let shape = shape(layer)
    return ONNXValue(layer: layer, extents: [1, shape[2], shape[0], shape[1]], axes: [2, 3, 1])
  }

  /// Gives the maps of a layer of a node.
  mutating func giveMaps(
    _ node: ONNXNode, _ operation: any Operation, reading layer: Int, _ tensors: [ParameterName: Tensor] = [:]
  ) throws(ModelError) {
    let made = try add(node, operation, reading: [layer], tensors)
    give(node, mapsValue(made))
  }

  // MARK: Nodes

  /// Makes the layers of a node.
  mutating func add(_ node: ONNXNode) throws(ModelError) {
    if try fold(node) { return }
    guard let operation = onnxOperators[node.operation] else { throw .onnx(.operators([node.note])) }
    try node.require(attributes: operation.attributes)
    for output in node.outputs.dropFirst() where !output.isEmpty && !operation.givesMore {
      guard graph.reads.contains(output) || output == graph.output else { continue }
      throw .onnx(.secondOutput(node.note, output: output))
    }
    try operation.add(&self, node)
  }

  /// Works a node out that depends on no picture; says whether it was one.
  private mutating func fold(_ node: ONNXNode) throws(ModelError) -> Bool {
    if node.operation == "Shape", let value = node.input(0).flatMap({ values[$0] }) {
      folded[node.outputs.first ?? ""] = ONNXConstant(try ONNXFolding.shape(node, value.extents))
      return true
    }
    guard ONNXConstants.operators.contains(node.operation),
      node.inputs.allSatisfy({ values[$0] == nil })
    else { return false }
    var inputs: [ONNXConstant?] = []
    for index in node.inputs.indices { inputs.append(try constant(node, index)) }
    let value = try ONNXConstants.value(of: node, inputs, version: graph.version, tensors: tensors)
    guard let value else { return false }
    folded[node.outputs.first ?? ""] = value
    return true
  }
}

extension Operation {
  /// Whether another operation is the same.
  fileprivate func isAlike(_ other: any Operation) -> Bool { (other as? Self).map { $0 == self } ?? false }
}
