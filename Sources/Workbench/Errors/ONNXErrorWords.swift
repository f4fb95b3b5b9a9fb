internal import CellScreen
internal import ModelFormats

extension ONNXError {
  /// The error in words.
  var words: ErrorWords { ErrorWords(fault, remedy: remedy) }

  private var fault: String {
    switch self {
    case .damaged: "an ONNX file that is damaged, or cut short"
    case .tooLarge(let limit): "an ONNX file of more than \(NumberText.grouped(limit)) parts"
    case .noGraph: "an ONNX file without a graph"
    case .version(let found, let known):
      "an ONNX file of operator set \(found), and \(known.lowerBound) to \(known.upperBound) are read"
    case .operators(let nodes): "has operators that can't be run: " + Self.names(of: nodes)
    case .attribute(let node, let attribute, let value):
      "\(node.words) has \(DisplayText(attribute))=\(DisplayText(value)), which can't be run"
    case .input(let node, let input, let obstacle):
      "\(node.words) \(obstacle.words(of: DisplayText(input).string))"
    case .secondOutput(let node, let output):
      "\(node.words) gives \(DisplayText(output)) as well, and only the first of its values is computed"
    case .missing(let node, let value): "\(node.words) reads \(DisplayText(value)), which nothing gives"
    case .givenTwice(let value): "\(DisplayText(value)) is given twice in its graph"
    case .circle(let node): "\(node.words) reads what it gives itself, by way of others"
    case .noOutput(let value): "its output \(DisplayText(value)) is given by no node"
    case .inputType(let input, let type):
      "reads \(DisplayText(input)) as \(DisplayText(type)), and only floats of 32 bits are computed with"
    case .inputShape(let input, let shape):
      "reads \(DisplayText(input)) of shape \(DisplayText(shape)), and only one picture at a time is computed"
    case .tensorType(let tensor, let type):
      "tensor \(DisplayText(tensor)) has numbers of type \(DisplayText(type)), which is not read"
    case .tensorLength(let tensor): "tensor \(DisplayText(tensor)) has not as many numbers as its shape says"
    case .precision(let tensor):
      "tensor \(DisplayText(tensor)) has numbers of 64 bits that 32 bits can't hold"
    case .external(let tensor, let file):
      "tensor \(DisplayText(tensor)) has its numbers in \(DisplayText(file)), which is missing or too short"
    case .outside(let tensor, let file):
      "tensor \(DisplayText(tensor)) has its numbers in '\(DisplayText(file))', which is not in the model's folder"
    case .constantTooLarge(let node, let limit):
      "node \(DisplayText(node)) makes more than \(NumberText.grouped(limit)) constants"
    case .sparse: "an ONNX file with sparse tensors, which are not read"
    }
  }

  private var remedy: String {
    switch self {
    case .damaged, .tensorLength: "copy or export it again"
    case .version:
      "export it with opset_version=18, or convert it: onnx.version_converter.convert_version(model, 18)"
    case .external:
      "put the file beside the model, or save all in one: onnx.save(onnx.load('my.onnx'), 'one.onnx')"
    case .outside: "save all in one file: onnx.save(onnx.load('my.onnx'), 'one.onnx')"
    case .inputType, .precision: "export the network in float32: model.float()"
    case .inputShape:
      "export it with one picture: torch.onnx.export(model, torch.rand(1, 3, 224, 224), 'my.onnx')"
    case .tensorType: "export the network without quantisation"
    case .tooLarge, .noGraph, .operators, .attribute, .input, .secondOutput, .missing, .givenTwice, .circle,
      .noOutput, .constantTooLarge, .sparse:
      "export the network without this part; the README lists what can be run"
    }
  }

  private static func names(of nodes: [ONNXOperator]) -> String {
    var operators: [String] = []
    var first: [String: ONNXOperator] = [:]
    for node in nodes where first.updateValue(first[node.title] ?? node, forKey: node.title) == nil {
      operators.append(node.title)
    }
    let shown = operators.prefix(4).map { title in
      "\(DisplayText(title))" + (first[title].map { " (\(DisplayText($0.node)))" } ?? "")
    }
    return shown.joined(separator: ", ") + (operators.count > 4 ? " and \(operators.count - 4) more" : "")
  }
}

extension ONNXOperator {
  /// The operator with its domain.
  fileprivate var title: String { domain.isEmpty ? name : "\(domain).\(name)" }

  /// The node as sentences begin with it.
  fileprivate var words: String { "node \(DisplayText(node)) (\(DisplayText(title)))" }
}

extension ONNXObstacle {
  /// What a node does with an input that it can't.
  fileprivate func words(of input: String) -> String {
    switch self {
    case .computed: "reads \(input), which has to be given by the file, but is computed"
    case .given: "reads \(input), which the file gives, in a way that can't be run"
    case .shape(let shape): "reads \(input) of shape \(DisplayText(shape)), which can't be run"
    case .missing: "lacks its input \(input)"
    case .value(let value): "reads \(DisplayText(value)) as \(input), which can't be run"
    }
  }
}
