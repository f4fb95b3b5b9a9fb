public import ConvNet
internal import Explorer
public import ImageFormats
public import ModelFormats
internal import Tensors

/// How pictures are brought to a network's input, as far as it was asked for.
public struct PictureOptions: Equatable, Sendable {
  /// What is done to a picture of another aspect.
  public var fit: PictureFit
  /// What a sample of 0 and one of 1 become, which are different; `nil` for what the network expects.
  public var range: ClosedRange<Double>?
  /// What is subtracted: one number, or one for each channel; empty for nothing.
  public var mean: [Double]
  /// What that is divided by: one number, or one for each channel; empty for nothing.
  public var deviation: [Double]

  /// In which order the network reads the colours.
  public var channelOrder: ChannelOrder
  /// Whether black becomes full, and full black.
  public var isInverted: Bool
  /// A way of `keras.applications`, which stands for all of the numbers and the order.
  public var mode: PreprocessingMode?
  /// What the model's file leaves open: the size of its pictures, and which of its outputs is followed.
  public var choices: ModelChoices

  /// Makes options; without arguments pictures are cropped, and the network's own range is taken.
  public init(
    fit: PictureFit = .crop, range: ClosedRange<Double>? = nil, mean: [Double] = [], deviation: [Double] = [],
    channelOrder: ChannelOrder = .rgb, isInverted: Bool = false, mode: PreprocessingMode? = nil,
    choices: ModelChoices = ModelChoices()
  ) {
    self.fit = fit
    self.range = range
    self.mean = mean
    self.deviation = deviation
    self.channelOrder = channelOrder
    self.isInverted = isInverted
    self.mode = mode
    self.choices = choices
  }

  /// The preprocessing for a network, whose model has a name.
  ///
  /// - Throws: `CommandError.channelNumbers` where there are more numbers than one, and not one for each channel;
  ///   `.threeChannels` where three colours are asked for and the network reads another count; `.outsideType` where
  ///   it reads integers of a type that does not hold the numbers that are asked for.
  func preprocessing(
    for trained: TrainedNetwork, named name: String
  ) throws(CommandError) -> Preprocessing {
    let network = trained.network
    let channels = network.inputShape.channels
    try checkChannels(channels)
    let type = (network.layers[0].operation as? Input)?.integerType
    let expected = ExpectedRange(of: trained, named: name)
    var preprocessing =
      mode?.preprocessing(isWhole: type != nil)
      ?? Preprocessing(
        lower: range?.lowerBound ?? 0, upper: range?.upperBound ?? expected.upper, mean: mean,
        deviation: deviation,
        channelOrder: channelOrder, isInverted: isInverted, isWhole: type != nil,
        reason: range == nil ? expected.reason : .given)
    let isOwn = preprocessing.lower == 0 && preprocessing.upper == expected.upper
    if expected.isTold, !isOwn || !preprocessing.mean.isEmpty || !preprocessing.deviation.isEmpty {
      preprocessing.overruled = expected
    }
    if let type { try check(preprocessing, fits: type, channels: channels) }
    return preprocessing
  }

  /// Refuses numbers that a type of integers doesn't hold: Keras would wrap them around.
  private func check(
    _ preprocessing: Preprocessing, fits type: String, channels: Int
  ) throws(CommandError) {
    let ends = (0..<channels).flatMap { channel in
      [Float(0), 1].map { preprocessing.number(of: $0, channel: channel) }
    }
    guard let held = IntegerType(named: type)?.range else { return }
    if let number = ends.map(Double.init).first(where: { !held.contains($0) }) {
      throw .outsideType(type: type, number: number, options: optionsOfNumbers)
    }
  }

  /// The options that change the numbers, as they are given.
  private var optionsOfNumbers: [String] {
    let options = [
      ("--preprocess", mode != nil), ("--input-range", range != nil), ("--mean", !mean.isEmpty),
      ("--std", !deviation.isEmpty),
    ]
    return options.filter(\.1).map(\.0)
  }

