internal import CellScreen
internal import ConvNet
internal import Explorer

/// The numbers that a unit is made of, line by line, closed so that they add up.
struct UnitTable {
  let study: PictureStudy
  let explanation: Explanation

  /// The index of the unit's layer.
  var layer: Int { explanation.layer }
  /// With how many decimals the layer's numbers are printed.
  var decimals: Int { study.decimals(ofLayer: layer) }
  /// The unit's value.
  var value: String { study.number(explanation.value, ofLayer: layer) }

  /// A number as the layer's are printed.
  func text(_ number: Double) -> String { NumberText.fixed(number, decimals: decimals) }

  /// The table of the unit's form; none where it is given from outside.
  var lines: [String] {
    switch explanation.form {
    case .given, .held: []
    case .padding: [wordsOfPadding]
    case .elementwise(let elementwise): lines(of: elementwise)
    case .merged(let merge): lines(of: merge)
    case .weightedSum(let sum):
      if let kernel = patchSize {
        ConvolutionTable(table: self, sum: sum, kernel: kernel).lines
      } else {
        lines(of: sum)
      }
    case .windowMaximum(let window): lines(of: window)
    case .windowAverage(let window): lines(of: window)
    case .moved(let origin): [line(from: origin)]
    }
  }

  /// The rows and columns of the patch of which a sum is made; `nil` where it is made of a line.
  private var patchSize: Size2D? {
    switch study.network.layers[layer].operation {
    case let convolution as Conv2D: convolution.kernelSize
    case let convolution as DepthwiseConv2D: convolution.kernelSize
    case is UpSampling2D: Size2D(square: 2)
    default: nil
    }
  }

  private func line(from origin: InputPlace) -> String {
    let unit = study.network.unit(at: origin, ofLayer: layer)
    let value = study.number(explanation.preActivation, ofLayer: unit.layer)
    let isSame = explanation.activationFunction == .linear
    return (isSame ? "\(study.name(of: explanation.unit)) = " : "") + "\(study.name(of: unit)) = \(value)"
  }

  /// What closes the printed rows of a ledger, up to the number before the activation function: of each its words
  /// and its number.
  func closingLines(of ledger: Ledger) -> [(words: String, number: String)] {
    ledger.closingLines(decimals: decimals).filter { $0.kind != .function }.map { line in
      let words = line.kind == .between ? line.words.first : line.words.last
      return (words ?? "", line.amount.isEmpty ? line.total : line.amount)
    }
  }
}

extension UnitTable {
  /// The number that comes in, then each step of arithmetic with what it is done with and what comes out; all digits,
  /// since the numbers of a step can be of any size.
  private func lines(of way: Elementwise) -> [String] {
    let unit = study.network.unit(at: way.place, ofLayer: layer)
    let steps = way.steps.enumerated().map { index, step in
      [
        step.role.words, step.operation.sign, NumberText.allDigits(Float(step.operand)),
        NumberText.allDigits(Float(way.value(afterSteps: index + 1))),
      ]
    }
    let table = textTable(
      ["step", "", "with", "number"],
      [[study.name(of: unit), "", "", NumberText.allDigits(way.input)]] + steps,
      rightAligned: [1, 2, 3])
    guard !way.group.isEmpty else { return table }
    let count = NumberText.grouped(way.group.count)
    return table + ["mean and spread are taken of \(count) numbers of \(study.name(ofLayer: unit.layer))"]
  }

  /// The numbers of a merge, a line a layer, and what they become.
  private func lines(of merge: Merge) -> [String] {
    let operands = merge.operands.enumerated().map { index, operand in
      let unit = study.network.unit(at: operand.place, ofLayer: layer)
      let number = text(Double(operand.value))
      return [
        study.name(of: unit), index == 0 ? "" : merge.operation.sign,
        index == merge.kept ? "[\(number)]" : number + " ",
      ]
    }
    let closing = closingLines(of: Ledger(explanation)).dropLast().map { [$0.words, "", $0.number + " "] }
    let divided = merge.operation == .average ? " ÷ \(merge.operands.count)" : ""
    let result = [merge.operation.result + divided, "", text(merge.value) + " "]
    return textTable(
      ["from", merge.operation.sign, "number"], operands + closing + [result], rightAligned: [1, 2])
      + (merge.kept == nil ? [] : ["[ ] kept"])
  }
}

extension Merge.Operation {
  /// What stands before every number but the first.
  fileprivate var sign: String {
    switch self {
    case .add, .average: "+"
    case .subtract: NumberText.minus
    case .multiply: "·"
    case .maximum, .minimum: ","
    }
  }

  /// What the numbers become.
  fileprivate var result: String {
    switch self {
    case .add: "sum"
    case .subtract: "difference"
    case .multiply: "product"
    case .average: "mean"
    case .maximum: "largest"
    case .minimum: "smallest"
    }
  }
}
