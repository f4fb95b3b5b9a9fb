import ArgumentParser
import Workbench

/// `cnnview verify`: a pass against activations that Keras saved.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Compare a picture's pass with activations that Keras saved.",
    discussion: """
      Reads <layer>.npy of each layer from a folder, as 'export' names them, and input.npy and <layer>.pre.npy \
      where they are there. A leading axis of 1, the batch, is taken off. Ends with code 1 where a layer differs.
      """)

  @Argument(help: ArgumentHelp("The picture.", valueName: "image"))
  var image: String

  @Option(help: ArgumentHelp("The folder of the expected activations.", valueName: "folder"))
  var expected: String

  @Option(
    help: ArgumentHelp(
      "The largest difference, as a part of the largest number of a layer.", valueName: "number"))
  var tolerance: Float = 1e-4

  @OptionGroup var model: ModelOption

  @OptionGroup var input: InputOptions

  func validate() throws {
    guard tolerance > 0, tolerance.isFinite else {
      throw ValidationError("--tolerance is a number above 0: 1e-4")
    }
  }

  func run() throws {
    let opened = try OpenedModel(path: model.path, reading: input.value)
    let verification = try Verification(
      opened.pass(ofPictureAt: image).pass, expected: expected, tolerance: tolerance)
    try Console.print(verification.report)
    if verification.firstDifference != nil { Console.end(.differs) }
  }
}
