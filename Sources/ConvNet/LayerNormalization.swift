public import Tensors

/// Layer normalization: every number less the mean of its group, divided by the group's spread.
///
///     mean = Σ in ÷ n,  variance = Σ (in − mean)² ÷ n   over the group
///     out = (in − mean) ÷ √(variance + ε) · γ + β
///
/// A group are the n numbers along the layer's axes, of one picture, at one place of the others; γ and β are learned,
/// one pair a place along these axes. Worked out in `Double` and rounded once. Source: Ba et al., "Layer
/// Normalization", 2016; Keras 3, `keras.layers.LayerNormalization`.
public struct LayerNormalization: LayerKind {
  /// The name of the Keras class.
  public static let className = "LayerNormalization"

  /// The learned factors in memory order, last axis fastest; `nil` where there are none.
  public let gamma: [Float]?
  /// The learned summands in memory order, last axis fastest; `nil` where there are none.
  public let beta: [Float]?
  /// What is added to the variance.
  public let epsilon: Double
  /// The axes as Keras numbers them: the batch's is 0, and negative ones count from the end.
  public let axes: [Int]

  /// Makes a layer normalization; nothing is checked before `outputShape`.
  public init(gamma: [Float]?, beta: [Float]?, epsilon: Double = 0.001, axes: [Int] = [-1]) {
    self.gamma = gamma
    self.beta = beta
    self.epsilon = epsilon
    self.axes = axes
  }

  /// γ and β.
  public var parameterCount: Int { (gamma?.count ?? 0) + (beta?.count ?? 0) }

  /// The code `LayerNormalization()`.
  public var listing: [ListingToken] {
    Self.listing(axes: axes, epsilon: epsilon, usesBeta: beta != nil, usesGamma: gamma != nil)
  }

  /// The code of a layer normalization whose weights need not be known.
  public static func listing(axes: [Int], epsilon: Double, usesBeta: Bool, usesGamma: Bool) -> [ListingToken]
  {
    let text = axes.count == 1 ? ListingToken.python(axes[0]) : ListingToken.python(axes)
    let place = axes == [-1] ? [] : [ListingToken.named("axis", text, .axis)]
    return ListingToken.call(
      className,
      place + ListingToken.normalization(epsilon: epsilon, usesBeta: usesBeta, usesGamma: usesGamma))
  }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where an axis is missing, or γ or β have another count than the group has numbers.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard !axes.isEmpty else { throw .argument("axis", found: "[]") }
    let group = input.keeping(try input.axes(numbered: axes))
    for numbers in [gamma, beta] where numbers.map({ $0.count != group.checkedCount }) ?? false {
      throw .weightShape(expected: group.extents.map { $0 }, found: Shape(numbers?.count ?? 0))
    }
    return input
  }

  /// The axes without the batch's, counted from 0.
  public func axes(of input: Shape) -> [Int] { axes.compactMap { input.axis(numbered: $0) }.sorted() }

  private func scaling(of input: Shape) -> [BroadcastStep] {
    BroadcastStep.scaling(gamma: gamma, beta: beta, shape: input.keeping(axes(of: input)))
  }

  /// The numbers of the formula above.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let input = inputs[0]
    let axes = axes(of: input.shape)
    let groups = input.shape.keeping(input.shape.extents.indices.filter { !axes.contains($0) })
    guard let places = Broadcast(groups, over: input.shape)?.offsets else { return input }
    var members = [[Float]](repeating: [], count: groups.count)
    for (index, group) in places.enumerated() { members[group].append(input.values[index]) }
    let statistics = members.map { self.statistics(of: $0) }
    let centred = [
      BroadcastStep(.subtract, .mean, statistics.map(\.mean), shape: groups),
      BroadcastStep(.divide, .deviation, statistics.map(\.deviation), shape: groups),
    ]
    return (centred + scaling(of: input.shape)).applied(to: input)
  }

  /// Mean and √(variance + ε) of a group.
  private func statistics(of group: [Float]) -> (mean: Double, deviation: Double) {
    let count = Double(group.count)
    let mean = group.reduce(0) { $0 + Double($1) } / count
    let variance = group.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
    return (mean, (variance + epsilon).squareRoot())
  }

  /// Mean, deviation, and γ and β where there are some.
  public func termCount(inputs: [Shape]) -> Int { 2 + (gamma == nil ? 0 : 1) + (beta == nil ? 0 : 1) }

  /// The number with its group's mean and deviation, and its γ and β.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    let input = inputs[0]
    let group = group(of: position, in: input.shape)
    let statistics = self.statistics(of: group.map { input[position: $0] })
    let steps = [
      Elementwise.Step(.subtract, statistics.mean, .mean),
      Elementwise.Step(.divide, statistics.deviation, .deviation),
    ]
    return .elementwise(
      Elementwise(
        place: InputPlace(position), input: input[position: position],
        steps: steps + scaling(of: input.shape).map { $0.step(at: position, of: input.shape) },
        group: group.map { InputPlace($0) }))
  }

  /// The positions of a unit's group in memory order.
  private func group(of position: [Int], in input: Shape) -> [[Int]] {
    let axes = axes(of: input)
    return input.extents.indices.reduce([[]]) { places, axis in
      places.flatMap { place in
        axes.contains(axis) ? (0..<input[axis]).map { place + [$0] } : [place + [position[axis]]]
      }
    }
  }

  /// The groups of the region's units.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    let whole = axes(of: shape)
    return inputs.map { input in
      output.map { crossing in
        Region.Crossing(
          crossing.axes.enumerated().map {
            whole.contains($0.offset) ? RangeSet(0..<input[$0.offset]) : $0.element
          })
      }
    }
  }
}
