internal import CellScreen
internal import ConvNet
internal import Explorer
internal import ModelFormats
internal import Tensors

/// Softmax of the logits, or of the axis of a unit behind a softmax: exponential, sum and quotient of each.
struct SoftmaxText {
  private let study: PictureStudy

  init(_ study: PictureStudy) {
    self.study = study
  }

  /// The listing's line of softmax, explained for one class.
  func lines(explaining index: Int) -> [String] {
    let logits = study.pass.logits ?? []
    let column = Column(logits)
    let share = Self.percent(column.softmax.shares[index])
    return [
      "softmax[\(index)] (\(study.className(index))) = \(share) on \(DisplayText(study.pictureName))",
      "\(study.network.layers.count)  softmax(logits)  (\(logits.count),) → (\(logits.count),)"
        + "  not a layer of this network",
      "Turns \(logits.count) logits into \(logits.count) shares of 100 %; the order stays.",
    ] + (study.reasonForNoWinner.map { ["No winner: \($0)."] } ?? []) + formulas(column, index, of: "logit")
      + [""] + table(column, marked: index) { study.className($0) }
      + ["all digits: \(NumberText.allDigits(Float(column.softmax.shares[index])))"]
  }

  /// The axis of a unit behind a softmax.
  func lines(closing explanation: Explanation) -> [String] {
    guard let channel = explanation.position.last else { return [] }
    let before = study.pass.preActivations[explanation.layer]
    let start = before.shape.offset(of: explanation.position.dropLast() + [0])
    let column = Column(Array(before.values[start..<start + before.shape.channels]))
    return formulas(column, channel, of: explanation.isMoved ? "in" : "sum") + [""]
      + table(column, marked: channel) { name(ofNumber: $0, behind: explanation) }
  }

  /// What a number that softmax works on is called: the class, else the unit that it comes from; the sums of a layer's
  /// own have no other name.
  private func name(ofNumber index: Int, behind explanation: Explanation) -> String {
    let position = Array(explanation.position.dropLast()) + [index]
    if let role = study.role(of: UnitAddress(layer: explanation.layer, position: position)) { return role }
    guard explanation.isMoved else { return "sum[\(index)]" }
    return study.name(of: study.network.unit(at: InputPlace(position), ofLayer: explanation.layer))
  }

  /// The share of a class as JSON, with the keys of a unit.
  func json(explaining index: Int) -> JSONValue {
    let logits = study.pass.logits ?? []
    let softmax = softmaxShares(of: logits)
    return [
      "name": .string("softmax[\(index)]"), "layer": .string("softmax"), "kind": .string("softmax"),
      "unit": .extents([index]), "terms": .array([]), "bias": .null, "preActivation": .float(logits[index]),
      "activationFunction": .string("softmax"), "value": .float(Float(softmax.shares[index])),
      "classes": .array(study.classes.map { .string($0) }),
      "winner": study.verdict?.winner.map { .string(study.className($0)) } ?? .null,
      "reason": study.reasonForNoWinner.map { .string($0) } ?? .null, "softmax": softmax.json,
    ]
  }

  /// A share in percent; in words where there is none.
  private static func percent(_ share: Double) -> String {
    share.isNaN ? "no share" : NumberText.percent(share, decimals: 3)
  }

  /// The formula in letters and with one unit's numbers; where softmax gives no shares, why.
  private func formulas(_ column: Column, _ index: Int, of noun: String) -> [String] {
    if let reason = reasonForNoShares(of: column.numbers) { return [reason] }
    let count = column.numbers.count
    let power: (String) -> String = { letter in
      column.isShifted ? "e^(\(noun)[\(letter)] − max)" : "e^\(noun)[\(letter)]"
    }
    let part = NumberText.allPlaces(column.exponentials[index], decimals: 2)
    let sum = NumberText.allPlaces(column.sum, decimals: 2)
    let share = NumberText.percent(column.softmax.shares[index], decimals: 3)
    return [
      "p[w] = \(power("w")) ÷ Σ v<\(count)  \(power("v"))",
      "p[\(index)] = e^\(column.exponent(index)) ÷ \(sum) = \(part) ÷ \(sum) = \(share)",
    ]
  }

