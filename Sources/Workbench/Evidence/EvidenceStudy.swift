internal import CellScreen
public import ConvNet
internal import Explorer
internal import Tensors

/// A picture's pass, and the number of its output that evidence is sought for.
public struct EvidenceStudy: Sendable {
  let study: PictureStudy
  /// The number.
  public let quantity: EvidenceQuantity

  /// Asks about a class's logit, or the difference to another one's, by name or index; without a class about the one
  /// whose logit is larger than all others.
  ///
  /// - Throws: `CommandError` where there are no such classes, both are the same, or the output is no line of logits.
  public init(_ study: PictureStudy, class name: String?, against other: String?) throws(CommandError) {
    self.study = study
    guard let logit = try study.logit(ofClass: name) else {
      throw .noClassToCompare(reason: study.reasonForNoWinner ?? "there are no classes")
    }
    let one = logit.position[0]
    guard let other else {
      quantity = .logit(one)
      return
    }
    let against = try study.index(ofClass: other)
    guard against != one else { throw .classAgainstItself(study.nameOfClass(one)) }
    quantity = .difference(one, against)
  }

  /// How many places the picture has.
  public var placeCount: Int { study.network.inputShape[0] * study.network.inputShape[1] }

  /// The names of the classes that the number is made of.
  var classes: [String] { quantity.classes.map(study.nameOfClass) }

  /// The number in words: `ship's logit`, `ship − truck`.
  var words: String {
    switch quantity {
    case .logit(let index): "\(study.nameOfClass(index))'s \(isLogit ? "logit" : "output")"
    case .difference: classes.joined(separator: " \(NumberText.minus) ")
    }
  }

  /// Whether the network's last numbers are what softmax takes.
  private var isLogit: Bool {
    let function = study.network.layers.last?.operation.activationFunction
    return function == .linear || function == .softmax
  }

  /// The number of the picture without a cover.
  var value: Double { study.pass.logits.map { quantity.value(of: $0) } ?? .nan }

  /// The changes of the number under a square of each fill at each place, on all processors; `progress` is told how many
  /// squares are done, one call at a time, from any thread.
  ///
  /// - Throws: `CommandError.evidence` where there is none; `CommandError.memory`; `.cannotCreate` with `EINTR` where
  ///   the work was interrupted, `path` being what was to be written.
  public func occlusion(
    _ fills: [OcclusionFill], side: Int, for path: String, workers: Int? = nil,
    progress: @Sendable (Int) -> Void = { _ in }
  ) throws(CommandError) -> Occlusion {
    let (height, width) = (study.network.inputShape[0], study.network.inputShape[1])
    let count = height * width
    let work = try PictureWork(
      of: study.network, passes: 1, pictures: count * fills.count, asked: workers, path: study.modelPath)
    _ = try sweep(side: side)
    let changes = work.results(
      of: count * fills.count, worker: { try? sweep(side: side) }, progress: progress,
      doing: { sweep, index in sweep?.change(atPlace: index % count, fills[index / count]) ?? .nan })
    try Interruption.check(before: path)
    return Occlusion(
      fills.enumerated().map { index, fill in
        let values = Array(changes[index * count..<(index + 1) * count])
        return Occlusion.Map(fill, Plane(height: height, width: width, values: values))
      })
  }

  private func sweep(side: Int) throws(CommandError) -> OcclusionSweep {
    do {
      return try OcclusionSweep(
        study.pass.trained, samples: study.samples, study.preprocessing, holding: study.pass.holds,
        side: side,
        of: quantity)
    } catch {
      throw .evidence(error, model: study.modelPath)
    }
  }
}
