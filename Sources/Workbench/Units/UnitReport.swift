internal import CellScreen
public import ConvNet
internal import Explorer
public import ModelFormats
internal import Tensors

/// The arithmetic of one unit, or of one class of the listing's line `softmax`, as text and as JSON.
public struct UnitReport {
  /// What is explained.
  public enum Subject: Equatable, Sendable {
    /// A unit of a layer.
    case unit(UnitAddress)
    /// The share of a class, on the listing's line behind the last layer.
    case share(Int)
  }

  private let study: PictureStudy
  private let subject: Subject

  /// Explains a unit or a share of a picture's pass.
  public init(_ study: PictureStudy, _ subject: Subject) {
    self.study = study
    self.subject = subject
  }

  /// The explanation for people: code, formula in letters and in numbers, a table, the value.
  public var text: String {
    switch subject {
    case .share(let index): study.softmaxLines(explaining: index).joined(separator: "\n")
    case .unit(let unit):
      study.pass.explain(unit).map { lines($0).joined(separator: "\n") } ?? ""
    }
  }

  /// The explanation as JSON: `name`, `layer`, `kind`, `unit`, `terms` (`position`, `input`, `weight`,
  /// `product`), `bias`, `preActivation`, `activationFunction`, `value`; what there is none of is null.
  ///
  /// A sum that left the range of `Float` also has `sumBeyondFloat`, which that sum would be. `reading` is what
  /// `PictureReading` describes. A term in the padding also has `outside`, the winner of a window `kept`, and a softmax `softmax`. A unit that is held has `held`, which is `map` or
  /// `unit`, and no `preActivation`. A term of a
  /// merge or a moved number names its layer in `source`; a step of arithmetic has `operation`, `role`, `operand` and
  /// `result`. `changes` are those that were made before, as they are typed, and `valueBefore` what the value was without
  /// them, null where there are none.
  public var json: JSONValue {
    let (json, before): (JSONValue, Float?) =
      switch subject {
      case .share(let index): (study.softmaxJSON(explaining: index), study.shareBefore(ofClass: index))
      case .unit(let unit):
        (study.pass.explain(unit).map(study.json) ?? .null, study.valueBefore(of: unit))
      }
    guard case .object(var object) = json.with(study.reading).with(study.changes) else { return .null }
    object["valueBefore"] = before.map { .float($0) } ?? .null
    return .object(object)
  }

  private func lines(_ explanation: Explanation) -> [String] {
    let heading = heading(explanation) + words(explanation)
    return switch explanation.form {
    case .given, .held: heading
    case .padding, .weightedSum, .windowMaximum, .windowAverage, .moved, .elementwise, .merged:
      heading + [""] + UnitTable(study: study, explanation: explanation).lines + closing(explanation)
    }
  }

  /// The unit with its value, and the code and shapes of its layer.
  private func heading(_ explanation: Explanation) -> [String] {
    let network = study.network
    let unit = explanation.unit
    let role = study.role(of: unit).map { " (\($0))" } ?? ""
    let value = study.value(of: explanation)
    let inputs = network.inputShapes(ofLayer: unit.layer).map(\.description).joined(separator: " and ")
    let shapes = inputs.isEmpty ? "" : inputs + " → "
    return [
      "\(study.name(of: unit))\(role) = \(value) on \(DisplayText(study.pictureName))"
    ] + study.lines(ofChangesOf: explanation.value, from: study.valueBefore(of: unit)) + [
      "\(unit.layer)  \(study.lines[unit.layer].code)  \(shapes)\(network.shapes[unit.layer])"
    ]
  }

  /// What the layer does, and its formula in letters and in numbers.
  private func words(_ explanation: Explanation) -> [String] {
    guard
      let words = UnitWords(
        explanation, in: study.pass.trained, preprocessing: study.preprocessing, samples: study.samples)
    else { return [] }
    let lines = (words.sentences.first.map { [$0] } ?? []) + [words.formula, words.numbers]
    return lines.filter { !$0.isEmpty }.map { DisplayText($0).string }
  }

  /// What is said of steps, or of a mean, that left the range of `Float`; the columns of sums say it themselves.
  private func beyondFloat(_ explanation: Explanation) -> [String] {
    switch explanation.form {
    case .given, .weightedSum, .windowMaximum, .moved, .padding, .merged, .held: return []
    case .elementwise, .windowAverage:
      guard let exact = explanation.valueBeyondFloat else { return [] }
      let decimals = study.decimals(ofLayer: explanation.layer)
      let value = NumberText.fixed(exact, decimals: decimals)
      return [
        "beyond the range of Float (3.40e38): \(value) becomes \(explanation.preActivation < 0 ? "−" : "")∞"
      ]
    }
  }

  /// The activation function, all digits, and what the unit sees.
  private func closing(_ explanation: Explanation) -> [String] {
    let before = study.number(explanation.preActivation, ofLayer: explanation.layer)
    let value = study.number(explanation.value, ofLayer: explanation.layer)
    var lines: [String] =
      switch explanation.activationFunction {
      case .linear: []
      case .relu: ["ReLU: max(0, \(before)) = \(value)"]
      case .softmax: [""] + study.softmaxLines(closing: explanation)
      case let function: ["\(function.title): \(function.formula) of \(before) = \(value)"]
      }
    lines = beyondFloat(explanation) + lines
    lines.append(explanation.allDigitsInWords)
    if let field = study.field(of: explanation.unit) {
      lines.append("sees \(field) of the picture")
    }
    return lines
  }
}
