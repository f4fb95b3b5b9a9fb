import CellScreen
import ConvNet
public import Explorer
import ImageFormats
import KerasNotation
public import ModelFormats
import Tensors

extension ExplorerModel {
  /// What the explorer shows of a model file: its network, or its listing and why the network can't run.
  ///
  /// - Throws: `CommandError` where the file of class names does not fit the network.
  public init(_ opened: OpenedModel, labels: String?) throws(CommandError) {
    let own = opened.file.ownClasses
    let note = own.isEmpty ? "" : " (layers of \(own.joined(separator: ", ")))"
    let title = DisplayText(opened.file.fileName + note)
    switch opened.file.trained {
    case .success(let network):
      let names = try opened.classNames(labels: labels, least: 2)
      self.init(
        title: title, trained: network, lines: opened.file.lines, classes: names.map { DisplayText($0) },
        preprocessing: opened.preprocessing)
    case .failure(let error):
      self.init(
        title: title, lines: opened.file.lines,
        fault: CommandError.model(path: opened.path, error).explanation)
    }
  }
}

extension ModelFile {
  /// The lines of the listing.
  public var lines: [ExplorerModel.Line] {
    let operations = (try? network.get())?.layers.map(\.operation)
    return layers.enumerated().map { index, listed in
      ExplorerModel.Line(
        name: DisplayText(listed.name),
        kerasClass: operations?[index].kerasClass(inFile: listed.className) ?? listed.className,
        tokens: listed.code, shape: listed.outputShape, parameterCount: listed.parameterCount,
        inputs: listed.inputs)
    }
  }
}

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
