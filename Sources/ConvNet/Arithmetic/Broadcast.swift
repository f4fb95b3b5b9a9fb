import Tensors

/// A smaller tensor read as if it had the shape of a larger one: extents of 1 repeat, and missing axes come first.
///
/// Source: NumPy's broadcasting, which Keras follows.
struct Broadcast {
  /// The shape of the tensor as it is.
  let shape: Shape
  /// The shape that it is read in.
  let target: Shape

  /// Lays a tensor's shape over another one; `nil` where it does not fit.
  init?(_ shape: Shape, over target: Shape) {
    guard shape.rank <= target.rank,
      zip(shape.extents, target.extents.suffix(shape.rank)).allSatisfy({ $0 == 1 || $0 == $1 })
    else { return nil }
    self.shape = shape
    self.target = target
  }

  /// The position that is read for a position of the target.
  func position(for position: [Int]) -> [Int] {
    zip(position.suffix(shape.rank), shape.extents).map { $1 == 1 ? 0 : $0 }
  }

  /// The positions that are read for a region of the target.
  func region(for region: Region) -> Region {
    region.map { axes in
      zip(axes.suffix(shape.rank), shape.extents).map { $1 == 1 ? RangeSet(0..<1) : $0 }
    }
  }

  /// The index in memory that is read for each index in memory of the target.
  var offsets: [Int] {
    let missing = [Int](repeating: 1, count: target.rank - shape.rank)
    return zip(target.extents, missing + shape.extents).reduce([0]) { offsets, axis in
      offsets.flatMap { offset in (0..<axis.0).map { offset * axis.1 + (axis.1 == 1 ? 0 : $0) } }
    }
  }

  /// The numbers of a tensor in the order of the target.
  func expanded<Number>(_ numbers: [Number]) -> [Number] {
    shape == target ? numbers : offsets.map { numbers[$0] }
  }

  /// The shape that two shapes make together; `nil` where they don't fit.
  static func shape(of one: Shape, _ other: Shape) -> Shape? {
    let rank = max(one.rank, other.rank)
    let (first, second) = (one.padded(toRank: rank), other.padded(toRank: rank))
    let fits = zip(first, second).allSatisfy { $0 == $1 || $0 == 1 || $1 == 1 }
    return fits ? Shape(zip(first, second).map { $0 == 1 ? $1 : $0 }) : nil
  }
}

extension Shape {
  /// The extents with 1s in front.
  fileprivate func padded(toRank rank: Int) -> [Int] {
    [Int](repeating: 1, count: rank - self.rank) + extents
  }

  /// Axes, counted from 0, in ascending order; the last where none are said.
  ///
  /// - Throws: `LayerFault.argument` where one is missing, or is named twice.
  func axes(_ axes: [Int]?) throws(LayerFault) -> [Int] {
    let axes = axes ?? [rank - 1]
    guard axes.allSatisfy((0..<rank).contains), Set(axes).count == axes.count else {
      throw .argument("axis", found: axes.count == 1 ? "\(axes[0])" : "\(axes)")
    }
    return axes.sorted()
  }
}

/// A step of arithmetic for all numbers of a tensor: with one other number, or with one for each place of some axes.
struct BroadcastStep {
  /// What is done.
  let operation: Elementwise.Operation
  /// What the other numbers are.
  let role: Elementwise.Role
  /// The shape of the other numbers, which is broadcast.
  let shape: Shape
  /// The other numbers in memory order, last axis fastest.
  let operands: [Double]

  /// Makes a step.
  init(_ operation: Elementwise.Operation, _ role: Elementwise.Role, _ operands: [Double], shape: Shape) {
    self.operation = operation
    self.role = role
    self.operands = operands
    self.shape = shape
  }

  /// The step of the number at a position of a tensor of a shape.
  ///
  /// - Precondition: The step's own shape fits over it.
  func step(at position: [Int], of target: Shape) -> Elementwise.Step {
    let place = Broadcast(shape, over: target)?.position(for: position) ?? position
    return Elementwise.Step(operation: operation, operand: operands[shape.offset(of: place)], role: role)
  }
}

extension BroadcastStep {
  /// The index of the first of the other numbers for each line of the last axis of a larger shape.
  func starts(over target: Shape) -> [Int] {
    let lines = Shape(target.extents.dropLast())
    let own = Shape(shape.extents.dropLast())
    let places = own == lines ? Array(0..<lines.count) : Broadcast(own, over: lines)?.offsets ?? []
    return places.map { $0 * shape.channels }
  }

  /// Does the step with all numbers of a line, and the other numbers from an index on or, of an extent of 1, with
  /// the one there.
  fileprivate func apply(to line: inout [Double], from start: Int) {
    // One loop for each operation: with the choice inside of it the compiler makes no vectors.
    switch operation {
    case .add: combine(&line, from: start, +)
    case .subtract: combine(&line, from: start, -)
    case .multiply: combine(&line, from: start, *)
    case .divide: combine(&line, from: start, /)
    }
  }

  @inline(__always)
  private func combine(_ line: inout [Double], from start: Int, _ combined: (Double, Double) -> Double) {
    operands.withUnsafeBufferPointer { operands in
      line.withUnsafeMutableBufferPointer { line in
        if shape.channels == 1 {
          for k in line.indices { line[k] = combined(line[k], operands[start]) }
        } else {
          for k in line.indices { line[k] = combined(line[k], operands[start + k]) }
        }
      }
    }
  }
}

extension [BroadcastStep] {
  /// A tensor after all steps, worked out in `Double` and rounded once.
  ///
  /// Lines of the last axis are taken one after the other through all steps.
  ///
  /// - Precondition: The shapes of the steps fit over the tensor's.
  func applied(to tensor: Tensor) -> Tensor {
    let (values, length) = (tensor.values, tensor.shape.channels)
    let starts = map { $0.starts(over: tensor.shape) }
    var output: [Float] = []
    output.reserveCapacity(values.count)
    var line = [Double](repeating: 0, count: length)
    for index in 0..<(length == 0 ? 0 : values.count / length) {
      for k in 0..<length { line[k] = Double(values[index * length + k]) }
      for (step, starts) in zip(self, starts) { step.apply(to: &line, from: starts[index]) }
      for number in line { output.append(Float(number)) }
    }
    return Tensor(tensor.shape, output)
  }

  /// The form of the number at a position of a tensor.
  func form(at position: [Int], of tensor: Tensor) -> Explanation.Form {
    .elementwise(
      Elementwise(
        place: InputPlace(position), input: tensor[position: position],
        steps: map { $0.step(at: position, of: tensor.shape) }))
  }
}

extension Shape {
  /// The shape with 1 for the extent of every axis but some.
  func keeping(_ axes: [Int]) -> Shape {
    Shape(extents.enumerated().map { axes.contains($0.offset) ? $0.element : 1 })
  }
}
