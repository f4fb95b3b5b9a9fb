internal import ConvNet
public import Explorer
internal import ImageFormats

/// How well a network classifies pictures before changes, and after.
public struct ChangedMeasurement: Equatable, Sendable {
  /// Without the changes.
  public let before: Measurement
  /// With them.
  public let after: Measurement
  /// How many pictures were right, and are wrong.
  public let lostCount: Int
  /// How many pictures were wrong, and are right.
  public let gainedCount: Int

  /// Classifies pictures twice, on all processors, as `Measurement` does.
  ///
  /// - Throws: `CommandError` where the changes don't go together, or the network can't run, or there is no memory for
  ///   two passes.
  public init(
    _ opened: OpenedModel, _ pictures: [LabelledPictures.Item], classes: [String], _ made: MadeChanges,
    workers: Int? = nil, progress: @Sendable (Int) -> Void = { _ in }
  ) throws(CommandError) {
    let trained = try opened.trained()
    try made.requireNumbers()
    let edited = try opened.edited(by: made)
    let work = try PictureWork(
      of: trained.network, passes: 2, pictures: pictures.count, asked: workers, path: opened.path)
    let results = work.results(
      of: pictures.count,
      worker: { (FastPass(trained), FastPass(edited.trained, holding: edited.holds)) }, progress: progress,
      doing: { passes, index in
        Result { () throws(CommandError) in
          let path = pictures[index].path
          let samples = try opened.samples(of: PictureFile(path: path), at: path, hasPass: true)
          return Pair(
            before: try opened.classification(of: samples, with: passes.0),
            after: try opened.classification(of: made.picture.applied(to: samples), with: passes.1))
        }
      })
    self.init(results, of: pictures, classes: classes)
  }

  /// What a network says of a picture, before and after.
  private struct Pair: Sendable {
    let before: Classification
    let after: Classification
  }

  private init(
    _ results: [Result<Pair, CommandError>], of pictures: [LabelledPictures.Item], classes: [String]
  ) {
    before = Measurement(results.map { $0.map(\.before) }, of: pictures, classes: classes)
    after = Measurement(results.map { $0.map(\.after) }, of: pictures, classes: classes)
    var (lost, gained) = (0, 0)
    for case (let picture, .success(let pair)) in zip(pictures, results) {
      let wasRight = pair.before.verdict.winner == picture.label
      let isRight = pair.after.verdict.winner == picture.label
      if wasRight, !isRight { lost += 1 }
      if isRight, !wasRight { gained += 1 }
    }
    (lostCount, gainedCount) = (lost, gained)
  }
}
