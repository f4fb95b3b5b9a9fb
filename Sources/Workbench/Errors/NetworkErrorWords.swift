internal import CellScreen
internal import ConvNet
internal import Tensors

extension NetworkError {
  /// The error in words; the place is the model file.
  var words: ErrorWords {
    ErrorWords(fault: fault, remedy: remedy)
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

  /// Things counted and named: `2 inputs (a, b)`, `0 inputs`.
  private func counted(_ names: [String], _ noun: String) -> String {
    let list = names.map { DisplayText($0).string }.joined(separator: ", ")
    return "\(names.count) \(noun)\(names.count == 1 ? "" : "s")" + (names.isEmpty ? "" : " (\(list))")
  }
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
    case .argument(let name, let found): "its \(name) can't be \(DisplayText(found))"
    }
  }
}
