public import CellScreen
public import ConvNet
import KerasNotation
import Tensors

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
  _ sentences: [String], _ letters: String, _ explanation: Explanation, in context: LayerContext
) -> UnitWords {
  guard case .elementwise(let way) = explanation.form else { return UnitWords(sentences) }
  let (formula, numbers) = aligned(
    ("out\(brackets(context.output.letters))", letters),
    (
      context.unit(explanation.position),
      way.arithmetic(input: context.number(way.input), decimals: context.output.decimals)
    ))
  return UnitWords(sentences, formula: formula, numbers: numbers)
}

/// What is said of ε.
func epsilonWords(_ epsilon: Double) -> LineWords {
  LineWords([
    "epsilon=\(epsilon) is added to the variance, so that nothing is divided by 0."
  ])
}

/// What is said of a missing γ or β; `nil` for other meanings.
func missingScaling(_ meaning: ListingToken.Meaning) -> LineWords? {
  switch meaning {
  case .scale: LineWords(["scale=False: nothing is multiplied by a learned γ."])
  case .offset: LineWords(["center=False: no learned β is added."])
  default: nil
  }
}
