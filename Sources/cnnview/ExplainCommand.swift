import ArgumentParser
import ModelFormats
import Workbench

/// `cnnview explain`: the arithmetic of one unit.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Show the arithmetic of one number of a picture's pass.",
    discussion: """
      A unit is a layer with its indices: 'conv2d[10,12,5]' is row 10, column 12, map 5; 'dense[41]' is unit 41. \
      'dense_1[ship]' is the logit of a class, 'softmax[8]' or 'softmax[ship]' its share.
      """)

  @Argument(help: ArgumentHelp("The picture.", valueName: "image"), completion: .file())
  var image: String

  @Argument(help: ArgumentHelp("The unit, in quotation marks.", valueName: "unit"))
  var unit: String

  @OptionGroup var model: ModelOption

  @OptionGroup var labels: LabelsOption

  @OptionGroup var input: InputOptions

  @OptionGroup var changes: ChangeOptions

  @Flag(help: "Write JSON, with every term.")
  var json = false

  func run() throws {
    let study = try PictureStudy(
      image: image, model: model.path, labels: labels.path, reading: input.value,
      changes: changes.requested())
    let report = UnitReport(study, try study.subject(named: unit))
    try Console.print(json ? report.json.text : report.text)
  }
}

/// `--labels`, the same for the commands that name classes.
struct LabelsOption: ParsableArguments {
  @Option(
    name: .customLong("labels"),
    help: ArgumentHelp(
      "Class names, one a line. (default: <model>.labels beside the model, else indices)", valueName: "file"),
    completion: .file())
  var path: String?
}
