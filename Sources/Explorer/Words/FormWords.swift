public import CellScreen
public import ConvNet
import KerasNotation
import Tensors

extension Elementwise.Step {
  /// What the step does, in words: `− mean`, `× γ`.
  public var words: String { "\(operation.sign) \(role.words)" }
}

extension Elementwise.Role {
  /// What the number is called.
  public var words: String {
    switch self {
    case .mean: "mean"
    case .deviation: "√(variance + ε)"
    case .boundedDeviation: "max(√variance, 1e-7)"
    case .gamma: "γ, learned"
    case .beta: "β, learned"
    case .scale: "scale"
    case .offset: "offset"
    case .slope: "slope"
    }
  }
}

extension Merge.Operation {
  /// What stands between the numbers.
  public var sign: String {
    switch self {
    case .add, .average: "+"
    case .subtract: "−"
    case .multiply: "×"
    case .maximum, .minimum: "or"
    }
  }
}

extension Elementwise {
  /// The steps as one formula with numbers: `(0.1234 − 0.5000) ÷ 1.2000 · 0.9000 + 0.1000`.
  public func arithmetic(input: String, decimals: Int) -> String {
    var text = input
    var isSum = false
    for step in steps {
      let operand = NumberText.steady(step.operand, decimals: decimals)
      if isSum, step.operation == .multiply || step.operation == .divide { text = "(\(text))" }
      isSum = step.operation == .add || step.operation == .subtract
      text += " \(step.operation.sign) " + (operand.hasPrefix(NumberText.minus) ? "(\(operand))" : operand)
    }
    return text
  }
}

extension Elementwise.Operation {
  /// The sign between a number and its operand.
  public var sign: String {
    switch self {
    case .add: "+"
    case .subtract: NumberText.minus
    case .multiply: "·"
    case .divide: "÷"
    }
  }
}

extension NumberText {
  /// A number with a fixed count of decimals, or with three digits that count where it would be printed as 0.
  public static func steady(_ value: Double, decimals: Int) -> String {
    guard value != 0, value.magnitude < 0.01 else { return fixed(value, decimals: decimals) }
    var places = decimals
    while places < 12, value.magnitude * power(10, Double(places)) < 100 { places += 1 }
    return fixed(value, decimals: places)
  }
}

/// The words of a unit that went through steps: its formula in letters, and the same with its numbers.
func wordsOfSteps(
  _ explanation: Explanation, in context: LayerContext, letters: String, _ sentences: String...
) -> UnitWords {
  guard case .elementwise(let way) = explanation.form else { return UnitWords(sentences) }
  let numbers = way.arithmetic(input: context.number(way.input), decimals: context.output.decimals)
  return context.words(of: explanation, letters: letters, numbers: numbers, sentences)
}

/// What is said of ε.
func epsilonWords(_ epsilon: Double) -> LineWords {
  LineWords(["epsilon=\(epsilon) is added to the variance, so that nothing is divided by 0."])
}

/// What is said of a missing γ or β; `nil` for other meanings.
func missingScaling(_ meaning: ListingToken.Meaning) -> LineWords? {
  switch meaning {
  case .scale: LineWords("scale=False: nothing is multiplied by a learned γ.")
  case .offset: LineWords("center=False: no learned β is added.")
  default: nil
  }
}

extension WindowMaximum {
  /// What becomes of the number at a position: `kept, largest of its 4`; `nil` where a NaN takes its place.
  public func fate(ofPlaceAt position: [Int]) -> String? {
    let isKept = places[winner].position == position
    let value = places[winner].value
    guard !value.isNaN else { return isKept ? "it makes that NaN" : nil }
    let count = NumberText.grouped(places.count { !$0.isOutside })
    if isKept { return kept > 1 ? "kept, \(rank)" : "kept, largest of its \(count)" }
    return places.contains { $0.position == position && $0.value == value }
      ? "dropped: as large as the one that is kept, which comes first"
      : "dropped, not the largest of its \(count)"
  }

  /// Whether the number at a position is kept, in one word; `nil` where a NaN takes its place.
  public func shortFate(ofPlaceAt position: [Int]) -> String? {
    guard !places[winner].value.isNaN else { return nil }
    return places[winner].position == position ? "kept" : "dropped"
  }

  /// How the number that is kept stands to the others: `the largest of 4`; of several that are equal the first.
  public var rank: String {
    let inside = places.count { !$0.isOutside }
    let count = NumberText.grouped(inside)
    if places[winner].value.isNaN { return "the first NaN of \(count)" }
    guard kept > 1 else { return "the largest of \(count)" }
    return kept == inside
      ? "the first of \(count), all equal"
      : "the first of \(NumberText.grouped(kept)) equal ones, the largest of \(count)"
  }
}

extension WeightedSum {
  /// Why no product can be called the largest; `nil` where there is none inside of the padding.
  public var reasonForNoLargest: String? {
    if terms.allSatisfy(\.isOutside) { return nil }
    guard terms.allSatisfy({ $0.product == 0 }) else { return "NaN or ∞ is among them" }
    return terms.count == 1
      ? "the only product is 0" : "all \(NumberText.grouped(terms.count)) products are 0"
  }
}

extension Hold {
  /// Why a unit that is held has its number.
  public var words: String {
    switch place {
    case .map: "its whole map is held at this number, whatever the layer computes"
    case .unit: "it is held at this number, whatever the layer computes"
    }
  }
}

extension ActivationFunction {
  /// What the function does to a layer's numbers; several wordings, the longest first.
  var sentences: [String] {
    switch self {
    case .relu: ["ReLU: below 0 becomes 0, the rest stays. Number by number; no shape changes."]
    case .softmax: ["softmax: e^x of each number, divided by their sum: shares that add up to 1."]
    case .sigmoid: ["sigmoid: 1 ÷ (1 + e^−x), number by number: between 0 and 1; no shape changes."]
    case .tanh: ["tanh: number by number, between −1 and 1, 0 stays 0; no shape changes."]
    case .linear: ["linear: the numbers stay as they are."]
    case .logSoftmax, .sparsemax: ["\(title): \(formula).", "\(title), over the numbers of each place."]
    default:
      [
        "\(title): \(formula), number by number; no shape changes.", "\(title): \(formula).",
        "\(title), number by number; no shape changes.",
      ]
    }
  }
}
