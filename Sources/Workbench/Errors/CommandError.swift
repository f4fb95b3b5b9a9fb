public import ConvNet
public import ImageFormats
public import ModelFormats
public import Tensors

/// Why a command can't do what it was asked: what is wrong, and where.
///
/// `line` puts it into words. A `code` is the system's `errno`.
public enum CommandError: Error, Equatable, Sendable {
  /// There is no such file or folder.
  case missing(path: String)
  /// A folder stands where a file is needed.
  case folder(path: String)
  /// A folder of pictures has none.
  case emptyFolder(path: String)
  /// A file stands where a folder is needed.
  case notAFolder(path: String)
  /// A folder has no folders with pictures in them.
  case noClassFolders(path: String)
  /// Folders are not the classes of the network.
  case classFolders(path: String, unknown: [String], known: [String])
  /// A file is there, but can't be read.
  case unreadable(path: String, code: Int32)
  /// A file is larger than anything that is read.
  case fileTooLarge(path: String, limit: Int)
  /// A file or folder can't be made or written.
  case cannotCreate(path: String, code: Int32)
  /// A picture file does not hold a picture.
  case picture(path: String, PictureError)
  /// A model file can't be read, or its network can't run.
  case model(path: String, ModelError)
  /// No picture can be brought to what the network reads.
  case unsuitableInput(model: String, shape: Shape)
  /// An option has more numbers than one, and not one for each channel of the network's input.
  case channelNumbers(option: String, found: Int, channels: Int)
  /// A file of class names does not fit.
  case labels(path: String, LabelsError)
  /// A `.npy` file does not hold a tensor.
  case numPy(path: String, NumPyFileError)
  /// A folder has no activations of the network's layers.
  case nothingExpected(path: String)
  /// `CNNVIEW_ASSETS` names something that is no folder.
  case assetsVariable(path: String)
  /// The bundled network and pictures are neither beside the executable nor above it.
  case noAssets(executable: String?)
  /// There is no bundled picture of that name.
  case unknownSample(name: String, known: [String])
  /// A unit was asked for that the network does not have.
  case unit(UnitNameError)
  /// A class was asked for that the network does not have.
  case unknownClass(name: String, known: [String])
  /// The network's output is no line of logits.
  case noLogits(model: String, shape: Shape)
  /// The explorer was asked for without a picture.
  case noPicture(samples: [String])
  /// A picture was asked for by a number that none of those that were opened has.
  case noSuchPicture(number: Int, count: Int)
  /// The explorer can't use this terminal, for a reason whose words say what to do.
  case noTerminal(reason: String)

  /// How the program ends after this error.
  public var status: ExitReason {
    switch self {
    case .missing, .folder, .notAFolder, .emptyFolder, .noClassFolders, .nothingExpected, .unreadable,
      .fileTooLarge,
      .assetsVariable, .noAssets,
      .unknownSample:
      .missingInput
    case .picture, .model, .unsuitableInput, .labels, .numPy, .noLogits, .classFolders: .badData
    case .cannotCreate: .cannotCreate
    case .noPicture, .noSuchPicture, .unit, .unknownClass, .channelNumbers: .usage
    case .noTerminal: .noTerminal
    }
  }
}
