internal import CellScreen
internal import ModelFormats

extension ForeignFile {
  /// The file in words, with the line that makes one of it which can be read.
  func words(for file: GivenFile) -> ErrorWords { ErrorWords(fault, remedy: remedy(for: file)) }

  private var fault: String {
    switch self {
    case .empty: "an empty file"
    case .savedModel(true): "a SavedModel folder of Keras 2"
    case .savedModel(false): "a SavedModel folder, which has TensorFlow's graph without Keras's layers"
    case .savedModelGraph: "the graph of a SavedModel, without Keras's layers"
    case .unpackedKeras: "a .keras file that was unpacked into a folder"
    case .tensorFlowLite: "a TensorFlow Lite file, which has no Keras layers any more"
    case .tensorFlowJS: "a TensorFlow.js model"
    case .checkpoint: "a part of a TensorFlow checkpoint: weights, without the model that they belong to"
    case .pyTorch: "a file of PyTorch"
    case .pickle: "an object of Python's, written by pickle"
    case .safetensors: "weights in safetensors, without the model that they belong to"
    case .numPy: "arrays of NumPy, without a model"
    case .hdf5Data: "an HDF5 file of data, with neither a model nor its weights"
    case .kerasJSON: "the layers of a Keras model as JSON, without weights"
    case .zip(let model?): "a zip archive with \(DisplayText(model)) in it"
    case .zip(nil): "a zip archive without a model in it"
    case .packed(let packer): "packed with \(packer.rawValue)"
    case .webPage: "a web page"
    case .gitPointer: "what Git LFS keeps in place of a file"
    case .text: "a text, and no model"
    }
  }

  private func remedy(for file: GivenFile) -> String {
    switch self {
    case .savedModel(true): Self.conversion(ofFolder: file)
    case .savedModelGraph: Self.conversion(ofFolder: file.folder)
    case .unpackedKeras:
      "pack it: cd \(file.word); zip -0 ../my.keras config.json metadata.json model.weights.h5"
    case .savedModel(false), .tensorFlowLite:
      "save the Keras model that it was made from with model.save('my.keras')"
    case .tensorFlowJS:
      "convert it: tensorflowjs_converter --input_format=tfjs_layers_model --output_format=keras \(file.word) my.h5"
    case .checkpoint:
      "build the model in Python, then model.load_weights(\(file.text(without: ".index", ".data-"))); "
        + "model.save('my.keras')"
    case .pyTorch:
      "load it in Python, and export the network: torch.onnx.export(model.eval(), (torch.rand(1, 3, 224, 224),), "
        + "'my.onnx'), with the size of its pictures"
    case .safetensors:
      "build the network in Python, set its weights from safetensors, and save it: in Keras with "
        + "model.save('my.keras'), in PyTorch with torch.onnx.export(model.eval(), (torch.rand(1, 3, 224, 224),), 'my.onnx')"
    case .numPy:
      "build the network in Keras, then model.set_weights([…]) with the arrays of numpy.load(\(file.text())) and model.save('my.keras')"
    case .kerasJSON:
      "in Python: model = keras.models.model_from_json(open(\(file.text())).read()); model.load_weights('WEIGHTS'); "
        + "model.save('my.keras')"
    case .zip(_?): "unpack it and give that: unzip \(file.word)"
    case .packed(let packer): "unpack it: \(packer.command(for: file))"
    case .webPage: "download the file itself"
    case .gitPointer: "fetch it: git lfs pull --include \(file.word)"
    case .pickle: "load it in Python, and if it is a model of Keras, save it with model.save('my.keras')"
    case .empty, .hdf5Data, .zip(nil), .text: "give a file that model.save('my.keras') wrote"
    }
  }
}

extension ForeignFile {
  /// The line that makes a model of a SavedModel's folder.
  private static func conversion(ofFolder folder: GivenFile) -> String {
    "convert the folder in Python: import tf_keras; tf_keras.models.load_model(\(folder.text())).save('my.keras')"
  }
}

extension ForeignFile.Packer {
  /// The command that unpacks a file.
  fileprivate func command(for file: GivenFile) -> String {
    switch self {
    case .gzip: "gunzip \(file.word)"
    case .bzip2: "bunzip2 \(file.word)"
    case .xz: "unxz \(file.word)"
    case .zstd: "unzstd \(file.word)"
    case .tar: "tar xf \(file.word)"
    }
  }
}
