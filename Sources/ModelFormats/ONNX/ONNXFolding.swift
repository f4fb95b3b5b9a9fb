import Tensors

/// A node whose inputs are constants.
struct ONNXFolding {
  /// The node.
  let node: ONNXNode
  /// What it reads; `nil` where that is left out.
  let inputs: [ONNXConstant?]
  /// The version of the operators.
  let version: Int

  /// An input that has to be there.
  private func input(_ index: Int) throws(ModelError) -> ONNXConstant {
    guard inputs.indices.contains(index), let input = inputs[index] else {
      throw .onnx(.input(node.note, input: "\(index)", .missing))
    }
    return input
  }

  private func integers(_ index: Int) throws(ModelError) -> [Int] {
    guard let integers = try input(index).integers else { throw refusal(index) }
    return integers
  }

  /// The error that refuses an input's value.
  private func refusal(_ index: Int) -> ModelError {
    let extents = inputs.indices.contains(index) ? inputs[index]?.extents ?? [] : []
    return .onnx(.input(node.note, input: node.input(index) ?? "\(index)", .shape("\(extents)")))
  }

  /// An axis counted from 0.
  private func axis(_ axis: Int, rank: Int) throws(ModelError) -> Int {
    guard (-rank..<rank).contains(axis) else { throw node.refusal("axis") }
    return axis < 0 ? axis + rank : axis
  }

  /// The value of a `Constant`.
  func given(_ tensors: ONNXTensors) throws(ModelError) -> ONNXConstant {
    if let tensor = try node.tensor("value") { return try tensors.constant(tensor, name: node.note.node) }
    if node.has("value_int") {
      return ONNXConstant(extents: [], numbers: .integers([try node.integer("value_int", default: 0)]))
    }
    if let integers = try node.integers("value_ints") { return ONNXConstant(integers) }
    if node.has("value_float") {
      return ONNXConstant(extents: [], numbers: .floats([try node.float("value_float", default: 0)]))
    }
    if let floats = try node.floats("value_floats") {
      return ONNXConstant(extents: [floats.count], numbers: .floats(floats))
    }
    throw node.refusal(node.attributes.first?.name ?? "value")
  }

  /// One number everywhere.
  func filled(_ tensors: ONNXTensors) throws(ModelError) -> ONNXConstant {
    let extents = try integers(0)
    guard extents.allSatisfy({ $0 >= 0 }), ONNXConstant.isCountable(extents),
      let count = Shape(extents).checkedCount,
      count <= ONNXConstants.limit
    else { throw refusal(0) }
    let value = try node.tensor("value").map { (tensor) throws(ModelError) in
      try tensors.constant(tensor, name: node.note.node)
    }
    switch value?.numbers {
    case .integers(let one):
      return ONNXConstant(
        extents: extents, numbers: .integers(.init(repeating: one.first ?? 0, count: count)))
    case .floats(let one):
      return ONNXConstant(extents: extents, numbers: .floats(.init(repeating: one.first ?? 0, count: count)))
    case nil: return ONNXConstant(extents: extents, numbers: .floats(.init(repeating: 0, count: count)))
    }
  }

  /// The same numbers under the extents that the node says.
  func reshaped() throws(ModelError) -> ONNXConstant {
    let input = try input(0)
    let extents = try ONNXShapes(node: node, version: version) { (index) throws(ModelError) in
      inputs.indices.contains(index)
        ? try inputs[index].map { (input) throws(ModelError) in
          guard let integers = input.integers else { throw refusal(index) }
          return integers
        } : nil
    }.extents(of: input.extents)
    return input.reshaped(extents)
  }

  /// Numbers of another type.
  func cast() throws(ModelError) -> ONNXConstant {
    let input = try input(0)
    let type = try node.integer("to", default: 0)
    switch (type, input.numbers) {
    case (1, .integers(let integers)):
      return ONNXConstant(extents: input.extents, numbers: .floats(integers.map { Float($0) }))
    case (1, .floats): return input
    case (6, .integers(let integers)):
      guard integers.allSatisfy({ Int32(exactly: $0) != nil }) else { throw node.refusal("to") }
      return input
    case (7, .integers): return input
    case (6, .floats(let floats)), (7, .floats(let floats)):
      guard floats.allSatisfy({ $0.magnitude < 1e9 }) else { throw node.refusal("to") }
      return ONNXConstant(extents: input.extents, numbers: .integers(floats.map { Int($0) }))
    case (9, .integers(let integers)):
      return ONNXConstant(extents: input.extents, numbers: .integers(integers.map { $0 == 0 ? 0 : 1 }))
    default: throw node.refusal("to")
    }
  }

