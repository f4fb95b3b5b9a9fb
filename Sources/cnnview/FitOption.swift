import ArgumentParser
import ImageFormats

/// `--fit`, the same for all commands that read a picture.
struct FitOption: ParsableArguments {
  /// The ways by their names.
  enum Way: String, CaseIterable, ExpressibleByArgument {
    case crop
    case pad
    case stretch
  }

  @Option(
    name: .customLong("fit"),
    help: ArgumentHelp(
      "A picture of another shape is cut, gets black bars, or is distorted.", valueName: "way"))
  var way = Way.crop

  /// The way as pictures know it.
  var value: PictureFit {
    switch way {
    case .crop: .crop
    case .pad: .pad
    case .stretch: .stretch
    }
  }
}
