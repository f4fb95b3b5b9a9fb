import ConvNet
import KerasNotation
import Tensors

/// Operators that move numbers.
let onnxShapeOperators: [String: ONNXOperatorReader] = [
  "Identity": passing([]), "Dropout": passing(["ratio", "seed", "is_test"]),
  "Cast": ONNXOperatorReader(
    attributes: ["to", "saturate", "round_mode"],
    add: { (assembly, node) throws(ModelError) in
      try node.require("to", 1)
      assembly.give(node, try assembly.value(node))
    }),
  "Flatten": reshaping(["axis"]), "Reshape": reshaping(["shape", "allowzero"]),
  "Squeeze": reshaping(["axes"]),
  "Unsqueeze": reshaping(["axes"]),
  "Transpose": ONNXOperatorReader(
    attributes: ["perm"],
    add: { (assembly, node) throws(ModelError) in
      let value = try assembly.value(node)
      let order = try node.integers("perm") ?? value.extents.indices.reversed()
      guard order.sorted() == Array(value.extents.indices) else { throw node.refusal("perm") }
      assembly.give(node, value.transposed(order))
    }),
  "Concat": ONNXOperatorReader(
    attributes: ["axis"],
    add: { (assembly, node) throws(ModelError) in try assembly.addConcatenation(node) }),
  "Slice": ONNXOperatorReader(
    attributes: ["axes", "ends", "starts"],
    add: { (assembly, node) throws(ModelError) in try assembly.addSlice(node) }),
  "Pad": ONNXOperatorReader(
    attributes: ["mode", "pads", "value"],
    add: { (assembly, node) throws(ModelError) in try assembly.addPadding(node) }),
  "Expand": ONNXOperatorReader(add: { (assembly, node) throws(ModelError) in
    let (value, target) = (try assembly.value(node), try assembly.integers(node, 1) ?? [])
    guard let extents = ONNXFolding.common(value.extents, target.map { max($0, 0) }),
      extents.drop(while: { $0 == 1 }) == value.extents.drop(while: { $0 == 1 })
    else { throw .onnx(.input(node.note, input: node.inputs.last ?? "", .value("\(target)"))) }
    assembly.give(node, value.padded(toRank: extents.count))
  }),
  "Gather": ONNXOperatorReader(
    attributes: ["axis"],
    add: { (assembly, node) throws(ModelError) in try assembly.addGather(node) }),
  "Resize": resizing, "Upsample": resizing,
  "DepthToSpace": ONNXOperatorReader(
    attributes: ["blocksize", "mode"],
    add: { (assembly, node) throws(ModelError) in try assembly.addDepthToSpace(node) }),
  "SpaceToDepth": ONNXOperatorReader(
    attributes: ["blocksize"],
    add: { (assembly, node) throws(ModelError) in try assembly.addSpaceToDepth(node) }),
]

/// An operator that changes nothing outside of training.
private func passing(_ attributes: Set<String>) -> ONNXOperatorReader {
  ONNXOperatorReader(
    attributes: attributes,
    add: { (assembly, node) throws(ModelError) in
      // Dropout as in training has a third input that says so.
      if let training = try assembly.constant(node, 2), training.integers != [0] {
        throw .onnx(.input(node.note, input: node.inputs[2], .value("True")))
      }
      assembly.give(node, try assembly.value(node))
    })
}

/// An operator that changes extents only.
private func reshaping(_ attributes: Set<String>) -> ONNXOperatorReader {
  ONNXOperatorReader(
    attributes: attributes,
    add: { (assembly, node) throws(ModelError) in
      let value = try assembly.value(node)
      let (isFlatten, version) = (node.operation == "Flatten", assembly.graph.version)
      let shapes = ONNXShapes(node: node, version: version) { [assembly] (index) throws(ModelError) in
        isFlatten ? nil : try assembly.integers(node, index)
      }
      try assembly.reshape(node, value, to: shapes.extents(of: value.extents))
    })
}