  /// Parts of the first input along an axis.
  func gathered() throws(ModelError) -> ONNXConstant {
    let (input, indices) = (try input(0), try self.input(1))
    let axis = try axis(node.integer("axis", default: 0), rank: input.extents.count)
    let extent = input.extents[axis]
    guard let wanted = indices.integers, wanted.allSatisfy((-extent..<extent).contains) else {
      throw refusal(1)
    }
    let block = input.blocks[axis]
    let outer = input.extents[..<axis].reduce(1, *)
    let (size, overflow) = (outer * block).multipliedReportingOverflow(by: wanted.count)
    guard !overflow, size <= ONNXConstants.limit else { throw refusal(1) }
    let places = (0..<outer).flatMap { outer in
      wanted.flatMap { index in
        let start = (outer * extent + (index < 0 ? index + extent : index)) * block
        return start..<start + block
      }
    }
    let extents = input.extents[..<axis] + indices.extents + input.extents[(axis + 1)...]
    return input.taking(places, extents: Array(extents))
  }

  /// The inputs behind each other along an axis.
  func concatenated() throws(ModelError) -> ONNXConstant {
    let first = try input(0)
    let axis = try axis(node.integer("axis", default: 0), rank: first.extents.count)
    var parts: [ONNXConstant] = []
    for index in inputs.indices {
      let part = try input(index)
      let isAlike =
        part.extents.count == first.extents.count && (part.floats == nil) == (first.floats == nil)
        && part.extents.indices.allSatisfy { $0 == axis || part.extents[$0] == first.extents[$0] }
      guard isAlike else { throw refusal(index) }
      parts.append(part)
    }
    var extents = first.extents
    extents[axis] = parts.reduce(0) { $0 + $1.extents[axis] }
    let outer = extents[..<axis].reduce(1, *)
    func joined<Number>(_ numbers: [[Number]]) -> [Number] {
      var joined: [Number] = []
      for index in 0..<outer {
        for part in numbers {
          let block = part.count / outer
          joined += part[index * block..<(index + 1) * block]
        }
      }
      return joined
    }
    if first.floats != nil {
      return ONNXConstant(extents: extents, numbers: .floats(joined(parts.map { $0.floats ?? [] })))
    }
    return ONNXConstant(extents: extents, numbers: .integers(joined(parts.map { $0.integers ?? [] })))
  }

  /// Parts of the first input along axes.
  func sliced() throws(ModelError) -> ONNXConstant {
    let input = try input(0)
    let slices = try ONNXSlice.all(
      node: node, version: version, extents: input.extents
    ) { (index) throws(ModelError) in
      inputs.indices.contains(index) && inputs[index] != nil ? try integers(index) : nil
    }
    var value = input
    for slice in slices {
      let (block, extent) = (value.blocks[slice.axis], value.extents[slice.axis])
      let outer = value.extents[..<slice.axis].reduce(1, *)
      let places = (0..<outer).flatMap { outer in
        slice.places.flatMap { index -> Range<Int> in
          let start = (outer * extent + index) * block
          return start..<start + block
        }
      }
      var extents = value.extents
      extents[slice.axis] = slice.places.count
      value = value.taking(places, extents: extents)
    }
    return value
  }

  /// The axes in another order.
  func transposed() throws(ModelError) -> ONNXConstant {
    let input = try input(0)
    let order = try node.integers("perm") ?? input.extents.indices.reversed()
    guard order.sorted() == Array(input.extents.indices) else { throw node.refusal("perm") }
    return input.permuted(order)
  }

  /// Numbers from one to another.
  func range() throws(ModelError) -> ONNXConstant {
    guard let start = try integers(0).first, let end = try integers(1).first,
      let step = try integers(2).first,
      step != 0, start.magnitude < 1 << 40, end.magnitude < 1 << 40, step.magnitude < 1 << 40,
      (end - start) / step < ONNXConstants.limit
    else { throw refusal(0) }
    return ONNXConstant(Array(stride(from: start, to: end, by: step)))
  }

  /// Axes repeated.
  func expanded() throws(ModelError) -> ONNXConstant {
    let (input, target) = (try input(0), try integers(1))
    guard target.allSatisfy({ $0 >= 0 }), let extents = Self.common(input.extents, target),
      let expanded = input.broadcast(extents)
    else { throw refusal(1) }
    return expanded
  }

  /// The extents that two make together.
  static func common(_ one: [Int], _ other: [Int]) -> [Int]? {
    let rank = max(one.count, other.count)
    let first = [Int](repeating: 1, count: rank - one.count) + one
    let second = [Int](repeating: 1, count: rank - other.count) + other
    guard zip(first, second).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { return nil }
    return zip(first, second).map { $0 == 1 ? $1 : $0 }
  }

  /// The extents of a constant, or of some of its axes.
  func shape() throws(ModelError) -> ONNXConstant {
    ONNXConstant(try Self.shape(node, try input(0).extents))
  }

  /// What `Shape` says of some extents.
  static func shape(_ node: ONNXNode, _ extents: [Int]) throws(ModelError) -> [Int] {
    let rank = extents.count
    func place(_ index: Int) -> Int { min(max(index < 0 ? max(index, -rank) + rank : index, 0), rank) }
    let start = place(try node.integer("start", default: 0))
    let end = place(try node.integer("end", default: rank))
    return start < end ? Array(extents[start..<end]) : []
  }

  /// How many numbers there are.
  func size() throws(ModelError) -> ONNXConstant {
    ONNXConstant(extents: [], numbers: .integers([try input(0).count]))
  }

