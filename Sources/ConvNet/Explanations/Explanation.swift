/// How one unit came about.
public struct Explanation: Equatable, Sendable {
  /// What was done to make a pre-activation.
  public enum Form: Equatable, Sendable {
    /// Nothing: a number of the picture.
    case given
    /// Products were added.
    case weightedSum(WeightedSum)
    /// The largest number of a window was kept.
    case windowMaximum(WindowMaximum)
    /// The mean of a window was taken.
    case windowAverage(WindowAverage)
    /// A number of an input came here from its place.
    case moved(from: InputPlace)
    /// A 0 that the layer puts around its input.
    case padding
    /// A number went through steps of arithmetic.
    case elementwise(Elementwise)
    /// Numbers of several inputs were brought together.
    case merged(Merge)
    /// Nothing: the unit is held at a number, whatever its layer computes.
    case held(Hold)
  }

  /// The layer's index in the network.
  public let layer: Int
  /// The unit's position in the layer's activation.
  public let position: [Int]
  /// What made the pre-activation.
  public let form: Form
  /// The number before the activation function; of a held unit its value.
  public let preActivation: Float
  /// The function applied to it; of a held unit the identity.
  public let activationFunction: ActivationFunction
  /// What a softmax made of the unit and the others of its axis; `nil` for other activation functions.
  public let softmax: SoftmaxShares?
  /// The unit's value.
  public let value: Float

  /// The address of the unit.
  public var unit: UnitAddress { UnitAddress(layer: layer, position: position) }
}

extension Explanation.Form {
  /// How many terms it has: products, places, numbers, or steps; none where the number is given or held.
  public var termCount: Int {
    switch self {
    case .given, .held: 0
    case .weightedSum(let sum): sum.terms.count
    case .windowMaximum(let window): window.places.count
    case .windowAverage(let window): window.places.count
    case .moved, .padding: 1
    case .elementwise(let elementwise): elementwise.steps.count
    case .merged(let merge): merge.operands.count
    }
  }
}

/// A number of one of a layer's inputs.
public struct InputPlace: Hashable, Sendable {
  /// Which of the layers that the layer reads, counted from 0.
  public let input: Int
  /// The position in that layer's activation.
  public let position: [Int]

  /// Makes a place; by default of the first input.
  public init(input: Int = 0, _ position: [Int]) {
    self.input = input
    self.position = position
  }
}

/// One product of a sum.
public struct Term: Equatable, Sendable {
  /// The position in the layer's input; outside it for a padded place.
  public let position: [Int]
  /// Whether the place belongs to the padding, where the input counts as 0.
  public let isOutside: Bool
  /// The number of the input.
  public let input: Float
  /// The number that it is multiplied by.
  public let weight: Float

  /// Makes a term.
  public init(position: [Int], isOutside: Bool, input: Float, weight: Float) {
    self.position = position
    self.isOutside = isOutside
    self.input = input
    self.weight = weight
  }

  /// Input × weight; outside the input 0, whatever the weight.
  ///
  /// Exact: two `Float`s have at most 48 significant bits together.
  public var product: Double { isOutside ? 0 : Double(input) * Double(weight) }
}

/// A sum of products and a bias.
public struct WeightedSum: Equatable, Sendable {
  /// The products by input channel, kernel row, kernel column.
  public let terms: [Term]
  /// How many terms in a row belong to one input channel.
  public let termsPerChannel: Int
  /// What is added at the end; `nil` where nothing is.
  public let bias: Float?

  /// Makes a sum.
  ///
  /// - Precondition: The terms come in whole groups of `termsPerChannel`.
  public init(terms: [Term], termsPerChannel: Int, bias: Float?) {
    precondition(termsPerChannel >= 1 && terms.count.isMultiple(of: termsPerChannel))
    self.terms = terms
    self.termsPerChannel = termsPerChannel
    self.bias = bias
  }

  /// The number of input channels.
  public var channels: Int { terms.count / termsPerChannel }

  /// The terms of one input channel.
  public func terms(ofChannel channel: Int) -> ArraySlice<Term> {
    terms[channel * termsPerChannel..<(channel + 1) * termsPerChannel]
  }

  /// The sum of one input channel's products.
  public func subtotal(ofChannel channel: Int) -> Double {
    terms(ofChannel: channel).reduce(0) { $0 + $1.product }
  }

  /// The sum of all products, without the bias.
  public var sumOfProducts: Double { partialSum(ofTerms: terms.count) }

  /// The sum of the first products, in the order of the pass.
  ///
  /// - Precondition: There are at least so many terms.
  public func partialSum(ofTerms count: Int) -> Double {
    terms[..<count].reduce(0) { $0 + $1.product }
  }

  /// How many products of an input channel are among the first ones of all.
  public func termCount(ofChannel channel: Int, amongFirst count: Int) -> Int {
    min(max(0, count - channel * termsPerChannel), termsPerChannel)
  }

  /// The sum of those products of an input channel that are among the first ones of all; 0 where none is.
  public func partialSum(ofChannel channel: Int, amongFirst count: Int) -> Double {
    terms(ofChannel: channel).prefix(termCount(ofChannel: channel, amongFirst: count))
      .reduce(0) { $0 + $1.product }
  }
}

extension Explanation {
  /// What the unit's arithmetic gives where that leaves the range of `Float`, whose numbers end at 3.4·10³⁸, so that
  /// its pre-activation is ±∞; `nil` for all other units.
  public var valueBeyondFloat: Double? {
    guard preActivation.isInfinite, let exact = form.exactValue, exact.isFinite else { return nil }
    return exact
  }
}

extension Explanation.Form {
  /// What the form's arithmetic gives in `Double`, before it is rounded to `Float`; `nil` where nothing is worked out.
  var exactValue: Double? {
    switch self {
    case .given, .moved, .padding, .windowMaximum, .held: nil
    case .weightedSum(let sum): sum.sumOfProducts + Double(sum.bias ?? 0)
    case .windowAverage(let window): window.sum / Double(window.count)
    case .elementwise(let elementwise): elementwise.value
    case .merged(let merge): merge.value
    }
  }
}
