import ArgumentParser
import Explorer
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

  @OptionGroup var changes: ChangeOptions

  @Option(
    name: .customLong("sweep"), parsing: .unconditional,
    help: ArgumentHelp(
      "Drop each map, or each unit, of this layer in turn, and say what each costs: conv2d, dense, input.",
      valueName: "layer"))
  var sweptLayer: String?

  @Flag(help: "Write JSON, with every mistake.")
  var json = false

  func run() throws {
    let changes = try changes.requested()
    try changes.requireOwnPictures()
    let opened = try OpenedModel(path: model.path, reading: input.value)
    let classes = try opened.classes(labels: labels.path)
    let made = try opened.made(changes, classes: classes)
    let line = try sweptLayer.map { name throws(Workbench.CommandError) in
      try opened.sweptLine(named: name, classes: classes)
    }
    let pictures = try LabelledPictures(folder: folder, classes: classes)
    let outcome = try outcome(
      of: opened, pictures, classes: classes, EvaluatedChanges(requested: changes, made: made), line: line)
    for failure in outcome.failures { Console.report(failure.error) }
    try Console.print(json ? outcome.json.text : outcome.text)
    if let first = outcome.failures.first { Console.end(first.error.status) }
  }

  /// Changes, as they were asked for and as they are made.
  private struct EvaluatedChanges {
    let requested: RequestedChanges
    let made: MadeChanges
  }

  /// What is printed, and which files could not be read.
  private struct Outcome {
    let failures: [Measurement.Failure]
    let text: String
    let json: JSONValue
  }

  /// Classifies the pictures, with a bar on the terminal that an interruption takes away too.
  private func outcome(
    of opened: OpenedModel, _ pictures: LabelledPictures, classes: [String], _ changes: EvaluatedChanges,
    line: Int?
  ) throws(Workbench.CommandError) -> Outcome {
    let (items, file, matching) = (pictures.items, opened.file.fileName, pictures.matching)
    let bar = ProgressBar(total: items.count, of: "pictures")
    let reading = PictureReading(opened)
    return try Interruption.waits { () throws(Workbench.CommandError) in
      defer { bar.finish() }
      if let line {
        let sweep = try Sweep(opened, items, classes: classes, line: line, changes.made) {
          bar.advance(to: $0)
        }
        let report = SweepReport(
          sweep, changes.requested, model: file, folder: folder, matching: matching, reading: reading)
        return Outcome(failures: sweep.base.failures, text: report.text, json: report.json)
      }
      guard changes.requested.isEmpty else {
        let measurement = try ChangedMeasurement(opened, items, classes: classes, changes.made) {
          bar.advance(to: $0)
        }
        let report = ChangedMeasurementReport(
          measurement, changes.requested, model: file, folder: folder, matching: matching, reading: reading)
        return Outcome(failures: measurement.after.failures, text: report.text, json: report.json)
      }
      let measurement = Measurement(opened, items, classes: classes) { bar.advance(to: $0) }
      let report = MeasurementReport(
        measurement, model: file, folder: folder, matching: matching, reading: reading)
      return Outcome(failures: measurement.failures, text: report.text, json: report.json)
    }
  }
}
