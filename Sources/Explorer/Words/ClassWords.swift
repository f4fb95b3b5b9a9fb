import CellScreen
import ConvNet
import Tensors

extension ClassList {
  /// Which of many classes have a row; several wordings, the longest first.
  public func words(ofPlaces places: Range<Int>) -> [String] {
    let count = NumberText.grouped(order.count)
    guard isRanked else {
      let range = "\(places.lowerBound)–\(places.upperBound - 1)"
      return ["classes \(range) of \(count)", "classes \(range)"]
    }
    guard places.lowerBound > 0 else {
      return ["strongest \(places.count) of \(count)", "top \(places.count) of \(count)"]
    }
    let range = "\(places.lowerBound + 1)–\(places.upperBound)"
    return ["\(range) of \(count), strongest first", "ranks \(range) of \(count)", "ranks \(range)"]
  }

  /// Which classes have a row in the column beside the listing: `strongest 9 of 1,000`, `strongest 8 and 57th of
  /// 1,000`, `classes 14–22 of 1,000`; several wordings, the longest first.
  public func words(of shown: [Int], selected: Int?) -> [String] {
    let count = NumberText.grouped(order.count)
    guard isRanked else {
      let range = "\(shown.first ?? 0)–\(shown.last ?? 0)"
      return ["classes \(range) of \(count)", "\(range) of \(count)", range]
    }
    guard let selected, place(of: selected) >= rows else {
      return ["strongest \(shown.count) of \(count)", "top \(shown.count) of \(count)", "top \(shown.count)"]
    }
    let place = ordinal(place(of: selected) + 1)
    return ["strongest \(shown.count - 1) and \(place) of \(count)", "top \(shown.count - 1), \(place)"]
  }
}

extension ExplorerModel {
  /// The name of a class in a sentence, where a bare number would read as a part of it: `ship`, `class 3`.
  public func nameInSentence(ofClass index: Int, columns: Int = 16) -> String {
    let known = nameOfClass(index).truncated(to: columns).string
    return known == String(index) ? "class \(index)" : known
  }
}

extension Evaluation {
  /// What softmax makes of the logits and what it leaves as it is; where it makes no shares of them, why.
  public func wordsOfSoftmax(in model: ExplorerModel) -> [String] {
    let reasons = wordsForNoWinner(in: model).prefix(1)
    if let reason = reasonForNoShares { return [reason] + reasons.map { "There is \($0)." } }
    let order =
      reasons.first.map { ["Equal logits have equal shares: \($0)."] }
      ?? ["Order stays: the largest logit has the largest share. A lead is a factor:"]
      + wordsOfLead(in: model)
    return order + [
      "Only differences count: adding 1 to every logit changes no share.",
      "No softmax in the last layer: the loss is told so (from_logits=True).",
      "A share is what this network says, not how often it is right.",
    ]
  }

  /// How far the largest logit is above the next, and how many times its share that makes; nothing without two that
  /// are finite.
  private func wordsOfLead(in model: ExplorerModel) -> [String] {
    let first = ranking.prefix(2)
    let numbers = first.map { Double(logits[$0]) }
    guard numbers.count == 2, numbers.allSatisfy(\.isFinite) else { return [] }
    let lead = numbers[0] - numbers[1]
    let names = first.map { model.nameOfClass($0).truncated(to: 20).string }
    let factor = exponential(lead)
    let times = factor < 1e9 ? NumberText.fixed(factor, decimals: factor < 100 ? 1 : 0) : "over 10^9"
    let above = NumberText.fixed(lead, decimals: 3)
    var exponent = above
    if factor < 1e9 {
      // As many decimals as make the number that is printed.
      let digits = Int(decimalLogarithm(max(1, factor)).rounded(.up)) + (factor < 100 ? 1 : 0)
      exponent = NumberText.fixed(lead, decimals: max(3, digits))
    }
    return ["\(names[0]) is \(above) above \(names[1]): e^\(exponent) = \(times) times its share."]
  }
}
