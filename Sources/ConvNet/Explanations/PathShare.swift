import Tensors

/// What one path from a unit to a number of the picture gives of the unit's sum.
///
/// A path is a unit, a unit that it is made of, and so on down to a number of the picture. With x that number,
///
///     amount = x · Π factor over the hops
///
/// where a hop's factor is the number that it multiplies by: the weight of a sum, 1 ÷ n of a mean, 1 of what is kept,
/// moved, padded or added, the product of the factors of a normalisation; and below the first unit also the slope of
/// the activation function there, 1 where ReLU is open and 0 where it is closed. Of a window only the number that is
/// kept is a way on. The amounts of all paths, and what biases and other summands give (each its number times the
/// factors from there up to the unit; numbers that are held are such summands), make the unit's pre-activation, but for
/// what is rounded to `Float` between.
public struct PathShare: Equatable, Sendable {
  /// The number of the picture.
  public let pixel: Float
  /// What each hop multiplies by, from the unit on down.
  public let factors: [Double]
  /// The unit's pre-activation, of which the path gives a share: not 0, and finite.
  public let total: Double
  /// How many units each unit of the path can be followed to, the last one's left out.
  public let branches: [Int]
  /// How many paths there are, in `Double`: exact below 2⁵³, and ∞ beyond 1.8·10³⁰⁸.
  public let count: Double
  /// Whether some path has a share below 0, among those that part from this one at the last hop.
  public let hasNegative: Bool

  /// What the path gives.
  public var amount: Double { factors.reduce(Double(pixel), *) }
  /// What the path gives ÷ the unit's pre-activation.
  public var share: Double { amount / total }

  /// Whether the count is a whole number and not a rounded one: it is below 2⁵³.
  public var isCountExact: Bool { count < 0x1p53 }

  /// Whether the count is the product of the branches, so that all units have as many as those of this path.
  public var isCountOfBranches: Bool {
    isCountExact && count == branches.reduce(1) { $0 * Double($1) }
  }
}

/// Why no share can be given of what a path carries.
public enum NoPathShare: Error, Equatable, Sendable {
  /// A layer's activation function is no straight line: it multiplies by nothing.
  case function(layer: Int, ActivationFunction)
  /// A layer multiplies numbers of the picture with each other.
  case product(layer: Int)
  /// A layer divides by a spread that it takes of the very numbers.
  case spread(layer: Int)
  /// The path ends before the picture.
  case end(UnitAddress)
  /// The unit's sum is 0, NaN or ±∞.
  case total(Double)
  /// What the path gives is NaN, ±∞, or so small that a `Double` makes 0 of it.
  case outOfRange
}

extension Trace {
  /// What a path gives of the sum of its first unit, before that unit's activation function: of a logit behind softmax
  /// the logit.
  ///
  /// - Precondition: Each unit of the path is one that the unit before it is made of, and its layer is computed.
  /// - Throws: `NoPathShare` where there is no such number.
  public func share(ofPath path: [UnitAddress]) throws(NoPathShare) -> PathShare {
    precondition(!path.isEmpty, "a path without a unit")
    let (start, end) = (path[0], path[path.count - 1])
    try requireStraightLines(upTo: start.layer)
    guard end.layer == 0, !isHeld(end) else { throw .end(end) }
    let total = Double(preActivations[start.layer][position: start.position])
    guard total != 0, total.isFinite else { throw .total(total) }
    let hops = path.dropLast().map { sources(of: $0, isFirst: $0 == start) }
    let share = PathShare(
      pixel: value(of: end), factors: zip(hops, path.dropFirst()).map { $0[$1] ?? 0 }, total: total,
      branches: hops.map(\.count), count: pathCount(to: start),
      hasNegative: hasNegative(
        among: hops.last ?? [:], behind: zip(hops.dropLast(), path.dropFirst()), of: total))
    let isZero = share.pixel == 0 || share.factors.contains(0)
    guard share.amount.isFinite, share.amount != 0 || isZero else { throw .outOfRange }
    return share
  }

  /// Whether each unit of a path, whose layers are computed, is one that the unit before it is made of.
  public func isPath(_ path: [UnitAddress]) -> Bool {
    zip(path, path.dropFirst()).allSatisfy { unit, source in
      guard let form = explain(unit)?.form else { return false }
      return sources(of: form, ofLayer: unit.layer)[source] != nil
    }
  }

  /// Whether a hop to the picture, behind others, has a way that gives less than 0 of a total.
  private func hasNegative(
    among last: [UnitAddress: Double],
    behind hops: some Sequence<([UnitAddress: Double], UnitAddress)>, of total: Double
  ) -> Bool {
    let before = hops.reduce(total < 0 ? -1 : 1) { $0 * ($1.0[$1.1] ?? 0) }
    return last.contains {
      $0.key.layer == 0 && !isHeld($0.key) && Double(value(of: $0.key)) * $0.value * before < 0
    }
  }

  /// The units that a unit is made of, each with what it is multiplied by on its way into it; into the first unit of a
  /// path before its activation function.
  private func sources(of unit: UnitAddress, isFirst: Bool) -> [UnitAddress: Double] {
    guard let explanation = explain(unit) else { return [:] }
    let slope = isFirst ? 1 : explanation.activationFunction.slope(at: explanation.preActivation) ?? .nan
    return sources(of: explanation.form, ofLayer: unit.layer).mapValues { $0 * slope }
  }

  /// The units that a form is made of, none twice, with what each is multiplied by in all.
  func sources(of form: Explanation.Form, ofLayer layer: Int) -> [UnitAddress: Double] {
    Dictionary(
      (form.linearSources ?? []).map { (network.unit(at: $0.place, ofLayer: layer), $0.factor) },
      uniquingKeysWith: +)
  }

  /// Whether a unit stands at a number whatever its layer computes.
  func isHeld(_ unit: UnitAddress) -> Bool { holds.contains { $0.covers(unit) } }

  private func value(of unit: UnitAddress) -> Float { activations[unit.layer][position: unit.position] }

  /// - Throws: `NoPathShare` for the first layer up to one, of those that it is made of, that does something else than
  ///   multiply its numbers and add to them; the last one's activation function is not asked about.
  private func requireStraightLines(upTo last: Int) throws(NoPathShare) {
    for layer in network.ancestors(ofLayer: last) where layer > 0 {
      let (operation, inputs) = (network.layers[layer].operation, network.layers[layer].inputs)
      let first = [Int](repeating: 0, count: network.shapes[layer].rank)
      let form = operation.form(
        ofUnitAt: first, inputs: inputs.map { activations[$0] }, trained.parameters(ofLayer: layer))
      if form.linearSources == nil {
        if case .elementwise = form { throw .spread(layer: layer) }
        throw .product(layer: layer)
      }
      guard layer == last || operation.activationFunction.slope(at: 0) != nil else {
        throw .function(layer: layer, operation.activationFunction)
      }
    }
  }
}

extension Network {
  /// The layers that a layer is made of, itself among them, in the order of the network.
  func ancestors(ofLayer last: Int) -> [Int] {
    var found: Set<Int> = [last]
    for layer in (0...last).reversed() where found.contains(layer) { found.formUnion(layers[layer].inputs) }
    return found.sorted()
  }
}