extension ONNXAssembly {
  /// Gives a value under other extents.
  mutating func reshape(
    _ node: ONNXNode, _ value: ONNXValue, to extents: [Int]
  ) throws(ModelError) {
    guard let groups = ONNXRegrouping.groups(value.extents, extents), extents.allSatisfy({ $0 >= 1 }) else {
      throw .onnx(.input(node.note, input: node.input(1) ?? "shape", .value("\(extents)")))
    }
    let usual = ONNXValue.usualAxes(extents)
    if groups.allSatisfy({ $0.before.count == 1 && $0.after.count == 1 }) {
      return try renamed(node, value, to: extents, groups, usual)
    }
    // A run of axes that becomes others must be in the file's order.
    if groups.count == 1, groups[0].after.count == 1, shape(value.layer).rank == 3 {
      let isByMap = value.axes == [2, 3, 1]
      if isByMap || value.order == value.order.sorted() {
        let flatten = Flatten(isByMap ? .channelsFirst : .channelsLast)
        return try give(node, flatten, reading: [value.layer], extents: extents, axes: [groups[0].after[0]])
      }
    }
    let order = ONNXRegrouping.order(groups, value.order)
    let layer =
      order.flatMap(\.before) == value.order
      ? value.layer : try arranged(value, order.flatMap(\.before), node)
    let axes = order.flatMap(\.after)
    let target = axes == usual.filter { extents[$0] != 1 } ? usual : axes
    try give(
      node, Reshape(targetShape: target.map { extents[$0] }), reading: [layer], extents: extents, axes: target
    )
  }

  /// Gives a value under extents in which only 1s are others.
  private mutating func renamed(
    _ node: ONNXNode, _ value: ONNXValue, to extents: [Int], _ groups: [ONNXRegrouping.Group], _ usual: [Int]
  ) throws(ModelError) {
    var places: [Int: Int] = [:]
    for group in groups { places[group.before[0]] = group.after[0] }
    let renamed = ONNXValue(
      layer: value.layer, extents: extents, axes: value.axes.map { axis in axis.flatMap { places[$0] } })
    let wanted = usual.filter { extents[$0] != 1 }
    guard wanted == renamed.order, renamed.shape(usual) != shape(value.layer) else {
      return give(node, renamed)
    }
    let isLine = usual.count == 1 && shape(value.layer).rank > 1
    let operation: any Operation =
      isLine ? Flatten() : Reshape(targetShape: renamed.shape(usual).extents)
    try give(node, operation, reading: [value.layer], extents: extents, axes: usual)
  }

  /// All places along an axis in their order, under other extents.
  fileprivate mutating func addGather(_ node: ONNXNode) throws(ModelError) {
    let value = try value(node)
    let rank = value.extents.count
    let said = try node.integer("axis", default: 0)
    guard (-rank..<rank).contains(said) else { throw node.refusal("axis") }
    let axis = said < 0 ? said + rank : said
    guard let indices = try constant(node, 1), indices.integers == Array(0..<value.extents[axis]) else {
      throw .onnx(.input(node.note, input: node.input(1) ?? "indices", .value("some of the places")))
    }
    try reshape(
      node, value, to: value.extents[..<axis] + indices.extents + value.extents[(axis + 1)...])
  }

  fileprivate mutating func addConcatenation(_ node: ONNXNode) throws(ModelError) {
    var values: [ONNXValue] = []
    for index in node.inputs.indices { values.append(try value(node, index)) }
    let rank = values[0].extents.count
    let said = try node.integer("axis", default: rank)
    guard (-rank..<rank).contains(said), values.allSatisfy({ $0.extents.count == rank }) else {
      throw node.refusal("axis")
    }
    let axis = said < 0 ? said + rank : said
    var extents = values[0].extents
    for value in values.dropFirst() {
      guard extents.indices.allSatisfy({ $0 == axis || extents[$0] == value.extents[$0] }) else {
        throw .onnx(.input(node.note, input: node.inputs.last ?? "", .shape("\(value.extents)")))
      }
      extents[axis] += value.extents[axis]
    }
    let needed = extents.indices.filter { extents[$0] != 1 || $0 == axis }
    let own = values.map { $0.axes.compactMap(\.self) }.filter { Set(needed).isSubset(of: $0) }
    let axes =
      own.max { $0.count < $1.count }
      ?? (Set(needed).isSubset(of: ONNXValue.usualAxes(extents)) ? ONNXValue.usualAxes(extents) : needed)
    var layers: [Int] = []
    for value in values { layers.append(try arranged(value, axes, node)) }
    let place = axes.firstIndex(of: axis) ?? 0
    try give(
      node, Concatenate(axis: place == axes.count - 1 ? nil : place), reading: layers, extents: extents,
      axes: axes)
  }

