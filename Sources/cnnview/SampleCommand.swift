import ArgumentParser
import Workbench

/// `cnnview sample`: the bundled pictures.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Open a bundled picture, or list them.",
    discussion: "Without a name the pictures are listed: in a terminal, to choose one; else as lines.")

  @Argument(
    help: ArgumentHelp("The picture to open.", valueName: "name"),
    completion: .custom { _, _, _ in (try? Assets.find().samplePictures().map(\.name)) ?? [] })
  var name: String?

  @OptionGroup var options: ExplorerOptions

  func run() throws {
    let assets = try Assets.find()
    guard let name else {
      // A terminal that can't draw shows lines.
      let canDraw = !["", "dumb"].contains(Machine.environment["TERM"] ?? "")
      guard Console.isBeforePerson, canDraw, options.screenshot == nil, !options.plain else {
        return try Console.print(assets.sampleList())
      }
      return try MainActor.assumeIsolated { try chooseSample(of: assets, options) }
    }
    try options.open([assets.samplePicture(named: name).path])
  }
}
