/// A number that a sum is made of, and what it is multiplied by there.
struct LinearSource: Equatable {
  /// Where the number comes from.
  let place: InputPlace
  /// What it is multiplied by.
  let factor: Double
}

extension Explanation.Form {
  /// The numbers of which the pre-activation is the sum of number · factor, but for summands that come from elsewhere:
  /// biases, means, numbers that are held.
  ///
  /// Of a maximum the number that is kept, and no place of the padding. A place can be there more than once. `nil` where
  /// there are no such factors: numbers are multiplied with each other, or divided by a spread of themselves.
  var linearSources: [LinearSource]? {
    switch self {
    case .given, .padding, .held: []
    case .weightedSum(let sum):
      sum.terms.filter { !$0.isOutside }
        .map { LinearSource(place: InputPlace($0.position), factor: Double($0.weight)) }
    case .windowMaximum(let window):
      [LinearSource(place: InputPlace(window.places[window.winner].position), factor: 1)]
    case .windowAverage(let window): window.linearSources
    case .moved(let origin): [LinearSource(place: origin, factor: 1)]
    case .elementwise(let elementwise): elementwise.linearSources
    case .merged(let merge): merge.linearSources
    }
  }
}

extension WindowAverage {
  /// Each number inside the input with its share of the mean.
  fileprivate var linearSources: [LinearSource] {
    let inside = places.filter { !$0.isOutside }
    return inside.map { LinearSource(place: InputPlace($0.position), factor: 1 / Double(inside.count)) }
  }
}

extension Elementwise {
  /// The number with the product of its factors; `nil` where mean and spread are taken of the number itself.
  fileprivate var linearSources: [LinearSource]? {
    guard group.isEmpty else { return nil }
    let factor = steps.reduce(1.0) { factor, step in
      switch step.operation {
      case .add, .subtract: factor
      case .multiply: factor * step.operand
      case .divide: factor / step.operand
      }
    }
    return [LinearSource(place: place, factor: factor)]
  }
}

extension Merge {
  /// The numbers that are added, or the one that is kept; `nil` of a product.
  fileprivate var linearSources: [LinearSource]? {
    switch operation {
    case .add: operands.map { LinearSource(place: $0.place, factor: 1) }
    case .average: operands.map { LinearSource(place: $0.place, factor: 1 / Double(operands.count)) }
    case .subtract:
      operands.enumerated().map { LinearSource(place: $1.place, factor: $0 == 0 ? 1 : -1) }
    case .maximum, .minimum: kept.map { [LinearSource(place: operands[$0].place, factor: 1)] } ?? []
    case .multiply: nil
    }
  }
}

extension ActivationFunction {
  /// What a number is multiplied by on its way through the function, where that consists of straight lines: its slope
  /// there, 0 where ReLU is closed; what is added beside is the same for all numbers of the line.
  ///
  /// `nil` of functions that bend everywhere, or work over an axis, and of NaN.
  func slope(at x: Float) -> Double? {
    guard !x.isNaN else { return nil }
    switch self {
    case .linear: return 1
    case .relu: return x > 0 ? 1 : 0
    case .relu6: return x > 0 && x < 6 ? 1 : 0
    case .leakyReLU(let slope): return x < 0 ? Double(slope) : 1
    case .bentReLU(let bend): return bend.slope(at: x)
    default: return nil
    }
  }
}

extension BentReLU {
  /// The slope at a number.
  fileprivate func slope(at x: Float) -> Double {
    let isOpen = x > threshold && (maximum.map { x > 0 && x < $0 } ?? true)
    return (isOpen ? 1 : 0) + (x < threshold ? Double(negativeSlope) : 0)
  }
}
