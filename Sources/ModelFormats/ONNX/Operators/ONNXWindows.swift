import ConvNet
import Tensors

/// Operators whose windows slide over maps.
let onnxWindowOperators: [String: ONNXOperatorReader] = [
  "Conv": ONNXOperatorReader(
    attributes: ["auto_pad", "dilations", "group", "kernel_shape", "pads", "strides"],
    add: { (assembly, node) throws(ModelError) in try assembly.addConvolution(node) }),
  "MaxPool": ONNXOperatorReader(
    attributes: ["auto_pad", "ceil_mode", "dilations", "kernel_shape", "pads", "storage_order", "strides"],
    add: { (assembly, node) throws(ModelError) in try assembly.addPooling(node, .maximum) }),
  "AveragePool": ONNXOperatorReader(
    attributes: [
      "auto_pad", "ceil_mode", "count_include_pad", "dilations", "kernel_shape", "pads", "strides",
    ],
    add: { (assembly, node) throws(ModelError) in try assembly.addPooling(node, .average) }),
  "GlobalAveragePool": ONNXOperatorReader(add: { (assembly, node) throws(ModelError) in
    let input = try assembly.maps(assembly.value(node), node)
    try assembly.giveMaps(node, GlobalPooling2D(.average, keepsAxes: true), reading: input)
  }),
  "GlobalMaxPool": ONNXOperatorReader(add: { (assembly, node) throws(ModelError) in
    let input = try assembly.maps(assembly.value(node), node)
    try assembly.giveMaps(node, GlobalPooling2D(.maximum, keepsAxes: true), reading: input)
  }),
]

/// How the window of a node slides over maps.
struct ONNXWindow {
  /// The rows and columns of the window.
  let size: Size2D
  /// How far it moves at a time.
  let strides: Size2D
  /// How far apart the places lie that it reads.
  let dilation: Size2D
  /// The border around the maps.
  let border: Border
  /// Rows and columns behind the border over which the last windows reach.
  let excess: Size2D

  /// More rows, columns and steps than these are refused.
  static let largest = 1 << 20

  /// Reads the attributes of a node whose window slides over maps of a shape.
  ///
  /// - Throws: `ONNXError` that names the node and the attribute.
  init(_ node: ONNXNode, size: Size2D, over input: Shape) throws(ModelError) {
    self.size = size
    strides = try Self.size(node, "strides")
    dilation = try Self.size(node, "dilations")
    let padding = try Self.border(node, size, strides, dilation, over: input)
    border = padding
    let isRoundedUp = try node.flag("ceil_mode", default: false)
    excess =
      isRoundedUp
      ? Size2D(
        height: Self.excess(
          input[0], padding.top, padding.bottom, size.height, strides.height, dilation.height),
        width: Self.excess(input[1], padding.left, padding.right, size.width, strides.width, dilation.width))
      : Size2D(height: 0, width: 0)
  }

  /// The border with what the last windows reach over.
  var wholeBorder: Border {
    Border(
      top: border.top, bottom: border.bottom + excess.height, left: border.left,
      right: border.right + excess.width)
  }

  /// A height and a width; 1 where none are said.
  static func size(_ node: ONNXNode, _ name: String) throws(ModelError) -> Size2D {
    guard let numbers = try node.integers(name) else { return Size2D(square: 1) }
    guard numbers.count == 2, numbers.allSatisfy((1...largest).contains) else { throw node.refusal(name) }
    return Size2D(height: numbers[0], width: numbers[1])
  }

