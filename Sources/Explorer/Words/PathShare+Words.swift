import CellScreen
public import ConvNet
import KerasNotation
import Tensors

extension PathShare {
  /// What a path carries: how much it gives of its first unit's sum, that it is one of many, and what all of them make.
  ///
  /// `owner` names what the sum is of, a class; `nil` where it has no name.
  ///
  /// - Precondition: It is the share of this path of the trace.
  public func sentences(ofPath path: [UnitAddress], in trace: Trace, owner: String?) -> [String] {
    [
      "This path gives \(arithmetic(ofPath: path, in: trace)): \(NumberText.percent(share)) of "
        + "\(total(ofPath: path, in: trace.network, owner: owner)).",
      countSentence(ofPath: path, in: trace),
      "All paths\(trace.holds.isEmpty ? " and the biases' share" : ", the biases' share and what is held") make 100 %; "
        + (hasNegative ? "some are negative." : "a path can be negative."),
    ]
  }

  /// The most factors that are written out.
  private static let mostFactors = 12

  /// The product from the picture up, without the factors that are 1; of very many only what they make.
  ///
  /// `0.9098 × +2.3094 × +0.677 = +1.42`
  private func arithmetic(ofPath path: [UnitAddress], in trace: Trace) -> String {
    let amount = NumberText.signed(amount, decimals: NumberText.decimals(showing: amount))
    let hops = zip(path, factors).filter { $1 != 1 }.reversed()
    guard let end = path.last, (1...Self.mostFactors).contains(hops.count) else { return amount.trimmed }
    let network = trace.network
    let pixel = NumberText.fixed(pixel, decimals: network.decimals(ofLayer: end.layer))
    let product = hops.map { unit, factor in
      NumberText.signed(factor, decimals: network.decimals(ofLayer: unit.layer)).trimmed
    }
    return ([pixel] + product).joined(separator: " × ") + " = " + amount.trimmed
  }

  private func total(ofPath path: [UnitAddress], in network: Network, owner: String?) -> String {
    guard let start = path.first else { return "" }
    let number = NumberText.fixed(total, decimals: network.decimals(ofLayer: start.layer))
    let function = network.layers[start.layer].operation.activationFunction
    let isLogit = function == .linear || (function == .softmax && start.layer == network.layers.count - 1)
    return (owner.map { "\($0)'s " } ?? "") + number + (isLogit ? "" : ", the sum before \(function.title)")
  }

  /// How many paths there are, as a product where it is one: `1 of 293,534,171,136 paths: 64·1,024·576·288·27`.
  private func countSentence(ofPath path: [UnitAddress], in trace: Trace) -> String {
    guard count > 1 else { return "It is the only path." }
    let ways = branches.filter { $0 > 1 }
    let product =
      isCountOfBranches && ways.count > 1
      ? ": " + ways.map { NumberText.grouped($0) }.joined(separator: "·") : ""
    let hasMaximum = path.contains { unit in
      if case .windowMaximum? = trace.explain(unit)?.form { true } else { false }
    }
    return "It is 1 of \(countText) paths\(product)"
      + (hasMaximum ? "; each pooling passes only its winner on." : ".")
  }

  /// The count in digits where it is exact: else about, and of more than a `Double` holds that.
  private var countText: String {
    guard count.isFinite else { return "more than 1.79e308" }
    return isCountExact ? NumberText.grouped(Int(count)) : "about \(NumberText.fixed(count, decimals: 2))"
  }
}

extension NoPathShare {
  /// Why no share can be given.
  public func words(in network: Network) -> String {
    "No share of this path can be given: \(reason(in: network))."
  }

  private func reason(in network: Network) -> String {
    func name(_ layer: Int) -> DisplayText { DisplayText(network.layers[layer].name) }
    return switch self {
    case .function(let layer, let function):
      "\(function.title) of \(name(layer)) is no straight line, so it multiplies by no number"
    case .product(let layer): "\(name(layer)) multiplies numbers of the picture with each other"
    case .spread(let layer): "\(name(layer)) divides by the spread of the very numbers that it reads"
    case .end(let unit):
      "it ends at \(DisplayText(network.name(of: unit))), which is no number of the picture"
    case .total(0): "the sum is 0, and nothing is a part of that"
    case .total(let sum): "the sum is \(NumberText.fixed(sum, decimals: 0))"
    case .outOfRange: "what it gives is NaN, ∞, or too small for a number"
    }
  }
}

extension Network {
  /// With how many decimals the numbers of a layer are printed: four on feature maps, three on lines.
  fileprivate func decimals(ofLayer index: Int) -> Int { shapes[index].rank == 3 ? 4 : 3 }
}

extension String {
  /// The text without the blank that stands in place of a sign.
  fileprivate var trimmed: String { hasPrefix(" ") ? String(dropFirst()) : self }
}
