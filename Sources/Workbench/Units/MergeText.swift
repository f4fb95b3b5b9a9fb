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
    if let beyond { table.append([beyond[0], "", beyond[1] + " "]) }
    if let rounding { table.append(["rounding of this column", "", rounding + " "]) }
    if merge.operation == .average { table.append(["sum", "", number(sum)]) }
    let divided = merge.operation == .average ? " ÷ \(merge.operands.count)" : ""
    table.append([merge.operation.result + divided, "", number(merge.value)])
    return table.lines + (merge.kept == nil ? [] : ["[ ] kept"])
  }

  /// That a result left the range of `Float`, or what is not finite among the numbers; `nil` elsewhere.
  private var beyond: [String]? {
    guard !explanation.preActivation.isFinite, merge.kept == nil,
      let closing = ColumnClosing([], explanation, decimals: decimals)
    else { return nil }
    return [closing.words.first ?? "", closing.amount]
  }

  private var sum: Double { merge.operands.reduce(0) { $0 + Double($1.value) } }

  private func number(_ value: Double) -> String { NumberText.fixed(value, decimals: decimals) + " " }

  /// What keeps a printed column of summands from adding up.
  private var rounding: String? {
    let values = merge.operands.map { Double($0.value) }
    return switch merge.operation {
    case .add, .average: NumberText.rounding(of: values, total: sum, decimals: decimals)
    case .subtract:
      NumberText.rounding(
        of: values.enumerated().map { $0.offset == 0 ? $0.element : -$0.element }, total: merge.value,
        decimals: decimals)
    case .multiply, .maximum, .minimum: nil
    }
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
