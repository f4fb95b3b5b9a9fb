internal import Explorer
internal import ImageFormats

extension RequestedChanges {
  /// A second picture, or a second network with the same layers, as the first change, and others behind it; which of the
  /// two a file is, its content says.
  public init(versus path: String, _ others: RequestedChanges) {
    let isPicture = PictureInput.beginsLikePicture(path)
    self.init([isPicture ? .picture(file: path) : .weights(file: path)] + others.changes)
  }
}
