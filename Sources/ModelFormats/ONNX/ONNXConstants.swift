import Tensors

/// Works out what depends on no picture: most of it shapes, with which an exporter says how numbers are rearranged.
///
/// Whole numbers are computed as such of 64 bits, floats in `Double` and rounded at each node.
enum ONNXConstants {
  /// The most numbers that are made of fewer.
  static let limit = 1 << 24

  /// The operators that are worked out.
  static let operators: Set<String> = [
    "Constant", "ConstantOfShape", "Shape", "Size", "Gather", "Unsqueeze", "Squeeze", "Concat", "Slice",
    "Cast",
    "Reshape", "Flatten", "Identity", "Transpose", "Add", "Sub", "Mul", "Div", "Neg", "Sqrt", "Range",
    "Expand",
    "Floor", "Ceil", "Min", "Max", "Equal", "Where", "ReduceProd", "Mod", "Clip",
  ]

  /// What a node makes of constants; `nil` for an operator that isn't worked out.
  ///
  /// - Throws: `ONNXError` that names the node.
  static func value(
    of node: ONNXNode, _ inputs: [ONNXConstant?], version: Int, tensors: ONNXTensors
  ) throws(ModelError) -> ONNXConstant? {
    let work = ONNXFolding(node: node, inputs: inputs, version: version)
    let value: ONNXConstant
    switch node.operation {
    case "Constant": value = try work.given(tensors)
    case "ConstantOfShape": value = try work.filled(tensors)
    case "Identity", "Flatten", "Reshape", "Squeeze", "Unsqueeze": value = try work.reshaped()
    case "Cast": value = try work.cast()
    case "Gather": value = try work.gathered()
    case "Concat": value = try work.concatenated()
    case "Slice": value = try work.sliced()
    case "Transpose": value = try work.transposed()
    case "Range": value = try work.range()
    case "Expand": value = try work.expanded()
    case "Shape": value = try work.shape()
    case "Size": value = try work.size()
    case "ReduceProd": value = try work.product()
    case "Where": value = try work.chosen()
    case "Neg", "Sqrt", "Floor", "Ceil": value = try work.unary()
    case "Add", "Sub", "Mul", "Div", "Min", "Max", "Equal", "Mod": value = try work.binary()
    case "Clip": value = try work.clipped()
    default: return nil
    }
    guard ONNXConstant.isCountable(value.extents),
      value.count <= max(limit, inputs.map { $0?.count ?? 0 }.max() ?? 0)
    else {
      throw .onnx(.constantTooLarge(node: node.note.node, limit: limit))
    }
    return value
  }
}

extension ONNXConstant {
  /// More numbers of a value are in no memory.
  static let mostNumbers = 1 << 40

  /// Whether numbers of so many extents can be counted, even where one of them is 0.
  static func isCountable(_ extents: [Int]) -> Bool {
    extents.count <= 16 && Shape(extents.map { max($0, 1) }).checkedCount ?? .max <= mostNumbers
  }

  /// One axis of whole numbers.
  init(_ integers: [Int]) {
    self.init(extents: [integers.count], numbers: .integers(integers))
  }

  /// The numbers at some places in memory, under other extents.
  func taking(_ places: [Int], extents: [Int]) -> ONNXConstant {
    switch numbers {
    case .floats(let floats): ONNXConstant(extents: extents, numbers: .floats(places.map { floats[$0] }))
    case .integers(let integers):
      ONNXConstant(extents: extents, numbers: .integers(places.map { integers[$0] }))
    }
  }

  /// The same numbers under other extents.
  func reshaped(_ extents: [Int]) -> ONNXConstant { ONNXConstant(extents: extents, numbers: numbers) }

  /// How far apart places in memory are along each axis.
  var blocks: [Int] { extents.indices.map { extents[($0 + 1)...].reduce(1, *) } }

  /// The numbers read in an order of axes.
  func permuted(_ order: [Int]) -> ONNXConstant {
    guard order != Array(order.indices) else { return self }
    let (blocks, target) = (blocks, order.map { extents[$0] })
    guard count > 0 else { return reshaped(target) }
    // The fastest axis in a loop of its own: kernels have millions of numbers.
    let outer = zip(target, order).dropLast().reduce([0]) { places, axis in
      places.flatMap { place in (0..<axis.0).map { place + $0 * blocks[axis.1] } }
    }
    let (step, length) = (order.last.map { blocks[$0] } ?? 1, target.last ?? 1)
    func moved<Number>(_ numbers: [Number]) -> [Number] {
      [Number](unsafeUninitializedCapacity: numbers.count) { moved, filled in
        for place in outer {
          for index in 0..<length {
            moved.initializeElement(at: filled, to: numbers[place + index * step])
            filled += 1
          }
        }
      }
    }
    switch numbers {
    case .floats(let floats): return ONNXConstant(extents: target, numbers: .floats(moved(floats)))
    case .integers(let integers): return ONNXConstant(extents: target, numbers: .integers(moved(integers)))
    }
  }

  /// The numbers with axes repeated to larger extents; `nil` where they don't fit.
  func broadcast(_ target: [Int]) -> ONNXConstant? {
    guard target != extents else { return self }
    guard extents.count <= target.count, Self.isCountable(target), target.reduce(1, *) <= ONNXConstants.limit
    else {
      return nil
    }
    let own = [Int](repeating: 1, count: target.count - extents.count) + extents
    guard zip(own, target).allSatisfy({ $0 == $1 || $0 == 1 }) else { return nil }
    let blocks = reshaped(own).blocks
    let places = target.indices.reduce([0]) { places, axis in
      places.flatMap { place in (0..<target[axis]).map { place + (own[axis] == 1 ? 0 : $0 * blocks[axis]) } }
    }
    return taking(places, extents: target)
  }
}
