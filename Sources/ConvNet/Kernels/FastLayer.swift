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
  /// The activation: the same buffer where the activation function is linear.
  let activation: FastBuffer

  /// A piece of so many operations takes longer than another thread needs to begin it.
  private static let worthDividing = 1 << 16

  private let shapes: [Shape]
  private let shape: Shape
  /// How the pre-activation is found; `nil` for the reference.
  private let form: FastForm?
  /// About how many products and other operations there are.
  private let cost: Int
  private var operands: FastOperands?

  /// Makes an operation ready for inputs of some shapes.
  ///
  /// `onlyInput` is the activation of the layer that it reads, `nil` where these are several or none; the buffers of
  /// the layer that it replaces are taken over.
  init(
    _ operation: any Operation, _ parameters: LayerParameters, reading inputs: [Int], shapes: [Shape],
    shape: Shape, onlyInput: FastBuffer?, replacing layer: FastLayer?
  ) {
    self.operation = operation
    self.parameters = parameters
    self.inputs = inputs
    self.shapes = shapes
    self.shape = shape
    cost = operation.multiplyAddCount(inputs: shapes, output: shape) + 4 * shape.count
    form = (operation as? any FastOperation)?.fastForm(inputs: shapes, output: shape, parameters)
    let own = layer.flatMap { $0.isAlias ? nil : $0.activation }
    let isLinear = operation.activationFunction == .linear
    if case .inputItself = form, let onlyInput {
      preActivation = onlyInput
      activation = isLinear ? onlyInput : own ?? FastBuffer(count: shape.count)
    } else {
      activation = own ?? FastBuffer(count: shape.count)
      preActivation = isLinear ? activation : FastBuffer(count: shape.count)
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

  /// Applies a function over an axis, when all pieces are done.
  func complete() {
    guard operation.activationFunction.worksOverAxis else { return }
    activation.take(operation.activationFunction(Tensor(shape, preActivation.numbers)))
  }

  private func evaluateByReference(_ operands: FastOperands) {
    let tensors = zip(operands.inputs, shapes).map { input, shape in
      Tensor(shape, Array(UnsafeBufferPointer(start: input, count: shape.count)))
    }
    preActivation.take(operation.computedPreActivation(of: tensors, parameters))
    operands.finish(0..<shape.count)
  }
}
