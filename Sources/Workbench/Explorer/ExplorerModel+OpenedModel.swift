import CellScreen
import ConvNet
public import Explorer
import KerasNotation
public import ModelFormats
import Tensors

extension ExplorerModel {
  /// What the explorer shows of a model file: its network, or its listing and why the network can't run.
  ///
  /// - Throws: `CommandError` where the file of class names does not fit the network.
  public init(_ opened: OpenedModel, labels: String?) throws(CommandError) {
    let own = opened.file.ownClasses
    let note = own.isEmpty ? "" : " (layers of \(own.joined(separator: ", ")))"
    let title = DisplayText(opened.file.fileName + note)
    switch opened.file.trained {
    case .success(let network):
      let output = network.network.outputShape
      let count = output.rank == 1 ? output[0] : 0
      let names = count > 1 ? try Labels.load(explicit: labels, model: opened.path, count: count).names : []
      self.init(
        title: title, trained: network, lines: opened.file.lines, classes: names.map { DisplayText($0) },
        preprocessing: opened.preprocessing)
    case .failure(let error):
      self.init(
        title: title, lines: opened.file.lines,
        fault: CommandError.model(path: opened.path, error).explanation)
    }
  }
}

extension ModelFile {
  /// The lines of the listing.
  public var lines: [ExplorerModel.Line] {
    let operations = (try? network.get())?.layers.map(\.operation)
    return layers.enumerated().map { index, listed in
      ExplorerModel.Line(
        name: DisplayText(listed.name),
        kerasClass: operations?[index].kerasClass(inFile: listed.className) ?? listed.className,
        tokens: listed.code, shape: listed.outputShape, parameterCount: listed.parameterCount,
        inputs: listed.inputs)
    }
  }
}
