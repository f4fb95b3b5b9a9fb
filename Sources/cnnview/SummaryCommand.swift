import ArgumentParser
import ModelFormats
import Workbench

/// `cnnview summary`: the listing with shapes and parameter counts.
struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary", abstract: "List a network's layers with their shapes and parameters.")

  @OptionGroup var model: ModelOption

  @OptionGroup var numbers: NumberOptions

  @Flag(help: "Write JSON.")
  var json = false

  func run() throws {
    let opened = try OpenedModel(path: model.path, reading: numbers.value)
    let summary = Summary(opened)
    try Console.print(json ? summary.json.text : summary.text)
    _ = try opened.network()
  }
}
