/// The range from 0 in which a network expects the samples of a picture where nobody says another one: 0…1 or 0…255.
///
/// From the input on, layers that keep the range are passed over, and arithmetic with constants is followed to its
/// end or to the first normalisation. Of the two ranges those count of which it makes, in every channel, one that
/// holds 0; of these that one is taken of which it makes the nearest to 0…1, −1…1 or −0.5…0.5 (behind a normalisation
/// to −2…2). How far two ranges are apart is the larger distance between their ends, in widths of the narrower: a
/// range that is ten times too narrow is as far as one that is ten times too wide. Of equals the one near the earlier
/// of these wins, then 0…1. Where several ways from the input have arithmetic, they must agree.
public struct ExpectedRange: Equatable, Sendable {
  /// What a sample of 1 becomes: 1 or 255.
  public let upper: Double
  /// Why.
  public let reason: RangeReason

  /// Whether the network itself tells, and nothing was assumed.
  public var isTold: Bool {
    if case .assumed = reason { false } else { true }
  }
}

extension ExpectedRange {
  /// Finds the range of a network; `name` is that of its model.
  public init(of trained: TrainedNetwork, named name: String = "") {
    let network = trained.network
    if let type = (network.layers[0].operation as? Input)?.integerType {
      self.init(upper: 255, reason: .integers(type: type))
      return
    }
    let ends = RangeTrails(trained).ends
    let choices = ends.compactMap(\.choice)
    let layers = Set(ends.flatMap(\.layers)).sorted()
    if let choice = choices.first, choices.allSatisfy({ $0.upper == choice.upper }) {
      self.init(upper: choice.upper, reason: .arithmetic(choice.arithmetic))
    } else {
      let cause: RangeAssumption.Cause =
        ends.isEmpty
        ? .nothingFound : choices.isEmpty ? .fitsNeither(layers: layers) : .disagreement(layers: layers)
      let application = RangeAssumption.Application(named: [name] + network.namesOfInnerModels)
      self.init(upper: 1, reason: .assumed(RangeAssumption(cause, application: application)))
    }
  }
}

extension Network {
  /// The names of the models whose layers stand among the network's, `vgg16` of `vgg16/block1_conv1`, in order.
  fileprivate var namesOfInnerModels: [String] {
    var known: Set<Substring> = []
    return layers.flatMap { $0.name.split(separator: "/").dropLast() }
      .filter { known.insert($0).inserted }.map(String.init)
  }
}
