public import ConvNet

extension Variant {
  /// What follows of a pass from changes that were made of its network; before each layer it is asked whether to go on,
  /// `nil` where not.
  ///
  /// - Throws: `EditError` where they don't go together.
  public init?(
    _ changes: [Change], _ made: MadeChanges, of before: Evaluation, memoryLimit: Int = .max,
    goesOn: () -> Bool = { true }
  ) throws(EditError) {
    let picture = before.picture
    let edits = made.edits(ofTraceOf: picture.samples)
    guard let pass = try before.trace.after(edits, memoryLimit: memoryLimit, goesOn: goesOn) else {
      return nil
    }
    let shown = ShownPicture(
      size: picture.size, fitting: picture.fitting, samples: made.shownSamples(of: picture.samples))
    self.init(
      changes, before: before, now: Evaluation(trace: pass, picture: shown, sharing: before))
  }
}
