internal import CellScreen
internal import ConvNet
internal import Explorer
public import ModelFormats

/// Why one class and not another: the sum of the difference of their logits, as text and JSON.
public struct ContestReport {
  private let study: PictureStudy
  private let one: Int
  private let other: Int
  private let difference: LogitDifference

  /// Compares two classes by name or index; of the first none named is the one whose logit is larger than all others.
  ///
  /// - Throws: `CommandError` where there are no such classes, both are the same, or their logits are no sums of the
  ///   same numbers.
  public init(_ study: PictureStudy, class name: String?, against other: String) throws(CommandError) {
    let against = try study.index(ofClass: other)
    guard let unit = try study.logit(ofClass: name) else {
      throw .noClassToCompare(reason: study.reasonForNoWinner ?? "there are no classes")
    }
    guard unit.position[0] != against else { throw .classAgainstItself(study.nameOfClass(against)) }
    guard let difference = study.pass.logitDifference(of: unit.position[0], and: against) else {
      throw .logitsNotSums(model: study.modelPath)
    }
    (self.study, self.one, self.other, self.difference) = (study, unit.position[0], against, difference)
  }

  /// How many parts have a row.
  private static let rows = 12
  private static let decimals = 3

  /// The parts, the largest first.
  private var bySize: [LogitDifference.Part] {
    indicesBySize(difference.parts.map(\.amount)).map { difference.parts[$0] }
  }

  /// The parts that have a row.
  private var shown: ArraySlice<LogitDifference.Part> {
    bySize.filter { !$0.addsNothing }.prefix(Self.rows)
  }

  /// The sum as a table, the largest parts first, closed so that its column adds up.
  public var text: String {
    let names = [one, other].map(study.nameOfClass)
    let last = study.network.layers.count - 1
    let units = [one, other].map { study.name(of: UnitAddress(layer: last, position: [$0])) }
    let total = NumberText.fixed(difference.total, decimals: Self.decimals)
    let table = textTable(
      ["unit", "value", "× (weight to \(names[0]) − to \(names[1]))", "gives", "so far"], table,
      rightAligned: [1, 2, 3, 4])
    let title =
      "why \(names[0]) and not \(names[1])? \(units[0]) − \(units[1]) = \(total) on \(DisplayText(study.pictureName))"
    return
      ([title] + (study.changes.line.map { [$0] } ?? []) + [""] + table + ["", Self.rule])
      .joined(separator: "\n")
  }

  private static let rule =
    "Both logits read the same numbers: each part is value × (weight to the one − weight to the other)."

  private var table: [[String]] {
    var (total, cells) = (0.0, [[String]]())
    for part in shown {
      total += part.amount
      let weights = [part.weight, part.otherWeight].map { NumberText.signed($0, decimals: Self.decimals) }
      cells.append([
        study.name(of: part.unit), study.number(part.input, ofLayer: part.unit.layer),
        "× (\(weights[0]) − \(weights[1]))", NumberText.signed(part.amount, decimals: Self.decimals),
        fixed(total),
      ])
    }
    return cells + closing(after: total)
  }

  /// The rows behind the parts: what has none of its own, the biases, what rounding leaves, and the difference.
  private func closing(after shownTotal: Double) -> [[String]] {
    let nonzero = difference.parts.filter { !$0.addsNothing }
    let zeros = difference.parts.count - nonzero.count
    var (total, rows, printed) = (shownTotal, [[String]](), shown.map(\.amount))
    func add(_ words: String, _ amount: Double) {
      total += amount
      printed.append(amount)
      rows.append(row(words, NumberText.signed(amount, decimals: Self.decimals), fixed(total)))
    }
    if nonzero.count > shown.count {
      let rest = bySize.filter { !$0.addsNothing }.dropFirst(shown.count)
      add("\(rest.count) other \(rest.count == 1 ? "part" : "parts")", rest.reduce(0) { $0 + $1.amount })
    }
    if zeros > 0 {
      rows.append(row(zeros == 1 ? "1 input is 0: it adds 0" : "\(zeros) inputs are 0: they add 0", "", ""))
    }
    if let bias = difference.bias { add("bias − bias", bias) }
    let isBeyondFloat = !difference.total.isFinite && printed.allSatisfy(\.isFinite)
    let closing = ColumnClosing(
      printed, total: difference.total, exact: isBeyondFloat ? total : nil, decimals: Self.decimals)
    if let closing { rows.append(row(closing.words[0], closing.amount, "")) }
    return rows + [row("difference", "", fixed(difference.total))]
  }

  private func row(_ words: String, _ amount: String, _ soFar: String) -> [String] {
    [words, "", "", amount, soFar]
  }

  private func fixed(_ value: Double) -> String { NumberText.fixed(value, decimals: Self.decimals) }

  /// The sum as JSON: `picture`, `class`, `against`, `difference`, `parts` (`name`, `layer`, `unit`, `input`, `weight`,
  /// `weightAgainst`, `amount`), all of them with the largest first, `bias` (null where there is none), `reading` and
  /// `changes` as in the path.
  public var json: JSONValue {
    let json: JSONValue = [
      "picture": .string(study.pictureName), "class": .string(study.nameOfClass(one)),
      "against": .string(study.nameOfClass(other)), "difference": .number(difference.total),
      "parts": .array(bySize.map(json(of:))),
      "bias": difference.bias.map { .number($0) } ?? .null, "reading": study.reading.json,
    ]
    return json.with(study.changes)
  }

  private func json(of part: LogitDifference.Part) -> JSONValue {
    [
      "name": .string(study.network.name(of: part.unit)),
      "layer": .string(study.network.layers[part.unit.layer].name), "unit": .extents(part.unit.position),
      "input": .float(part.input), "weight": .float(part.weight), "weightAgainst": .float(part.otherWeight),
      "amount": .number(part.amount),
    ]
  }
}
