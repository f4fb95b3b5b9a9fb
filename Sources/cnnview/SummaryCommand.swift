import ArgumentParser
import ModelFormats
import Workbench

/// `cnnview summary`: the listing with shapes and parameter counts.
struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary", abstract: "List a network's layers with their shapes and parameters.")

  @OptionGroup var model: ModelOption

  @OptionGroup var numbers: NumberOptions

  @OptionGroup var changes: ChangeOptions

  @Flag(help: "Write JSON.")
  var json = false

  func run() throws {
    let changes = try changes.requested()
    let opened = try OpenedModel(path: model.path, reading: numbers.value)
    let summary = try Summary(opened, changes)
    try Console.print(json ? summary.json.text : summary.text)
    _ = try opened.network()
  }
}
