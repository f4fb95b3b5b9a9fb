import CellScreen
import ConvNet
public import Explorer
import ModelFormats
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
        title: title, trained: network, classes: names.map { DisplayText($0) },
        preprocessing: opened.preprocessing)
    case .failure(let error):
      let lines = opened.file.layers.map { layer in
        Line(
          name: DisplayText(layer.name), tokens: layer.code, shape: layer.outputShape,
          parameterCount: layer.parameterCount, inputs: layer.inputs)
      }
      self.init(
        title: title, lines: lines, fault: CommandError.model(path: opened.path, error).explanation)
    }
  }
}
