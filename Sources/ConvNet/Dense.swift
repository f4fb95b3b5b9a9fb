public import Tensors

/// A dense layer: every unit multiplies all numbers of its input by weights of its own and adds them.
///
///     out[…,w] = Σ i<n  in[…,i] · weight[i,w]  + bias[w]
///
/// then the activation function. It works on the last axis; the others stay as they are. Source: Keras 3,
/// `keras.layers.Dense`.
public struct Dense: LayerKind {
  /// The name of the Keras class.
  public static let className = "Dense"

  /// The weights: (input, output).
  public let weight: Tensor
  /// One number a unit; `nil` where none is added.
  public let bias: [Float]?
  /// The function applied to the pre-activation.
  public let activationFunction: ActivationFunction

  /// Makes a dense layer; nothing is checked before `outputShape`.
  public init(weight: Tensor, bias: [Float]?, activationFunction: ActivationFunction = .linear) {
    self.weight = weight
    self.bias = bias
    self.activationFunction = activationFunction
  }

  /// The number of units.
  public var units: Int { weight.shape[1] }
  /// The number of weights of each unit.
  public var inputExtent: Int { weight.shape[0] }
  /// All weights and biases.
  public var parameterCount: Int { weight.shape.count + (bias?.count ?? 0) }

  /// Whether a bias is added to each sum.
  public var usesBias: Bool { bias != nil }

  /// The code `Dense(64, activation='relu')`.
  public var listing: [ListingToken] {
    Self.listing(units: units, activationFunction: activationFunction, usesBias: bias != nil)
  }

  /// The code of a dense layer whose weights need not be known.
  public static func listing(
    units: Int, activationFunction: ActivationFunction, usesBias: Bool
  ) -> [ListingToken] {
    let options = ListingToken.options(
      strides: nil, padding: .valid, activationFunction: activationFunction, usesBias: usesBias)
    return ListingToken.call(className, [[ListingToken("\(units)", .units)]] + options)
  }

  /// The input's shape with the number of units as its last extent.
  ///
  /// - Throws: `LayerFault` where the last extent or the bias don't fit.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard weight.shape.rank == 2, weight.shape.extents.allSatisfy({ $0 >= 1 }) else {
      throw .weightShape(expected: [nil, nil], found: weight.shape)
    }
    guard input.rank >= 1 else { throw .rank(expected: 1, found: input) }
    guard input.channels == inputExtent else { throw .channels(expected: inputExtent, found: input) }
    guard bias.map({ $0.count == units }) ?? true else {
      throw .biasCount(expected: units, found: bias?.count ?? 0)
    }
    return Shape(input.extents.dropLast() + [units])
  }

  /// Products in one pass: one a weight, for each place of the other axes.
  public func multiplyAddCount(inputs: [Shape], output: Shape) -> Int { output.count * inputExtent }

  /// One product a weight of a unit.
  public func termCount(inputs: [Shape]) -> Int { inputExtent }

  /// The sums of the formula above, before the activation function.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let input = inputs[0]
    var output: [Float] = []
    for start in stride(from: 0, to: input.values.count, by: inputExtent) {
      output += sums(over: input.values[start..<start + inputExtent])
    }
    return Tensor(Shape(input.shape.extents.dropLast() + [units]), output)
  }

  /// The sums of all units over one row of the input.
  private func sums(over row: ArraySlice<Float>) -> [Float] {
    var sums = [Double](repeating: 0, count: units)
    let units = units
    sums.withUnsafeMutableBufferPointer { sums in
      weight.values.withUnsafeBufferPointer { weight in
        for (i, value) in row.enumerated() {
          for w in 0..<units { sums[w] += Double(value) * Double(weight[i * units + w]) }
        }
      }
    }
    guard let bias else { return sums.map { Float($0) } }
    return zip(sums, bias).map { Float($0 + Double($1)) }
  }

  /// Every product, then the bias.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    let place = Array(position.dropLast())
    let unit = position[position.count - 1]
    let start = inputs[0].shape.offset(of: place + [0])
    let terms = (0..<inputExtent).map { i in
      Term(
        position: place + [i], isOutside: false, input: inputs[0].values[start + i],
        weight: weight.values[i * units + unit])
    }
    return .weightedSum(WeightedSum(terms: terms, termsPerChannel: 1, bias: bias?[unit]))
  }

  /// All numbers of the last axis at the same place of the others.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    let all = RangeSet(0..<inputExtent)
    return inputs.map { _ in output.map { Region.Crossing($0.axes.dropLast() + [all]) } }
  }
}
