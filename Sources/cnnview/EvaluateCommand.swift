import ArgumentParser
import ModelFormats
import Workbench

/// `cnnview evaluate`: the accuracy over a folder of pictures.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure the accuracy over a folder of pictures.",
    discussion: """
      The pictures of each class are in a folder of their own: <folder>/<class>/<image>. A folder has the name \
      of its class, or its index; else the folders in the order of their names are the classes in theirs.
      """)

  @Argument(help: ArgumentHelp("The folder of the classes' folders.", valueName: "folder"))
  var folder: String

  @OptionGroup var model: ModelOption

  @OptionGroup var labels: LabelsOption

  @OptionGroup var input: InputOptions

  @Flag(help: "Write JSON, with every mistake.")
  var json = false

  func run() throws {
    let opened = try OpenedModel(path: model.path, reading: input.value)
    let classes = try opened.classes(labels: labels.path)
    let pictures = try LabelledPictures(folder: folder, classes: classes)
    let bar = ProgressBar(total: pictures.items.count, of: "pictures")
    let measurement = Measurement(opened, pictures.items, classes: classes) { bar.advance(to: $0) }
    bar.finish()
    let report = MeasurementReport(
      measurement, model: opened.file.fileName, folder: folder, matching: pictures.matching,
      reading: PictureReading(opened))
    for failure in measurement.failures { Console.report(failure.error) }
    try Console.print(json ? report.json.text : report.text)
    if let first = measurement.failures.first { Console.end(first.error.status) }
  }
}
