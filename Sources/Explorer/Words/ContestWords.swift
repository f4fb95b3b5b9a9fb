import CellScreen
import ConvNet
import Tensors

/// What is said of two classes whose logits are compared.
public struct ContestWords {
  /// Which is above the other, by how much; several wordings, the longest first.
  public let firsts: [String]
  /// How the difference is one sum, and how it is read; a sentence a row.
  public let others: [String]

  /// The words of the contest that a state shows; `nil` where it shows none.
  public init?(_ state: some Viewpoint) {
    guard let contest = state.shownContest, let trace = state.shown?.trace,
      let difference = trace.logitDifference(of: contest.one, and: contest.other)
    else { return nil }
    let names = [contest.one, contest.other].map { state.model.nameOfClass($0).truncated(to: 14).string }
    let size = NumberText.fixed(abs(difference.total), decimals: 3)
    let way = difference.total < 0 ? "below" : "above"
    let first =
      difference.total == 0
      ? "\(names[0]) and \(names[1]) have the same logit." : "\(names[0]) is \(size) \(way) \(names[1])."
    let count = NumberText.grouped(difference.parts.count)
    firsts = [first + " Both read the same \(count) numbers, each with weights of its own.", first]
    let past = Self.wordsOfPast(contest, now: difference.total, names, in: state)
    others =
      [past].compactMap(\.self) + [
        "\(names[0]) − \(names[1]) = Σ number × (weight to \(names[0]) − to \(names[1])) + bias − bias",
        "A part above 0 speaks for \(names[0]), one below 0 for \(names[1]).",
      ]
  }

  /// What the difference was before changes; `nil` where there are none, or the original is looked at.
  private static func wordsOfPast(
    _ contest: Contest, now: Double, _ names: [String], in state: some Viewpoint
  ) -> String? {
    guard let variant = state.shownDifference,
      let before = variant.before.trace.logitDifference(of: contest.one, and: contest.other)
    else { return nil }
    let passage = VariantWords.passage(from: Float(before.total), to: Float(now), decimals: 3)
    return "Before and now, \(names[0]) − \(names[1]): \(passage)."
  }
}
