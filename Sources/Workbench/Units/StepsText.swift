internal import CellScreen
internal import ConvNet
internal import Explorer

/// A number on its way through steps of arithmetic, a line a step.
struct StepsText {
  private let study: PictureStudy
  private let explanation: Explanation
  private let way: Elementwise

  init(_ study: PictureStudy, _ explanation: Explanation, _ way: Elementwise) {
    self.study = study
    self.explanation = explanation
    self.way = way
  }

  /// The number that comes in, then each step with what it is done with and what comes out; all digits, since the
  /// numbers of a step can be of any size.
  var lines: [String] {
    var table = TextTable(["step", "", "with", "number"], rightAligned: [1, 2, 3])
    let unit = study.network.unit(at: way.place, ofLayer: explanation.layer)
    table.append([study.name(of: unit), "", "", NumberText.allDigits(way.input)])
    for (index, step) in way.steps.enumerated() {
      table.append([
        step.role.words, step.operation.sign, NumberText.allDigits(Float(step.operand)),
        NumberText.allDigits(Float(way.value(afterSteps: index + 1))),
      ])
    }
    guard !way.group.isEmpty else { return table.lines }
    let count = NumberText.grouped(way.group.count)
    return table.lines + [
      "mean and spread are taken of \(count) numbers of \(study.name(ofLayer: unit.layer))"
    ]
  }
}

extension Elementwise.Role {
  /// The role as a word of JSON.
  var name: String {
    switch self {
    case .mean: "mean"
    case .deviation, .boundedDeviation: "deviation"
    case .gamma: "gamma"
    case .beta: "beta"
    case .scale: "scale"
    case .offset: "offset"
    case .slope: "slope"
    }
  }
}

extension Elementwise.Operation {
  /// The operation as a word of JSON.
  var name: String {
    switch self {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide: "divide"
    }
  }
}
