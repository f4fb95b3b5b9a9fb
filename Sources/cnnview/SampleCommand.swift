import ArgumentParser
import Workbench

/// `cnnview sample`: the bundled pictures.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "List the bundled pictures, or open one.")

  @Argument(
    help: ArgumentHelp("The picture to open.", valueName: "name"),
    completion: .custom { _, _, _ in (try? Assets.find().samplePictures().map(\.name)) ?? [] })
  var name: String?

  @OptionGroup var options: ExplorerOptions

  func run() throws {
    let assets = try Assets.find()
    guard let name else { return try Console.print(assets.sampleList()) }
    try options.open([assets.samplePicture(named: name).path])
  }
}
