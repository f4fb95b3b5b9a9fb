public import ConvNet
public import Tensors

/// Why a model file can't be read, or can't be run.
///
/// The cases carry data; the words for them are made in one place, in `Workbench`. Names and values come from the
/// file as they are: clean them before they reach a terminal.
public enum ModelError: Error, Equatable, Sendable {
  // The file.

  /// The file is neither a `.keras` archive nor anything else that is known.
  case notAModelFile
  /// The file was changed while it was read.
  case changed
  /// The system does not give the file's bytes: its code.
  case unreadable(code: Int32)
  /// The system has no memory for so many bytes.
  case memory(bytes: Int)
  /// The file is an HDF5 file whose head is damaged.
  case legacyDamaged
  /// The file is an HDF5 file of weights, without a model.
  case legacyWithoutModel
  /// The process that reads legacy `.h5` files ended before it was done, most often because the file is damaged.
  case legacyReaderDied
  /// The process that reads legacy `.h5` files can't be started: the system's code, or `nil` where there is none.
  case legacyProcess(code: Int32?)
  /// The file begins like a zip archive, but its table of contents is missing or damaged: often cut short.
  case archiveDamaged
  /// The archive has no member of the name.
  case memberMissing(String)
  /// A member's bytes contradict its length or its checksum.
  case memberCorrupt(String)
  /// A member needs a password.
  case memberEncrypted(String)
  /// A member is compressed in a way that can't be read.
  case memberCompression(String)
  /// A member claims to be larger, unpacked, than its bytes in the file can make it, or than the config declares.
  case memberTooLarge(String, size: Int, limit: Int)

  // The model as a whole.

  /// `config.json` is not JSON from a byte on.
  case configNotJSON(offset: Int)
  /// `config.json` has no value, or one of another kind, at a key such as `config.layers[3].class_name`.
  case badConfig(key: String, expected: ExpectedValue, found: String)
  /// The model is neither Sequential nor functional: somebody's own class.
  case unsupportedModelClass(String)
  /// A layer reads what no layer of its model gives.
  case unknownInput(layer: String, input: String)
  /// There are more layers and connections than is sensible, inner models' among them.
  case tooManyLayers(limit: Int)
  /// No layer, and nothing else in the file, says what shape the picture has.
  case noInputShape
  /// The input has extents that the file leaves open.
  case openInputShape(String)

  // Its layers.

  /// Layers whose classes can't be run: all of them.
  case unsupportedLayers([UnsupportedLayer])
  /// An argument has a value that Keras knows but that can't be run.
  case unsupportedArgument(layer: String, argument: String, value: String)
  /// Layers with windows disagree on the order of the axes of their maps.
  case mixedDataFormats(channelsFirst: String, channelsLast: String)
  /// A layer works along axes that can't be translated, in a model whose maps are (channel, height, width).
  case needsChannelsLast(UnsupportedLayer)
  /// A function of `keras.ops` merges a layer with a number in a way that `ConstantArithmetic` doesn't know.
  case constantOperand(layer: String)
  /// An argument is missing (`found` is `None`) or has a value that makes no sense.
  case badArgument(layer: String, argument: String, expected: ExpectedValue, found: String)

  // Its weights.

  /// `model.weights.h5` is not an HDF5 file, or its head is damaged.
  case weightsNotHDF5
  /// There are no numbers at the path.
  case missingWeight(layer: String, path: String)
  /// The weight has another shape than the layer's arguments and input ask for.
  case weightShape(layer: String, path: String, expected: Shape, found: Shape)
  /// The numbers are not floats of 16, 32 or 64 bits: quantised weights, for example.
  case weightType(layer: String, path: String)
  /// The numbers are compressed, in chunks, or outside the file.
  case weightStorage(layer: String, path: String)
  /// The file contradicts itself where the numbers should be.
  case weightCorrupt(layer: String, path: String)

  /// The layers were read, but don't make a network that can run.
  case network(NetworkError)
}

/// A layer whose class can't be run.
public struct UnsupportedLayer: Hashable, Sendable {
  /// The layer's name.
  public let name: String
  /// The name of its Keras class.
  public let className: String

  /// Makes the note of a layer.
  public init(name: String, className: String) {
    self.name = name
    self.className = className
  }
}

/// What should have stood in `config.json`.
public enum ExpectedValue: Equatable, Sendable {
  /// An integer from 1 to a largest one.
  case positiveInteger(upTo: Int)
  /// One positive integer, or two: height and width.
  case size(upTo: Int)
  /// The batch's extent and at least one positive integer.
  case batchShape(upTo: Int)
  /// Integers with a largest magnitude.
  case integers(upTo: Int)
  /// A finite number.
  case number
  /// A finite number, or a list of them.
  case numbers
  /// True or false.
  case boolean
  /// A text.
  case text
  /// A list.
  case list
  /// An object, `{…}`.
  case object
}
