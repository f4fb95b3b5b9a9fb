internal import CellScreen
internal import ConvNet
internal import ModelFormats
internal import Tensors

extension ModelError {
  /// The error in words; the place is the model file.
  func words(for file: GivenFile) -> ErrorWords {
    switch self {
    case .network(let error): error.words
    case .layer(let name, let className, let fault):
      ErrorWords(
        "layer \(DisplayText(name)) (\(DisplayText(className))) can't run: \(fault.words)",
        remedy: NetworkError.layer(name: name, fault: fault).words.remedy)
    case .memory(let bytes): ErrorWords(memory: bytes)
    case .foreignFile(let foreign): foreign.words(for: file)
    case .onnx(let error): error.words
    default: ErrorWords(fileFault ?? layerFault, remedy: remedy(for: file))
    }
  }

  /// What is wrong with the file or the model as a whole.
  private var fileFault: String? {
    switch self {
    case .notAModelFile: "no model file of Keras or ONNX"
    case .changed: "changed while it was read"
    case .unreadable(let code): "can't be read: \(systemWords(code))"
    case .legacyDamaged: "an HDF5 file whose list of contents is damaged"
    case .legacyWithoutModel: "an HDF5 file of weights, without the model that they belong to"
    case .legacyReaderDied: "an HDF5 file that can't be read to its end"
    case .legacyProcess(let code):
      "an HDF5 file, and the process that reads such files can't be started"
        + (code.map { ": \(systemWords($0))" } ?? "")
    case .archiveDamaged: "a zip archive whose list of contents is missing or damaged"
    case .memberMissing(let name): "has no '\(DisplayText(name))' in it"
    case .memberCorrupt(let name): "'\(DisplayText(name))' in it is damaged"
    case .memberEncrypted(let name): "'\(DisplayText(name))' in it needs a password"
    case .memberCompression(let name): "'\(DisplayText(name))' in it is compressed in an unknown way"
    case .memberTooLarge(let name, let size, let limit):
      "'\(DisplayText(name))' in it claims \(NumberText.grouped(size)) bytes, and at most "
        + "\(NumberText.grouped(limit)) are possible"
    case .configTooLarge(let size, let limit):
      "its model config takes \(NumberText.grouped(size)) bytes, and \(NumberText.grouped(limit)) are read"
    case .kerasTooOld(let version):
      "a model of Keras \(version.map { DisplayText($0).string } ?? "1"), whose arguments had other names and meanings"
    case .configNotJSON(let offset): "its model config is no JSON from byte \(NumberText.grouped(offset)) on"
    case .configTooDeep(let limit): "its model config is nested more than \(limit) deep, which is not read"
    case .badConfig(let key, let expected, let found):
      "its model config has \(DisplayText(found)) at \(DisplayText(key)), where \(expected.words) belongs"
    case .unsupportedModelClass(let name):
      "a \(DisplayText(name)) model, a class of its own whose layers are not in the file"
    case .unknownInput(let layer, let input):
      "\(DisplayText(layer)) reads \(DisplayText(input)), which its model does not have"
    case .tooManyLayers(let limit): "has more than \(NumberText.grouped(limit)) layers and connections"
    case .noInputShape: "does not say what shape its input has"
    case .openInputShape(let shape):
      "reads \(DisplayText(shape)), which leaves open how large its pictures are"
    case .fixedInputShape(let shape): "reads \(shape), which leaves no size open"
    case .unknownOutput(let name, let outputs):
      "has no output \(DisplayText(name)), but \(counted(outputs, "output"))"
    case .weightsNotHDF5: "its model.weights.h5 is no HDF5 file"
    default: nil
    }
  }

