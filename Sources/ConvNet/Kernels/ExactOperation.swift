import CKernels
import Tensors

/// An operation with a kernel that computes its definition faster, to the bit.
///
/// A product of two Floats is exact in Double, so that only the order of the sums matters, and a kernel keeps it; what
/// is rounded in between is rounded as the definition does. The result is the same however the work is divided among
/// threads.
protocol ExactOperation: Operation {
  /// The numbers before the activation function; `nil` where the kernel would not keep to the definition.
  ///
  /// - Precondition: As of `preActivation`.
  func exactPreActivation(of inputs: [Tensor], _ parameters: LayerParameters, _ team: ExactTeam) -> Tensor?
}

extension Operation {
  /// The numbers of `preActivation`, to the bit, by a kernel where there is one.
  ///
  /// - Precondition: As of `preActivation`.
  func computedPreActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor {
    guard let kernel = self as? any ExactOperation,
      let shape = try? outputShape(of: inputs.map(\.shape))
    else { return preActivation(of: inputs, parameters) }
    let products = multiplyAddCount(inputs: inputs.map(\.shape), output: shape)
    let found = ExactTeam.forWork(
      products + ExactTeam.costOfNumber * max(shape.count, inputs[0].values.count)
    ) {
      kernel.exactPreActivation(of: inputs, parameters, $0)
    }
    return found ?? preActivation(of: inputs, parameters)
  }
}

/// The threads that compute one layer.
struct ExactTeam {
  /// What the kernels take; `nil` for the caller's thread alone.
  let pointer: OpaquePointer?

  /// So many products take longer than another thread needs to begin.
  private static let worthDividing = 1 << 17
  /// How many products take as long as one step of arithmetic with a number, which is fetched and written for it.
  static let costOfNumber = 8

  /// Computes something that costs about so many products: with a thread for each processor where it is worth it and
  /// nothing else is computed by them.
  static func forWork(_ cost: Int, _ compute: (ExactTeam) -> Tensor?) -> Tensor? {
    guard cost >= worthDividing, let pointer = cnn_team_borrow() else {
      return compute(ExactTeam(pointer: nil))
    }
    defer { cnn_team_return() }
    return compute(ExactTeam(pointer: pointer))
  }
}

/// Who is asked between pieces of work whether to go on, until the first no.
private struct Question {
  let goesOn: () -> Bool
  private(set) var isAnsweredNo = false

  init(_ goesOn: @escaping () -> Bool) { self.goesOn = goesOn }

  mutating func ask() -> Bool {
    isAnsweredNo = isAnsweredNo || !goesOn()
    return !isAnsweredNo
  }
}

/// Computes something by kernels, which ask between pieces of their work whether to go on; `nil` where not, since some of
/// the numbers were never written then.
func computed<Result>(goesOn: () -> Bool, _ compute: () -> Result) -> Result? {
  withoutActuallyEscaping(goesOn) { goesOn in
    var question = Question(goesOn)
    let result = withUnsafeMutablePointer(to: &question) { place in
      cnn_ask({ $0?.assumingMemoryBound(to: Question.self).pointee.ask() ?? true }, place)
      defer { cnn_ask(nil, nil) }
      return compute()
    }
    return question.isAnsweredNo ? nil : result
  }
}

extension Tensor {
  /// Makes a tensor of numbers that a kernel writes; `nil` where it has not.
  init?(_ shape: Shape, writtenBy kernel: (UnsafeMutablePointer<Float>) -> Bool) {
    var isWritten = false
    let values = [Float](unsafeUninitializedCapacity: shape.count) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      isWritten = kernel(start)
      count = isWritten ? shape.count : 0
    }
    guard isWritten else { return nil }
    self.init(shape, values)
  }
}
