import Tensors

/// A layer of a `FastPass`: its operation made ready, and its buffers.
struct FastLayer {
  /// The operation.
  let operation: any Operation
  /// Its numbers.
  let parameters: LayerParameters
  /// The layers that it reads.
  let inputs: [Int]
  /// The pre-activation.
  let preActivation: FastBuffer
  /// The activation: the same buffer where the activation function is linear and nothing can be held.
  let activation: FastBuffer
  /// The numbers that stand in place of computed ones.
  let holds: [Hold]

  /// A piece of so many operations takes longer than another thread needs to begin it.
  private static let worthDividing = 1 << 16

  private let shapes: [Shape]
  private let shape: Shape
  /// How the pre-activation is found; `nil` for the reference.
  private let form: FastForm?
  /// About how many products and other operations there are.
  private let cost: Int
  private var operands: FastOperands?
  /// Whether the activation has to be copied from the pre-activation, which the activation function leaves as it is.
  private let isCopied: Bool

  /// Makes an operation ready for inputs of some shapes.
  ///
  /// `onlyInput` is the activation of the layer that it reads, `nil` where these are several or none; the buffers of
  /// the layer that it replaces are taken over. Where numbers are held, or can be, the activation is apart from what is
  /// computed.
  init(
    _ operation: any Operation, _ parameters: LayerParameters, reading inputs: [Int], shapes: [Shape],
    shape: Shape, onlyInput: FastBuffer?, holding holds: [Hold] = [], canHold: Bool = false,
    replacing layer: FastLayer?
  ) {
    self.operation = operation
    self.parameters = parameters
    self.inputs = inputs
    self.shapes = shapes
    self.shape = shape
    cost = operation.multiplyAddCount(inputs: shapes, output: shape) + 4 * shape.count
    form = (operation as? any FastOperation)?.fastForm(inputs: shapes, output: shape, parameters)
    let own = layer.flatMap { $0.isAlias ? nil : $0.activation }
    self.holds = holds
    let isLinear = operation.activationFunction == .linear
    let isApart = canHold || !holds.isEmpty
    isCopied = isLinear && isApart
    if case .inputItself = form, let onlyInput {
      preActivation = onlyInput
      activation = isLinear && !isApart ? onlyInput : own ?? FastBuffer(count: shape.count)
    } else {
      activation = own ?? FastBuffer(count: shape.count)
      preActivation = isLinear && !isApart ? activation : FastBuffer(count: shape.count)
    }
  }

  /// Whether its pre-activation is the activation of another layer.
  private var isInputItself: Bool {
    if case .inputItself = form { true } else { false }
  }

  /// Whether its activation is that of another layer.
  private var isAlias: Bool { isInputItself && activation === preActivation }

  /// Whether its pre-activation should be another buffer than it is.
  func isApart(from onlyInput: FastBuffer?) -> Bool {
    isInputItself && onlyInput.map { preActivation !== $0 } ?? false
  }

  /// How many numbers every thread needs room for.
  var scratchCount: Int {
    if case .work(let work) = form { work.scratchCount } else { 0 }
  }

  /// Takes the places of the numbers that it reads, and room for each thread.
  mutating func bind(inputs: [UnsafePointer<Float>], scratch: [UnsafeMutablePointer<Float>]) {
    operands = FastOperands(
      inputs: inputs, output: preActivation.start, activation: activation.start,
      function: operation.activationFunction,
      scratch: scratch)
  }

  /// Into how many pieces the layer should be divided for so many threads.
  func pieces(for threads: Int) -> Int {
    switch form {
    case .work(let work): max(1, min(work.piecesPerThread * threads, cost / Self.worthDividing))
    case .inputItself: max(1, min(2 * threads, cost / Self.worthDividing))
    case nil: 1
    }
  }

  /// Does a piece of the layer, up to functions over an axis.
  func work(_ share: FastShare) {
    guard let operands else { return }
    switch form {
    case .inputItself: operands.finish(share.range(of: preActivation.count, runs: 16))
    case .work(let work): work.work(on: operands, share)
    case nil: evaluateByReference(operands)
    }
  }

  /// Applies a function over an axis, and puts what is held in place, when all pieces are done.
  func complete() {
    if operation.activationFunction.worksOverAxis {
      activation.take(operation.activationFunction(Tensor(shape, preActivation.numbers)))
    }
    if isCopied { activation.start.update(from: preActivation.start, count: shape.count) }
    for hold in holds { put(hold) }
  }

  /// Puts a number in place of computed ones.
  func put(_ hold: Hold) {
    for offset in hold.offsets(in: shape) { activation.start[offset] = hold.value }
  }

  /// What stands where a number would be held.
  func numbers(at hold: Hold) -> [Float] { hold.offsets(in: shape).map { activation.start[$0] } }

  /// Puts back what stood where a number was held.
  func putBack(_ numbers: [Float], at hold: Hold) {
    for (offset, number) in zip(hold.offsets(in: shape), numbers) { activation.start[offset] = number }
  }

  private func evaluateByReference(_ operands: FastOperands) {
    let tensors = zip(operands.inputs, shapes).map { input, shape in
      Tensor(shape, Array(UnsafeBufferPointer(start: input, count: shape.count)))
    }
    preActivation.take(operation.computedPreActivation(of: tensors, parameters))
    operands.finish(0..<shape.count)
  }
}