  /// The product of all numbers.
  func product() throws(ModelError) -> ONNXConstant {
    guard inputs.count == 1, !node.has("axes") else { throw node.refusal("axes") }
    let rank = try input(0).extents.count
    guard let product = Shape(try integers(0).map { max($0, 0) }).checkedCount else { throw refusal(0) }
    let keeps = try node.flag("keepdims", default: true)
    return ONNXConstant(extents: keeps ? .init(repeating: 1, count: rank) : [], numbers: .integers([product]))
  }
}

// MARK: Arithmetic

extension ONNXFolding {
  /// The first or the second number, by a third.
  func chosen() throws(ModelError) -> ONNXConstant {
    let (condition, one, other) = (try input(0), try input(1), try input(2))
    guard let pair = Self.common(one.extents, other.extents),
      let extents = Self.common(pair, condition.extents),
      let choices = condition.broadcast(extents)?.integers, let yes = one.broadcast(extents)?.integers,
      let no = other.broadcast(extents)?.integers
    else { throw refusal(0) }
    let chosen = choices.indices.map { choices[$0] != 0 ? yes[$0] : no[$0] }
    return ONNXConstant(extents: extents, numbers: .integers(chosen))
  }

  /// A function of each number.
  func unary() throws(ModelError) -> ONNXConstant {
    let input = try input(0)
    if let integers = input.integers, node.operation == "Neg", integers.allSatisfy({ $0 != .min }) {
      return ONNXConstant(extents: input.extents, numbers: .integers(integers.map { -$0 }))
    }
    guard let floats = input.floats else { throw refusal(0) }
    let work: (Float) -> Float
    switch node.operation {
    case "Neg": work = { -$0 }
    case "Sqrt": work = { $0.squareRoot() }
    case "Floor": work = { $0.rounded(.down) }
    default: work = { $0.rounded(.up) }
    }
    return ONNXConstant(extents: input.extents, numbers: .floats(floats.map(work)))
  }

  /// Whole numbers kept between two.
  func clipped() throws(ModelError) -> ONNXConstant {
    let input = try input(0)
    func bound(_ index: Int) throws(ModelError) -> Int? {
      guard inputs.indices.contains(index), inputs[index] != nil else { return nil }
      guard let bound = try integers(index).first else { throw refusal(index) }
      return bound
    }
    guard version >= 11, let numbers = input.integers else { throw refusal(0) }
    let (lower, upper) = (try bound(1) ?? .min, try bound(2) ?? .max)
    return ONNXConstant(
      extents: input.extents, numbers: .integers(numbers.map { min(max($0, lower), upper) }))
  }

  /// Arithmetic of two constants.
  func binary() throws(ModelError) -> ONNXConstant {
    guard inputs.count == 2 else { throw refusal(inputs.count - 1) }
    let (one, other) = (try input(0), try input(1))
    guard let extents = Self.common(one.extents, other.extents), let first = one.broadcast(extents),
      let second = other.broadcast(extents)
    else { throw refusal(1) }
    if let first = first.integers, let second = second.integers {
      var numbers: [Int] = []
      for (one, other) in zip(first, second) {
        guard let number = whole(one, other) else { throw refusal(1) }
        numbers.append(number)
      }
      return ONNXConstant(extents: extents, numbers: .integers(numbers))
    }
    guard node.operation != "Mod", let first = first.floats, let second = second.floats else {
      throw refusal(1)
    }
    if node.operation == "Equal" {
      return ONNXConstant(extents: extents, numbers: .integers(zip(first, second).map { $0 == $1 ? 1 : 0 }))
    }
    return ONNXConstant(extents: extents, numbers: .floats(zip(first, second).map { Float(real($0, $1)) }))
  }

  private func real(_ one: Float, _ other: Float) -> Double {
    switch node.operation {
    case "Add": Double(one) + Double(other)
    case "Sub": Double(one) - Double(other)
    case "Mul": Double(one) * Double(other)
    case "Div": Double(one) / Double(other)
    case "Min": Double(one.isNaN || other.isNaN ? .nan : min(one, other))
    default: Double(one.isNaN || other.isNaN ? .nan : max(one, other))
    }
  }

  private func whole(_ one: Int, _ other: Int) -> Int? {
    let (number, overflow): (Int, Bool)
    switch node.operation {
    case "Add": (number, overflow) = one.addingReportingOverflow(other)
    case "Sub": (number, overflow) = one.subtractingReportingOverflow(other)
    case "Mul": (number, overflow) = one.multipliedReportingOverflow(by: other)
    case "Div": (number, overflow) = other == 0 ? (0, true) : one.dividedReportingOverflow(by: other)
    case "Mod":
      // Of the sign of the divisor, unless the attribute says otherwise.
      guard other != 0, other != -1, !node.has("fmod") || one >= 0 && other > 0 else { return nil }
      let rest = one % other
      (number, overflow) = (rest != 0 && (rest < 0) != (other < 0) ? rest + other : rest, false)
    case "Min": (number, overflow) = (min(one, other), false)
    case "Max": (number, overflow) = (max(one, other), false)
    default: (number, overflow) = (one == other ? 1 : 0, false)
    }
    return overflow ? nil : number
  }
}
