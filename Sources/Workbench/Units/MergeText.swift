internal import CellScreen
internal import ConvNet
internal import Explorer

/// The numbers of a merge, a line a layer, and what they become.
struct MergeText {
  private let study: PictureStudy
  private let explanation: Explanation
  private let merge: Merge
  private let decimals: Int

  init(_ study: PictureStudy, _ explanation: Explanation, _ merge: Merge) {
    self.study = study
    self.explanation = explanation
    self.merge = merge
    decimals = study.decimals(ofLayer: explanation.layer)
  }

  /// The table, closed so that a sum adds up.
  var lines: [String] {
    var table = TextTable(["from", merge.operation.sign, "number"], rightAligned: [1, 2])
    for (index, operand) in merge.operands.enumerated() {
      let unit = study.network.unit(at: operand.place, ofLayer: explanation.layer)
      let number = NumberText.fixed(operand.value, decimals: decimals)
      table.append([
        study.name(of: unit), index == 0 ? "" : merge.operation.sign,
        index == merge.kept ? "[\(number)]" : number + " ",
      ])
    }
    for line in study.closingLines(of: Ledger(explanation)).dropLast() {
      table.append([line[0], "", line[1] + " "])
    }
    let divided = merge.operation == .average ? " ÷ \(merge.operands.count)" : ""
    let result = NumberText.fixed(merge.value, decimals: decimals)
    table.append([merge.operation.result + divided, "", result + " "])
    return table.lines + (merge.kept == nil ? [] : ["[ ] kept"])
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

extension Merge {
  /// What the number that counts most is among the others, in words.
  var words: String {
    switch operation {
    case .maximum: "the largest of \(operands.count)"
    case .minimum: "the smallest of \(operands.count)"
    case .add, .subtract, .multiply, .average: "the largest in size of \(operands.count)"
    }
  }
}
