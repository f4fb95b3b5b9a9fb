import ModelFormats
import TestSupport
import Testing
import Workbench

/// What is said of files of other kinds: what each is, and the line that makes one which can be read.
@Suite("files of other kinds in words")
struct ForeignFileWordsTests {
  private static let makeAnew = "; save the Keras model that it was made from with model.save('my.keras')"
  private static let give = "; give a file that model.save('my.keras') wrote"
  private static let convert =
    "; convert the folder in Python: import tf_keras; tf_keras.models.load_model('my m/x').save('my.keras')"

  private static let sentences: [(ForeignFile, String)] = [
    (.empty, "an empty file" + give),
    (.savedModel(hasKerasLayers: true), "a SavedModel folder of Keras 2" + convert),
    (
      .savedModel(hasKerasLayers: false),
      "a SavedModel folder, which has TensorFlow's graph without Keras's layers" + makeAnew
    ),
    (
      .savedModelGraph,
      "the graph of a SavedModel, without Keras's layers" + convert.replacing("my m/x", with: "my m")
    ),
    (
      .unpackedKeras,
      "a .keras file that was unpacked into a folder; "
        + "pack it: cd 'my m/x'; zip -0 ../my.keras config.json metadata.json model.weights.h5"
    ),
    (.tensorFlowLite, "a TensorFlow Lite file, which has no Keras layers any more" + makeAnew),
    (
      .tensorFlowJS,
      "a TensorFlow.js model; convert it: tensorflowjs_converter --input_format=tfjs_layers_model "
        + "--output_format=keras 'my m/x' my.h5"
    ),
    (
      .checkpoint,
      "a part of a TensorFlow checkpoint: weights, without the model that they belong to; build the model in "
        + "Python, then model.load_weights('my m/x'); model.save('my.keras')"
    ),
    (
      .pyTorch,
      "a file of PyTorch; load it in Python, and export the network: "
        + "torch.onnx.export(model.eval(), (torch.rand(1, 3, 224, 224),), 'my.onnx'), with the size of its pictures"
    ),
    (
      .pickle,
      "an object of Python's, written by pickle; load it in Python, and if it is a model of Keras, save it with "
        + "model.save('my.keras')"
    ),
    (
      .safetensors,
      "weights in safetensors, without the model that they belong to; build the network in Python, set its weights "
        + "from safetensors, and save it: in Keras with model.save('my.keras'), in PyTorch with "
        + "torch.onnx.export(model.eval(), (torch.rand(1, 3, 224, 224),), 'my.onnx')"
    ),
    (
      .numPy,
      "arrays of NumPy, without a model; build the network in Keras, then model.set_weights([…]) with the arrays of numpy.load('my m/x') and "
        + "model.save('my.keras')"
    ),
    (.hdf5Data, "an HDF5 file of data, with neither a model nor its weights" + give),
    (
      .kerasJSON,
      "the layers of a Keras model as JSON, without weights; in Python: model = "
        + "keras.models.model_from_json(open('my m/x').read()); model.load_weights('WEIGHTS'); model.save('my.keras')"
    ),
    (
      .zip(model: "a\u{1B}.keras"),
      "a zip archive with a\u{FFFD}.keras in it; unpack it and give that: unzip 'my m/x'"
    ),
    (.zip(model: nil), "a zip archive without a model in it" + give),
    (.packed(by: .gzip), "packed with gzip; unpack it: gunzip 'my m/x'"),
    (.packed(by: .bzip2), "packed with bzip2; unpack it: bunzip2 'my m/x'"),
    (.packed(by: .xz), "packed with xz; unpack it: unxz 'my m/x'"),
    (.packed(by: .zstd), "packed with zstd; unpack it: unzstd 'my m/x'"),
    (.packed(by: .tar), "packed with tar; unpack it: tar xf 'my m/x'"),
    (.webPage, "a web page; download the file itself"),
    (.gitPointer, "what Git LFS keeps in place of a file; fetch it: git lfs pull --include 'my m/x'"),
    (.text, "a text, and no model" + give),
  ]

  @Test("each kind is named, with what to do next")
  func words() {
    for (file, words) in Self.sentences {
      let error = CommandError.model(path: "my m/x", .foreignFile(file))
      #expect(error.message == "my m/x: " + words)
      #expect(error.status == .badData)
    }
  }

  @Test("weights of a checkpoint are named as TensorFlow names them, and quotation marks as Python does")
  func namesInPython() {
    func message(_ path: String, _ file: ForeignFile) -> String {
      CommandError.model(path: path, .foreignFile(file)).message
    }
    for path in ["a/ck-1.index", "a/ck-1.data-00000-of-00001"] {
      #expect(message(path, .checkpoint).contains("load_weights('a/ck-1')"))
    }
    #expect(message("it's", .numPy).contains(#"load('it\'s')"#))
    #expect(message("saved_model.pb", .savedModelGraph).contains("load_model('.')"))
  }

  @Test(
    "a picture given as a model is called one, of whatever kind",
    arguments: [
      (Array("P6\n3 3\n255\n".utf8), "a picture"), ([0xFF, 0xD8, 0xFF, 0xE0], "a picture"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a picture"),
      (Array("RIFF\0\0\0\0WEBPVP8 ".utf8), "a picture"), (Array("GIF89a".utf8), "a GIF picture"),
      (Array("\0\0\0\u{18}ftypheic\0\0\0\0mif1heic".utf8), "a HEIC picture"),
      (Array("II*\0\u{8}\0\0\0".utf8), "a TIFF file"), (Array("<svg/>".utf8), "an SVG drawing"),
      (Array("BM".utf8) + [138, 0, 0, 0, 0, 0, 0, 0, 26, 0, 0, 0, 40, 0, 0, 0], "a BMP picture"),
    ])
  func pictures(bytes: [UInt8], words: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: "model.keras")
    let error = #expect(throws: CommandError.self) { try OpenedModel(path: path) }
    #expect(
      error?.message == "\(path): \(words), where a model is needed; write cnnview \(path) --model FILE.keras"
    )
    #expect(error?.status == .badData)
  }

  @Test("a folder is named for the model that is in it")
  func folders() throws {
    func error(_ names: String..., holding bytes: [UInt8] = [1]) throws -> CommandError? {
      let folder = try TemporaryFolder()
      for name in names { try folder.write(bytes, to: name) }
      let error = #expect(throws: CommandError.self) { try OpenedModel(path: folder.path) }
      return if case .model(_, let error)? = error { .model(path: "", error) } else {
        error.map { _ in .folder(path: "") }
      }
    }
    func foreign(_ file: ForeignFile) -> CommandError { .model(path: "", .foreignFile(file)) }
    #expect(try error("saved_model.pb", "keras_metadata.pb") == foreign(.savedModel(hasKerasLayers: true)))
    #expect(try error("saved_model.pb") == foreign(.savedModel(hasKerasLayers: false)))
    let graph = Array("…root\"_tf_keras_sequential".utf8)
    #expect(try error("saved_model.pb", holding: graph) == foreign(.savedModel(hasKerasLayers: true)))
    #expect(try error("config.json", "metadata.json", "model.weights.h5") == foreign(.unpackedKeras))
    #expect(try error("checkpoint", "ck.index") == foreign(.checkpoint))
    #expect(try error("cat.jpg") == .folder(path: ""))
  }
}
