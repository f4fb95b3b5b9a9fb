import ArgumentParser
import Workbench

/// `cnnview IMAGE…`: the explorer.
struct ExplorerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Open the explorer on pictures.",
    usage: "cnnview <image> ... [--model <file>] [--labels <file>]",
    shouldDisplay: false)

  @Argument(help: ArgumentHelp("Pictures to open: PNM files (.ppm, .pgm, .pbm).", valueName: "image"))
  var images: [String] = []

  @OptionGroup var model: ModelOption

  @Option(
    help: ArgumentHelp(
      "Class names, one a line. (default: <model>.labels beside the model, else indices)", valueName: "file"))
  var labels: String?

  func run() throws {
    guard !images.isEmpty else {
      let samples = try? Assets.find().samplePictures()
      throw CommandError.noPicture(samples: samples?.map(\.name) ?? [])
    }
    try runExplorer(images: images, model: model.path, labels: labels)
  }
}

/// `--model`, the same for all commands.
struct ModelOption: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: ArgumentHelp("A network saved by Keras 3. (default: the bundled one)", valueName: "file"))
  var path: String?
}
