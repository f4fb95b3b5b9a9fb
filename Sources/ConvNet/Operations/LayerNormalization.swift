public import Tensors

/// Layer normalization: every number less the mean of its group, divided by the group's spread.
///
///     mean = Σ in ÷ n,  variance = Σ (in − mean)² ÷ n   over the group
///     out = (in − mean) ÷ √(variance + ε) · γ + β
///
/// A group are the n numbers along the layer's axes, of one picture, at one place of the others; γ and β are learned,
/// one pair a place along these axes. Worked out in `Double` and rounded once. Source: Ba et al., "Layer
/// Normalization", 2016; Keras 3, `keras.layers.LayerNormalization`.
public struct LayerNormalization: Operation {
  /// What is added to the variance.
  public let epsilon: Double
  /// The axes, counted from 0; `nil` for the last.
  public let axes: [Int]?
  /// Whether there are learned factors.
  public let usesGamma: Bool
  /// Whether there are learned summands.
  public let usesBeta: Bool

  /// Makes a layer normalization; nothing is checked before `outputShape`.
  public init(epsilon: Double = 0.001, axes: [Int]? = nil, usesGamma: Bool = true, usesBeta: Bool = true) {
    self.epsilon = epsilon
    self.axes = axes
    self.usesGamma = usesGamma
    self.usesBeta = usesBeta
  }

  /// γ and β, where there are some, with an axis for each of the layer's, in ascending order.
  ///
  /// - Throws: `LayerFault` where an axis is missing.
  public func parameterSlots(for inputs: [Shape]) throws(LayerFault) -> [ParameterSlot] {
    let input = try outputShape(of: inputs)
    let shape = Shape(try input.axes(axes).map { input[$0] })
    return ParameterSlot.scaling(usesGamma: usesGamma, usesBeta: usesBeta, shape)
  }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where an axis is missing.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard axes != [] else { throw .argument("axis", found: "[]") }
    _ = try input.axes(axes)
    return input
  }

  /// The axes among those of an input, in ascending order.
  public func axes(of input: Shape) -> [Int] { axes?.sorted() ?? [input.rank - 1] }

  private func scaling(of input: Shape, _ parameters: LayerParameters) -> [BroadcastStep] {
    BroadcastStep.scaling(
      gamma: usesGamma ? parameters[.gamma] : nil, beta: usesBeta ? parameters[.beta] : nil,
      shape: input.keeping(axes(of: input)))
  }

  func steps(on input: Tensor, _ parameters: LayerParameters) -> [BroadcastStep] {
    let axes = axes(of: input.shape)
    let groups = input.shape.keeping(input.shape.extents.indices.filter { !axes.contains($0) })
    guard let places = Broadcast(groups, over: input.shape)?.offsets else { return [] }
    var members = [[Float]](repeating: [], count: groups.count)
    for (index, group) in places.enumerated() { members[group].append(input.values[index]) }
    let statistics = members.map { self.statistics(of: $0) }
    let centred = [
      BroadcastStep(.subtract, .mean, statistics.map(\.mean), shape: groups),
      BroadcastStep(.divide, .deviation, statistics.map(\.deviation), shape: groups),
    ]
    return centred + scaling(of: input.shape, parameters)
  }

  /// The numbers of the formula above.
  public func preActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor {
    steps(on: inputs[0], parameters).applied(to: inputs[0])
  }

  /// Mean and √(variance + ε) of a group.
  private func statistics(of group: [Float]) -> (mean: Double, deviation: Double) {
    let count = Double(group.count)
    let mean = group.reduce(0) { $0 + Double($1) } / count
    let variance = group.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
    return (mean, (variance + epsilon).squareRoot())
  }

  /// Mean, deviation, and γ and β where there are some.
  public func termCount(inputs: [Shape]) -> Int { 2 + (usesGamma ? 1 : 0) + (usesBeta ? 1 : 0) }

  /// The number with its group's mean and deviation, and its γ and β.
  public func form(
    ofUnitAt position: [Int], inputs: [Tensor], _ parameters: LayerParameters
  ) -> Explanation.Form {
    let input = inputs[0]
    let group = group(of: position, in: input.shape)
    let statistics = self.statistics(of: group.map { input[position: $0] })
    let steps = [
      Elementwise.Step(operation: .subtract, operand: statistics.mean, role: .mean),
      Elementwise.Step(operation: .divide, operand: statistics.deviation, role: .deviation),
    ]
    return .elementwise(
      Elementwise(
        place: InputPlace(position), input: input[position: position],
        steps: steps + scaling(of: input.shape, parameters).map { $0.step(at: position, of: input.shape) },
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
      output.map { axes in
        axes.enumerated().map { whole.contains($0) ? RangeSet(0..<input[$0]) : $1 }
      }
    }
  }
}
