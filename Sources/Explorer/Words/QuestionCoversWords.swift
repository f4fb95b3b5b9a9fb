import CellScreen
import ConvNet

extension CoversQuestion {
  private var name: String { subject.model.nameInSentence(ofClass: trials.winner) }
  private var size: String { "\(trials.side)×\(trials.side)" }

  var text: String {
    "Two squares of \(size) pixels are covered with \(CoverTrials.questionFill.rawValue), one at a time. "
      + "Which cover takes more from the logit of \(name)?"
  }

  /// A change as what becomes of the logit: `loses 3.98`, `gains 0.31`, `hardly changes`.
  private func becomes(_ change: Float) -> String {
    guard abs(change) >= 0.01 * abs(worst.change) else { return "hardly changes" }
    let number = NumberText.fixed(abs(change), decimals: decimals)
    return change < 0 ? "loses \(number)" : "gains \(number)"
  }

  /// How many decimals tell the changes apart.
  private var decimals: Int {
    let magnitude = Double(abs(worst.change))
    return magnitude >= 0.1 ? 2 : NumberText.decimals(showing: magnitude)
  }

  private func shown(_ change: Float) -> String { NumberText.signed(Double(change), decimals: decimals) }

  var rightWords: IdeaWords {
    IdeaWords(
      right: "covered there, \(name) \(becomes(worst.change))",
      reason: "Covered in the other place it \(becomes(milder.change)).\(ofOtherFills)",
      needs: "the larger loss", here: shown(worst.change))
  }

  /// What another fill says of the two places.
  private enum Finding { case same, other, even, nothing }

  /// What other fills say; empty where that was not worked out.
  private var ofOtherFills: String {
    let others = OcclusionFill.allCases.filter { $0 != CoverTrials.questionFill }
      .compactMap { fill in finding(of: fill).map { (fill: fill.covering, finding: $0) } }
    func fills(_ finding: Finding) -> [String] { others.filter { $0.finding == finding }.map(\.fill) }
    let other = fills(.other)
    guard other.isEmpty else {
      return " With \(inWords(other, "or")) it would be the other place: "
        + "a cover is a picture too, and what it shows depends on what is put there."
    }
    let endings: [(Finding, String)] = [
      (.same, "it would be the same place"), (.even, "both do about as much"),
      (.nothing, "neither takes anything"),
    ]
    return endings.map { finding, words in
      let fills = fills(finding)
      return fills.isEmpty ? "" : " With \(inWords(fills, "or")) \(words)."
    }.joined()
  }

  /// Which place another fill names; `nil` where that is not known.
  private func finding(of fill: OcclusionFill) -> Finding? {
    guard let one = worst.changes[fill], let other = milder.changes[fill], one.isFinite, other.isFinite else {
      return nil
    }
    // What takes so little would not be asked about.
    guard trials.isNotable(min(one, other)) else { return .nothing }
    let margin = 0.1 * max(abs(one), abs(other))
    return abs(one - other) <= margin ? .even : one < other ? .same : .other
  }

  func words(of belief: Belief) -> IdeaWords? {
    guard belief == .otherCover else { return nil }
    return IdeaWords(
      says: "covered there, \(name) \(becomes(milder.change))",
      temptation: "which pixels a network needs can't be seen from the picture",
      Objection(
        "But in the other place it \(becomes(worst.change)).", needs: "the larger loss",
        here: shown(milder.change)), hint: "what would still be seen of it, were the other place covered?")
  }
}

extension OcclusionFill {
  /// What it is covered with, in a sentence.
  fileprivate var covering: String { self == .mean ? "the picture's mean" : rawValue }
}

extension OcclusionSquare {
  /// Its rows and columns: `rows 3–7, columns 10–14`.
  var words: String { "\(Self.words("row", rows)), \(Self.words("column", columns))" }

  private static func words(_ noun: String, _ places: Range<Int>) -> String {
    places.count == 1
      ? "\(noun) \(places.lowerBound)" : "\(noun)s \(places.lowerBound)–\(places.upperBound - 1)"
  }
}
