internal import CellScreen
internal import ConvNet
internal import Explorer
internal import ImageFormats
internal import Tensors

/// An error in words: what is wrong, and what to do about it.
struct ErrorWords: Equatable {
  /// What is wrong, as the rest of a sentence whose subject is the place.
  let fault: String
  /// What a person can do; `nil` where the fault's words say it.
  let remedy: String?

  /// Says what is wrong, and what to do where that helps.
  init(_ fault: String, remedy: String? = nil) {
    (self.fault, self.remedy) = (fault, remedy)
  }
}

extension CommandError {
  /// The error on one line for standard error: who says it, where it is, what is wrong, what to do.
  public var line: String { "cnnview: " + message }

  /// The error on one line: where it is, what is wrong, what to do.
  public var message: String {
    (place.map { DisplayText($0).string + ": " } ?? "") + explanation
  }

  /// The error on one line, where the place is known already: what is wrong, what to do.
  public var explanation: String {
    let words = words
    return [words.fault, words.remedy].compactMap(\.self).joined(separator: "; ")
  }

  /// What the error is about, as the user named it.
  private var place: String? {
    switch self {
    case .unreadable(PictureInput.standardInput, _), .device(PictureInput.standardInput),
      .memory(PictureInput.standardInput, _), .fileTooLarge(PictureInput.standardInput, _),
      .picture(PictureInput.standardInput, _):
      PictureInput.name(of: PictureInput.standardInput)
    case .device(let path), .changed(let path), .memory(let path, _), .outputIsInput(let path),
      .screenEnding(let path, _, _), .screenPixels(let path, _, _, _), .sheetPixels(let path, _),
      .missing(let path), .folder(let path),
      .notAFolder(let path),
      .emptyFolder(let path),
      .noClassFolders(let path), .nothingExpected(let path), .classFolders(let path, _, _),
      .unreadable(let path, _),
      .fileTooLarge(let path, _), .cannotCreate(let path, _), .picture(let path, _), .model(let path, _),
      .pictureAsModel(let path, _), .unreadFolder(let path, _, _, _),
      .unsuitableInput(let path, _), .labels(let path, _), .numPy(let path, _),
      .noLogits(let path, _), .logitsNotSums(let path), .noQuestions(let path),
      .quizKey(let path, _), .answers(let path, _), .lesson(let path, _), .pinned(let path, _, _):
      path
    case .unknownLesson(let name, _): name
    case .noSuchStop: "--stop"
    case .classAgainstItself: "--against"
    case .evidence(.side, _): "--square"
    case .evidence(_, let model): model
    case .noClassToCompare: "--class"
    case .channelNumbers(let option, _, _), .threeChannels(let option, _): option
    case .assetsVariable: "CNNVIEW_ASSETS"
    case .unknownSample(let name, _): name
    case .name(let error): error.place
    case .export(let error): error.place
    case .noSuchPicture: "--picture"
    case .change(let text, _), .changesPicture(let text), .replacesPictures(let text):
      text.isEmpty ? "--change" : text
    case .notSwept(let name, _): name
    case .edit: "--change"
    case .noAssets, .noPicture, .noTerminal, .noThread, .outsideType, .noAnswers, .unusable: nil
    }
  }

  private var words: ErrorWords { inputWords ?? folderWords ?? requestWords }

