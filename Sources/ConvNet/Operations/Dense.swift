public import Tensors

/// A dense layer: every unit multiplies all numbers of its input by weights of its own and adds them.
///
///     out[…,w] = Σ i<n  in[…,i] · weight[i,w]  + bias[w]
///
/// then the activation function. It works on the last axis; the others stay as they are. Source: Keras 3,
/// `keras.layers.Dense`.
public struct Dense: Operation {
  /// The number of units.
  public let units: Int
  /// The function applied to the pre-activation.
  public let activationFunction: ActivationFunction
  /// Whether a bias is added to each sum.
  public let usesBias: Bool

  /// Makes a dense layer; nothing is checked before `outputShape`.
  public init(units: Int, activationFunction: ActivationFunction = .linear, usesBias: Bool = true) {
    self.units = units
    self.activationFunction = activationFunction
    self.usesBias = usesBias
  }

  /// The weights (input, output) and one bias a unit.
  ///
  /// - Throws: `LayerFault` where `outputShape` does.
  public func parameterSlots(for inputs: [Shape]) throws(LayerFault) -> [ParameterSlot] {
    _ = try outputShape(of: inputs)
    let kernel = ParameterSlot(.kernel, Shape(try inputs.only().channels, units))
    return [kernel] + (usesBias ? [ParameterSlot(.bias, Shape(units))] : [])
  }

  /// The input's shape with the number of units as its last extent.
  ///
  /// - Throws: `LayerFault` where there is not one input, it has no axis, or there are no units.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard input.rank >= 1 else { throw .rank(expected: 1, found: input) }
    guard units >= 1 else { throw .argument("units", found: "\(units)") }
    return Shape(input.extents.dropLast() + [units])
  }

  /// Products in one pass: one a weight, for each place of the other axes.
  public func multiplyAddCount(inputs: [Shape], output: Shape) -> Int {
    output.count * inputs[0].channels
  }

  /// One product a weight of a unit.
  public func termCount(inputs: [Shape]) -> Int { inputs[0].channels }

  /// The sums of the formula above, before the activation function.
  public func preActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor {
    let input = inputs[0]
    let extent = input.shape.channels
    let (weight, bias) = (parameters[.kernel], usesBias ? parameters[.bias].values : nil)
    var output: [Float] = []
    for start in stride(from: 0, to: input.values.count, by: extent) {
      output += sums(over: input.values[start..<start + extent], weight, bias)
    }
    return Tensor(Shape(input.shape.extents.dropLast() + [units]), output)
  }

  /// The sums of all units over one row of the input.
  private func sums(over row: ArraySlice<Float>, _ weight: Tensor, _ bias: [Float]?) -> [Float] {
    var sums = [Double](repeating: 0, count: units)
    let units = units
    sums.withUnsafeMutableBufferPointer { sums in
      weight.values.withUnsafeBufferPointer { weight in
        for (i, value) in row.enumerated() {
          for w in 0..<units { sums[w] += Double(value) * Double(weight[i * units + w]) }
        }
      }
    }
    return sums.rounded(with: bias)
  }

  /// Every product, then the bias.
  public func form(
    ofUnitAt position: [Int], inputs: [Tensor], _ parameters: LayerParameters
  ) -> Explanation.Form {
    let (input, weight) = (inputs[0], parameters[.kernel])
    let place = Array(position.dropLast())
    let unit = position[position.count - 1]
    let start = input.shape.offset(of: place + [0])
    let terms = (0..<input.shape.channels).map { i in
      Term(
        position: place + [i], isOutside: false, input: input.values[start + i],
        weight: weight.values[i * units + unit])
    }
    return .weightedSum(
      WeightedSum(
        terms: terms, termsPerChannel: 1, bias: usesBias ? parameters[.bias].values[unit] : nil))
  }

  /// All numbers of the last axis at the same place of the others.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { output.withWholeLastAxis(of: $0) }
  }
}

extension [Double] {
  /// Each number with a bias added, rounded; the biases are taken again and again, in turn.
  func rounded(with bias: [Float]?) -> [Float] {
    guard let bias else { return map { Float($0) } }
    return indices.map { Float(self[$0] + Double(bias[$0 % bias.count])) }
  }
}
