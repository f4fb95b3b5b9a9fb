import Tensors

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
    return Elementwise.Step(operation, operands[shape.offset(of: place)], role)
  }
}

extension [BroadcastStep] {
  /// A tensor after all steps, worked out in `Double` and rounded once.
  ///
  /// - Precondition: The shapes of the steps fit over the tensor's.
  func applied(to tensor: Tensor) -> Tensor {
    var numbers = tensor.values.map(Double.init)
    var offsets: (shape: Shape, offsets: [Int]) = (tensor.shape, [Int](tensor.values.indices))
    for step in self {
      if step.shape != offsets.shape, let broadcast = Broadcast(step.shape, over: tensor.shape) {
        offsets = (step.shape, broadcast.offsets)
      }
      for index in numbers.indices {
        numbers[index] = step.operation.result(
          of: numbers[index], with: step.operands[offsets.offsets[index]])
      }
    }
    return Tensor(tensor.shape, numbers.map { Float($0) })
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
