internal import ConvNet
internal import Explorer
public import ModelFormats
internal import Tensors

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
