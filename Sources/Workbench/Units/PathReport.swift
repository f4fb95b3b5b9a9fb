internal import CellScreen
public import ConvNet
internal import Explorer
public import ModelFormats
internal import Tensors

/// Why a unit is what it is: the path of the largest contributions from it to the picture, as text and JSON.
public struct PathReport {
  private let study: PictureStudy
  private let path: [UnitAddress]
  private let carried: Result<PathShare, NoPathShare>?

  /// Follows the path from a unit; `nil` where no class was named and none stands out.
  public init(_ study: PictureStudy, from unit: UnitAddress?) {
    self.study = study
    let path = unit.map { study.pass.largestPath(from: $0) } ?? []
    self.path = path
    carried =
      path.isEmpty
      ? nil
      : Result { () throws(NoPathShare) in try study.pass.share(ofPath: path) }
  }

  /// The path as a table, a line a unit, each with the number that it takes over from the next line.
  public var text: String {
    guard let start = path.first else { return textOfNoWinner }
    let table = textTable(
      ["unit", "", "value", "the most comes from", "", "share of the sum", "sees of the picture"],
      path.map(cells), rightAligned: [2, 4, 5])
    let explanation = study.pass.explain(start)
    let number = explanation.map { study.original == nil ? value($0) : study.value(of: $0) } ?? ""
    let changes = study.lines(
      ofChangesOf: explanation?.value ?? .nan, from: study.valueBefore(of: start))
    let role = study.role(of: start).map { " \($0)" } ?? ""
    return
      (["why\(role)? \(study.name(of: start)) = \(number) on \(DisplayText(study.pictureName))"]
      + changes + wordsOfOtherWinner + [""] + table + ["", Self.rule, Self.shares, ""] + wordsOfCarried)
      .joined(separator: "\n")
  }

  /// What the path carries, or why that can't be said.
  private var wordsOfCarried: [String] {
    switch carried {
    case .success(let share):
      share.sentences(ofPath: path, in: study.pass, owner: path.first.flatMap(study.role(of:)))
    case .failure(let error): [error.words(in: study.network)]
    case nil: []
    }
  }

  /// What is said where no class stands out: why, and how to follow one.
  private var textOfNoWinner: String {
    let reason = study.reasonForNoWinner ?? "there are no classes"
    return
      ([
        "why? no winner on \(DisplayText(study.pictureName)): \(reason); --class NAME follows a class's logit"
      ]
      + (study.changes.line.map { [$0] } ?? [])).joined(separator: "\n")
  }

  /// What is said where the changes have made another class the winner.
  private var wordsOfOtherWinner: [String] {
    guard let logits = study.original?.logits, let before = Verdict(logits: logits)?.winner,
      before != study.verdict?.winner
    else { return [] }
    return [
      "Without \(study.changes.changes.count == 1 ? "it" : "them") \(study.nameOfClass(before)) is the winner."
    ]
  }

  private static let rule =
    "From every sum the largest product of the channel that counts most; from every window its largest number."
  private static let shares =
    "Share: product ÷ sum. Other products take away, so a share can be more than 100 % or less than 0."

  private func cells(_ unit: UnitAddress) -> [String] {
    guard let explanation = study.pass.explain(unit) else { return [] }
    let made = made(explanation)
    return [
      study.name(of: unit), study.role(of: unit) ?? "", value(explanation),
      made.words, made.product, made.share, study.field(of: unit) ?? "",
    ]
  }

  /// A unit's value; where its activation function made another number of the sum, both: `softmax(0.529) = 0.475`.
  private func value(_ explanation: Explanation) -> String {
    let value = study.number(explanation.value, ofLayer: explanation.layer)
    let before = study.number(explanation.preActivation, ofLayer: explanation.layer)
    return before == value ? value : "\(explanation.activationFunction.title)(\(before)) = \(value)"
  }

  /// What gave the most to a unit: in words, as a product, and as a share of the sum.
  private func made(_ explanation: Explanation) -> (words: String, product: String, share: String) {
    let source = study.pass.largestSource(of: explanation.unit).map(study.name(of:)) ?? ""
    switch explanation.form {
    case .given: return ("a number of the picture", "", "")
    case .padding: return ("padding", "", "")
    case .held(let hold): return (hold.words, "", "")
    case .windowAverage(let window):
      guard let place = window.largestPlace.map({ window.places[$0] }) else {
        return (window.count == 0 ? "padding only" : Self.noLargest, "", "")
      }
      let number = study.number(place.value, ofLayer: explanation.layer)
      return (
        "\(source), of \(window.count) numbers", "\(number) ÷ \(NumberText.grouped(window.count))",
        share(Double(place.value), of: window.sum)
      )
    case .elementwise(let way):
      return ("\(source), after \(way.steps.count) step\(way.steps.count == 1 ? "" : "s")", "", "")
    case .merged(let merge):
      guard merge.largestOperand != nil else { return (Self.noLargest, "", "") }
      return ("\(source), \(merge.words)", "", share(of: merge))
    case .windowMaximum(let window):
      return ("\(source), \(window.rank)", "", "")
    case .moved:
      let isSame = explanation.activationFunction == .linear
      return (
        source + (isSame ? ", the same number" : ", before \(explanation.activationFunction.title)"), "", ""
      )
    case .weightedSum(let sum):
      guard let term = sum.largestTerm.map({ sum.terms[$0] }) else {
        return (sum.reasonForNoLargest.map { "none is the largest: \($0)" } ?? "padding only", "", "")
      }
      return (
        source, study.product(term, ofLayer: explanation.layer),
        share(term.product, of: Double(explanation.preActivation), exact: explanation.valueBeyondFloat)
      )
    }
  }

