public import ConvNet
public import Tensors

/// The ways in which cnnview evaluates a network.
public enum Engine: String, CaseIterable, Sendable {
  /// A trace: the definition's numbers, on as many threads as the system lets it have.
  case exact
  /// `FastPass`.
  case fast

  /// On how many threads it is measured; a trace takes what there is.
  public var threadCounts: [Int] {
    switch self {
    case .exact: [2]
    case .fast: [1, 2]
    }
  }

  /// Makes a network ready to be evaluated again and again on an input, on so many threads.
  public func pass(_ network: TrainedNetwork, on input: Tensor, threads: Int) throws -> any RepeatedPass {
    switch self {
    case .exact: try ExactPass(network: network, input: input)
    case .fast: RepeatedFastPass(network: network, input: input, threads: threads)
    }
  }
}

/// A network that is evaluated again and again on the same input.
public protocol RepeatedPass: AnyObject {
  /// Evaluates the whole network, and keeps all intermediate tensors.
  func run() throws
  /// What the latest run has computed: the logits.
  var logits: [Float] { get }
}

/// A new trace each time.
private final class ExactPass: RepeatedPass {
  private let start: TraceBuilder
  private var trace: Trace

  init(network: TrainedNetwork, input: Tensor) throws {
    start = try TraceBuilder(network, input: input)
    trace = start.trace
  }

  func run() {
    var builder = start
    while builder.nextLayer != nil { builder.computeNextLayer() }
    trace = builder.trace
  }

  var logits: [Float] { trace.logits ?? [] }
}

/// The fast path: the same buffers each time.
private final class RepeatedFastPass: RepeatedPass {
  private let input: Tensor
  private let pass: FastPass

  init(network: TrainedNetwork, input: Tensor, threads: Int) {
    self.input = input
    pass = FastPass(network, threadCount: threads)
  }

  func run() throws {
    try pass.run(on: input)
  }

  var logits: [Float] { pass.logits ?? [] }
}
