import ArgumentParser
import ModelFormats
import Workbench

/// `cnnview why`: the path from a logit to pixels, or what sets one class above another.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Follow a class's logit down to one pixel.")

  @Argument(help: ArgumentHelp("The picture.", valueName: "image"), completion: .file())
  var image: String

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "A class, by name or index. (default: the one whose logit is larger than all others)", valueName: "name"
    ))
  var className: String?

  @Option(
    help: ArgumentHelp(
      "Say why the class is above this one, by name or index: the sum of the difference of their logits.",
      valueName: "name"))
  var against: String?

  @OptionGroup var model: ModelOption

  @OptionGroup var labels: LabelsOption

  @OptionGroup var input: InputOptions

  @OptionGroup var changes: ChangeOptions

  @Flag(help: "Write JSON.")
  var json = false

  func run() throws {
    let study = try PictureStudy(
      image: image, model: model.path, labels: labels.path, reading: input.value,
      changes: changes.requested())
    if let against {
      let report = try ContestReport(study, class: className, against: against)
      return try Console.print(json ? report.json.text : report.text)
    }
    let report = PathReport(study, from: try study.logit(ofClass: className))
    try Console.print(json ? report.json.text : report.text)
  }
}
