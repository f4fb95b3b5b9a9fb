import ArgumentParser
import ConvNet
import ImageFormats
import Workbench

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

  /// The kinds of file that tensors can be written as.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case npy
    case png
    case svg
    case json
    case csv

    /// Whether the files are pictures of tensors, and not their numbers.
    var isPicture: Bool { self == .png || self == .svg }
  }

  @Argument(help: ArgumentHelp("The picture.", valueName: "image"), completion: .file())
  var image: String

  @Option(
    help: ArgumentHelp(
      "The folder, made where it is missing; files in it are replaced.", valueName: "folder"),
    completion: .directory)
  var out: String

  @Option(help: "The kind of file.")
  var format = Format.npy

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
    try write(export, of: opened)
    let noun = format.isPicture ? "contact sheets" : "tensors"
    try Console.print("\(export.entries.count) \(noun) in \(Console.text(out))")
  }

  private func write(_ export: ActivationExport, of opened: OpenedModel) throws {
    let source = opened.sheetSource(picture: image)
    let classes = format.isPicture ? try opened.classNames(labels: labels.path) : []
    switch format {
    case .npy: try export.writeNumPyFiles(to: out)
    case .png: try export.writePNGFiles(to: out, source: source, classes: classes)
    case .svg: try export.writeSVGFiles(to: out, source: source, classes: classes)
    case .json: try export.writeJSONFiles(to: out)
    case .csv: try export.writeCSVFiles(to: out)
    }
  }
}