  /// What is wrong with a layer or its weights.
  private var layerFault: String {
    switch self {
    case .unsupportedLayers(let layers):
      "has layers that can't be run: " + ModelError.names(of: layers)
    case .oldHardSigmoid(let layer):
      "layer \(DisplayText(layer)) applies hard_sigmoid, which is x ÷ 5 + ½ in Keras 2, by which the file was "
        + "written, and x ÷ 6 + ½ in Keras 3"
    case .theanoKernel(let layer):
      "layer \(DisplayText(layer)) has a kernel of Theano, whose convolutions turn it around"
    case .quantized(let layer, let mode):
      "layer \(DisplayText(layer)) is quantised to \(DisplayText(mode)), and only layers in floats are run"
    case .sharedAcrossModels(let layer, let twin):
      "\(DisplayText(layer)) and \(DisplayText(twin)) are one layer in two models, whose weights a .keras file "
        + "has in one of them only, so that Keras can't load it either"
    case .loraWeights(let layer):
      "layer \(DisplayText(layer)) has weights of LoRA, which an .h5 file keeps apart from the kernel"
    case .unsupportedArgument(let layer, let argument, let value):
      "layer \(DisplayText(layer)) has \(DisplayText(argument))=\(DisplayText(value)), which can't be run"
    case .unsupportedCall(let layer, let argument, let value):
      "layer \(DisplayText(layer)) is called with \(DisplayText(argument))=\(DisplayText(value)), which can't be run"
    case .missingOperand(let layer, let operand):
      "layer \(DisplayText(layer)) is called without \(DisplayText(operand)), which it needs"
    case .legacyConstant(let layer):
      "\(DisplayText(layer)) merges a layer with a number, which Keras can't read back from an .h5 file"
    case .mixedDataFormats(let first, let last):
      "layer \(DisplayText(first)) has data_format='channels_first' and \(DisplayText(last)) 'channels_last', "
        + "and only one of both can be run"
    case .needsChannelsLast(let layer):
      "\(DisplayText(layer.name)) (\(DisplayText(layer.className))) can't be run on maps in a model with "
        + "data_format='channels_first'"
    case .constantOperand(let layer):
      "\(DisplayText(layer)) takes a constant otherwise than as a layer + - * or / one number, which can't be run"
    case .integerArithmetic(let layer, let type):
      "\(DisplayText(layer)) computes with \(DisplayText(type)), in which numbers wrap around, and this can't be run"
    case .badArgument(let layer, let argument, let expected, let found):
      "layer \(DisplayText(layer)) has \(DisplayText(argument))=\(DisplayText(found)), where "
        + "\(expected.words) belongs"
    case .missingWeight(let layer, let path):
      "layer \(DisplayText(layer)) has no weights at \(DisplayText(path))"
    case .weightShape(let layer, let path, let expected, let found):
      "\(weights(layer, path)) are \(found), and \(expected) is needed"
    case .weightType(let layer, let path):
      "\(weights(layer, path)) are not floats of 16, 32 or 64 bits"
    case .weightStorage(let layer, let path):
      "\(weights(layer, path)) are compressed, in chunks, or outside the file"
    case .weightCorrupt(let layer, let path): "\(weights(layer, path)) are damaged"
    default: "can't be read"
    }
  }

  private func weights(_ layer: String, _ path: String) -> String {
    "layer \(DisplayText(layer)): the weights at \(DisplayText(path))"
  }

  private func remedy(for file: GivenFile) -> String {
    switch self {
    case .changed: "open it again when it is written to its end"
    case .unreadable: "check its disk and permissions"
    case .notAModelFile: "give a file that model.save('my.keras') wrote"
    case .legacyWithoutModel:
      "build the model in Keras, model.load_weights(\(file.text())), then save the whole model with model.save('my.keras')"
    case .configTooLarge: "keep large arrays in layers' weights instead of constants"
    case .kerasTooOld:
      "load it in Keras 2 (pip install keras==2.2.4), save it with model.save('my.h5'), and give that file"
    case .oldHardSigmoid: "build the model in Keras 3 with the function that is meant, and save it again"
    case .theanoKernel:
      "load it in Keras 2 on TensorFlow (pip install keras==2.2.4), which turns it back, save it with "
        + "model.save('my.h5'), and give that file"
    case .quantized: "save the model before model.quantize(…)"
    case .sharedAcrossModels: "save it with model.save('my.h5'), which has them in both"
    case .loraWeights: "save it with model.save('my.keras'), which adds them up"
    case .legacyConstant: "build the model and save it with model.save('my.keras')"
    case .legacyProcess: "load it in Keras and save it with model.save('my.keras')"
    case .unsupportedModelClass:
      "build it from the same layers as keras.Sequential([…]) or keras.Model(inputs, outputs), and save that"
    case .unsupportedLayers(let layers): ModelError.remedy(for: layers)
    case .unsupportedArgument(_, "dtype", _):
      "build the model anew with keras.config.set_dtype_policy('float32'), set its weights, and save that"
    case .unsupportedCall: "build the model without it, and save it again"
    case .tooManyLayers, .unsupportedArgument,
      .constantOperand, .mixedDataFormats, .needsChannelsLast:
      "the README lists what can be run"
    case .configTooDeep: "build it with fewer models inside of models, and save it again"
    case .integerArithmetic: "put Rescaling(1.0) before it, which makes floats, and save the model again"
    case .noInputShape: "begin the model with Input(shape), and save it again"
    case .openInputShape: "say how large with --input-size 224x224"
    case .fixedInputShape: "leave --input-size out"
    case .unknownOutput: "give one of its outputs, or leave --output out for the first"
    case .memberMissing, .memberEncrypted, .memberCompression, .weightStorage, .missingOperand:
      "save the whole model again with model.save('my.keras')"
    case .weightType: "save the model with float32 weights"
    default: "the file is damaged: copy or save it again"
    }
  }
}