  fileprivate mutating func addSlice(_ node: ONNXNode) throws(ModelError) {
    let value = try value(node)
    let slices = try ONNXSlice.all(node: node, version: graph.version, extents: value.extents) {
      (index) throws(ModelError) in try integers(node, index)
    }.filter { $0.places != Array(0..<value.extents[$0.axis]) }
    guard !slices.isEmpty else { return give(node, value) }
    var cuts = [Range<Int>](repeating: 0..<0, count: value.extents.count)
    for axis in value.extents.indices { cuts[axis] = 0..<value.extents[axis] }
    for slice in slices {
      guard let first = slice.places.first, slice.places == Array(first..<first + slice.places.count),
        value.extents.count == 4, slice.axis >= 2
      else {
        throw .onnx(.input(node.note, input: node.input(1) ?? "starts", .value("\(slice.places.prefix(4))")))
      }
      cuts[slice.axis] = first..<first + slice.places.count
    }
    let border = Border(
      top: cuts[2].lowerBound, bottom: value.extents[2] - cuts[2].upperBound, left: cuts[3].lowerBound,
      right: value.extents[3] - cuts[3].upperBound)
    try giveMaps(node, Cropping2D(border), reading: maps(value, node))
  }

  fileprivate mutating func addPadding(_ node: ONNXNode) throws(ModelError) {
    let value = try value(node)
    guard try node.text("mode", default: "constant") == "constant" else { throw node.refusal("mode") }
    let isOld = graph.version < 11
    let pads = (isOld ? try node.integers("pads") : try integers(node, 1)) ?? []
    let number = isOld ? try node.float("value", default: 0) : try scalar(node, 2) ?? 0
    let fault = ModelError.onnx(.input(node.note, input: node.input(1) ?? "pads", .value("\(pads)")))
    let rank = value.extents.count
    let axes = try integers(node, 3) ?? Array(0..<rank)
    guard number == 0, pads.count == 2 * axes.count else { throw fault }
    var (before, after) = ([Int](repeating: 0, count: rank), [Int](repeating: 0, count: rank))
    for (index, said) in axes.enumerated() {
      let axis = said < 0 ? said + rank : said
      guard (0..<rank).contains(axis) else { throw fault }
      (before[axis], after[axis]) = (pads[index], pads[index + axes.count])
    }
    let all = before + after
    guard all.contains(where: { $0 != 0 }) else { return give(node, value) }
    guard rank == 4, before[0] == 0, after[0] == 0, before[1] == 0, after[1] == 0,
      all.allSatisfy({ abs($0) <= ONNXWindow.largest })
    else { throw fault }
    let border = Border(top: before[2], bottom: after[2], left: before[3], right: after[3])
    let input = try maps(value, node)
    if all.allSatisfy({ $0 >= 0 }) { return try giveMaps(node, ZeroPadding2D(border), reading: input) }
    guard all.allSatisfy({ $0 <= 0 }) else { throw fault }
    let cut = Border(top: -before[2], bottom: -after[2], left: -before[3], right: -after[3])
    try giveMaps(node, Cropping2D(cut), reading: input)
  }
}

extension ONNXRegrouping {
  /// Runs in the order of a layer's axes, each where its first axis is.
  static func order(_ groups: [Group], _ order: [Int]) -> [Group] {
    func place(_ group: Group) -> Int { group.before.compactMap(order.firstIndex).min() ?? 0 }
    return groups.sorted { place($0) < place($1) }
  }
}

// MARK: Enlarging

/// `Resize` and `Upsample` by whole numbers.
private let resizing = ONNXOperatorReader(
  attributes: [
    "coordinate_transformation_mode", "cubic_coeff_a", "exclude_outside", "extrapolation_value", "mode",
    "nearest_mode", "scales", "antialias", "keep_aspect_ratio_policy", "axes",
  ],
  add: { (assembly, node) throws(ModelError) in try assembly.addResize(node) })