  private static func border(
    _ node: ONNXNode, _ size: Size2D, _ strides: Size2D, _ dilation: Size2D, over input: Shape
  ) throws(ModelError) -> Border {
    switch try node.text("auto_pad", default: "NOTSET") {
    case "NOTSET":
      guard let pads = try node.integers("pads") else { return .none }
      guard pads.count == 4, pads.allSatisfy((0...largest).contains) else { throw node.refusal("pads") }
      return Border(top: pads[0], bottom: pads[2], left: pads[1], right: pads[3])
    case "VALID": return .none
    case "SAME_UPPER":
      return .keepingPlaces(of: input, window: size, strides: strides, dilation: dilation)
    case "SAME_LOWER":
      let upper = Border.keepingPlaces(of: input, window: size, strides: strides, dilation: dilation)
      return Border(top: upper.bottom, bottom: upper.top, left: upper.right, right: upper.left)
    default: throw node.refusal("auto_pad")
    }
  }

  /// How far the last window reaches past the border where stops are rounded up; a window that would begin behind the
  /// maps doesn't count.
  private static func excess(
    _ extent: Int, _ before: Int, _ after: Int, _ window: Int, _ stride: Int, _ dilation: Int
  ) -> Int {
    let reach = (window - 1) * dilation + 1
    let room = before + extent + after - reach
    guard room >= 0 else { return 0 }
    let stop = (room + stride - 1) / stride
    return stop * stride >= extent + before ? 0 : max(0, stop * stride - room)
  }
}

extension ONNXAssembly {
  fileprivate mutating func addConvolution(_ node: ONNXNode) throws(ModelError) {
    let weight = try requiredFloats(node, 1)
    guard weight.shape.rank == 4 else {
      throw .onnx(.input(node.note, input: node.inputs[1], .shape("\(weight.shape.extents)")))
    }
    let (filters, depth) = (weight.shape[0], weight.shape[1])
    let size = Size2D(height: weight.shape[2], width: weight.shape[3])
    if let said = try node.integers("kernel_shape"), said != [size.height, size.width] {
      throw node.refusal("kernel_shape")
    }
    let groups = try node.integer("group", default: 1)
    guard weight.shape.extents.allSatisfy({ $0 >= 1 }), groups >= 1, filters.isMultiple(of: groups) else {
      throw node.refusal("group")
    }
    let input = try maps(value(node), node)
    let window = try ONNXWindow(node, size: size, over: shape(input))
    let bias = try floats(node, 2, [filters])
    let kernel = Permute(axes: [2, 3, 1, 0]).preActivation(of: [weight])
    var tensors: [ParameterName: Tensor] = [.kernel: kernel]
    tensors[.bias] = bias
    guard groups > 1, depth == 1, groups == shape(input)[2] else {
      let convolution = Conv2D(
        filters: filters, kernelSize: size, strides: window.strides, padding: window.border,
        dilation: window.dilation, groups: groups, usesBias: bias != nil)
      return try giveMaps(node, convolution, reading: input, tensors)
    }
    let multiplier = filters / groups
    tensors[.kernel] = kernel.reshaped(to: Shape(size.height, size.width, groups, multiplier))
    let convolution = DepthwiseConv2D(
      kernelSize: size, multiplier: multiplier, strides: window.strides, padding: window.border,
      dilation: window.dilation, usesBias: bias != nil)
    try giveMaps(node, convolution, reading: input, tensors)
  }

  fileprivate mutating func addPooling(_ node: ONNXNode, _ rule: PoolingRule) throws(ModelError) {
    guard node.has("kernel_shape") else { throw node.refusal("kernel_shape") }
    let size = try ONNXWindow.size(node, "kernel_shape")
    var input = try maps(value(node), node)
    let window = try ONNXWindow(node, size: size, over: shape(input))
    guard window.dilation == Size2D(square: 1) else { throw node.refusal("dilations") }
    var border = window.wholeBorder
    if rule == .average, window.border != .none, try node.flag("count_include_pad", default: false) {
      // Zeros that count are zeros of the map.
      input = try add(node, ZeroPadding2D(window.border), reading: [input], suffix: "_padding")
      border = Border(top: 0, bottom: window.excess.height, left: 0, right: window.excess.width)
    }
    try giveMaps(
      node, Pooling2D(rule, poolSize: size, strides: window.strides, padding: border), reading: input)
  }
}
