import CellScreen
public import ConvNet
import Tensors

extension Explanation {
  /// All digits of the value, and of what the activation function made it of: `all digits: 0 (before ReLU −0.0168327)`.
  public var allDigitsInWords: String {
    let digits = "all digits: " + NumberText.allDigits(value)
    guard activationFunction != .linear, preActivation.bitPattern != value.bitPattern else { return digits }
    return digits + " (before \(activationFunction.title) \(NumberText.allDigits(preActivation)))"
  }

  /// How the number comes about, piece by piece: `27 products +0.551`, `bias +0.001`, `before ReLU 0.552`.
  public func inPieces(decimals: Int) -> [String] {
    let before = NumberText.fixed(preActivation, decimals: decimals)
    let function = activationFunction == .linear ? [] : ["before \(activationFunction.title) \(before)"]
    switch form {
    case .weightedSum(let sum):
      var pieces = ["\(sum.terms.count) products \(NumberText.signed(sum.sumOfProducts, decimals: decimals))"]
      if let bias = sum.bias { pieces.append("bias \(NumberText.signed(bias, decimals: decimals))") }
      let closing = Ledger(self, showing: .products([])).closing(decimals: decimals)
      if let closing { pieces.append(closing.inLine) }
      let isPlain = closing?.isRounding ?? true
      return pieces + (isPlain || !function.isEmpty ? [] : ["sum \(before)"]) + function
    case .windowMaximum(let window):
      let count = window.places.count { !$0.isOutside }
      return [preActivation.isNaN ? "NaN is among \(count) numbers" : "the largest of \(count) numbers"]
    case .windowAverage(let window): return ["the mean of \(NumberText.grouped(window.count)) numbers"]
    case .elementwise(let elementwise):
      let input = NumberText.fixed(elementwise.input, decimals: decimals)
      return [elementwise.arithmetic(input: input, decimals: decimals)] + function
    case .merged(let merge):
      let numbers = merge.operands.map { NumberText.fixed($0.value, decimals: decimals) }
      return [numbers.joined(separator: " \(merge.operation.sign) ")] + function
    case .moved: return function
    case .held(let hold): return [hold.words]
    case .padding: return [wordsOfPadding]
    case .given: return []
    }
  }
}

extension ColumnClosing {
  /// The words and the amount on one line: `rounding −0.0001`, `beyond Float +6.02e38`.
  public var inLine: String { (words.last ?? "") + (amount.isEmpty ? "" : " " + amount) }
}

/// What a unit of a border is.
public let wordsOfPadding = "a 0 of the border around the layer's input"
