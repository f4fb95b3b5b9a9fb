public import CellScreen
public import ConvNet
public import Explorer
public import Tensors

/// All tensors of a pass under the names of their files.
///
/// `input` is the picture as the network reads it; `<layer>` is a layer's activation, and `<layer>.pre` its
/// pre-activation, where its activation function is another than linear.
public struct ActivationExport: Sendable {
  /// A tensor and its name.
  public struct Entry: Equatable, Sendable {
    /// The name of its file, without the extension.
    public let name: String
    /// The layer.
    public let layer: Int
    /// What the tensor is to its layer.
    public let stage: Stage
    /// The layer's line of code.
    public let code: DisplayText
    /// The tensor.
    public let tensor: Tensor
    /// The map of the tensor that is all that is written; `nil` for the whole.
    public var map: Int?

    /// What is written as numbers: the tensor, or a map of it as rows and columns.
    public var numbers: Tensor {
      guard let map else { return tensor }
      let plane = tensor.plane(channel: map)
      return Tensor(Shape(plane.height, plane.width), plane.values)
    }

    /// What the axes of `numbers` are called in files.
    public var axes: [String] { map == nil ? numbers.shape.axisNames : ["row", "column"] }
  }

  /// What a tensor is to its layer.
  public enum Stage: String, Sendable {
    /// The picture as the network reads it.
    case input
    /// The numbers before the activation function.
    case preActivation
    /// The layer's output.
    case activation
  }

  /// What tensors are written as.
  public enum Format: String, CaseIterable, Sendable {
    /// NumPy's files.
    case npy
    /// Contact sheets made of pixels, as `ContactSheet` describes.
    case png
    /// Contact sheets as drawings.
    case svg
    /// Nested numbers, as `Tensor.writeJSON` describes.
    case json
    /// A line a number, as `Tensor.writeCSV` describes.
    case csv

    /// Whether the files are pictures of tensors, and not their numbers.
    public var isPicture: Bool { self == .png || self == .svg }
  }

  /// The network of the pass.
  public let network: Network
  /// What was done to the picture before the network read it.
  public let preprocessing: Preprocessing
  /// The tensors in the order of the network's layers.
  public private(set) var entries: [Entry]
  private let inputs: InputFiles

  /// Collects the tensors of a trace; none of their files replaces one of the inputs.
  ///
  /// `lines` are those of the model's file; `nil` where the operations say them.
  ///
  /// - Precondition: All of it is computed.
  public init(
    _ pass: Trace, _ preprocessing: Preprocessing = Preprocessing(), lines: [ExplorerModel.Line]? = nil,
    sparing inputs: InputFiles = InputFiles()
  ) {
    self.inputs = inputs
    precondition(pass.isComplete, "an export of a trace that is not complete")
    var names = SafeFileNames()
    let inputName = names.fileName(for: "input")
    let layers = pass.network.layers.indices.dropFirst()
    let codes = (lines ?? pass.network.lines).map(\.code)
    let stems = layers.map { names.fileName(for: pass.network.layers[$0].name) }
    var entries = [
      Entry(name: inputName, layer: 0, stage: .input, code: codes[0], tensor: pass.activations[0])
    ]
    for (layer, stem) in zip(layers, stems) {
      if pass.network.layers[layer].operation.activationFunction != .linear {
        let name = names.unused(stem + ".pre")
        let tensor = pass.preActivations[layer]
        entries.append(
          Entry(name: name, layer: layer, stage: .preActivation, code: codes[layer], tensor: tensor))
      }
      entries.append(
        Entry(
          name: stem, layer: layer, stage: .activation, code: codes[layer],
          tensor: pass.activations[layer]))
    }
    self.entries = entries
    network = pass.network
    self.preprocessing = preprocessing
  }

  /// The export of a part of the pass only; the file of a map has its number in its name: `conv2d.map5`.
  public func limited(to part: ExportPart) -> ActivationExport {
    var export = self
    export.entries = entries.filter(part.has).map { entry in
      guard let map = part.map else { return entry }
      return Entry(
        name: "\(entry.name).map\(map)", layer: entry.layer, stage: entry.stage, code: entry.code,
        tensor: entry.tensor, map: map)
    }
    return export
  }

  /// Writes each tensor as a file of a format into a folder, which is made where it is missing.
  ///
  /// Files of the same names are replaced. All of them, or none where one fails or the program is interrupted. Pipes and
  /// devices that stand there are written to as they are, behind the files, which stay where that fails. Contact sheets
  /// are `scale` times as large as they are drawn, say their `source`, and name the units of the last layer as `classes`.
  ///
  /// - Throws: `CommandError.cannotCreate`; `CommandError.sheetPixels` of a sheet with more pixels than are written;
  ///   `CommandError.outputIsInput`, before anything is written.
  public func write(
    as format: Format, to folder: String, scale: Int = 1, source: String = "", classes: [String] = []
  ) throws(CommandError) {
    let files = entries.map { entry in
      FolderFiles.File(name: "\(entry.name).\(format.rawValue)") { (path) throws(CommandError) in
        guard format.isPicture else { return try write(entry, as: format, to: path) }
        var sheet = ContactSheet(entry, of: network, preprocessing, source: source, classes: classes)
        sheet.drawing.scale = scale
        try sheet.drawing.create(path, asSVG: format == .svg, title: sheet.title)
      }
    }
    try FolderFiles(files: files).place(in: folder, sparing: inputs)
  }

  /// Writes the numbers of a tensor as a file of a format that has them.
  private func write(_ entry: Entry, as format: Format, to path: String) throws(CommandError) {
    switch format {
    case .json:
      let layer = network.layers[entry.layer].name
      try OutputFile.create(path) {
        entry.numbers.writeJSON(
          name: entry.name, layer: layer, stage: entry.stage, map: entry.map, axes: entry.axes, to: &$0)
      }
    case .csv: try OutputFile.create(path) { entry.numbers.writeCSV(axes: entry.axes, to: &$0) }
    case .npy, .svg, .png: try OutputFile.create(path, holding: NumPyFile.encode(entry.numbers))
    }
  }
}
