internal import ConvNet
internal import Explorer

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
  private static func classify(
    _ opened: OpenedModel, _ pictures: [LabelledPictures.Item], workers: Int?,
    _ progress: @Sendable (Int) -> Void
  ) -> [Result<Classification, CommandError>] {
    do throws(CommandError) {
      let trained = try opened.trained()
      let work = try PictureWork(
        of: trained.network, passes: 1, pictures: pictures.count, asked: workers, path: opened.path)
      return work.results(
        of: pictures.count, worker: { FastPass(trained) }, progress: progress,
        doing: { pass, index in
          Result { () throws(CommandError) in
            try opened.classification(ofPictureAt: pictures[index].path, with: pass)
          }
        })
    } catch {
      return pictures.map { _ in .failure(error) }
    }
  }
}
