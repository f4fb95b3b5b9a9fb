import CellScreen
public import ConvNet

extension Preprocessing {
  /// The network of `keras.applications` that a network of which nothing tells the range is called like.
  var application: RangeAssumption.Application? {
    if case .assumed(let assumption) = reason { assumption.application } else { nil }
  }

  /// The range of the numbers and why: `0 to 255: rescaling makes 0 to 1 of it`; empty where somebody asked for it.
  func rangeWithReason(in network: Network) -> String {
    let clause = reasonClause(in: network)
    return clause.isEmpty ? "" : String(rangeInWords.dropFirst("from ".count)) + clause
  }

  /// Why the range is what it is, as the end of a sentence that has it: `: rescaling makes 0 to 1 of it`; empty where
  /// somebody asked for it, and the network doesn't tell of another.
  public func reasonClause(in network: Network) -> String {
    reason.clause(in: network) + overruledClause(in: network)
  }

  /// What the network expects by itself, where somebody asked for other numbers.
  private func overruledClause(in network: Network) -> String {
    guard let overruled else { return "" }
    return overruledWords + (overruled.reason == reason ? "" : overruled.reason.clause(in: network))
  }

  /// The range that the network expects by itself, where somebody asked for other numbers; else empty.
  var overruledWords: String {
    overruled.map { "; by itself the network expects plain \($0.rangeInWords)" } ?? ""
  }
}

extension ExpectedRange {
  /// The range in words: `0 to 255`.
  var rangeInWords: String { "0 to \(NumberText.allDigits(upper))" }
}

extension RangeReason {
  /// The reason as the end of a sentence.
  fileprivate func clause(in network: Network) -> String {
    switch self {
    case .given: ""
    case .mode(let mode): ", by --preprocess \(mode.rawValue)"
    case .integers(let type): ": the input holds \(type)"
    case .arithmetic(let arithmetic): ": " + arithmetic.words(in: network)
    case .assumed(let assumption):
      ", assumed: " + assumption.cause.words(in: network) + (assumption.application?.words ?? "")
    }
  }
}

extension RangeArithmetic {
  /// What is made of the range: `rescaling makes 0 to 1 of it`.
  fileprivate func words(in network: Network) -> String {
    let verb = layers.count == 1 ? "makes" : "make"
    let ends = [lower, upper].map { NumberText.short(Float($0)) }
    let normalisation = layers.last.flatMap { network.layers[$0].operation as? BatchNormalization }
    let isScaled = normalisation.map { $0.usesGamma || $0.usesBeta } ?? false
    return "\(names(of: layers, in: network)) \(verb) \(ends[0]) to \(ends[1]) of it"
      + (isScaled ? ", before γ and β" : "")
  }
}

extension RangeAssumption.Cause {
  /// Why nothing tells: `no layer tells`.
  fileprivate func words(in network: Network) -> String {
    switch self {
    case .nothingFound: "no layer tells"
    case .fitsNeither(let layers): "\(names(of: layers, in: network)) fits neither this nor 0 to 255"
    case .disagreement(let layers): "\(names(of: layers, in: network)) expect different ranges"
    }
  }
}

extension RangeAssumption.Application {
  /// What Keras does to pictures for the network.
  fileprivate var words: String {
    "; Keras feeds \(DisplayText(name).truncated(to: 24)) as --preprocess \(mode.rawValue) does"
  }
}

/// The names of layers: the first two, and how many more there are.
private func names(of layers: [Int], in network: Network) -> String {
  let names = layers.prefix(2).map { DisplayText(network.layers[$0].name).truncated(to: 28).string }
  guard layers.count > 2 else { return names.joined(separator: " and ") }
  return names.joined(separator: ", ") + " and \(layers.count - 2) more"
}
