import ArgumentParser
import Workbench

/// `cnnview summary`: the listing with shapes and parameter counts.
struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary", abstract: "List a network's layers with their shapes and parameters.")

  @OptionGroup var model: ModelOption

  @Flag(help: "Write JSON.")
  var json = false

  func run() throws {
    let opened = try OpenedModel(path: model.path)
    let summary = Summary(opened.file)
    try Console.print(json ? summary.json.text : summary.text)
    _ = try opened.network()
  }
}
