public import ArgumentParser
public import Workbench

/// `cnnview export`: every tensor of a pass as a file.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write every tensor of a picture's pass to a folder.",
    discussion: """
      Writes input.npy (the numbers that the network reads), <layer>.npy for each layer's activation, and \
      <layer>.pre.npy for the numbers before its activation function where that is not linear; float32, (height, \
      width, channel). The same as .json (shape, axes, nested values) or as .csv (a line a number); or as .png or \
      .svg for paper and slides: all feature maps of a layer side by side, with a legend. The files take their places \
      together, when all are whole; where that fails what was there stays. If the program is killed meanwhile, a hidden \
      folder .cnnview-… remains in the folder, which may be deleted.
      """)

  @Argument(help: ArgumentHelp("The picture.", valueName: "image"), completion: .file())
  var image: String

  @Option(
    help: ArgumentHelp(
      "The folder, made where it is missing; files in it are replaced.", valueName: "folder"),
    completion: .directory)
  var out: String

  @Option(help: "The kind of file.")
  var format = ActivationExport.Format.npy

  @OptionGroup var model: ModelOption

  @OptionGroup var labels: LabelsOption

  @OptionGroup var input: InputOptions

  func validate() throws {
    guard !out.isEmpty else { throw ValidationError("--out has an empty name; name a folder") }
  }

  func run() throws {
    let opened = try OpenedModel(path: model.path, reading: input.value)
    let inputs = InputFiles(images: [image], model: model.path, labels: labels.path)
    let export = ActivationExport(
      try opened.pass(ofPictureAt: image).pass, opened.preprocessing, lines: opened.file.lines,
      sparing: inputs)
    let classes = format.isPicture ? try opened.classNames(labels: labels.path) : []
    try export.write(as: format, to: out, source: opened.sheetSource(picture: image), classes: classes)
    let noun = format.isPicture ? "contact sheets" : "tensors"
    try Console.print("\(export.entries.count) \(noun) in \(Console.text(out))")
  }
}

extension ActivationExport.Format: ExpressibleByArgument {}
