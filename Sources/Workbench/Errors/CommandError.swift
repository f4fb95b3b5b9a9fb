public import ConvNet
public import Explorer
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
  /// A device stands where a file is needed: its bytes may never end.
  case device(path: String)
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
  /// A file was changed while it was read.
  case changed(path: String)
  /// The system has no memory for the bytes that a file, or the pass of a network, needs.
  case memory(path: String, bytes: Int)
  /// The system has no thread for the work.
  case noThread(code: Int32)
  /// A file or folder can't be made or written.
  case cannotCreate(path: String, code: Int32)
  /// What is to be written is also read.
  case outputIsInput(path: String)
  /// A screen is asked for in a form that it can't be written in, by the ending of its file.
  case screenEnding(path: String, ending: String, known: [String])
  /// A screen is asked for as a picture of more pixels than are written.
  case screenPixels(path: String, rows: Int, columns: Int, limit: Int)
  /// A layer is to be drawn with more pixels than are written.
  case sheetPixels(path: String, limit: Int)
  /// A part of a network's pass is to be written that there is not.
  case export(ExportRequestError)
  /// A picture file does not hold a picture.
  case picture(path: String, PictureError)
  /// A picture stands where a model is needed; the kind where it is one that is not read.
  case pictureAsModel(path: String, UnreadPicture?)
  /// A folder of pictures has only such that are not read: how many, and one of them.
  case unreadFolder(path: String, count: Int, example: String, UnreadPicture)
  /// A model file can't be read, or its network can't run.
  case model(path: String, ModelError)
  /// No picture can be brought to what the network reads.
  case unsuitableInput(model: String, shape: Shape)
  /// An option has more numbers than one, and not one for each channel of the network's input.
  case channelNumbers(option: String, found: Int, channels: Int)
  /// An option is for networks that read three colours.
  case threeChannels(option: String, found: Int)
  /// The network reads integers of a type that does not hold a number that a picture would become by some options.
  case outsideType(type: String, number: Double, options: [String])
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
  /// A unit or a class was asked for that the network does not have, or has several of.
  case name(DestinationError)
  /// A text is no change, or the change can't be made.
  case change(String, ChangeError)
  /// Changes of a network don't go together.
  case edit(EditError, Network)
  /// A change is one of a picture, and there is none.
  case changesPicture(String)
  /// A change puts one picture in place of many.
  case replacesPictures(String)
  /// A layer has neither maps nor a line of units that could be dropped in turn; without a shape it is no layer.
  case notSwept(name: String, shape: Shape?)
  /// The network's output is no line of logits.
  case noLogits(model: String, shape: Shape)
  /// Two classes can't be compared, since their logits are no sums of the same numbers.
  case logitsNotSums(model: String)
  /// A class was to be compared with itself.
  case classAgainstItself(String)
  /// No class was named that could be compared, and none stands out.
  case noClassToCompare(reason: String)
  /// There is no evidence for the number of a network's output that is asked about.
  case evidence(EvidenceError, model: String)
  /// There is nothing to ask about a network.
  case noQuestions(model: String)
  /// A file holds no answers of a sheet.
  case quizKey(path: String, QuizKeyError)
  /// A file holds no answers of students that can be marked.
  case answers(path: String, AnswerFileError)
  /// A picture can't be used, in words that say where and why.
  case unusable(String)
  /// A file holds no lesson.
  case lesson(path: String, LessonError)
  /// No lesson that comes with the program has that name.
  case unknownLesson(name: String, known: [String])
  /// A lesson is about a picture or a model, and another one was given.
  case pinned(path: String, String, String)
  /// A lesson has no stop of that number.
  case noSuchStop(number: Int, count: Int)
  /// There is a key, and no file of answers.
  case noAnswers
  /// The explorer was asked for without a picture.
  case noPicture(samples: [String])
  /// A picture was asked for by a number that none of those that were opened has.
  case noSuchPicture(number: Int, count: Int)
  /// The explorer can't use this terminal, for a reason whose words say what to do.
  case noTerminal(reason: String)

  /// How the program ends after this error.
  public var status: ExitReason {
    switch self {
    case .unreadable(_, let code), .cannotCreate(_, let code):
      Self.isShortage(code) ? .noResources : isReading ? .missingInput : .cannotCreate
    case .memory, .noThread, .picture(_, .noMemory): .noResources
    case .missing, .folder, .device, .changed, .notAFolder, .emptyFolder, .unreadFolder, .noClassFolders,
      .nothingExpected,
      .fileTooLarge, .assetsVariable, .noAssets, .unknownSample, .unknownLesson:
      .missingInput
    case .model(_, let error): error.status
    case .change(_, .otherNetwork): .badData
    case .picture, .pictureAsModel, .unsuitableInput, .labels, .numPy, .noLogits, .logitsNotSums,
      .classFolders, .noQuestions, .quizKey, .answers, .lesson, .unusable:
      .badData
    case .evidence(.side, _): .usage
    case .evidence: .badData
    case .outputIsInput: .cannotCreate
    case .screenEnding, .screenPixels, .sheetPixels, .export, .noPicture, .noSuchPicture, .name,
      .channelNumbers,
      .threeChannels, .outsideType, .change, .edit, .changesPicture, .replacesPictures, .notSwept,
      .classAgainstItself,
      .noClassToCompare, .noAnswers, .pinned, .noSuchStop:
      .usage
    case .noTerminal: .noTerminal
    }
  }

  /// Whether it is about a file that is read.
  private var isReading: Bool {
    if case .unreadable = self { true } else { false }
  }

}

extension ModelError {
  /// How the program ends after this error.
  var status: ExitReason {
    switch self {
    case .changed: .missingInput
    case .unreadable(let code): CommandError.isShortage(code) ? .noResources : .missingInput
    case .memory, .network(.tooMuchMemory): .noResources
    case .legacyProcess(let code?) where CommandError.isShortage(ofProcesses: code): .noResources
    default: .badData
    }
  }
}