  /// The words of errors about files that are read, and what that takes.
  private var inputWords: ErrorWords? {
    switch self {
    case .missing: ErrorWords("no such file", remedy: "check the path")
    case .folder: ErrorWords("a folder, where a file is needed", remedy: "name a file in it")
    case .device:
      ErrorWords("a device, where a file is needed", remedy: "name a file, or a pipe that ends")
    case .unreadable(_, let code):
      ErrorWords("can't be read: \(systemWords(code))", remedy: Self.remedy(ofReading: code))
    case .changed:
      ErrorWords("changed while it was read", remedy: "open it again when it is written to its end")
    case .fileTooLarge(_, let limit):
      ErrorWords("more than \(NumberText.grouped(limit)) bytes", remedy: "give a smaller file")
    case .memory(_, let bytes): ErrorWords(memory: bytes)
    case .noThread(let code):
      ErrorWords("no thread for the work: \(systemWords(code))", remedy: "close other programs")
    case .picture(let path, let error): error.words(for: GivenFile(path))
    case .model(let path, let error): error.words(for: GivenFile(path))
    case .pictureAsModel(let path, let kind):
      ErrorWords(
        "\(kind?.words(for: GivenFile(path)).fault ?? "a picture"), where a model is needed",
        remedy: "write cnnview \(GivenFile(path).word) --model FILE.keras")
    case .labels(_, let error): error.words
    case .numPy(_, let error): error.words
    case .unsuitableInput(_, let shape):
      ErrorWords(
        "reads \(shape), and a picture is (height, width, 3) or (height, width, 1)",
        remedy: shape.rank == 2
          ? "begin the model with Input((\(shape[0]), \(shape[1]), 1)) if these are rows and columns, and save it again"
          : "give a network that reads pictures")
    case .noLogits(_, let shape):
      ErrorWords(
        "its output \(shape) is no line of logits", remedy: "ask for one of its units with 'cnnview explain'")
    case .logitsNotSums:
      ErrorWords(
        "the logits of these classes are no sums of the same numbers, so there are no parts to compare",
        remedy: "follow each with 'cnnview why --class NAME'")
    case .evidence(let error, _): error.words
    case .quizKey(_, let error): error.words
    case .answers(_, let error): error.words
    case .unusable(let words): ErrorWords(words)
    case .lesson(_, let error): ErrorWords("line \(error.line): \(error.fault)", remedy: error.remedy)
    case .noAnswers:
      ErrorWords("only keys are given", remedy: "name the tables of answers behind the key")
    case .noQuestions:
      ErrorWords(
        "has no line to ask about",
        remedy: "give a network with convolutions, poolings, Flatten or Dense")
    case .classAgainstItself(let name):
      ErrorWords("\(name) is the class that is asked about itself", remedy: "name another one")
    case .noClassToCompare(let reason):
      ErrorWords("no class is named, and none stands out: \(reason)", remedy: "name one")
    default: nil
    }
  }

  /// The words of errors about folders, and about files that are written.
  private var folderWords: ErrorWords? {
    switch self {
    case .emptyFolder:
      ErrorWords("a folder without pictures", remedy: "name one with JPEG, PNG, WebP or PNM files in it")
    case .unreadFolder(_, let count, let example, let kind): Self.words(of: kind, example, count: count)
    case .notAFolder: ErrorWords("a file, where a folder is needed", remedy: "name a folder")
    case .noClassFolders:
      ErrorWords(
        "no folders with pictures in it",
        remedy: "put the pictures of each class into a folder of their own: FOLDER/<class>/<image>")
    case .classFolders(_, let unknown, let known):
      ErrorWords(
        "has \(unknown.count == 1 ? "a folder that is no class" : "folders that are no classes") of the network: "
          + listed(unknown), remedy: "name each folder as its class: \(listed(known))")
    case .nothingExpected:
      ErrorWords(
        "no activation of the network's layers in it",
        remedy: "save each as <layer>.npy; the README has a script for Keras")
    case .cannotCreate(let path, let code): ErrorWords(writing: path, code: code)
    case .screenEnding(_, let ending, let known):
      ErrorWords(
        "a screen can't be written as .\(DisplayText(ending))",
        remedy: Self.pictureEndings.contains(ending.lowercased())
          ? "name it .png or .svg, and make the picture of that"
          : "give one of the endings " + known.map { ".\($0)" }.joined(separator: ", "))
    case .screenPixels(_, let rows, let columns, let limit):
      ErrorWords(
        "a picture of \(NumberText.grouped(columns)) columns and \(NumberText.grouped(rows)) rows would have more than "
          + "\(NumberText.grouped(limit)) pixels", remedy: "give a smaller --size, or name it .svg")
    case .sheetPixels(_, let limit):
      ErrorWords(
        "would have more than \(NumberText.grouped(limit)) pixels",
        remedy: "give a smaller --scale, one --layer or --map, or --format svg")
    case .outputIsInput: ErrorWords("is also read, and would be lost", remedy: "choose another name")
    default: nil
    }
  }

  /// The words of a folder whose pictures are of kinds that are not read, with one of them and their count.
  private static func words(of kind: UnreadPicture, _ example: String, count: Int) -> ErrorWords {
    let words = kind.words(for: GivenFile(example))
    let name = DisplayText(FilePath.name(of: example))
    let others = count > 1 ? ", and \(NumberText.grouped(count - 1)) more are of such kinds" : ""
    return ErrorWords(
      "a folder without pictures that are read: \(name) is \(words.fault)\(others)", remedy: words.remedy)
  }

