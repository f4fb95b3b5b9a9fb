public import ConvNet
public import Tensors

/// Why a model file can't be read, or can't be run.
///
/// The cases carry data; the words for them are made in one place, in `Workbench`. Names and values come from the
/// file as they are: clean them before they reach a terminal.
public enum ModelError: Error, Equatable, Sendable {
  // The file.

  /// The file is like nothing that is known.
  case notAModelFile
  /// The file was changed while it was read.
  case changed
  /// The system does not give the file's bytes: its code.
  case unreadable(code: Int32)
  /// The system has no memory for so many bytes; 0 where nobody knows how many.
  case memory(bytes: Int)
  /// The file is something else than a model file which can be read.
  case foreignFile(ForeignFile)
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

  /// `config.json` is larger than is sensible: mostly because numbers stand in it that belong into the weights.
  case configTooLarge(size: Int, limit: Int)
  /// The file was written by Keras 1, whose arguments have other names and meanings; `nil` where the version is not
  /// said.
  case kerasTooOld(version: String?)
  /// `config.json` is not JSON from a byte on.
  case configNotJSON(offset: Int)
  /// The model's config is nested more deeply than is read.
  case configTooDeep(limit: Int)
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
  /// The input has a size of its own, and another one was asked for.
  case fixedInputShape(Shape)
  /// No output of the model has the name that was asked for.
  case unknownOutput(String, outputs: [String])

  // Its layers.

  /// Layers whose classes can't be run: all of them.
  case unsupportedLayers([UnsupportedLayer])
  /// An argument has a value that Keras knows but that can't be run.
  case unsupportedArgument(layer: String, argument: String, value: String)
  /// A layer is called with something besides tensors that changes its numbers, such as `training=True`.
  case unsupportedCall(layer: String, argument: String, value: String)
  /// A layer or a function of `keras.ops` is called without something that it needs.
  case missingOperand(layer: String, operand: String)
  /// A function of `keras.ops` is called with something else than tensors in an `.h5` file, from which Keras doesn't
  /// get it back.
  case legacyConstant(layer: String)
  /// Layers with windows disagree on the order of the axes of their maps.
  case mixedDataFormats(channelsFirst: String, channelsLast: String)
  /// A layer works along axes that can't be translated, in a model whose maps are (channel, height, width).
  case needsChannelsLast(UnsupportedLayer)
  /// A function of `keras.ops` merges a layer with a number in a way that `ConstantArithmetic` doesn't know.
  case constantOperand(layer: String)
  /// Keras 2 wrote the file, whose `hard_sigmoid` is another function than Keras 3's.
  case oldHardSigmoid(layer: String)
  /// Keras wrote the file with Theano, whose convolutions turn the kernel around.
  case theanoKernel(layer: String)
  /// A layer's weights are quantised in a mode such as `int8`.
  case quantized(layer: String, mode: String)
  /// A layer is part of two models, one inside of the other; Keras has saved its weights in one of them only.
  case sharedAcrossModels(layer: String, twin: String)
  /// A legacy file has the weights of a layer in parts, which LoRA learned.
  case loraWeights(layer: String)
  /// A layer computes with integers of a type, in which numbers wrap around.
  case integerArithmetic(layer: String, type: String)
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

  /// An ONNX file can't be read, or can't be run.
  case onnx(ONNXError)
  /// A layer can't run on what it reads.
  case layer(name: String, className: String, fault: LayerFault)
  /// The layers were read, but don't make a network that can run.
  case network(NetworkError)
}

/// A layer whose class can't be run.
public struct UnsupportedLayer: Hashable, Sendable {
  /// The layer's name.
  public let name: String
  /// The name of its Keras class.
  public let className: String
  /// Whose class it is.
  public let origin: Origin
  /// The layer before it, where a model could end with that one; `nil` where there is none outside of other models.
  public let source: String?

  /// Whose a class is.
  public enum Origin: Hashable, Sendable {
    /// Keras's.
    case keras
    /// Somebody's own, whose code is not in the file.
    case own
    /// TensorFlow's: a function that Keras 2 wraps.
    case tensorFlow
  }

  /// Makes the note of a layer.
  public init(name: String, className: String, origin: Origin = .keras, source: String? = nil) {
    self.name = name
    self.className = className
    self.origin = origin
    self.source = source
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
