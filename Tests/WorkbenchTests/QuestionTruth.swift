import CellScreen
import ConvNet
import Explorer
import Tensors

/// What is right, as the engine says it by other ways than questions go.
struct QuestionTruth {
  let trace: Trace
  /// The names of the classes; none where they have none.
  let names: [String]
  /// The answers whose words were looked at already.
  var checked: Set<String> = []
  /// What is known already of questions about whole lines.
  private var known: [Question.Kind: [Int: String]] = [:]
  private var network: Network { trace.network }

  init(_ trace: Trace, names: [String]) {
    (self.trace, self.names) = (trace, names)
  }

  /// The right answer as it is printed.
  mutating func answer(_ question: Question) -> String? {
    guard question.place.position == nil else { return worked(question) }
    if let answer = known[question.kind]?[question.place.layer] { return answer }
    let answer = worked(question)
    known[question.kind, default: [:]][question.place.layer] = answer
    return answer
  }

  private func worked(_ question: Question) -> String? {
    let line = question.place.layer
    let shape = trace.activations[line].shape
    switch question.kind {
    case .shape: return shape.description
    case .maps: return "\(shape[2])"
    case .parameters:
      let tensors = trace.trained.parameters(ofLayer: line).tensors.values
      return NumberText.grouped(tensors.reduce(0) { $0 + $1.values.count })
    case .window: return question.place.position.map { printed(trace.activations[line][position: $0]) }
    case .sum: return question.place.position.map { printed(trace.preActivations[line][position: $0]) }
    case .flatten: return question.place.position.flatMap { origin(ofNumber: $0[0], line) }
    case .seen: return seen(line)
    case .dropped: return "\(changedMaps(line))"
    case .winner:
      let logits = trace.logits ?? []
      return logits.max().flatMap { logits.firstIndex(of: $0) }.map {
        names.isEmpty ? "class \($0)" : names[$0]
      }
    }
  }

  private func printed(_ value: Float) -> String { NumberText.fixed(value, decimals: 4) }

  /// The place whose number moves along: found by a pass of the layer on numbers that are their own places.
  private func origin(ofNumber index: Int, _ line: Int) -> String? {
    let input = network.inputShapes(ofLayer: line)[0]
    let places = Tensor(input, (0..<input.count).map { Float($0) })
    let moved = network.layers[line].operation.preActivation(of: [places], .none)
    let place = input.indices(ofOffset: Int(moved.values[index]))
    return "row \(place[0]), column \(place[1]), map \(place[2])"
  }

  /// The most rows of the picture that a number of a line sees, by what is NaN behind a pixel that is NaN.
  private func seen(_ line: Int) -> String {
    let shape = network.shapes[line]
    let middle = UnitAddress(layer: line, position: [shape[0] / 2, shape[1] / 2, shape[2] - 1])
    let rows = network.receptiveField(of: middle).rows
    return "\((rows.last ?? 0) - (rows.first ?? 0) + 1)"
  }

  /// How many maps of a layer are others when all of its input's first map is NaN.
  private func changedMaps(_ line: Int) -> Int {
    var input = trace.activations[network.layers[line].inputs[0]]
    let channels = input.shape.channels
    let values = input.values.enumerated().map { $0.offset.isMultiple(of: channels) ? Float.nan : 1 }
    input = Tensor(input.shape, values)
    let output = network.layers[line].operation.preActivation(
      of: [input], trace.trained.parameters(ofLayer: line))
    let maps = output.shape.channels
    return (0..<maps).count { map in
      stride(from: map, to: output.values.count, by: maps).contains { output.values[$0].isNaN }
    }
  }
}
