internal import ConvNet
private import Dispatch
internal import Explorer
internal import ModelFormats
private import Synchronization
internal import Tensors

/// How well a network classifies pictures whose classes are known.
public struct Measurement: Equatable, Sendable {
  /// A picture that was taken for another class, or for none.
  public struct Mistake: Equatable, Sendable {
    /// The path of the file.
    public let path: String
    /// The index of its class.
    public let label: Int
    /// The index of the class that the network says; `nil` where no class stands out.
    public let predicted: Int?
    /// Why none does, in words; `nil` where one does.
    public let reason: String?
    /// The probability that the network gives to what it says; `nil` where it gives none.
    public let probability: Double?
    /// The probability that the network gives to the picture's class; `nil` where it gives none.
    public let probabilityOfLabel: Double?
  }

  /// A picture that could not be classified, and why.
  public struct Failure: Equatable, Sendable {
    /// The path of the file.
    public let path: String
    /// Why.
    public let error: CommandError
  }

  /// The names of the classes.
  public let classes: [String]
  /// How many pictures of a class, the row, were taken for which, the column.
  public let confusion: [[Int]]
  /// The wrong ones, the surest first, those without a winner last; of equals in the order of the files.
  public let mistakes: [Mistake]
  /// The pictures that are not counted, in the order of the files.
  public let failures: [Failure]

  /// How many pictures were classified, those without a winner among them: they count as wrong.
  public var count: Int { classes.indices.reduce(0) { $0 + pictureCount(ofClass: $1) } }
  /// The pictures of which no class stands out: NaN or ∞ is among their logits, or the largest are equal.
  public var withoutWinner: [Mistake] { mistakes.filter { $0.predicted == nil } }
  /// How many of them were classified right.
  public var rightCount: Int { classes.indices.reduce(0) { $0 + confusion[$1][$1] } }
  /// The share of those, 0…1; `nil` where there are none.
  public var accuracy: Double? { count == 0 ? nil : Double(rightCount) / Double(count) }

  /// How many pictures of a class were classified, those without a winner among them.
  public func pictureCount(ofClass index: Int) -> Int {
    confusion[index].reduce(0, +) + mistakes.count { $0.predicted == nil && $0.label == index }
  }

  /// Classifies pictures on all processors; the result is the same in whatever order they finish.
  ///
  /// `progress` is told how many are done, one call at a time, from any thread. `workers` is how many pictures are
  /// worked on at a time, `nil` for one a processor.
  public init(
    _ opened: OpenedModel, _ pictures: [LabelledPictures.Item], classes: [String], workers: Int? = nil,
    progress: @Sendable (Int) -> Void = { _ in }
  ) {
    self.init(Self.classify(opened, pictures, workers: workers, progress), of: pictures, classes: classes)
  }

  /// Counts what became of pictures.
  init(
    _ results: [Result<Classification, CommandError>], of pictures: [LabelledPictures.Item], classes: [String]
  ) {
    var confusion = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
    var mistakes: [Mistake] = []
    var failures: [Failure] = []
    for (picture, result) in zip(pictures, results) {
      switch result {
      case .failure(let error): failures.append(Failure(path: picture.path, error: error))
      case .success(let found):
        let winner = found.verdict.winner
        if let winner { confusion[picture.label][winner] += 1 }
        guard winner != picture.label else { continue }
        let hasShares = !found.probabilities.isEmpty
        mistakes.append(
          Mistake(
            path: picture.path, label: picture.label, predicted: winner,
            reason: found.verdict.reasons(among: classes.count) { classes[$0] }.first,
            probability: hasShares ? winner.map { found.probabilities[$0] } : nil,
            probabilityOfLabel: hasShares ? found.probabilities[picture.label] : nil))
      }
    }
    self.classes = classes
    self.confusion = confusion
    self.failures = failures
    // Sorting keeps the order of equals.
    self.mistakes = mistakes.sorted { one, other in
      guard (one.predicted == nil) == (other.predicted == nil) else { return other.predicted == nil }
      return (one.probability ?? 0) > (other.probability ?? 0)
    }
  }

  /// What becomes of each picture, in their order.
  ///
  /// Every worker has a pass of its own and takes one picture after the other: while one decodes a file, another
  /// evaluates.
  private static func classify(
    _ opened: OpenedModel, _ pictures: [LabelledPictures.Item], workers: Int?,
    _ progress: @Sendable (Int) -> Void
  ) -> [Result<Classification, CommandError>] {
    let trained: TrainedNetwork
    do {
      trained = try opened.trained()
    } catch {
      return pictures.map { _ in .failure(error) }
    }
    let network = trained.network
    let workers = min(workers ?? workerCount(network), pictures.count)
    let bytes = workers * (network.passBytes + network.pictureBytes)
    guard SystemMemory.gives(bytes) else {
      return pictures.map { _ in .failure(.memory(path: opened.path, bytes: bytes)) }
    }
    let results = Mutex<[Int: Result<Classification, CommandError>]>([:])
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let pass = FastPass(trained)
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < pictures.count else { return }
        let result = Result { () throws(CommandError) in
          try opened.classification(ofPictureAt: pictures[index].path, with: pass)
        }
        results.withLock {
          $0[index] = result
          progress($0.count)
        }
      }
    }
    return results.withLock { results in pictures.indices.compactMap { results[$0] } }
  }

  /// One worker a processor, but only as many as half of the machine's memory, and what the system gives, hold the
  /// activations of, and their pictures.
  private static func workerCount(_ network: Network) -> Int {
    let bytes = network.passBytes + network.pictureBytes
    let limit = Machine.memoryForActivations / max(1, bytes)
    var count = max(1, min(Machine.processorCount, limit))
    while count > 1, !SystemMemory.gives(count * bytes) { count -= 1 }
    return count
  }
}