extension ONNXAssembly {
  fileprivate mutating func addResize(_ node: ONNXNode) throws(ModelError) {
    let value = try value(node)
    guard value.extents.count == 4, !node.has("axes") else { throw node.refusal("axes") }
    try node.require("antialias", 0)
    try node.require("exclude_outside", 0)
    guard try node.text("keep_aspect_ratio_policy", default: "stretch") == "stretch" else {
      throw node.refusal("keep_aspect_ratio_policy")
    }
    let factors = try factors(node, value.extents)
    guard factors.count == 4, factors[0] == 1, factors[1] == 1, factors.allSatisfy((1...1 << 16).contains)
    else {
      throw .onnx(.input(node.note, input: node.inputs.last ?? "", .value("\(factors)")))
    }
    let input = try maps(value, node)
    let size = Size2D(height: factors[2], width: factors[3])
    let enlargement = UpSampling2D(size: size, interpolation: try interpolation(node))
    try giveMaps(node, enlargement, reading: input)
  }

  /// How many places one becomes along each axis.
  private func factors(_ node: ONNXNode, _ extents: [Int]) throws(ModelError) -> [Int] {
    let isOld = node.operation == "Upsample" || graph.version < 11
    let said = try node.floats("scales")
    let scales = said == nil ? try floats(node, isOld ? 1 : 2)?.values ?? [] : said ?? []
    if scales.isEmpty, !isOld, let sizes = try integers(node, 3), sizes.count == extents.count {
      return zip(sizes, extents).map { $0 > 0 && $0.isMultiple(of: $1) ? $0 / $1 : 0 }
    }
    return scales.map { (1...65536).contains($0) && $0 == $0.rounded() ? Int($0) : 0 }
  }

  private func interpolation(_ node: ONNXNode) throws(ModelError) -> UpSampling2D.Interpolation {
    let isOld = node.operation == "Upsample" || graph.version < 11
    let place = try node.text(
      "coordinate_transformation_mode", default: isOld ? "asymmetric" : "half_pixel")
    switch try node.text("mode", default: "nearest") {
    case "nearest":
      let rounding = try node.text("nearest_mode", default: isOld ? "floor" : "round_prefer_floor")
      guard
        place == "asymmetric" && rounding == "floor"
          || ["half_pixel", "pytorch_half_pixel"].contains(place) && rounding.hasPrefix("round_prefer")
      else {
        throw node.refusal(node.has("nearest_mode") ? "nearest_mode" : "coordinate_transformation_mode")
      }
      return .nearest
    case "linear", "bilinear":
      guard ["half_pixel", "pytorch_half_pixel"].contains(place) else {
        throw node.refusal("coordinate_transformation_mode")
      }
      return .bilinear
    default: throw node.refusal("mode")
    }
  }

  fileprivate mutating func addDepthToSpace(_ node: ONNXNode) throws(ModelError) {
    let (value, side) = (try value(node), try node.integer("blocksize", default: 0))
    let isColumnFirst = try node.text("mode", default: "DCR") == "CRD"
    let extents = value.extents
    guard extents.count == 4, (1...1024).contains(side), extents[1].isMultiple(of: side * side) else {
      throw node.refusal("blocksize")
    }
    let depth = extents[1] / (side * side)
    let split = isColumnFirst ? [extents[0], depth, side, side] : [extents[0], side, side, depth]
    try reshape(node, value, to: split + extents[2...])
    let order = isColumnFirst ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2]
    try reshape(
      node, self.value(of: node).transposed(order),
      to: [extents[0], depth, extents[2] * side, extents[3] * side])
  }

  fileprivate mutating func addSpaceToDepth(_ node: ONNXNode) throws(ModelError) {
    let (value, side) = (try value(node), try node.integer("blocksize", default: 0))
    let extents = value.extents
    guard extents.count == 4, (1...1024).contains(side), extents[2].isMultiple(of: side),
      extents[3].isMultiple(of: side)
    else { throw node.refusal("blocksize") }
    let (rows, columns) = (extents[2] / side, extents[3] / side)
    try reshape(node, value, to: [extents[0], extents[1], rows, side, columns, side])
    try reshape(
      node, self.value(of: node).transposed([0, 3, 5, 1, 2, 4]),
      to: [extents[0], extents[1] * side * side, rows, columns])
  }

  /// The value that a node has given so far.
  private func value(of node: ONNXNode) throws(ModelError) -> ONNXValue {
    guard let value = values[node.outputs.first ?? ""] else { throw .onnx(.noOutput(node.note.node)) }
    return value
  }
}
