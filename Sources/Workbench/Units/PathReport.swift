internal import CellScreen
public import ConvNet
internal import Tensors

/// Why a unit is what it is: the path of the largest contributions from it to the picture, as text and JSON.
public struct PathReport {
  private let study: PictureStudy
  private let path: [UnitAddress]

  /// Follows the path from a unit.
  public init(_ study: PictureStudy, from unit: UnitAddress) {
    self.study = study
    path = study.pass.largestPath(from: unit)
  }

  /// The path as a table, a line a unit, each with the number that it takes over from the next line.
  public var text: String {
    var table = TextTable(
      ["unit", "", "value", "the most comes from", "", "share of the sum", "sees of the picture"],
      rightAligned: [2, 4, 5])
    for unit in path { table.append(cells(unit)) }
    let start = path[0]
    let value = study.pass.explain(start).map { study.number($0.value, ofLayer: start.layer) } ?? ""
    let role = study.role(of: start).map { " \($0)" } ?? ""
    return
      (["why\(role)? \(study.name(of: start)) = \(value) on \(DisplayText(study.pictureName))", ""]
      + table.lines + ["", Self.rule, Self.shares]).joined(separator: "\n")
  }

  private static let rule =
    "From every sum the largest product of the channel that counts most; from every window its largest number."
  private static let shares =
    "Share: product ÷ sum. Other products take away, so a share can be more than 100 % or less than 0."

  private func cells(_ unit: UnitAddress) -> [String] {
    guard let explanation = study.pass.explain(unit) else { return [] }
    let made = made(explanation)
    return [
      study.name(of: unit), study.role(of: unit) ?? "", study.number(explanation.value, ofLayer: unit.layer),
      made.words, made.product, made.share, study.field(of: unit) ?? "",
    ]
  }

  /// What gave the most to a unit: in words, as a product, and as a share of the sum.
  private func made(_ explanation: Explanation) -> (words: String, product: String, share: String) {
    let source = study.pass.largestSource(of: explanation.unit).map(study.name(of:)) ?? ""
    switch explanation.form {
    case .given: return ("a number of the picture", "", "")
    case .padding: return ("padding", "", "")
    case .windowAverage(let window):
      guard let place = window.largestPlace.map({ window.places[$0] }) else {
        return ("padding only", "", "")
      }
      let number = study.number(place.value, ofLayer: explanation.layer)
      return (
        "\(source), of \(window.count) numbers", "\(number) ÷ \(NumberText.grouped(window.count))",
        NumberText.fixed(100 * Double(place.value) / window.sum, decimals: 1) + " %"
      )
    case .elementwise(let way):
      return ("\(source), after \(way.steps.count) step\(way.steps.count == 1 ? "" : "s")", "", "")
    case .merged(let merge): return ("\(source), \(merge.words)", "", share(of: merge))
    case .windowMaximum(let window):
      return ("\(source), the largest of \(window.places.count { !$0.isOutside })", "", "")
    case .moved:
      let isSame = explanation.activationFunction == .linear
      return (
        source + (isSame ? ", the same number" : ", before \(explanation.activationFunction.title)"), "", ""
      )
    case .weightedSum(let sum):
      guard let term = sum.largestTerm.map({ sum.terms[$0] }) else { return ("padding only", "", "") }
      return (
        source, study.product(term, ofLayer: explanation.layer),
        NumberText.fixed(100 * term.product / Double(explanation.preActivation), decimals: 1) + " %"
      )
    }
  }

  /// How much of a sum its largest number makes; empty where nothing is added.
  private func share(of merge: Merge) -> String {
    guard merge.operation == .add else { return "" }
    let largest = Double(merge.operands[merge.largestOperand].value)
    return NumberText.fixed(100 * largest / merge.value, decimals: 1) + " %"
  }

  /// The path as JSON: `picture`, `class`, `path` (`name`, `layer`, `unit`, `value`, `preActivation`, `term`,
  /// `share`, `rows`, `columns`), `reading` (as `PictureReading` describes).
  ///
  /// `term` (`position`, `input`, `weight`, `product`) is what the next unit of the path gave, and `share` is
  /// its product ÷ `preActivation`; they are null where nothing was added. `rows` and `columns` are the
  /// receptive field.
  public var json: JSONValue {
    [
      "picture": .string(study.pictureName), "class": study.role(of: path[0]).map { .string($0) } ?? .null,
      "path": .array(path.map(json(of:))), "reading": study.reading.json,
    ]
  }

  private func json(of unit: UnitAddress) -> JSONValue {
    guard let explanation = study.pass.explain(unit) else { return .null }
    let term = largestTerm(explanation)
    let field = study.network.receptiveField(of: unit)
    let isGrid = study.network.inputShape.rank == 3
    return [
      "name": .string(study.network.name(of: unit)),
      "layer": .string(study.network.layers[unit.layer].name), "unit": .extents(unit.position),
      "value": .float(explanation.value), "preActivation": .float(explanation.preActivation),
      "term": term?.json ?? .null,
      "share": term.map { .double($0.product / Double(explanation.preActivation)) } ?? .null,
      "rows": isGrid ? .extents(field.rows) : .null,
      "columns": isGrid ? .extents(field.columns) : .null,
    ]
  }

  private func largestTerm(_ explanation: Explanation) -> Term? {
    guard case .weightedSum(let sum) = explanation.form else { return nil }
    return sum.largestTerm.map { sum.terms[$0] }
  }
}
