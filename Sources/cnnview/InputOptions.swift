public import ArgumentParser
public import ConvNet
public import ImageFormats
import ModelFormats
import Workbench

/// How pictures become a network's input: the same options for all commands that read pictures.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A picture of another shape is cut, gets black bars, or is distorted.", valueName: "way"))
  var fit = PictureFit.crop

  @OptionGroup var numbers: NumberOptions

  /// The options as pictures are read with them.
  var value: PictureOptions {
    var options = numbers.value
    options.fit = fit
    return options
  }
}

/// Which numbers a network reads of a picture.
struct NumberOptions: ParsableArguments {
  @Option(
    name: .customLong("input-range"), parsing: .unconditional,
    help: ArgumentHelp(
      "What black and white become: 0:1, -1:1, 0:255. (default: 0:1, or 0:255 where the network's own layers tell so)",
      valueName: "lower:upper"),
    transform: Self.range)
  var range: ClosedRange<Double>?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What is subtracted then: one number, or one for each channel.", valueName: "a,b,c"),
    transform: Self.numbers)
  var mean: [Double]?

  @Option(
    name: .customLong("std"), parsing: .unconditional,
    help: ArgumentHelp("What that is divided by: one number, or one for each channel.", valueName: "a,b,c"),
    transform: Self.divisors)
  var deviation: [Double]?

  @Option(
    name: .customLong("channel-order"),
    help: ArgumentHelp(
      "In which order the network reads the colours, and has its means. (default: rgb)", valueName: "order"))
  var channelOrder: ChannelOrder?

  @Flag(
    name: .customLong("invert"),
    help: "Black becomes white first, and white black: dark ink on paper, as MNIST has it on black.")
  var isInverted = false

  @Option(
    name: .customLong("preprocess"),
    help: ArgumentHelp(
      "All of these as preprocess_input of a network of keras.applications has them.", valueName: "mode"))
  var mode: PreprocessingMode?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Of a model with several outputs follow the one of this layer. (default: the first)", valueName: "layer"
    ))
  var output: String?

  @Option(
    name: .customLong("input-size"), parsing: .unconditional,
    help: ArgumentHelp(
      "How many rows and columns pictures have, where the model leaves that open: 224x224.",
      valueName: "heightxwidth"),
    transform: Self.size)
  var inputSize: Size2D?

  func validate() throws {
    let isAlone =
      range == nil && mean == nil && deviation == nil && channelOrder == nil && !isInverted
    guard mode == nil || isAlone else {
      throw ValidationError(
        "--preprocess says all that --input-range, --mean, --std, --channel-order and --invert say; leave one side out"
      )
    }
  }

  /// The options as pictures are read with them.
  var value: PictureOptions {
    PictureOptions(
      range: range, mean: mean ?? [], deviation: deviation ?? [], channelOrder: channelOrder ?? .rgb,
      isInverted: isInverted, mode: mode, choices: ModelChoices(output: output, inputSize: inputSize))
  }

  /// More rows or columns no picture has.
  private static let largestSide = 1 << 16

  /// Rows and columns with a cross between.
  private static func size(_ text: String) throws -> Size2D {
    let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let height = sides[0], let width = sides[1], (1...largestSide).contains(height),
      (1...largestSide).contains(width)
    else { throw ValidationError("give rows and columns with an x between: 224x224") }
    return Size2D(height: height, width: width)
  }

  /// The largest magnitude of a number: larger ones are of no use, and lead out of `Float`.
  private static let limit = 1e9

  /// Two numbers with a colon between, the second larger.
  private static func range(_ text: String) throws -> ClosedRange<Double> {
    let ends = text.split(separator: ":", omittingEmptySubsequences: false).map(number)
    guard ends.count == 2, let lower = ends[0], let upper = ends[1], upper - lower >= 1 / limit else {
      throw ValidationError("give two numbers, the smaller first, with a colon between: -1:1")
    }
    return lower...upper
  }

  /// Numbers with commas between.
  private static func numbers(_ text: String) throws -> [Double] {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map(number)
    guard !numbers.contains(nil) else {
      throw ValidationError("give numbers with commas between: 0.485,0.456,0.406")
    }
    return numbers.compactMap(\.self)
  }

  /// Positive numbers with commas between.
  private static func divisors(_ text: String) throws -> [Double] {
    let numbers = try numbers(text)
    guard numbers.allSatisfy({ $0 >= 1 / limit }) else {
      throw ValidationError("give numbers above 0: nothing can be divided by 0")
    }
    return numbers
  }

  /// A finite decimal number that is not huge.
  private static func number(_ text: Substring) -> Double? {
    guard let value = Double(text.drop { $0 == " " }), value.magnitude <= limit,
      !text.lowercased().contains("x")
    else { return nil }
    return value
  }
}

extension PictureFit: ExpressibleByArgument {}

extension ChannelOrder: ExpressibleByArgument {}

extension PreprocessingMode: ExpressibleByArgument {}
