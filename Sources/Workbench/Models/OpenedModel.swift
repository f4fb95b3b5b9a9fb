public import ConvNet
public import ImageFormats
public import ModelFormats
public import Tensors

/// A model file that was opened, and where it came from.
public struct OpenedModel: Sendable {
  /// The path of the file.
  public let path: String
  /// What the file holds.
  public let file: ModelFile
  /// What is done to a picture of another aspect than the network's input.
  public let fit: PictureFit
  /// What is done to the samples of a picture before the network reads them.
  public let preprocessing: Preprocessing
  /// What was said of what the file leaves open.
  let choices: ModelChoices

  /// Opens a model file, or the bundled network where no path is given.
  ///
  /// Activations may take half of the machine's memory. A legacy `.h5` file is read by a process of its own.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - options: How pictures are brought to the network's input.
  ///   - helper: The path of the program `cnnview`, which reads legacy files; the running one.
  /// - Throws: `CommandError` where the file can't be read or not even its listing can be made, or the options
  ///   don't fit the network.
  public init(
    path: String?, reading options: PictureOptions = PictureOptions(),
    helper: String? = LegacyChild.runningProgram
  ) throws(CommandError) {
    fit = options.fit
    choices = options.choices
    self.path = if let path { path } else { try Assets.find().model }
    let content = try OpenedModel.content(of: self.path)
    do {
      file = try ModelFile.read(
        content, name: FilePath.name(of: self.path), choices: choices,
        memoryLimit: Machine.memoryForActivations,
        legacyReader: LegacyReader(content, helper: helper), sibling: ModelFolder.siblings(of: self.path))
    } catch {
      throw content.pictureError(path: self.path, instead: error) ?? .model(path: self.path, error)
    }
    preprocessing =
      if case .success(let network) = file.trained {
        try options.preprocessing(for: network, named: file.modelName)
      } else {
        Preprocessing()
      }
  }

  /// The content of a model file; of a folder the error says what is in it.
  private static func content(of path: String) throws(CommandError) -> FileContent {
    do {
      return try InputFile.content(of: path)
    } catch .folder(let path) {
      throw ModelFolder.error(at: path)
    }
  }

  /// The network.
  ///
  /// - Throws: `CommandError.model` where it can't run.
  public func network() throws(CommandError) -> Network { try trained().network }

  /// The network with its parameters.
  ///
  /// - Throws: `CommandError.model` where it can't run.
  public func trained() throws(CommandError) -> TrainedNetwork {
    switch file.trained {
    case .success(let trained): return trained
    case .failure(let error): throw .model(path: path, error)
    }
  }

  /// A picture file as the network's input: its samples, preprocessed; `-` is standard input.
  ///
  /// - Throws: `CommandError` where the file can't be read or holds no picture, or the network can't run or
  ///   reads no pictures.
  public func input(ofPictureAt path: String) throws(CommandError) -> Tensor {
    preprocessing.input(try samples(of: PictureFile(path: path), at: path))
  }

  /// The samples of a picture in 0…1, fitted and resized to the shape of the network's input; `hasPass` says that
  /// what a pass takes is taken already.
  ///
  /// - Throws: `CommandError` where the picture can't be unpacked, or the network can't run or reads no pictures, or there
  ///   is no memory for a pass; `.unreadable` with `ECANCELED` where the work was given up.
  func samples(
    of picture: PictureFile, at path: String, until cancellation: Cancellation = Cancellation(),
    hasPass: Bool = false
  ) throws(CommandError) -> Tensor {
    let network = try network()
    let shape = network.inputShape
    guard let target = try? PictureTarget(shape) else {
      throw .unsuitableInput(model: self.path, shape: shape)
    }
    try requireMemory(network, for: picture, as: target, hasPass: hasPass)
    do {
      return try picture.input(target, fit: fit) { !cancellation.isCancelled }
    } catch .givenUp {
      throw .givenUp(path)
    } catch {
      throw .picture(path: path, error)
    }
  }
}

extension FileContent {
  /// The error of a file that is a picture, where the reader of models doesn't know it.
  fileprivate func pictureError(path: String, instead error: ModelError) -> CommandError? {
    guard [.notAModelFile, .foreignFile(.text), .foreignFile(.webPage)].contains(error) else { return nil }
    let head = first(UnreadPicture.beginning)
    if Picture.isRecognised(beginning: head) { return .pictureAsModel(path: path, nil) }
    let kind = UnreadPicture(recognising: head)
    return kind?.isPicture == true ? .pictureAsModel(path: path, kind) : nil
  }
}

extension PictureFile {
  /// Opens a picture file; `-` is standard input.
  ///
  /// - Throws: `CommandError` where it can't be read or holds no picture, or the reading was given up.
  public init(path: String, until cancellation: Cancellation = Cancellation()) throws(CommandError) {
    let bytes = try PictureInput.bytes(of: path, until: cancellation)
    do {
      try self.init(bytes)
    } catch {
      throw .picture(path: path, error)
    }
  }
}

/// A folder that was given as a model.
enum ModelFolder {
  /// The largest graph of which the class of its layers is looked for.
  private static let largestGraph = 1 << 26

  /// Opens files in the folder of a model by their paths from there, but none outside of it, by whatever link.
  static func siblings(of model: String) -> (String) -> FileContent? {
    { path in
      let folder = FilePath.resolved(FilePath.parent(of: model))
      guard let folder, let file = FilePath.resolved(FilePath.joined(folder, path)),
        file.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/"), FilePath.isFile(file)
      else { return nil }
      return try? InputFile.content(of: file)
    }
  }

  /// Why a folder is no model file: what it is where that is known by its files, else just a folder.
  static func error(at path: String) -> CommandError {
    let names = Set((try? Folder.names(in: path)) ?? [])
    if names.contains("saved_model.pb") {
      let hasKerasLayers = names.contains("keras_metadata.pb") || hasKerasGraph(path)
      return .model(path: path, .foreignFile(.savedModel(hasKerasLayers: hasKerasLayers)))
    }
    if names.isSuperset(of: ["config.json", "model.weights.h5"]) {
      return .model(path: path, .foreignFile(.unpackedKeras))
    }
    if names.contains("checkpoint") || names.contains(where: { $0.hasSuffix(".index") }) {
      return .model(path: path, .foreignFile(.checkpoint))
    }
    return .folder(path: path)
  }

  /// Whether a graph tells of Keras's layers, as TensorFlow before 2.5 wrote them into it.
  private static func hasKerasGraph(_ path: String) -> Bool {
    let file = FilePath.joined(path, "saved_model.pb")
    guard let bytes = try? InputFile.bytes(of: file, limit: largestGraph) else { return false }
    return holds(Array("_tf_keras_".utf8), bytes)
  }

  /// Whether some bytes stand among others.
  private static func holds(_ part: [UInt8], _ whole: [UInt8]) -> Bool {
    guard part.count <= whole.count else { return false }
    return whole.withUnsafeBytes { whole in
      (0...whole.count - part.count).contains { start in whole[start...].starts(with: part) }
    }
  }
}
