internal import ConvNet
internal import ModelFormats
internal import Tensors

extension OpenedModel {
  /// Where the numbers of a pass on a picture come from, for contact sheets: `ship.ppm · cifar10.keras`.
  public func sheetSource(picture path: String) -> String {
    "\(PictureInput.name(of: path)) · \(file.fileName)"
  }

  /// The names of the classes, as `Labels.load` finds them; none where the output is not a line of numbers.
  ///
  /// - Throws: `CommandError` where the network can't run, or a file of names does not fit.
  public func classNames(labels: String?) throws(CommandError) -> [String] {
    let output = try network().outputShape
    guard output.rank == 1 else { return [] }
    return try Labels.load(explicit: labels, model: path, count: output[0]).names
  }
}
