import CellScreen
public import ConvNet
import Tensors

extension Verdict {
  /// Why no class of some stands out, as the rest of a sentence; several wordings, the longest first, and none where
  /// one does.
  ///
  /// `name` gives the name of a class.
  public func reasons(among count: Int, name: (Int) -> String) -> [String] {
    switch self {
    case .winner: []
    case .tie(let classes) where classes.count == count:
      [count == 2 ? "both logits are equal" : "all \(inWords(count)) logits are equal"]
    case .tie(let classes):
      (classes.count <= 4 ? ["\(inWords(classes.map(name))) have equal logits"] : [])
        + ["\(inWords(classes.count)) of \(inWords(count)) classes have the largest logit"]
    case .notANumber(let classes): Self.spoiled(classes, by: "NaN", among: count, name: name)
    case .infinite(let classes): Self.spoiled(classes, by: "∞", among: count, name: name)
    }
  }

  /// What is said in place of a winner, several wordings, the longest first; none where there is one.
  public func words(among count: Int, name: (Int) -> String) -> [String] {
    let reasons = reasons(among: count, name: name)
    return reasons.map { "no winner: " + $0 } + (reasons.isEmpty ? [] : ["no winner"])
  }

  /// Which logits are no finite numbers.
  private static func spoiled(
    _ classes: [Int], by number: String, among count: Int, name: (Int) -> String
  ) -> [String] {
    if classes.count == count {
      let all = count == 2 ? "both" : "all \(inWords(count))"
      return [count == 1 ? "the output is \(number)" : "\(all) logits are \(number)"]
    }
    guard let first = classes.first, classes.count == 1 else {
      return ["\(inWords(classes.count)) of \(inWords(count)) logits are \(number)"]
    }
    return ["the logit of \(name(first)) is \(number)", "one of \(inWords(count)) logits is \(number)"]
  }
}

extension Evaluation {
  /// What is said in place of a winner, several wordings, the longest first; none where there is one.
  public func wordsForNoWinner(in model: ExplorerModel) -> [String] {
    verdict?.words(among: logits.count) { model.nameOfClass($0).truncated(to: 20).string } ?? []
  }

  /// Why the logits have no shares: softmax makes NaN of all classes; `nil` where they have some, or need none.
  public var reasonForNoShares: String? {
    let last = trace.network.layers.last?.operation.activationFunction
    guard logits.count > 1, last == .linear || last == .softmax else { return nil }
    return Explorer.reasonForNoShares(of: logits)
  }
}

/// Why softmax gives numbers no shares: of NaN, of ∞, and of −∞ alone it makes NaN; `nil` where it gives some.
public func reasonForNoShares(of numbers: [Float]) -> String? {
  let isSpoiled = numbers.contains { $0.isNaN || $0 == .infinity }
  guard isSpoiled || numbers.allSatisfy({ $0 == -.infinity }) else { return nil }
  let spoiler = numbers.contains(where: \.isNaN) ? "NaN" : isSpoiled ? "∞" : NumberText.minus + "∞ alone"
  return "No shares: where \(spoiler) stands among the numbers, softmax makes NaN of all."
}

/// A small number in letters, a larger one in digits.
func inWords(_ number: Int) -> String {
  let names = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]
  return names.indices.contains(number) ? names[number] : NumberText.grouped(number)
}