  /// The words of errors about what was asked for, and what there is.
  private var requestWords: ErrorWords {
    switch self {
    case .unknownLesson(_, let known):
      ErrorWords(
        "no lesson is called so",
        remedy: known.isEmpty
          ? "name the file of one" : "choose \(known.joined(separator: ", ")), or name a file")
    case .pinned(_, let what, let file):
      ErrorWords("is about the \(what) \(DisplayText(file))", remedy: "give no other one")
    case .noSuchStop(let number, let count):
      ErrorWords(
        "there is no stop \(number)", remedy: count == 1 ? "there is one" : "choose one from 1 to \(count)")
    case .noSuchPicture(let number, let count):
      ErrorWords(
        "there is no picture \(number)",
        remedy: count == 1 ? "there is one picture" : "choose one from 1 to \(count)")
    case .channelNumbers(_, let found, let channels):
      ErrorWords(
        "\(found) numbers, and the network reads \(channels) channel\(channels == 1 ? "" : "s")",
        remedy: channels == 1 ? "give one number" : "give one number, or one for each channel")
    case .threeChannels(_, let channels):
      ErrorWords(
        "for three colours, and the network reads \(channels) channel\(channels == 1 ? "" : "s")",
        remedy: "leave it out")
    case .outsideType(let type, let number, let options):
      ErrorWords(
        "the network reads \(DisplayText(type)), whole numbers\(Self.words(ofRange: type)), "
          + "never \(NumberText.allDigits(number))",
        remedy: "leave out \(options.joined(separator: " and ")), or choose an --input-range inside of that")
    case .name(let error): ErrorWords(error.fault, remedy: error.remedy)
    case .export(let error): error.words
    case .change(_, let error): ErrorWords(error.fault, remedy: error.remedy)
    case .edit(let error, let network): error.words(in: network)
    case .changesPicture:
      ErrorWords(
        "changes a picture, and none is read here", remedy: "leave it out, or ask for 'explain' or 'why'")
    case .replacesPictures:
      ErrorWords(
        "puts one picture in place of all", remedy: "leave it out; --versus compares with another network")
    case .notSwept(_, let shape):
      ErrorWords(
        shape.map { "\($0) has neither maps nor a line of units" } ?? "no layer of the network",
        remedy: "choose a layer of maps, like conv2d, or of units, like dense")
    case .assetsVariable(let path):
      ErrorWords(
        "names \(DisplayText(path)), which is no folder",
        remedy: "set it to the folder that has models and images, or unset it")
    case .unknownSample(_, let known):
      ErrorWords(
        "no bundled picture has this name",
        remedy: "choose one of \(known.map { DisplayText($0).string }.joined(separator: ", "))")
    case .noAssets(let executable):
      ErrorWords(
        "the bundled network and pictures were not found" + Self.searchedPlace(executable),
        remedy: "set CNNVIEW_ASSETS to the folder that has models and images")
    case .noPicture(let samples):
      ErrorWords("no picture given", remedy: "type 'cnnview PICTURE.ppm'" + offer(samples))
    case .noTerminal(let reason): ErrorWords(reason)
    default: ErrorWords("can't be done")
    }
  }

  /// Which numbers a type of integers holds, behind "whole numbers".
  private static func words(ofRange type: String) -> String {
    guard let range = IntegerType(named: type)?.range else { return "" }
    return " from \(NumberText.allDigits(range.lowerBound)) to \(NumberText.allDigits(range.upperBound))"
  }

  /// Endings of pictures that programs make of others.
  private static let pictureEndings: Set<String> = [
    "jpg", "jpeg", "gif", "webp", "pdf", "eps", "tiff",
  ]

  /// How to open the bundled pictures.
  private func offer(_ samples: [String]) -> String {
    guard let first = samples.first else { return "" }
    return ", or 'cnnview sample \(DisplayText(first))' for a bundled one ("
      + samples.map { DisplayText($0).string }.joined(separator: ", ") + ")"
  }

  /// Where the assets of an executable were looked for.
  private static func searchedPlace(_ executable: String?) -> String {
    executable.map {
      " in share/cnnview beside, or in assets above, \(DisplayText(FilePath.parent(of: $0)))"
    } ?? ""
  }
}

extension ErrorWords {
  /// The words of bytes that the system has no memory for.
  init(memory bytes: Int) {
    self.init(
      bytes == 0
        ? "needs more memory than the system gives"
        : "needs \(NumberText.grouped(bytes)) bytes of memory, which the system does not give",
      remedy: "close other programs, or allow more memory (ulimit -v)")
  }
}
