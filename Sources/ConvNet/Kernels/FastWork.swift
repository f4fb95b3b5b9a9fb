import CKernels
import Tensors

/// An operation with a fast form.
///
/// One without is evaluated by its definition, so that adding an operation needs nothing here.
protocol FastOperation: Operation {
  /// The layer made ready for inputs of some shapes; `nil` where only the reference will do.
  ///
  /// - Precondition: `outputShape` accepts the shapes of the inputs.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm?
}

/// How the pre-activation of a layer is found fast.
enum FastForm {
  /// It is the only input: the same numbers in the same order.
  case inputItself
  /// It is worked out.
  case work(any FastWork)
}

/// Work on numbers in memory, done again and again, which can be divided among threads and allocates nothing.
protocol FastWork {
  /// How many numbers every thread needs room for besides.
  var scratchCount: Int { get }

  /// Into how many pieces the work of each thread is divided.
  var piecesPerThread: Int { get }

  /// Writes a share of the pre-activation, and has the activation function applied to it.
  func work(on operands: FastOperands, _ share: FastShare)
}

extension FastWork {
  /// No room.
  var scratchCount: Int { 0 }

  /// Two, so that a thread that comes late or is slow is not waited for long.
  var piecesPerThread: Int { 2 }
}

/// One of several pieces of a work.
struct FastShare {
  /// The number of the piece, from 0 on.
  let index: Int
  /// How many there are.
  let count: Int
  /// The number of the thread that does it, from 0 on.
  let thread: Int

  /// The piece's part of so many things, in runs of a length that is not divided.
  func range(of total: Int, runs length: Int = 1) -> Range<Int> {
    let runs = (total + length - 1) / length
    return min(runs * index / count * length, total)..<min(runs * (index + 1) / count * length, total)
  }
}

/// Where the numbers of a layer are in memory.
struct FastOperands {
  /// The activations that it reads.
  let inputs: [UnsafePointer<Float>]
  /// The pre-activation.
  let output: UnsafeMutablePointer<Float>
  /// The activation: the same place where the activation function is linear.
  let activation: UnsafeMutablePointer<Float>
  /// The activation function.
  let function: ActivationFunction
  /// Room for each thread.
  let scratch: [UnsafeMutablePointer<Float>]

  /// Applies the activation function to a run of the pre-activation, which is then complete.
  func finish(_ range: Range<Int>) {
    function.apply(to: output + range.lowerBound, count: range.count, result: activation + range.lowerBound)
  }

  /// The same for some columns of some rows of so many columns.
  func finish(rows: Range<Int>, _ columns: Range<Int>, of count: Int) {
    guard columns.count < count else { return finish(rows.lowerBound * count..<rows.upperBound * count) }
    for row in rows { finish(row * count + columns.lowerBound..<row * count + columns.upperBound) }
  }
}

extension [Float]? {
  /// Calls a function with the place of the numbers, `nil` where there are none.
  func withPointer(_ body: (UnsafePointer<Float>?) -> Void) {
    if let self { self.withUnsafeBufferPointer { body($0.baseAddress) } } else { body(nil) }
  }
}

extension ActivationFunction {
  /// Applies the function to so many numbers in memory, by the fast form where it has one, else number by number.
  ///
  /// Nothing is done by the identity, whose result is its input, nor by functions over an axis, which need all numbers.
  func apply(to input: UnsafePointer<Float>, count: Int, result: UnsafeMutablePointer<Float>) {
    switch self {
    case .linear, .softmax, .logSoftmax, .sparsemax: break
    case .relu: cnn_bend(CNN_RELU, input, count, 0, 0, result)
    case .relu6: cnn_bend(CNN_WITHIN, input, count, 0, 6, result)
    case .leakyReLU(let slope): cnn_bend(CNN_LEAKY, input, count, slope, 0, result)
    case .bentReLU(let bend) where bend.simple != nil:
      bend.simple?.apply(to: input, count: count, result: result)
    case .bentReLU(let bend) where bend.isClamp:
      cnn_bend(CNN_WITHIN, input, count, 0, bend.maximum ?? .infinity, result)
    case .sigmoid: cnn_sigmoid(input, count, result)
    case .silu: cnn_silu(input, count, result)
    default: for index in 0..<count { result[index] = Float(value(of: Double(input[index]))) }
    }
  }
}

extension BentReLU {
  /// The function without arguments, or with a slope alone, that does the same; `nil` where there is none.
  fileprivate var simple: ActivationFunction? {
    guard threshold == 0, maximum == nil else { return nil }
    return negativeSlope == 0 ? .relu : .leakyReLU(negativeSlope: negativeSlope)
  }

  /// Whether it keeps numbers within a range from 0.
  fileprivate var isClamp: Bool {
    threshold == 0 && negativeSlope == 0 && maximum.map { $0 >= 0 } ?? false
  }
}
