import CellScreen
import ConvNet
import Explorer
import Tensors

/// Why a number is another one after changes: its products as they were and as they are, those that make most of it
/// first, closed so that the column adds up.
struct ChangeLedger {
  private let change: SumChange
  private let changed: [SumChange.Part]
  private let now: Explanation
  private let before: Explanation
  private let unitName: String
  private let inputName: (Term) -> String
  private let selected: Int?

  /// The ledger of a unit after changes; `nil` where it is no sum of products, or reads others than before.
  init?(_ subject: Subject, _ variant: Variant, of unit: UnitAddress, selected: Int? = nil) {
    guard let before = variant.before.trace.explain(unit), let now = variant.now.trace.explain(unit),
      let change = SumChange(from: before, to: now)
    else { return nil }
    (self.change, self.now, self.before, self.selected) = (change, now, before, selected)
    changed = change.changed
    let network = subject.network
    let isClass = unit.layer == network.layers.count - 1 && !subject.model.classes.isEmpty
    unitName =
      isClass
      ? subject.model.nameOfClass(unit.position.last ?? 0).string
      : DisplayText(network.name(of: unit)).string
    let name = subject.name(ofLayer: network.layers[unit.layer].inputs.first ?? 0, columns: 16)
    inputName = { term in
      term.isOutside ? "padding" : "\(name)[\(term.position.map(String.init).joined(separator: ","))]"
    }
  }

  /// The ledger as a table.
  var table: SumTable {
    SumTable(
      title: "\(unitName): \(heading)", inputHead: "input before → now", weightHead: "× weight",
      parts: changed.map(part), selected: selected,
      closing: { shown, decimals in closing(behind: shown, decimals) })
  }

  private var heading: String {
    let text = NumberText.signed(change.total, decimals: 4)
    return change.before.bitPattern == change.now.bitPattern && changed.isEmpty
      ? "nothing that it reads has changed"
      : "\(sumWords)where \(text) comes from, what makes most of it first"
  }

  /// What is said before the sum, where an activation function makes another number of it.
  private var sumWords: String {
    let function = now.activationFunction
    let isSame = now.preActivation.bitPattern == now.value.bitPattern
    return function == .linear || function == .softmax || isSame ? "" : "before \(function.title), "
  }

  private func part(_ part: SumChange.Part) -> SumTable.Part {
    let (before, now) = (part.before, part.now)
    return SumTable.Part(
      index: part.index, name: inputName(now), amount: part.amount,
      input: { Self.passage(before.input, now.input, $0) },
      weight: { decimals in
        let text = NumberText.signed(now.weight, decimals: decimals)
        return before.weight.bitPattern == now.weight.bitPattern
          ? "× \(text)" : "× \(NumberText.signed(before.weight, decimals: decimals)) → \(text)"
      })
  }

  private static func passage(_ before: Float, _ now: Float, _ decimals: Int) -> String {
    let texts = [before, now].map { NumberText.fixed($0, decimals: decimals) }
    return before.bitPattern == now.bitPattern ? texts[1] : "\(texts[0]) → \(texts[1])"
  }

  // MARK: What closes the sum

  private func closing(behind shown: [SumTable.Part], _ decimals: Int) -> [SumTable.Closing] {
    var closing = SumTable.ClosingRows(behind: shown, decimals)
    let visible = Set(shown.map(\.index))
    let hidden = changed.filter { !visible.contains($0.index) }
    if !hidden.isEmpty {
      closing.add(
        "\(countedNoun(hidden.count, "more product")) that changed", hidden.reduce(0) { $0 + $1.amount })
    }
    if let bias = change.bias, bias.before.bitPattern != bias.now.bitPattern {
      closing.add("bias \(Self.passage(bias.before, bias.now, decimals))", change.biasAmount)
    }
    let same = change.parts.count - changed.count
    if same > 0 { closing.note("\(countedNoun(same, "product")) as before") }
    closing.close(at: change.total)
    return closing.rows + results(decimals)
  }

  /// The sum before and now, and what the activation function makes of it.
  private func results(_ decimals: Int) -> [SumTable.Closing] {
    let sum = VariantWords.passage(from: change.before, to: change.now, decimals: decimals)
    let bar = change.total.isFinite ? BarRow.makes(change.total) : .none
    let function = now.activationFunction
    guard function != .linear, function != .softmax else {
      return [SumTable.Closing(words: sum, bar: bar, isLast: true)]
    }
    let result = VariantWords.passage(from: before.value, to: now.value, decimals: decimals)
    return [
      SumTable.Closing(words: "before \(function.title): \(sum)", bar: bar, isLast: true),
      SumTable.Closing(words: "after \(function.title): \(result)", isLast: true),
    ]
  }
}
