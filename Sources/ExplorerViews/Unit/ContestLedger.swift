import CellScreen
import ConvNet
import Explorer
import Tensors

/// Why one class and not another: the difference of their logits as one sum, its largest parts first, closed so that the
/// column adds up.
struct ContestLedger {
  private let contest: Contest
  private let difference: LogitDifference
  private let parts: [Int]
  private let model: ExplorerModel
  private let selected: Int?

  /// The ledger of the contest that a subject shows; `nil` where it shows none.
  init?(_ subject: Subject) {
    guard let contest = subject.shownContest,
      let difference = subject.evaluation.trace.logitDifference(of: contest.one, and: contest.other)
    else { return nil }
    (self.contest, self.difference, model) = (contest, difference, subject.model)
    parts = subject.listedTerms
    selected = subject.selectedTerm
  }

  private func name(_ index: Int) -> String { model.nameOfClass(index).truncated(to: 14).string }

  /// The ledger as a table.
  var table: SumTable {
    let total = NumberText.signed(difference.total, decimals: 3)
    return SumTable(
      title: "\(name(contest.one)) − \(name(contest.other)) = \(total): the largest parts first",
      inputHead: "number", weightHead: "× (weight to \(name(contest.one)) − to \(name(contest.other)))",
      parts: parts.map(part), selected: selected,
      closing: { shown, decimals in closing(behind: shown, decimals) })
  }

  private func part(_ index: Int) -> SumTable.Part {
    let part = difference.parts[index]
    let name = model.network.map { DisplayText($0.name(of: part.unit)).string } ?? ""
    return SumTable.Part(
      index: index, name: name, amount: part.amount,
      input: { NumberText.fixed(part.input, decimals: min($0, 3)) },
      weight: { decimals in
        let weights = [part.weight, part.otherWeight].map {
          NumberText.signed($0, decimals: min(decimals, 3))
        }
        return "× (\(weights[0]) − \(weights[1]))"
      })
  }

  private func closing(behind shown: [SumTable.Part], _ decimals: Int) -> [SumTable.Closing] {
    var closing = SumTable.ClosingRows(behind: shown, decimals)
    let visible = Set(shown.map(\.index))
    let hidden = difference.parts.indices.filter {
      !visible.contains($0) && !difference.parts[$0].addsNothing
    }
    if !hidden.isEmpty {
      closing.add(
        "\(countedNoun(hidden.count, "more part"))", hidden.reduce(0) { $0 + difference.parts[$1].amount })
    }
    let zeros = difference.parts.count { $0.addsNothing }
    if zeros > 0 {
      closing.note(zeros == 1 ? "1 number is 0: it adds 0" : "\(zeros) numbers are 0: they add 0")
    }
    if let bias = difference.bias { closing.add("bias − bias", bias) }
    closing.close(at: difference.total)
    let total = NumberText.signed(difference.total, decimals: decimals)
    let words = "\(name(contest.one)) − \(name(contest.other))"
    return closing.rows + [
      SumTable.Closing(
        words: words, amount: total, bar: difference.total.isFinite ? .makes(difference.total) : .none,
        isLast: true)
    ]
  }
}
