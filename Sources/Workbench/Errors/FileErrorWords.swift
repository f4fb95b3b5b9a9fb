internal import CellScreen
internal import Tensors

extension LabelsError {
  /// The error in words.
  var words: ErrorWords {
    switch self {
    case .notText(let offset):
      ErrorWords(
        "no UTF-8 text from byte \(NumberText.grouped(offset)) on",
        remedy: "save it as UTF-8, one class name a line")
    case .count(let expected, let found):
      ErrorWords(
        "\(NumberText.grouped(found)) class names, and the network has "
          + "\(NumberText.grouped(expected)) outputs", remedy: "give one name a line for each output")
    }
  }
}

extension NumPyFileError {
  /// The error in words.
  var words: ErrorWords { ErrorWords(fault, remedy: remedy) }

  private var fault: String {
    switch self {
    case .notNumPy(let bytes):
      bytes.isEmpty ? "empty, where a .npy file is expected" : "no .npy file: it begins with \(listed(bytes))"
    case .version(let major, let minor): "version \(major).\(minor) of .npy, and 1.0 is read"
    case .headerEnds(let expected, let found):
      "ends after \(NumberText.grouped(found)) of the \(NumberText.grouped(expected)) bytes of its header"
    case .malformedHeader(let offset): "its header can't be understood at byte \(NumberText.grouped(offset))"
    case .missingKey(let key): "its header lacks '\(key)'"
    case .elementType(let type): "its elements are '\(DisplayText(type))', and '<f4' is read"
    case .fortranOrder: "it is stored in Fortran order, and C order is read"
    case .shapeTooLarge(let extents): "its shape \(Shape(extents)) counts more elements than can be"
    case .size(let expected, let found):
      "its elements take \(NumberText.grouped(expected)) bytes, and \(NumberText.grouped(found)) are there"
    }
  }

  private var remedy: String {
    switch self {
    case .elementType: "convert it with astype('float32') before numpy.save"
    case .fortranOrder: "save numpy.ascontiguousarray of it"
    case .notNumPy, .version: "save a float32 array with numpy.save"
    case .headerEnds, .malformedHeader, .missingKey, .shapeTooLarge, .size:
      "the file is damaged: save it again"
    }
  }
}