  /// Refuses numbers and an order that are not for a count of channels.
  private func checkChannels(_ channels: Int) throws(CommandError) {
    if let mode, mode.needsThreeChannels, channels != 3 {
      throw .threeChannels(option: "--preprocess \(mode.rawValue)", found: channels)
    }
    if channelOrder == .bgr, channels != 3 {
      throw .threeChannels(option: "--channel-order bgr", found: channels)
    }
    for (option, numbers) in [("--mean", mean), ("--std", deviation)] {
      guard numbers.count <= 1 || numbers.count == channels else {
        throw .channelNumbers(option: option, found: numbers.count, channels: channels)
      }
    }
  }
}

/// A type of whole numbers, as NumPy names it: `uint8`, `int32`.
struct IntegerType {
  /// The smallest and the largest number.
  let range: ClosedRange<Double>

  /// The type of a name; `nil` where it is none of 8 to 64 bits.
  init?(named name: String) {
    let isUnsigned = name.hasPrefix("uint")
    guard isUnsigned || name.hasPrefix("int"), let bits = Int(name.dropFirst(isUnsigned ? 4 : 3)),
      [8, 16, 32, 64].contains(bits)
    else { return nil }
    let half = Double(sign: .plus, exponent: bits - 1, significand: 1)
    range = isUnsigned ? 0...2 * half - 1 : -half...half - 1
  }
}

/// Which numbers a network reads of a picture, and why these: in words and as JSON.
public struct PictureReading: Sendable {
  private let network: Network
  private let preprocessing: Preprocessing

  /// What a network reads of pictures that go through a preprocessing.
  init(_ network: Network, _ preprocessing: Preprocessing) {
    self.network = network
    self.preprocessing = preprocessing
  }

  /// What the network of a model reads; `nil` where it can't run, or reads no pictures.
  public init?(_ opened: OpenedModel) {
    guard let network = try? opened.file.network.get(), network.inputShape.rank == 3 else { return nil }
    self.init(network, opened.preprocessing)
  }

  /// The range and why, then the formula where there is one.
  public var lines: [String] {
    let isAsked = preprocessing.reason == .given
    let clause = (isAsked ? ", by --input-range" : "") + preprocessing.reasonClause(in: network)
    let range = "Pictures enter as numbers \(preprocessing.rangeInWords)\(clause)."
    return [range] + (preprocessing.isIdentity ? [] : ["A number is \(preprocessing.formula)."])
  }

  /// The numbers as JSON: `range` (what black and white become), `reason` (`given`, `mode`, `integers`, `arithmetic`,
  /// `assumed`), `layers` (the names of those that tell), `ownRange` (what the network expects by itself where other
  /// numbers were asked for, else null), `channelOrder`, `inverted`, `mean`, `std`, `whole`.
  public var json: JSONValue {
    [
      "range": .array([.number(preprocessing.lower), .number(preprocessing.upper)]),
      "reason": .string(preprocessing.reason.name),
      "layers": .array(preprocessing.reason.layers.map { .string(network.layers[$0].name) }),
      "ownRange": preprocessing.overruled.map { .array([.number(0), .number($0.upper)]) } ?? .null,
      "channelOrder": .string(preprocessing.channelOrder.rawValue),
      "inverted": .bool(preprocessing.isInverted),
      "mean": .array(preprocessing.mean.map { .number($0) }),
      "std": .array(preprocessing.deviation.map { .number($0) }), "whole": .bool(preprocessing.isWhole),
    ]
  }
}

extension RangeReason {
  /// The reason in a word.
  fileprivate var name: String {
    switch self {
    case .given: "given"
    case .mode: "mode"
    case .integers: "integers"
    case .arithmetic: "arithmetic"
    case .assumed: "assumed"
    }
  }

  /// The layers that tell, or try to.
  fileprivate var layers: [Int] {
    switch self {
    case .given, .mode, .integers: []
    case .arithmetic(let arithmetic): arithmetic.layers
    case .assumed(let assumption):
      switch assumption.cause {
      case .nothingFound: []
      case .fitsNeither(let layers), .disagreement(let layers): layers
      }
    }
  }
}

extension JSONValue {
  /// An object with what a network reads of a picture behind its own members; other values as they are.
  func with(_ reading: PictureReading) -> JSONValue {
    guard case .object(var object) = self else { return self }
    object["reading"] = reading.json
    return .object(object)
  }
}
