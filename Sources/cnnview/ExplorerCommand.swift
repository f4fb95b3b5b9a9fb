import ArgumentParser
import Explorer
import Workbench

/// `cnnview IMAGE…`: the explorer.
struct ExplorerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Open the explorer on pictures.",
    usage: "cnnview <image> ... [--model <file>] [--labels <file>]",
    shouldDisplay: false)

  @Argument(
    help: ArgumentHelp(
      "Pictures to open: JPEG, PNG, WebP or PNM files, folders, or - for standard input.", valueName: "image"),
    completion: .file())
  var images: [String] = []

  @OptionGroup var options: ExplorerOptions

  func run() throws {
    guard !images.isEmpty else { return try openSample() }
    try options.open(images)
  }

  /// Opens a bundled picture for a person who named none.
  private func openSample() throws {
    guard Console.isBeforePerson, options.screenshot == nil else {
      let samples = try? Assets.find().samplePictures()
      throw CommandError.noPicture(samples: samples?.map(\.name) ?? [])
    }
    let sample = try Assets.find().samplePicture(named: "ship")
    try options.open([sample.path], saying: OpeningWords.noPicture(sample: sample.name))
  }

  func validate() throws {
    guard !options.plain || !images.contains(PictureInput.standardInput) else {
      throw ValidationError(
        "--plain reads commands from standard input; name the picture's file instead of -")
    }
  }
}

/// `--model`, the same for all commands.
struct ModelOption: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      "A network: .keras or .h5 of Keras, or .onnx. (default: the bundled one)", valueName: "file"),
    completion: .file())
  var path: String?
}