  /// A line a number, of many the largest and the marked one, closed by the sums of both columns.
  private func table(_ column: Column, marked: Int, name: (Int) -> String) -> [String] {
    var table = TextTable(
      ["", "", "", "x", column.isShifted ? "e^(x − max)" : "e^x", "share"], rightAligned: [1, 3, 4, 5])
    let shown = column.shown(with: marked)
    let hasShares = reasonForNoShares(of: column.numbers) == nil
    for index in shown {
      table.append([
        index == marked ? "▸" : "", String(index), name(index),
        NumberText.fixed(column.numbers[index], decimals: 3),
        NumberText.allPlaces(column.exponentials[index], decimals: 2),
        hasShares ? NumberText.fixed(100 * column.softmax.shares[index], decimals: 3) + " %" : "none",
      ])
    }
    guard hasShares else { return table.lines }
    let shares = column.softmax.shares.map { 100 * $0 }
    let hasLine = Set(shown)
    let others = column.numbers.indices.filter { !hasLine.contains($0) }
    let rest = [column.exponentials, shares].map { numbers in others.reduce(0) { $0 + numbers[$1] } }
    if !others.isEmpty {
      table.append([
        "", "", "… \(NumberText.grouped(others.count)) others", "",
        NumberText.fixed(rest[0], decimals: 2), NumberText.fixed(rest[1], decimals: 3) + " %",
      ])
    }
    let rounding = [
      NumberText.rounding(
        of: shown.map { column.exponentials[$0] } + [rest[0]], total: column.sum, decimals: 2,
        allPlaces: true)
        ?? "",
      NumberText.rounding(of: shown.map { shares[$0] } + [rest[1]], total: 100, decimals: 3).map { $0 + " %" }
        ?? "",
    ]
    if rounding != ["", ""] { table.append(["", "", "rounding of these columns", ""] + rounding) }
    let whole = NumberText.fixed(shares.reduce(0, +), decimals: 3) + " %"
    table.append(["", "", "sum", "", NumberText.allPlaces(column.sum, decimals: 2), whole])
    return table.lines
  }

  /// Numbers and their exponentials, as they are, or less the largest where they would be too long to print.
  private struct Column {
    let numbers: [Float]
    let softmax: SoftmaxShares
    let isShifted: Bool
    let exponentials: [Double]
    let sum: Double

    init(_ numbers: [Float]) {
      self.numbers = numbers
      softmax = softmaxShares(of: numbers)
      isShifted = !(-2...18).contains(softmax.max)
      exponentials = isShifted ? softmax.exponents : numbers.map { exponential(Double($0)) }
      sum = exponentials.reduce(0, +)
    }

    /// The most numbers that all have a line.
    private static let most = 20

    /// The numbers that have a line: all in their order, or the largest, the largest first, and a marked one.
    func shown(with marked: Int) -> [Int] {
      guard numbers.count > Self.most else { return Array(numbers.indices) }
      let order = numbers.indices.sorted { (numbers[$0], $1) > (numbers[$1], $0) }
      let largest = Array(order.prefix(Self.most))
      return largest.contains(marked) ? largest : largest + [marked]
    }

    /// The exponent of a number as the formula has it: `11.954`, `(30.100 − 31.000)`.
    func exponent(_ index: Int) -> String {
      let number = NumberText.fixed(numbers[index], decimals: 3)
      return isShifted ? "(\(number) − \(NumberText.fixed(softmax.max, decimals: 3)))" : number
    }
  }
}

extension Explanation {
  /// Whether the layer itself works nothing out: the number before its activation function is one of its input.
  fileprivate var isMoved: Bool {
    if case .moved = form { true } else { false }
  }
}