extension ModelError {
  /// The first layers by name and class, and how many more there are.
  private static func names(of layers: [UnsupportedLayer]) -> String {
    let most = 5
    let shown = layers.count > most ? layers.prefix(most - 1) : layers[...]
    let names = shown.map { "\(DisplayText($0.name)) (\(DisplayText($0.className)))" }
    let others = layers.count - shown.count
    return names.joined(separator: ", ") + (others == 0 ? "" : " and \(others) more")
  }

  /// What to do about layers that can't be run: most of it follows from the first.
  private static func remedy(for layers: [UnsupportedLayer]) -> String {
    let part = layers.first?.source.map { source in
      "to see the part before it: keras.Model(model.inputs, model.get_layer('\(DisplayText(source))').output)"
        + ".save('part.keras')"
    }
    let first =
      switch layers.first?.origin {
      case .tensorFlow?:
        "build the model anew in Keras 3, with keras.ops or Rescaling in place of TensorFlow's functions, and save "
          + "it with model.save('my.keras')"
      case .own?: "the code of such a class is not in the file: build it from Keras's layers"
      case .keras?, nil: "the README lists what can be run"
      }
    return [first, part].compactMap(\.self).joined(separator: "; ")
  }
}

extension ExpectedValue {
  /// The value as a noun.
  fileprivate var words: String {
    switch self {
    case .positiveInteger(let limit): "an integer from 1 to \(NumberText.grouped(limit))"
    case .size(let limit): "one or two integers from 1 to \(NumberText.grouped(limit))"
    case .batchShape(let limit): "None and integers from 1 to \(NumberText.grouped(limit))"
    case .integers(let limit): "integers from −\(NumberText.grouped(limit)) to \(NumberText.grouped(limit))"
    case .number: "a number"
    case .numbers: "a number or a list of numbers"
    case .boolean: "True or False"
    case .text: "a text"
    case .list: "a list"
    case .object: "an object"
    }
  }
}

extension NetworkError {
  /// The error in words; the place is the model file.
  var words: ErrorWords {
    ErrorWords(fault, remedy: remedy)
  }

  private var fault: String {
    switch self {
    case .noLayers: "has no layer behind its input"
    case .duplicateName(let name): "has two layers called \(DisplayText(name))"
    case .order(let name): "layer \(DisplayText(name)) reads one that does not come before it"
    case .inputs(let names): "has \(counted(names, "input")), and exactly 1 can be run"
    case .outputs(let names): "has \(counted(names, "output")), and exactly 1 can be run"
    case .layer(let name, let fault): "layer \(DisplayText(name)) can't run: \(fault.words)"
    case .tooMuchMemory(let layer, let shape, let limit):
      "the activations up to layer \(DisplayText(layer)), \(shape), take more than \(NumberText.grouped(limit)) bytes"
    }
  }

  private var remedy: String {
    switch self {
    case .inputs, .outputs: "save a model with one input and one output"
    case .tooMuchMemory: "use a smaller input or a machine with more memory"
    case .noLayers, .duplicateName, .order, .layer: "correct the model in Keras and save it again"
    }
  }
}

/// Things counted and named: `2 inputs (a, b)`, `0 inputs`.
private func counted(_ names: [String], _ noun: String) -> String {
  let list = names.map { DisplayText($0).string }.joined(separator: ", ")
  return "\(names.count) \(noun)\(names.count == 1 ? "" : "s")" + (names.isEmpty ? "" : " (\(list))")
}

extension LayerFault {
  /// The fault as a sentence about the layer.
  var words: String {
    switch self {
    case .inputCount(let expected, let found):
      "it reads \(found) input\(found == 1 ? "" : "s"), and \(expected) \(expected == 1 ? "is" : "are") needed"
    case .rank(let expected, let found):
      "it reads \(found), and \(expected) \(expected == 1 ? "axis is" : "axes are") needed"
    case .inputShapes(let shapes):
      "it reads \(shapes.map(\.description).joined(separator: " and ")), which don't go together"
    case .windowTooLarge(let window, let input): "its window \(window) is larger than its input \(input)"
    case .learned(let name, let learned, let wanted):
      "its \(DisplayText(name.text)) is \(learned), and would have to be \(wanted)"
    case .argument(let name, let found): "its \(name) can't be \(DisplayText(found))"
    }
  }
}
