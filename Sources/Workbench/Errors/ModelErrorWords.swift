internal import CellScreen
private import Foundation
internal import ModelFormats
internal import Tensors

extension ModelError {
  /// The error in words; the place is the model file.
  var words: ErrorWords {
    switch self {
    case .network(let error): error.words
    case .memory(let bytes): ErrorWords(memory: bytes)
    default: ErrorWords(fault: fileFault ?? layerFault, remedy: remedy)
    }
  }

  /// What is wrong with the file or the model as a whole.
  private var fileFault: String? {
    switch self {
    case .notAModelFile: "no Keras model file"
    case .changed: "changed while it was read"
    case .unreadable(let code): "can't be read: \(String(cString: strerror(code)))"
    case .legacyDamaged: "an HDF5 file whose list of contents is damaged"
    case .legacyWithoutModel: "an HDF5 file of weights, without the model that they belong to"
    case .legacyReaderDied: "an HDF5 file that can't be read to its end"
    case .legacyProcess(let code):
      "an HDF5 file, and the process that reads such files can't be started"
        + (code.map { ": \(String(cString: strerror($0)))" } ?? "")
    case .archiveDamaged: "a zip archive whose list of contents is missing or damaged"
    case .memberMissing(let name): "has no '\(DisplayText(name))' in it"
    case .memberCorrupt(let name): "'\(DisplayText(name))' in it is damaged"
    case .memberEncrypted(let name): "'\(DisplayText(name))' in it needs a password"
    case .memberCompression(let name): "'\(DisplayText(name))' in it is compressed in an unknown way"
    case .memberTooLarge(let name, let size, let limit):
      "'\(DisplayText(name))' in it claims \(NumberText.grouped(size)) bytes, and at most "
        + "\(NumberText.grouped(limit)) are possible"
    case .configNotJSON(let offset): "its model config is no JSON from byte \(NumberText.grouped(offset)) on"
    case .badConfig(let key, let expected, let found):
      "its model config has \(DisplayText(found)) at \(DisplayText(key)), where \(expected.words) belongs"
    case .unsupportedModelClass(let name):
      "a \(DisplayText(name)) model, and Sequential and functional ones are run"
    case .unknownInput(let layer, let input):
      "\(DisplayText(layer)) reads \(DisplayText(input)), which its model does not have"
    case .tooManyLayers(let limit): "has more than \(NumberText.grouped(limit)) layers and connections"
    case .noInputShape: "does not say what shape its input has"
    case .openInputShape(let shape):
      "reads \(DisplayText(shape)), which leaves open how large its pictures are"
    case .weightsNotHDF5: "its model.weights.h5 is no HDF5 file"
    default: nil
    }
  }

  /// What is wrong with a layer or its weights.
  private var layerFault: String {
    switch self {
    case .unsupportedLayers(let layers):
      "has layers that can't be run: "
        + layers.map { "\(DisplayText($0.name)) (\(DisplayText($0.className)))" }.joined(separator: ", ")
    case .unsupportedArgument(let layer, let argument, let value):
      "layer \(DisplayText(layer)) has \(DisplayText(argument))=\(DisplayText(value)), which can't be run"
    case .mixedDataFormats(let first, let last):
      "layer \(DisplayText(first)) has data_format='channels_first' and \(DisplayText(last)) 'channels_last', "
        + "and only one of both can be run"
    case .needsChannelsLast(let layer):
      "\(DisplayText(layer.name)) (\(DisplayText(layer.className))) can't be run on maps in a model with "
        + "data_format='channels_first'"
    case .constantOperand(let layer):
      "\(DisplayText(layer)) divides a number by a layer, or merges them otherwise than by + - * /, which can't be run"
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

  private var remedy: String {
    switch self {
    case .changed: "open it again when it is written to its end"
    case .unreadable: "check its disk and permissions"
    case .notAModelFile: "give a file that model.save('my.keras') wrote"
    case .legacyWithoutModel: "save the whole model with model.save('my.keras')"
    case .legacyProcess: "load it in Keras and save it with model.save('my.keras')"
    case .unsupportedModelClass: "build it as one of these, whose layers Keras saves"
    case .tooManyLayers, .unsupportedLayers, .unsupportedArgument,
      .constantOperand, .mixedDataFormats, .needsChannelsLast:
      "the README lists what can be run"
    case .noInputShape: "begin the model with Input(shape), and save it again"
    case .openInputShape: "begin the model with a size, as in Input((224, 224, 3)), and save it again"
    case .memberMissing, .memberEncrypted, .memberCompression, .weightStorage:
      "save the whole model again with model.save('my.keras')"
    case .weightType: "save the model with float32 weights"
    default: "the file is damaged: copy or save it again"
    }
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