  /// How much of a sum its largest number makes; empty where nothing is added.
  private func share(of merge: Merge) -> String {
    guard merge.operation == .add, let index = merge.largestOperand else { return "" }
    return share(Double(merge.operands[index].value), of: merge.value)
  }

  /// A part of a sum in percent; of a sum that has no shares, what that is.
  private func share(_ part: Double, of sum: Double, exact: Double? = nil) -> String {
    if exact != nil { return "sum beyond Float" }
    guard sum != 0, sum.isFinite else { return "sum is \(NumberText.fixed(sum, decimals: 0))" }
    return NumberText.percent(part / sum)
  }

  private static let noLargest = "none is the largest: NaN or ∞ is among them"

  /// The path as JSON: `picture`, `class`, `winner`, `reason`, `path` (`name`, `layer`, `unit`, `value`,
  /// `preActivation`, `term`, `share`, `factor`, `rows`, `columns`), `carries` (`amount`, `of`, `share`, `paths`),
  /// `carriesNothing`, `reading` (as `PictureReading` describes), `changes` (those that were made before, as they are
  /// typed).
  ///
  /// `winner` is the class whose logit is larger than all others; it is null where none is, for the `reason` that is
  /// null elsewhere. Where no class was named and there is no winner, `path` is empty.
  /// `term` (`position`, `input`, `weight`, `product`) is what the next unit of the path gave, and `share` is
  /// its product ÷ `preActivation`; they are null where nothing was added, or no term is the largest, and the share
  /// where the sum is 0 or no finite number. `rows` and `columns` are the
  /// receptive field. `factor` is what the hop to the next unit multiplies by, null of the last unit; the factors times
  /// the last value are `carries.amount`, which is `carries.share` `of` the first `preActivation`; `paths` is how many
  /// there are, rounded from 2⁵³ on, as `PathShare` describes. Where there is no such share `carries` and all factors are
  /// null, and `carriesNothing` says why.
  public var json: JSONValue {
    let json: JSONValue = [
      "picture": .string(study.pictureName),
      "class": path.first.flatMap { study.role(of: $0) }.map { .string($0) } ?? .null,
      "winner": study.verdict?.winner.map { .string(study.nameOfClass($0)) } ?? .null,
      "reason": study.reasonForNoWinner.map { .string($0) } ?? .null,
      "path": .array(hops),
      "carries": pathShare?.json ?? .null, "carriesNothing": reasonForNoShare.map { .string($0) } ?? .null,
      "reading": study.reading.json,
    ]
    return json.with(study.changes)
  }

  private var hops: [JSONValue] {
    path.indices.map { json(of: path[$0], factor: factor(ofHop: $0)) }
  }

  private var pathShare: PathShare? { try? carried?.get() }

  private var reasonForNoShare: String? {
    if case .failure(let error) = carried { error.words(in: study.network) } else { nil }
  }

  private func factor(ofHop index: Int) -> JSONValue {
    guard let factors = pathShare?.factors, factors.indices.contains(index) else { return .null }
    return .number(factors[index])
  }

  private func json(of unit: UnitAddress, factor: JSONValue) -> JSONValue {
    guard let explanation = study.pass.explain(unit) else { return .null }
    let term = largestTerm(explanation)
    let field = study.network.receptiveField(of: unit)
    let isGrid = study.network.inputShape.rank == 3
    return [
      "name": .string(study.network.name(of: unit)),
      "layer": .string(study.network.layers[unit.layer].name), "unit": .extents(unit.position),
      "value": .float(explanation.value), "preActivation": explanation.jsonOfPreActivation,
      "term": term?.json ?? .null,
      "share": share(of: term, in: explanation), "factor": factor,
      "rows": isGrid ? .extents(field.rows) : .null,
      "columns": isGrid ? .extents(field.columns) : .null,
    ]
  }

  private func share(of term: Term?, in explanation: Explanation) -> JSONValue {
    let sum = Double(explanation.preActivation)
    guard let term, sum != 0, sum.isFinite else { return .null }
    return .number(term.product / sum)
  }

  private func largestTerm(_ explanation: Explanation) -> Term? {
    guard case .weightedSum(let sum) = explanation.form else { return nil }
    return sum.largestTerm.map { sum.terms[$0] }
  }
}

extension PathShare {
  fileprivate var json: JSONValue {
    [
      "amount": .number(amount), "of": .number(total), "share": .number(share),
      "paths": isCountExact ? .integer(Int(count)) : .number(count),
    ]
  }
}

extension Merge {
  /// What the number that counts most is among the others, in words.
  fileprivate var words: String {
    switch operation {
    case .maximum: "the largest of \(operands.count)"
    case .minimum: "the smallest of \(operands.count)"
    case .add, .subtract, .multiply, .average: "the largest in size of \(operands.count)"
    }
  }
}
