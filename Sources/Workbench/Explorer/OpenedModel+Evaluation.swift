import ConvNet
public import Explorer
import ImageFormats
import Tensors

extension OpenedModel {
  /// Brings a picture file to the network's input and runs the pass to its end.
  ///
  /// Before each layer it is asked, by the layer's index, whether to go on; `nil` where not, or where the work was
  /// given up before. Samples are
  /// sample/maxval in 0…1, fitted and resized to the network's input shape, then preprocessed.
  ///
  /// - Throws: `CommandError` where the file can't be read or holds no picture, or the network can't run or
  ///   reads no pictures.
  public func evaluation(
    ofPictureAt path: String, until cancellation: Cancellation = Cancellation(),
    goesOn: (Int) -> Bool = { _ in true }
  ) throws(CommandError) -> Evaluation? {
    let picture = try PictureFile(path: path, until: cancellation)
    let samples = try samples(of: picture, at: path, until: cancellation)
    guard let pass = try pass(on: samples, goesOn: goesOn) else { return nil }
    return Evaluation(trace: pass, picture: shown(picture, samples))
  }

  /// A picture with what was done to bring it to the network's input.
  private func shown(_ picture: PictureFile, _ samples: Tensor) -> ShownPicture {
    ShownPicture(
      size: Size2D(height: picture.height, width: picture.width),
      fitting: isFitted(picture, to: samples.shape) ? fit.fitting : nil, samples: samples)
  }

  /// Whether a picture has another aspect than an input, more than rounding to whole pixels makes up for.
  private func isFitted(_ picture: PictureFile, to input: Shape) -> Bool {
    let region = picture.region(height: input[0], width: input[1])
    return region.rows.count < picture.height || region.columns.count < picture.width
  }
}

extension PictureFit {
  /// What the way does to a picture of another aspect.
  fileprivate var fitting: ShownPicture.Fitting {
    switch self {
    case .crop: .cropped
    case .pad: .padded
    case .stretch: .stretched
    }
  }
}
