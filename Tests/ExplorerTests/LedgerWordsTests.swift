import Explorer
import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// What is said behind the rows of a number.
struct LedgerWordsTests {
  private func explanation(
    _ weights: [Float], bias: Float? = 0.25, position: [Int] = [7], function: ActivationFunction = .linear
  ) -> Explanation {
    let terms = weights.map { Term(position: [0], isOutside: false, input: $0 == 0 ? 0 : 1, weight: $0) }
    let sum = WeightedSum(terms: terms, termsPerChannel: 1, bias: bias)
    let value = Float(sum.sumOfProducts + Double(bias ?? 0))
    return Explanation(
      layer: 1, position: position, form: .weightedSum(sum), preActivation: value,
      activationFunction: function, softmax: nil, value: function == .relu ? max(0, value) : value)
  }

  private func lines(_ explanation: Explanation, _ showing: Ledger.Showing) -> [String] {
    Ledger(explanation, showing: showing).closingLines(decimals: 2).map { line in
      [line.words[0], line.amount, line.total].joined(separator: "|")
    }
  }

  @Test("a sum is closed by what has no row, the bias, rounding, the sum and the activation function")
  func order() {
    let made = explanation([1, 0.5, -2, 0, 0], position: [1, 2, 7], function: .relu)
    #expect(
      lines(made, .products([0])) == [
        "… 2 other products|−1.50|", "… 2 other inputs are 0: they add 0| 0.00|",
        "+ bias of filter 7|+0.25|−0.25", "sum||−0.25", "ReLU: max(0, −0.25)||0.00",
      ])
    #expect(
      lines(explanation([1, 0.5, 0]), .products([0, 1])) == [
        "… 1 other input is 0: it adds 0| 0.00|", "bias|+0.25|1.75", "sum||1.75",
      ])
    #expect(
      lines(explanation([1, 0.5, 2], bias: nil), .channels([0])) == [
        "… 2 other channels|+2.50|", "sum||3.50",
      ])
    #expect(
      lines(explanation([1, 0.5], bias: nil), .channels([0]))[0] == "… 1 other channel|+0.50|")
  }

  @Test("a printed column that doesn't make its sum says by how much, or why")
  func between() {
    #expect(
      lines(explanation([0.014, 0.014], bias: nil), .all) == ["rounding of this column|+0.01|", "sum||0.03"])
    // What is below the last digit is printed with digits of its own, and adds up.
    #expect(lines(explanation([0.004, 0.004], bias: nil), .all) == ["sum||0.01"])
    #expect(
      lines(explanation([0.014, 0.014], bias: 0.25), .all) == [
        "bias|+0.25|", "rounding of this column|+0.01|0.28", "sum||0.28",
      ])
    #expect(
      lines(explanation([3e38, 3e38], bias: nil), .all)
        == ["beyond the range of Float (3.40e38)|+6.00e38|", "sum||∞"])
    #expect(
      lines(explanation([.nan, 1], bias: nil), .all)
        == ["NaN or ∞ is among these numbers||", "sum||NaN"])
  }
}
