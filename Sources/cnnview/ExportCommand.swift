public import ArgumentParser
public import Workbench

/// `cnnview export`: every tensor of a pass as a file, or those of one layer, or one map.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write every tensor of a picture's pass to a folder, or those of one layer.",
    discussion: """
      Writes input.npy (the numbers that the network reads), <layer>.npy for each layer's activation, and \
      <layer>.pre.npy for the numbers before its activation function where that is not linear; float32, (height, \
      width, channel). The same as .json (shape, axes, nested values) or as .csv (a line a number); or as .png or \
      .svg for paper and slides: all feature maps of a layer side by side, with a legend. With --layer and --map it is \
      one map as (height, width), or one figure of it: <layer>.map5.png. The files take their places \
      together, when all are whole; where that fails what was there stays. If the program is killed meanwhile, a hidden \
      folder .cnnview-… remains in the folder, which may be deleted. With --evidence occlusion it is what the picture's \
      places mean to a class: the change of its logit when a square around each place is covered, as (height, width), \
      for each of four fills, and where these disagree about the sign.
      """)

  @Argument(help: ArgumentHelp("The picture.", valueName: "image"), completion: .file())
  var image: String

  @Option(
    help: ArgumentHelp(
      "The folder, made where it is missing; files in it are replaced.", valueName: "folder"),
    completion: .directory)
  var out: String

  @Option(help: "The kind of file. (default: npy, or png with --scale)")
  var format: ActivationExport.Format?

  @Option(
    name: .customLong("layer"), parsing: .unconditional,
    help: ArgumentHelp("Write only the tensors of this layer: conv2d, input.", valueName: "name"))
  var layerName: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Write only this map of the layer, counted from 0; drawn, it is one large figure.", valueName: "number")
  )
  var map: Int?

  @Option(
    name: .customLong("stage"),
    help: ArgumentHelp(
      "Write only what is before, or after, the layer's activation function. (default: both, of a map after)",
      valueName: "stage"))
  var side: ExportPart.Side?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How large a drawing is, its type too: 1 to 8. (default: 3 for the figure of a map, else 1)",
      valueName: "factor"))
  var scale: Int?

  @OptionGroup var evidence: EvidenceOptions

  @OptionGroup var model: ModelOption

  @OptionGroup var labels: LabelsOption

  @OptionGroup var input: InputOptions

  @OptionGroup var changes: ChangeOptions

  func validate() throws {
    let takesScale = format?.isPicture ?? true
    let faults: [(isThere: Bool, words: String)] = [
      (out.isEmpty, "--out has an empty name; name a folder"),
      (layerName == nil && map != nil, "--map is a map of one layer; name the layer with --layer"),
      (layerName == nil && side != nil, "--stage is of one layer; name the layer with --layer"),
      (scale.map { !(1...8).contains($0) } ?? false, "--scale is a whole number from 1 to 8"),
      (scale != nil && !takesScale, "--scale is for drawings; leave it out, or write --format png or svg"),
    ]
    let isPart = layerName != nil || map != nil || side != nil
    if let fault = (faults + evidence.faults(isPart: isPart)).first(where: \.isThere) {
      throw ValidationError(fault.words)
    }
  }

  func run() throws {
    guard evidence.kind == nil else { return try writeEvidence() }
    let changes = try changes.requested()
    let opened = try OpenedModel(path: model.path, reading: input.value)
    let part = try part(of: opened)
    let inputs = InputFiles(
      images: [image], model: model.path, labels: labels.path, others: changes.files)
    let names = changes.isEmpty ? [] : try opened.classNames(labels: labels.path)
    let pass = ActivationExport(
      try opened.changedPass(ofPictureAt: image, changes, classes: names).pass, opened.preprocessing,
      lines: opened.file.lines, sparing: inputs)
    let export = part.map(pass.limited) ?? pass
    let format = format ?? (scale == nil ? .npy : .png)
    let classes = format.isPicture ? try opened.classNames(labels: labels.path) : []
    try export.write(
      as: format, to: out, scale: scale ?? (map == nil ? 1 : 3),
      source: opened.sheetSource(picture: image, changes: changes), classes: classes)
    let noun = !format.isPicture ? "tensor" : map == nil ? "contact sheet" : "figure"
    let count = export.entries.count
    let words = "\(count) \(noun)\(count == 1 ? "" : "s") in \(Console.text(out))"
    try Console.print([words, changes.line].compactMap(\.self).joined(separator: "\n"))
  }

  /// Writes evidence in place of tensors of the pass.
  private func writeEvidence() throws {
    let changes = try changes.requested()
    let study = try PictureStudy(
      image: image, model: model.path, labels: labels.path, reading: input.value, changes: changes)
    let inputs = InputFiles(
      images: [image], model: model.path, labels: labels.path, others: changes.files)
    let export = try evidence.export(of: study, for: out)
    let format = format ?? (scale == nil ? .npy : .png)
    try export.write(as: format, to: out, scale: scale ?? 1, sparing: inputs)
    let noun = "\(format.isPicture ? "figure" : "tensor")\(export.count == 1 ? "" : "s")"
    try Console.print(
      ["\(export.count) \(noun) in \(Console.text(out))", changes.line, export.text].compactMap(\.self)
        .joined(separator: "\n"))
  }

  /// The part of the pass that is asked for, looked up before the pass is run; `nil` for all of it.
  ///
  /// - Throws: `CommandError` where the network can't run or has no such part.
  private func part(of opened: OpenedModel) throws(CommandError) -> ExportPart? {
    guard let layerName else { return nil }
    let network = try opened.network()
    do {
      return try ExportPart(layer: layerName, map: map, side: side, of: network, lines: opened.file.lines)
    } catch {
      throw .export(error)
    }
  }
}

extension ExportPart.Side: ExpressibleByArgument {}

extension ActivationExport.Format: ExpressibleByArgument {}
