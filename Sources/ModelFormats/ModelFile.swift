public import ConvNet
public import KerasNotation
public import Tensors

/// A model as it stands in its file: its layers as code, and the network where it can run.
///
/// A file whose network can't run still has a listing, so that one can see why.
public struct ModelFile: Sendable {
  /// A layer of the listing.
  public struct ListedLayer: Equatable, Sendable {
    /// The name given in Keras.
    public let name: String
    /// The name of the Keras class: `Conv2D`.
    public let className: String
    /// The code that makes the layer in Keras; where it can't be run, its class and arguments.
    public let code: [ListingToken]
    /// The layers of the listing that it reads, by their places.
    public let inputs: [Int]
    /// The shape of its activation; `nil` from the first layer on that can't run.
    public let outputShape: Shape?
    /// How many numbers it has learned; `nil` for the input, for a layer that has the weights of another, and from
    /// the first layer on that can't run.
    public let parameterCount: Int?
  }

  /// The name of the file.
  public let fileName: String
  /// The name of the model in Keras: `sequential`.
  public let modelName: String
  /// Classes of somebody's own that stand for models of Keras's: only what their layers do is known.
  public let ownClasses: [String]
  /// The names of the layers that give the file's outputs, of ONNX those of the values.
  public let outputs: [String]
  /// The one of them that the network leads to; empty where there is none.
  public let output: String
  /// The layers, each after those that it reads, else in the file's order; the same as the network's, where that
  /// exists.
  public let layers: [ListedLayer]
  /// Whether the classes are Keras's, and not the words of another format.
  public var isOfKeras = true
  /// The network with its parameters, or the first reason why it can't run.
  public let trained: Result<TrainedNetwork, ModelError>

  /// The network, or the first reason why it can't run.
  public var network: Result<Network, ModelError> { trained.map(\.network) }

  /// Reads a model file of any known format, which is recognised by its content.
  ///
  /// - Parameters:
  ///   - content: The file's content.
  ///   - name: The file's name, for the listing only.
  ///   - choices: What the file leaves open.
  ///   - memoryLimit: How many bytes all activations of the network may take together.
  ///   - legacyReader: What reads a legacy `.h5` file in a process of its own; without it none is read.
  ///   - sibling: Opens a file in the model's folder by its path from there, in which an ONNX file may have its
  ///     tensors; gives nothing for one that isn't there or that leads out of the folder.
  /// - Returns: The listing, with the network or the reason why there is none.
  /// - Throws: `ModelError` where not even a listing can be made, or the file is changed meanwhile.
  public static func read(
    _ content: FileContent, name: String, choices: ModelChoices = ModelChoices(), memoryLimit: Int,
    legacyReader: LegacyReader? = nil, sibling: (String) -> FileContent? = { _ in nil }
  ) throws(ModelError) -> ModelFile {
    let file = Result { () throws(ModelError) in
      try readOnce(
        content, name: name, choices: choices, memoryLimit: memoryLimit, legacyReader: legacyReader,
        sibling: sibling)
    }
    // What was made of bytes that were no longer there, or of others, is worth nothing, and its errors mislead.
    switch content.failure() {
    case .changed: throw .changed
    case .system(let code): throw .unreadable(code: code)
    case nil: return try file.get()
    }
  }

  /// Whether a file that begins with these bytes, of which 8 are enough, is taken for a model.
  public static func isRecognised(beginning bytes: [UInt8]) -> Bool {
    bytes.starts(with: HDF5File.signature) || bytes.starts(with: archiveSignature)
      || ONNXModel.isRecognised(beginning: bytes)
  }

  /// How a zip archive begins.
  private static let archiveSignature: [UInt8] = [0x50, 0x4B]

  private static func readOnce(
    _ content: FileContent, name: String, choices: ModelChoices, memoryLimit: Int,
    legacyReader: LegacyReader?,
    sibling: (String) -> FileContent?
  ) throws(ModelError) -> ModelFile {
    if content.starts(with: HDF5File.signature) {
      guard let process = try legacyReader?.start() else { throw .legacyProcess(code: nil) }
      let model = try LegacyReply.model(from: process, largest: content.count)
      return try model.modelFile(name: name, choices: choices, memoryLimit: memoryLimit)
    }
    if ONNXModel.isRecognised(beginning: content.first(ONNXModel.beginning)) {
      return try ONNXModel.modelFile(
        content, name: name, choices: choices, memoryLimit: memoryLimit, sibling: sibling)
    }
    guard content.starts(with: archiveSignature) else {
      let head = content.first(foreignBytes)
      let tail = content.last(foreignBytes)
      // The numbers of a checkpoint have no mark of their own.
      let data = name.contains(".data-0") ? ForeignFile.checkpoint : nil
      throw (ForeignFile(head: head, tail: tail) ?? data).map { .foreignFile($0) } ?? .notAModelFile
    }
    do {
      return try KerasArchive(content).modelFile(name: name, choices: choices, memoryLimit: memoryLimit)
    } catch .memberMissing(KerasArchive.configMember) {
      let names = ForeignFile.names(inTail: content.last(1 << 16))
      guard !names.contains(KerasArchive.weightsMember) else {
        throw .memberMissing(KerasArchive.configMember)
      }
      throw .foreignFile(ForeignFile(archiveOf: names))
    }
  }

  /// So many bytes at either end tell what a file is.
  private static let foreignBytes = 1 << 12

  /// Reads a model file from a copy of its bytes.
  ///
  /// - Throws: `ModelError` where not even a listing can be made.
  public static func read(
    _ bytes: [UInt8], name: String, choices: ModelChoices = ModelChoices(), memoryLimit: Int,
    legacyReader: LegacyReader? = nil
  ) throws(ModelError) -> ModelFile {
    try read(
      FileContent(bytes), name: name, choices: choices, memoryLimit: memoryLimit, legacyReader: legacyReader)
  }
}
