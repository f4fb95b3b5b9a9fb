import ArgumentParser
import Workbench

/// Reads a legacy `.h5` file for another process of cnnview, which starts this one because it may crash.
struct ReadLegacyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: LegacyChild.command,
    abstract: "Write what a legacy .h5 file at standard input holds.",
    shouldDisplay: false)

  func run() {
    LegacyChild.run()
  }
}
